import { pair } from '#foundation/text-pair.ts';
import type { Tx } from '#platform/database/index.ts';
import type { Change } from '#platform/manifest.ts';
import { type CardAct, type CardKind, cardKindLabels, verbLabels } from './warning-card.ts';

interface Row {
  readonly at: string;
  readonly id: number;
  readonly dataset: Change['dataset'];
  readonly verb: CardAct;
  readonly kind: CardKind;
  readonly producer: string;
  readonly by: string | null;
}

/** Acts on cards of late, for the workbench. */
export const listCardChanges = async (tx: Tx, limit: number): Promise<Change[]> => {
  const rows = await tx.query<Row>(
    `select e.at, c.id, c.dataset, e.verb, c.kind, p.name as producer, a.display_name as by
       from (select * from warning_cards.event where subject_kind = 'card' order by id desc limit 500) e join warning_cards.card c on c.id = e.subject_id
       join enterprises.enterprise p on p.id = c.producer_id left join identity.published_account a on a.id = e.account_id
      order by e.id desc limit $1`,
    [limit],
  );
  return rows.map(({ at, id, dataset, verb, kind, producer, by }) => ({
    at,
    dataset,
    link: `/cards/${id}`,
    title: pair(
      `${producer}的${cardKindLabels[kind].zh}：${verbLabels[verb].zh} · ${by ?? '系统'}`,
      `${cardKindLabels[kind].en} of ${producer}: ${verbLabels[verb].en} · ${by ?? 'the program'}`,
    ),
  }));
};
