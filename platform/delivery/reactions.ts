import type { Fact } from '#foundation/fact.ts';
import { pair } from '#foundation/text-pair.ts';
import { paperIssuedType, type PaperFact } from '#platform/documents/facts.ts';
import type { Reaction } from '#platform/manifest.ts';
import type { Act } from '#platform/operation/index.ts';
import { deliver } from './deliver.ts';
import type { Delivery } from './recipient.ts';
import { papersOfParties } from './storage.ts';

/** A paper that went to a firm or a laboratory: its people find it in their inbox, and are mailed of it. */
const tellOfPapers = async (act: Act, facts: readonly Fact[]): Promise<void> => {
  const ids = facts.map(({ payload }) => (payload as PaperFact).paperId);
  const papers = await papersOfParties(act.tx, ids);
  await deliver(
    act,
    papers.map(({ id, party, dataset, kindTitle, title, number, authority, place }): Delivery => ({
      to: { party: party as `enterprise/${number}` },
      kind: 'delivery.paper',
      subject: `paper/${id}`,
      dataset,
      title: pair(`新文书：${kindTitle.zh} ${number}`, `New paper: ${kindTitle.en} ${number}`),
      body: pair(
        `${authority}出具了《${title}》（${number}），请查看、下载。此通知不代替送达，期限按文书的送达日期计算。`,
        `${authority} has issued “${title}” (${number}); please read and download it. This message is no service: time runs from the service of the paper.`,
      ),
      link: `/papers/${id}`,
      papers: [id],
      key: `paper ${id}`,
      from: place,
    })),
  );
};

export const reactions: readonly Reaction[] = [{ on: paperIssuedType, room: 'delivery', react: tellOfPapers }];
