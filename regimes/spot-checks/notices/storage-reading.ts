import type { Tx } from '#platform/database/index.ts';
import type { NoticeDetail, NoticeFilter, NoticeLine, ObjectionFilter, ObjectionLine } from './contract.ts';

/** A line as stored; the days left are counted from today. */
export type NoticeRow = Omit<NoticeLine, 'daysLeft'>;
import type { NoticeState } from './notice.ts';
import type { ObjectionState } from './objection.ts';
import type { Place } from './rules.ts';

const line = `n.id, n.version, n.dataset, n.number, n.party, n.addressee, n.state, n.identity, s.product_name as product,
  s.number as "sampleNumber", r.conclusion, p.title as plan, g.name as city, n.due_on as "dueOn", n.effective_on as "effectiveOn",
  n.objection_until as "objectionUntil", s.final_on as "finalOn"`;
const tables = `spot_checks.notice n join spot_checks.sample s on s.id = n.sample_id join spot_checks.report r on r.id = n.report_id
  join spot_checks.plan p on p.id = s.plan_id left join regions.region g on g.code = coalesce(n.city_code, n.province_code)`;

const where = `n.dataset = $1 and ($2::text is null or n.identity = $2)
  and ($3::text is null or n.addressee like '%' || $3 || '%' or n.number like '%' || $3 || '%')
  and ($4::date is null or (n.state = 'to-serve' and n.due_on < $4))`;
const escaped = (q: string | undefined): string | null =>
  q === undefined || q === '' ? null : q.replaceAll(/[\\%_]/g, String.raw`\$&`);

/** A page of notices, newest first; `overdueOn` keeps those that were to be served before that day. */
export const pageOfNotices = (
  tx: Tx,
  filter: NoticeFilter,
  overdueOn: string | null,
  after: number | null,
  limit: number,
): Promise<NoticeRow[]> =>
  tx.query<NoticeRow>(
    `select ${line} from ${tables} where ${where} and ($5::text is null or n.state = $5) and ($6::bigint is null or n.id < $6)
      order by n.id desc limit $7`,
    [filter.dataset, filter.identity ?? null, escaped(filter.q), overdueOn, filter.state ?? null, after, limit],
  );

export const countNotices = (
  tx: Tx,
  filter: NoticeFilter,
  overdueOn: string | null,
): Promise<{ state: NoticeState; n: number }[]> =>
  tx.query(`select n.state, count(*)::int as n from spot_checks.notice n where ${where} group by n.state`, [
    filter.dataset,
    filter.identity ?? null,
    escaped(filter.q),
    overdueOn,
  ]);

export const countOverdue = async (tx: Tx, dataset: string, today: string): Promise<number> =>
  (
    await tx.query<{ n: number }>(
      `select count(*)::int as n from spot_checks.notice where state = 'to-serve' and due_on < $2 and dataset = $1`,
      [dataset, today],
    )
  )[0]?.n ?? 0;

/** Notices to the enterprises of an account, newest first. */
export const noticesOfEnterprises = (tx: Tx, ids: readonly number[]): Promise<NoticeRow[]> =>
  tx.query<NoticeRow>(
    `select ${line} from ${tables} where n.enterprise_id = any ($1::bigint[]) and n.state not in ('to-serve', 'void') order by n.id desc limit 500`,
    [ids],
  );

export const namesOfEnterprises = (tx: Tx, ids: readonly number[]): Promise<{ id: number; name: string }[]> =>
  tx.query('select id, name from enterprises.enterprise where id = any ($1::bigint[]) order by id', [ids]);

const named = (id: string, name: string): string => `json_build_object('id', ${id}, 'name', ${name})`;

type RawObjection = Omit<NoticeDetail['objections'][number], 'acts' | 'events'> & { readonly filedBy: string | null };
type RawRetest = Omit<NoticeDetail['retests'][number], 'acts' | 'events'>;

/** A notice as stored, with everything its page shows. */
export interface NoticeRecord
  extends
    Omit<
      NoticeDetail,
      | 'daysLeft'
      | 'next'
      | 'acts'
      | 'identityActs'
      | 'identityFiles'
      | 'late'
      | 'mayOrderRetest'
      | 'objections'
      | 'retests'
      | 'writtenWords'
      | 'others'
      | 'events'
    >,
    Place {
  readonly objections: readonly RawObjection[];
  readonly retests: readonly RawRetest[];
  readonly reserve: string;
  readonly sampleState: string;
  readonly deniedBy: string | null;
}

