import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import { dueKinds } from './board.ts';
import type { BoardFilter, BoardRow, BoardTotal, PlanBoard } from './contract.ts';
import { waitingSql } from './storage-work.ts';

const columns = ['drawn', 'visited', 'pending', 'unsampled', 'sampled', 'tested', 'final', 'noticed', 'served', 'objected'] as const; // prettier-ignore

/** One city's rows, one laboratory's, or those of whole plans. */
const partOf = (filter: BoardFilter, row: string): string =>
  filter.city !== undefined
    ? `${row}.city_code = $6`
    : filter.laboratoryId !== undefined
      ? `${row}.laboratory_id = $7`
      : `${row}.city_code is null and ${row}.laboratory_id is null`;

/** Sums of the rows of board_count `b`, and of board_due `d`. */
const countSums = ['targets', ...columns].map((name) => `sum(b.${name})::int as ${name}`).join(', ');
const dueSums = dueKinds.map((kind) => `coalesce(sum(d.n) filter (where d.kind = '${kind}'), 0)::int as late_${kind}`).join(', '); // prettier-ignore
const countObject = (from: string): string =>
  `json_build_object(${columns.map((name) => `'${name}', coalesce(${from}${name}, 0)`).join(', ')})`;
const dueObject = (from: string): string =>
  `json_build_object(${dueKinds.map((kind) => `'${kind}', coalesce(${from}late_${kind}, 0)`).join(', ')})`;
const lateSum = (from: string): string => dueKinds.map((kind) => `coalesce(${from}late_${kind}, 0)`).join(' + ');

/**
 * A page of the board, newest plan first, with the numbers of all plans that match. One city or one laboratory: their part of each
 * plan alone, and only plans that have a part there.
 */
export const pageOfBoard = async (
  tx: Tx,
  filter: BoardFilter,
  today: LocalDate,
  after: number | null,
  limit: number,
): Promise<{ readonly rows: readonly BoardRow[]; readonly total: BoardTotal }> => {
  const [found] = await tx.query<{ readonly rows: readonly BoardRow[]; readonly total: BoardTotal }>(
    `with counts as (
       select b.plan_id, ${countSums} from spot_checks.board_count b where ${partOf(filter, 'b')} group by b.plan_id),
     late as (
       select d.plan_id, ${dueSums} from spot_checks.board_due d where d.due_on < $8::date and ${partOf(filter, 'd')} group by d.plan_id),
     board as materialized (
       select p.id, p.number, p.title, p.year, p.level, p.kind, p.state, p.region_code, p.starts_on, p.ends_on,
              case when $7::bigint is null then coalesce(c.targets, 0) end as wanted, c.*, l.*
         from spot_checks.plan p left join counts c on c.plan_id = p.id left join late l on l.plan_id = p.id
        where p.dataset = $1 and p.state in ('approved', 'closed') and ($2::text is null or p.state = $2) and ($3::int is null or p.year = $3)
          and ($4::text is null or p.level = $4) and ($5::text is null or p.kind = $5)
          and (($6::text is null and $7::bigint is null) or c.plan_id is not null or l.plan_id is not null)
          and ($9::boolean is not true or ${lateSum('l.')} > 0)
          and ($10::text is null or p.title like '%' || $10 || '%' or p.number like '%' || $10 || '%')
          ${filter.waiting === undefined ? '' : `and ${waitingSql[filter.waiting]}`})
     select (select json_build_object('plans', count(*), 'targets', case when $7::bigint is null then coalesce(sum(wanted), 0) end,
                                      'counts', json_build_object(${columns.map((name) => `'${name}', coalesce(sum(${name}), 0)`).join(', ')}),
                                      'overdue', json_build_object(${dueKinds.map((kind) => `'${kind}', coalesce(sum(late_${kind}), 0)`).join(', ')}))
               from board) as total,
            (select coalesce(json_agg(r), '[]')
               from (select b.id, b.number, b.title, b.year, b.level, b.kind, b.state,
                            json_build_object('code', b.region_code, 'name', coalesce(g.name, b.region_code)) as region, b.starts_on as "startsOn",
                            b.ends_on as "endsOn", b.wanted as targets, ${countObject('b.')} as counts, ${dueObject('b.')} as overdue
                       from board b left join regions.region g on g.code = b.region_code
                      where $11::bigint is null or b.id < $11 order by b.id desc limit $12) r) as rows`,
    [
      filter.dataset,
      filter.state ?? null,
      filter.year ?? null,
      filter.level ?? null,
      filter.kind ?? null,
      filter.city ?? null,
      filter.laboratoryId ?? null,
      today,
      filter.overdue === 'true',
      filter.q === undefined || filter.q === '' ? null : filter.q.replaceAll(/[\\%_]/g, String.raw`\$&`),
      after,
      limit,
    ],
  );
  if (!found) throw new Error('the board has no row of totals');
  return found;
};

/** One plan in force with its board, or undefined. */
export const findPlanBoard = async (tx: Tx, id: number, today: LocalDate): Promise<PlanBoard | undefined> => {
  const by = (key: string) =>
    `counts_${key} as (select b.${key}, ${countSums} from spot_checks.board_count b where b.plan_id = $1 and b.${key} is not null group by 1),
     late_${key} as (select d.${key}, ${dueSums} from spot_checks.board_due d
                      where d.plan_id = $1 and d.${key} is not null and d.due_on < $2::date group by 1)`;
  const part = `${countObject('c.')} as counts, ${dueObject('l.')} as overdue`;
  const [found] = await tx.query<PlanBoard>(
    `with ${by('city_code')}, ${by('laboratory_id')},
     cities as (select city_code from counts_city_code union select city_code from late_city_code),
     laboratories as (select laboratory_id from counts_laboratory_id union select laboratory_id from late_laboratory_id)
     select json_build_object('id', p.id, 'dataset', p.dataset, 'number', p.number, 'title', p.title, 'year', p.year, 'level', p.level, 'kind', p.kind,
              'state', p.state, 'region', json_build_object('code', p.region_code, 'name', coalesce(g.name, p.region_code)),
              'startsOn', p.starts_on, 'endsOn', p.ends_on, 'authority', json_build_object('id', a.id, 'name', a.name)) as plan,
            (select json_build_object('targets', (select coalesce(sum(targets), 0) from counts_city_code),
                      'counts', (select json_build_object(${columns.map((name) => `'${name}', coalesce(sum(${name}), 0)`).join(', ')}) from counts_city_code),
                      'overdue', (select json_build_object(${dueKinds.map((kind) => `'${kind}', coalesce(sum(late_${kind}), 0)`).join(', ')}) from late_city_code))) as total,
            (select coalesce(json_agg(r order by r.code = '', r.code), '[]')
               from (select k.city_code as code, coalesce(z.name, '') as name, coalesce(c.targets, 0) as targets, ${part}
                       from cities k left join counts_city_code c using (city_code) left join late_city_code l using (city_code)
                       left join regions.region z on z.code = k.city_code) r) as "byCity",
            (select coalesce(json_agg(r order by r.id = 0, r.name collate "C"), '[]')
               from (select k.laboratory_id as id, coalesce(x.name, '') as name, null::int as targets, ${part}
                       from laboratories k left join counts_laboratory_id c using (laboratory_id) left join late_laboratory_id l using (laboratory_id)
                       left join laboratories.laboratory x on x.id = k.laboratory_id) r) as "byLaboratory"
       from spot_checks.plan p join authorities.authority a on a.id = p.authority_id left join regions.region g on g.code = p.region_code
      where p.id = $1 and p.state in ('approved', 'closed')`,
    [id, today],
  );
  return found;
};
