import { pair } from '#foundation/text-pair.ts';
import type { Tx } from '#platform/database/index.ts';
import type { Change } from '#platform/manifest.ts';
import { bulletinProcess, type BulletinState } from './bulletin.ts';
import { type ExposureAct, unknownMaker, verbLabels } from './exposure.ts';

interface ExposureRow {
  readonly at: string;
  readonly id: number;
  readonly dataset: Change['dataset'];
  readonly verb: ExposureAct;
  readonly producer: string;
  readonly by: string | null;
}
interface BulletinRow {
  readonly at: string;
  readonly id: number;
  readonly dataset: Change['dataset'];
  readonly state: BulletinState;
  readonly title: string;
}

/** Acts on exposures and bulletins of late, for the workbench. */
export const listPublicityChanges = async (tx: Tx, limit: number): Promise<Change[]> => {
  const exposures = await tx.query<ExposureRow>(
    `select e.at, x.id, x.dataset, e.verb, coalesce(p.name, '${unknownMaker.zh}') as producer, a.display_name as by
       from (select * from publicity.event where subject_kind = 'exposure' order by id desc limit 500) e
       join publicity.exposure x on x.id = e.subject_id
       left join enterprises.enterprise p on p.id = x.producer_id left join identity.published_account a on a.id = e.account_id
      order by e.id desc limit $1`,
    [limit],
  );
  const bulletins = await tx.query<BulletinRow>(
    `select coalesce(released_at, written_at) as at, id, dataset, state, title from publicity.bulletin order by 1 desc limit $1`,
    [limit],
  );
  return [
    ...exposures.map(({ at, id, dataset, verb, producer, by }) => ({
      at,
      dataset,
      link: `/exposures/${id}`,
      title: pair(
        `${producer}的曝光：${verbLabels[verb].zh} · ${by ?? '系统'}`,
        `Exposure of ${producer}: ${verbLabels[verb].en} · ${by ?? 'the program'}`,
      ),
    })),
    ...bulletins.map(({ at, id, dataset, state, title }) => ({
      at,
      dataset,
      link: `/bulletins/${id}`,
      title: pair(
        `通报《${title}》：${bulletinProcess.states[state].zh}`,
        `Bulletin “${title}”: ${bulletinProcess.states[state].en}`,
      ),
    })),
  ];
};