export const findNotice = async (tx: Tx, id: number): Promise<NoticeRecord | undefined> =>
  (
    await tx.query<NoticeRecord>(
      `select ${line}, n.enterprise_id as "enterpriseId",
              (select w.name from enterprises.enterprise w where w.id = n.enterprise_id and w.name <> n.addressee) as "nowCalled",
              s.id as "sampleId", s.brand, s.model, s.production_batch as batch,
              s.sampled_on as "sampledOn", a.name as authority, b.name as laboratory, r.number as "reportNumber",
              r.failing_items as "failingItems", n.manner, n.served_on as "servedOn", n.proof, n.identity_until as "identityUntil",
              n.identity_text as "identityText", s.final_verdict as "finalVerdict", n.province_code as "provinceCode",
              n.city_code as "cityCode", n.county_code as "countyCode", s.reserve_state as reserve, s.state as "sampleState",
              n.denied_by as "deniedBy",
              coalesce((select json_agg(json_build_object('item', i.item, 'measured', coalesce(i.measured, ''), 'limit', i.limit_text,
                          'unit', i.unit, 'verdict', coalesce(i.stated, i.verdict)) order by i.ordinal)
                 from spot_checks.report_item i where i.report_id = r.id), '[]') as items,
              coalesce((select json_agg(json_build_object('id', o.id, 'version', o.version, 'state', o.state, 'filedOn', o.filed_on,
                          'grounds', o.grounds, 'wantsRetest', o.wants_retest, 'onPaper', o.on_paper, 'decideUntil', o.decide_until,
                          'decidedAt', o.decided_at, 'decisionReason', o.decision_reason, 'filedBy', o.filed_by,
                          'told', case when o.told_on is not null then json_build_object('manner', o.told_manner, 'on', o.told_on,
                            'proof', o.told_proof, 'effectiveOn', o.told_effective_on) end) order by o.id)
                 from spot_checks.objection o where o.notice_id = n.id), '[]') as objections,
              coalesce((select json_agg(json_build_object('id', t.id, 'version', t.version, 'state', t.state, 'objectionId', t.objection_id,
                          'laboratory', (select ${named('l.id', 'l.name')} from laboratories.laboratory l where l.id = t.laboratory_id),
                          'planned', (select coalesce(json_agg(${named('l.id', 'l.name')} order by l.id), '[]')
                             from spot_checks.plan_laboratory q join laboratories.laboratory l on l.id = q.laboratory_id
                            where q.line_id = s.line_id and q.purpose = 'retest'),
                          'formalitiesUntil', t.formalities_until, 'formalitiesOn', t.formalities_on, 'designateUntil', t.designate_until,
                          'reason', t.reason, 'outcome', t.outcome, 'feeBy', t.fee_by) order by t.id)
                 from spot_checks.retest t where t.sample_id = s.id), '[]') as retests
         from ${tables} join authorities.authority a on a.id = p.authority_id join laboratories.laboratory b on b.id = r.laboratory_id
        where n.id = $1`,
      [id],
    )
  )[0];

/** The other notices about the same sample that the reader may see. */
export const otherNotices = (tx: Tx, sampleId: number, except: number): Promise<NoticeRow[]> =>
  tx.query<NoticeRow>(`select ${line} from ${tables} where n.sample_id = $1 and n.id <> $2 order by n.id`, [
    sampleId,
    except,
  ]);

const objectionWhere = `o.dataset = $1 and ($2::text is null or n.addressee like '%' || $2 || '%' or n.number like '%' || $2 || '%')`;

export const listObjectionLines = (tx: Tx, filter: ObjectionFilter, limit: number): Promise<ObjectionLine[]> =>
  tx.query<ObjectionLine>(
    `select o.id, o.version, o.dataset, o.state, n.id as "noticeId", n.number, n.addressee, s.product_name as product, o.filed_on as "filedOn",
            o.decide_until as "decideUntil", o.wants_retest as "wantsRetest",
            (select t.state from spot_checks.retest t where t.sample_id = s.id order by t.id desc limit 1) as retest
       from spot_checks.objection o join spot_checks.notice n on n.id = o.notice_id join spot_checks.sample s on s.id = o.sample_id
      where ${objectionWhere} and ($3::text is null or o.state = $3)
      order by o.state <> 'filed', o.state <> 'retest', o.decide_until, o.id limit $4`,
    [filter.dataset, escaped(filter.q), filter.state ?? null, limit],
  );

export const countObjections = (tx: Tx, filter: ObjectionFilter): Promise<{ state: ObjectionState; n: number }[]> =>
  tx.query(
    `select o.state, count(*)::int as n from spot_checks.objection o join spot_checks.notice n on n.id = o.notice_id
      where ${objectionWhere} group by o.state`,
    [filter.dataset, escaped(filter.q)],
  );

export const noticeOfObjection = async (tx: Tx, id: number): Promise<number | undefined> =>
  (await tx.query<{ id: number }>('select notice_id as id from spot_checks.objection where id = $1', [id]))[0]?.id;
