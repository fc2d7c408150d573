import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { CalendarKind } from './calendar.ts';

interface Source {
  /** Rows as `x`, with `day` of the last day. */
  readonly from: string;
  readonly day: string;
  readonly where: string;
  /** What a list says: the thing that the page is of, its name, and what else. */
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly names: string;
}

const visitNames = `left join enterprises.enterprise e on e.id = x.enterprise_id left join products.category c on c.id = x.category_id`;
const noticeOf = 'left join spot_checks.sample s on s.id = x.sample_id';
const notice = { from: 'spot_checks.notice x', id: 'x.id', title: 'x.addressee', detail: `coalesce(x.number, '') || ' ' || coalesce(s.product_name, '')`, names: noticeOf }; // prettier-ignore
const plan = { from: 'spot_checks.plan x', id: 'x.id', title: 'x.title', detail: `coalesce(x.number, '')`, names: '' };
const ofRetest = {
  from: 'spot_checks.retest x join spot_checks.objection o on o.id = x.objection_id',
  id: 'o.notice_id',
  title: `coalesce(s.product_name, '')`,
  detail: `coalesce(s.number, '')`,
  names: noticeOf,
};

const sources: Readonly<Record<CalendarKind, Source>> = {
  visit: { from: 'spot_checks.visit x', day: 'x.due_on', where: `x.state in ('assigned', 'started')`, id: 'x.id', title: 'e.name', detail: 'c.name', names: visitNames }, // prettier-ignore
  ordered: { from: 'spot_checks.visit x', day: 'x.ordered_until', where: `x.state = 'ordered'`, id: 'x.id', title: 'e.name', detail: 'c.name', names: visitNames }, // prettier-ignore
  report: {
    from: 'spot_checks.report x',
    day: 'x.due_on',
    where: `x.state in ('open', 'tested', 'reviewed', 'queried')`,
    id: 'x.id',
    title: `coalesce(s.product_name, '')`,
    detail: `coalesce(s.number, '')`,
    names: noticeOf,
  },
  // The report itself is the laboratory's until it is handed up; row-level security of the sample says who sees that it is due.
  test: {
    from: 'spot_checks.tests_under_way() x join spot_checks.sample s on s.id = x.sample_id',
    day: 'x.due_on',
    where: 'true',
    id: 'x.sample_id',
    title: `coalesce(s.product_name, '')`,
    detail: `s.number || ' ' || coalesce(y.name, '')`,
    names: 'left join laboratories.laboratory y on y.id = x.laboratory_id',
  },
  notice: { ...notice, day: 'x.due_on', where: `x.state = 'to-serve'` },
  identity: { ...notice, day: 'x.identity_until', where: `x.identity = 'asked' and x.state <> 'void'` },
  clock: { ...notice, day: 'x.objection_until', where: `x.state = 'served'` },
  objection: {
    from: 'spot_checks.objection x',
    day: 'x.decide_until',
    where: `x.state = 'filed'`,
    id: 'x.id',
    title: `coalesce(n.addressee, '')`,
    detail: `coalesce(n.number, '')`,
    names: 'left join spot_checks.notice n on n.id = x.notice_id',
  },
  formalities: { ...ofRetest, day: 'x.formalities_until', where: `x.state = 'applied'` },
  retest: { ...ofRetest, day: 'x.designate_until', where: `x.state = 'applied'` },
  draw: {
    from: 'spot_checks.draw x',
    day: `(x.entropy_due_at at time zone 'Asia/Shanghai')::date`,
    where: `x.state in ('committed', 'frozen')`,
    id: 'x.id',
    title: 'p.title',
    detail: `x.entropy_source || ' ' || x.entropy_issue`,
    names: 'left join spot_checks.plan p on p.id = x.plan_id',
  },
  'plan-start': { ...plan, day: 'x.starts_on', where: `x.state = 'approved'` },
  'plan-end': { ...plan, day: 'x.ends_on', where: `x.state = 'approved'` },
};

/** Numbers by day and kind from the first to the last day, of what the reader sees. */
export const countDue = (
  tx: Tx,
  kinds: readonly CalendarKind[],
  dataset: string,
  first: LocalDate,
  last: LocalDate,
): Promise<{ readonly day: LocalDate; readonly kind: CalendarKind; readonly count: number }[]> =>
  kinds.length === 0
    ? Promise.resolve([])
    : tx.query(
        kinds
          .map((kind) => {
            const { from, day, where } = sources[kind];
            return `select ${day} as day, '${kind}' as kind, count(*)::int as count from ${from}
                     where x.dataset = $1 and ${day} between $2::date and $3::date and ${where} group by 1`;
          })
          .join(' union all '),
        [dataset, first, last],
      );

/** How many open things were due before a day. */
export const countDueBefore = async (
  tx: Tx,
  kinds: readonly CalendarKind[],
  dataset: string,
  day: LocalDate,
): Promise<number> => {
  if (kinds.length === 0) return 0;
  const each = kinds.map((kind) => {
    const source = sources[kind];
    return `(select count(*) from ${source.from} where x.dataset = $1 and ${source.day} < $2::date and ${source.where})`;
  });
  const [row] = await tx.query<{ n: number }>(`select (${each.join(' + ')})::int as n`, [dataset, day]);
  return row?.n ?? 0;
};

export interface DueRow {
  readonly kind: CalendarKind;
  readonly id: number;
  readonly title: string;
  readonly detail: string;
}

/** What falls due on a day, in the order of the kinds. */
export const listDue = (
  tx: Tx,
  kinds: readonly CalendarKind[],
  dataset: string,
  day: LocalDate,
  limit: number,
): Promise<DueRow[]> =>
  kinds.length === 0
    ? Promise.resolve([])
    : tx.query<DueRow>(
        `select kind, id, title, detail from (${kinds
          .map((kind, place) => {
            const source = sources[kind];
            return `(select ${place} as place, '${kind}' as kind, ${source.id} as id, ${source.title} as title, ${source.detail} as detail
                       from ${source.from} ${source.names}
                      where x.dataset = $1 and ${source.day} = $2::date and ${source.where} order by ${source.id} limit $3)`;
          })
          .join(' union all ')}) due order by place, id limit $3`,
        [dataset, day, limit],
      );
