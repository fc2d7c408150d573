import type { Fact } from '#foundation/fact.ts';
import { pair } from '#foundation/text-pair.ts';
import { paperIssuedType, paperSharedType, type PaperFact, type PaperSharedFact } from '#platform/documents/facts.ts';
import type { Reaction } from '#platform/manifest.ts';
import type { Act } from '#platform/operation/index.ts';
import { deliver } from './deliver.ts';
import type { Delivery } from './recipient.ts';
import { papersById } from './storage.ts';

type Paper = Awaited<ReturnType<typeof papersById>>[number];

const named = (papers: readonly Paper[]) =>
  pair(
    papers.map(({ kindTitle, number }) => `${kindTitle.zh} ${number}`).join('、'),
    papers.map(({ kindTitle, number }) => `${kindTitle.en} ${number}`).join(', '),
  );

/** A paper that went to a firm or a laboratory: its people find it in their inbox, and are mailed of it. */
const tellOfPapers = async (act: Act, facts: readonly Fact[]): Promise<void> => {
  const papers = await papersById(
    act.tx,
    facts.map(({ payload }) => (payload as PaperFact).paperId),
  );
  await deliver(
    act,
    papers.flatMap((paper): Delivery[] => {
      const { id, party, dataset, title, number, authority, place } = paper;
      if (party === null) return [];
      const name = named([paper]);
      return [
        {
          to: { party: party as `enterprise/${number}` },
          kind: 'delivery.paper',
          subject: `paper/${id}`,
          dataset,
          title: pair(`新文书：${name.zh}`, `New paper: ${name.en}`),
          body: pair(
            `${authority}出具了《${title}》（${number}），请查看、下载。此通知不代替送达，期限按文书的送达日期计算。`,
            `${authority} has issued “${title}” (${number}); please read and download it. This message is no service: time runs from the service of the paper.`,
          ),
          link: `/papers/${id}`,
          papers: [id],
          key: `paper ${id}`,
          from: place,
        },
      ];
    }),
  );
};

/** Papers whose service on a party was recorded: its people find them in their inbox, and are mailed of them, all of one act at once. */
const tellOfService = async (act: Act, facts: readonly Fact[]): Promise<void> => {
  const shared = facts.map(({ payload }) => payload as PaperSharedFact);
  const papers = new Map((await papersById(act.tx, shared.map(({ paperId }) => paperId))).map((paper) => [paper.id, paper])); // prettier-ignore
  await deliver(
    act,
    [...Map.groupBy(shared, ({ party }) => party)].flatMap(([party, of]): Delivery[] => {
      const served = of.flatMap(({ paperId }) => papers.get(paperId) ?? []);
      const [first] = served;
      if (!first) return [];
      const ids = served.map(({ id }) => id);
      const name = named(served);
      return [
        {
          to: { party: party as `enterprise/${number}` },
          kind: 'delivery.served',
          subject: `paper/${first.id}`,
          dataset: first.dataset,
          title: pair(`文书已送达：${name.zh}`, `Served on you: ${name.en}`),
          body: pair(
            `${first.authority}发给贵单位的${name.zh}已登记送达。请查看、下载；需要办理的事项、截止日期和剩余天数，见“我的企业”。`,
            `${first.authority} has recorded the service of ${name.en} on you. Please read and download; what you must do, by when, and the days left stand on your own page.`,
          ),
          link: ids.length === 1 ? `/papers/${first.id}` : '/my-enterprise',
          papers: ids,
          key: `served ${ids.join(' ')} ${party}`,
          from: first.place,
        },
      ];
    }),
  );
};

export const reactions: readonly Reaction[] = [
  { on: paperIssuedType, room: 'delivery', react: tellOfPapers },
  { on: paperSharedType, room: 'delivery', react: tellOfService },
];
