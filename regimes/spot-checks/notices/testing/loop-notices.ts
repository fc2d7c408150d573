import type { Dataset } from '#foundation/dataset.ts';
import { ok, unwrap } from '#foundation/refusal.ts';
import { type Tx, withTransaction } from '#platform/database/index.ts';
import { type Call, perform, type Services, systemCall } from '#platform/operation/index.ts';
import { testCall } from '../../../../tests/services.ts';
import { approvedPlan, type loopRegisters, planOf, rulesInForce } from '../../common/testing/loop.ts';
import { reportsChangedType, visitsEndedType } from '../../facts.ts';
import type { Site } from '../../plans/plan.ts';
import { getNotice } from '../operations-read.ts';

type Registers = Awaited<ReturnType<typeof loopRegisters>>;

export interface MadeSample {
  readonly producer: number | null;
  readonly producerName?: string;
  readonly seller?: number | null;
  readonly visited?: number;
  readonly site?: Site;
  readonly conclusion?: 'pass' | 'fail';
  readonly items?: readonly string[];
}

/** Samples with reports in effect, put where visits and laboratories would put them; nothing in them is real. */
export const noticeWorld = async (services: Services, made: Registers) => {
  const { database } = services;
  const dataset: Dataset = 'demo';
  const officer = await testCall(services, {
    permissions: [
      'spot-checks.plans',
      'spot-checks.plan',
      'spot-checks.see-visits',
      'spot-checks.serve',
      'spot-checks.dispatch',
    ],
    name: '承办甲',
  });
  const decider = await testCall(services, {
    permissions: ['spot-checks.plans', 'spot-checks.approve', 'spot-checks.see-visits', 'spot-checks.decide'],
    name: '签发乙',
  });
  const categoryId = await made.category();
  const ruleId = await rulesInForce(officer, decider, categoryId);
  const laboratory = await made.laboratory();
  const retestLaboratory = await made.laboratory();
  const anotherPlan = async () =>
    approvedPlan(
      officer,
      decider,
      planOf({
        authorityId: await made.authorityOf('440000'),
        lines: [
          {
            categoryId,
            ruleId,
            quotas: [{ regionCode: '440600', targets: 3 }],
            laboratories: [laboratory],
            retestLaboratories: [retestLaboratory],
          },
        ],
      }),
    );
  const plan = await anotherPlan();
  const line = plan.lines[0]?.id;
  const asEngine = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => withTransaction(database, 'system', work);
  let serial = 0;

  /** Stores visits, samples and reports in effect, and tells that the reports took effect; gives the samples. */
  const reported = async (samples: readonly MadeSample[]): Promise<number[]> => {
    const first = serial;
    serial += samples.length;
    return unwrap(
      await perform(systemCall(services), { permission: null, act: 'test' }, async (act) => {
        const { tx } = act;
        await act.asEngine();
        const rows = samples.map((sample, at) => ({ ...sample, number: `虚构样${first + at}` }));
        const sampleIds = (
          await tx.query<{ id: number }>(
            `with given as (select w.at, x.* from jsonb_array_elements($1::jsonb) with ordinality w (o, at),
                    lateral jsonb_to_record(w.o) as x (number text, producer bigint, "producerName" text, seller bigint, visited bigint, site text)),
             v as (insert into spot_checks.visit (dataset, plan_id, line_id, enterprise_id, category_id, laboratory_id, site, state, due_on, reason)
               select $2, $3, $4, coalesce(visited, seller, producer), $5, $6, coalesce(site, 'factory'), 'sampled', '2026-09-30', number from given
               returning id, reason)
             insert into spot_checks.sample (dataset, visit_id, plan_id, line_id, number, sheet, category_id, seller_id, producer_id, producer_name,
                    province_code, city_code, county_code, laboratory_id, product_name, quantity, sampled_on, state)
             select $2, v.id, $3, $4, g.number, '{}', $5, g.seller, g.producer, coalesce(g."producerName", e.name, '虚构无名厂'),
                    e.province_code, e.city_code, e.county_code, $6, '虚构水壶', '3件', '2026-09-01', 'tested'
               from given g join v on v.reason = g.number left join enterprises.enterprise e on e.id = g.producer order by g.at returning id`,
            [JSON.stringify(rows), dataset, plan.id, line, categoryId, laboratory],
          )
        ).map(({ id }) => id);
        const reportIds = await insertReports(tx, sampleIds, 'first', laboratory, samples);
        act.emit({ type: reportsChangedType, payload: { dataset, state: 'effective', reportIds } });
        return ok(sampleIds);
      }),
    );
  };

  const insertReports = async (
    tx: Tx,
    sampleIds: readonly number[],
    purpose: 'first' | 'retest',
    laboratoryId: number,
    samples: readonly Pick<MadeSample, 'conclusion' | 'items'>[],
  ): Promise<number[]> => {
    const rows = await tx.query<{ id: number }>(
      `with r as (
         insert into spot_checks.report (dataset, sample_id, laboratory_id, purpose, state, number, conclusion, engine_verdict, failing_items, effective_at,
                tested_by, reviewed_by, approved_by)
         select $1, x.id, $3, $4, 'effective', '虚构检' || $4 || x.id, x.conclusion, x.conclusion,
                case when x.conclusion = 'fail' then array['虚构强度'] else '{}' end, $6,
                gen_random_uuid(), gen_random_uuid(), gen_random_uuid()
           from unnest($2::bigint[], $5::text[]) with ordinality x (id, conclusion, at) order by x.at returning id, conclusion),
       i as (
         insert into spot_checks.report_item (report_id, ordinal, item, limit_text, unit, class, comparison, measured, verdict)
         select id, 1, '虚构强度', '≥10.0', 'MPa', 'A', 'rounded', case conclusion when 'fail' then '7.5' else '12.1' end, conclusion from r)
       select id from r order by id`,
      [dataset, sampleIds, laboratoryId, purpose, samples.map(({ conclusion = 'fail' }) => conclusion), services.now()],
    );
    return rows.map(({ id }) => id);
  };

  /** The report of a retest takes effect. */
  const retested = async (sampleId: number, conclusion: 'pass' | 'fail'): Promise<void> =>
    unwrap(
      await perform(systemCall(services), { permission: null, act: 'test' }, async (act) => {
        await act.asEngine();
        const reportIds = await insertReports(act.tx, [sampleId], 'retest', retestLaboratory, [{ conclusion }]);
        act.emit({ type: reportsChangedType, payload: { dataset, state: 'effective', reportIds } });
        return ok(undefined);
      }),
    );

  /** A visit ends with a refusal that stands. */
  const refused = async (enterprise: number, endedAt = services.now(), under = plan): Promise<number> =>
    unwrap(
      await perform(systemCall(services), { permission: null, act: 'test' }, async (act) => {
        await act.asEngine();
        const [visit] = await act.tx.query<{ id: number }>(
          `insert into spot_checks.visit (dataset, plan_id, line_id, enterprise_id, category_id, state, due_on, ended_at)
           values ($1, $2, $3, $4, $5, 'refused', '2026-09-30', $6) returning id`,
          [dataset, under.id, under.lines[0]?.id, enterprise, categoryId, endedAt],
        );
        const id = visit?.id ?? 0;
        act.emit({ type: visitsEndedType, payload: { dataset, visitIds: [id] } });
        return ok(id);
      }),
    );

  const noticesOf = (sampleId: number) =>
    asEngine((tx) =>
      tx.query<{ id: number; party: string; state: string; number: string }>(
        'select id, party, state, number from spot_checks.notice where sample_id = $1 order by party',
        [sampleId],
      ),
    );
  const resultOf = async (sampleId: number) =>
    (
      await asEngine((tx) =>
        tx.query<{
          verdict: string;
          producer: number | null;
          settled: boolean;
          published: string | null;
          check: number;
        }>(
          `select r.verdict, r.producer_id as producer, r.parties_settled as settled, c.published_on as published, c.id as check
             from spot_checks.sample s join spot_checks.result r on r.id = s.result_id join spot_checks.spot_check c on c.id = r.check_id where s.id = $1`,
          [sampleId],
        ),
      )
    )[0];
  const member = (enterprise: number): Promise<Call> =>
    testCall(services, {
      permissions: ['spot-checks.answer'],
      region: `enterprise/${enterprise}`,
      name: '虚构质量负责人',
    });
  const detail = async (call: Call, id: number) =>
    unwrap(
      await getNotice(
        call,
        id,
        call.actor.permissions.has('spot-checks.answer') ? 'spot-checks.answer' : 'spot-checks.see-visits',
      ),
    );

  return {
    officer, decider, categoryId, laboratory, retestLaboratory, plan, anotherPlan, asEngine, reported, retested, refused, noticesOf, resultOf, member, detail,
  }; // prettier-ignore
};

/** The same call on the day of the moved clock. */
export const onDay = (call: Call, today: string): Call => ({ ...call, today: today as Call['today'] });
