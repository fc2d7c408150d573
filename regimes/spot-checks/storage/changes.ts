import { pair, type TextPair } from '#foundation/text-pair.ts';
import type { Tx } from '#platform/database/index.ts';
import type { Change } from '#platform/manifest.ts';

type Ended = 'done' | 'withdrawn' | 'failed' | 'cancelled';

interface Row {
  readonly at: string;
  readonly id: string;
  readonly dataset: Change['dataset'];
  readonly state: Ended;
  readonly file: string | null;
  readonly files: number;
  readonly accepted: number | null;
}

const words: Readonly<Record<Ended, TextPair>> = {
  done: pair('已导入', 'imported'),
  withdrawn: pair('已撤回', 'withdrawn'),
  failed: pair('未完成', 'not completed'),
  cancelled: pair('已取消', 'cancelled'),
};

/** Imports that ended of late, for the workbench. */
export const listImportChanges = async (tx: Tx, limit: number): Promise<Change[]> => {
  const rows = await tx.query<Row>(
    `select coalesce(i.withdrawn_at, i.finished_at) as at, i.id, i.dataset, i.state,
            (select min(f.name) from spot_checks.import_file f where f.import_id = i.id) as file,
            (select count(*)::int from spot_checks.import_file f where f.import_id = i.id) as files, (i.report ->> 'accepted')::int as accepted
       from (select * from spot_checks.import where state in ('done', 'withdrawn', 'failed', 'cancelled') and finished_at is not null
              order by started_at desc limit $1) i
      order by 1 desc`,
    [limit],
  );
  return rows.map(({ at, id, dataset, state, file, files, accepted }) => {
    const name = file ?? '';
    const more = files > 1;
    const count = accepted ?? 0;
    return {
      at,
      dataset,
      link: `/imports/${id}`,
      title: pair(
        `抽查结果“${name}”${more ? `等 ${files} 个文件` : ''}：${words[state].zh}${state === 'done' ? ` ${count.toLocaleString('zh-CN')} 条` : ''}`,
        `Results “${name}”${more ? ` and ${files - 1} more` : ''}: ${words[state].en}${state === 'done' ? `, ${count.toLocaleString('en-GB')} rows` : ''}`,
      ),
    };
  });
};
