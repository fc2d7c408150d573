import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { OpenWord } from './written-word.ts';
import type { Tx } from '#platform/database/index.ts';
import type { ObjectionState } from './objection.ts';
import type { ServiceInput } from '#foundation/service.ts';
import type { FeePayer, RetestState } from './retest.ts';
import type { DueRow } from './storage.ts';
import type { Place } from './rules.ts';

export interface LockedObjection extends Place {
  readonly id: number;
  readonly dataset: Dataset;
  readonly state: ObjectionState;
  readonly version: number;
  readonly noticeId: number;
  readonly sampleId: number;
  readonly reportId: number;
  readonly enterpriseId: number | null;
  readonly addressee: string;
  readonly filedBy: string | null;
  readonly number: string;
  /** A written withdrawal that waits to be confirmed. */
  readonly word: OpenWord | null;
  readonly givenUpOn: LocalDate | null;
  /** The notice of abandonment was served: from this day the objection is settled. */
  readonly toldEffectiveOn: LocalDate | null;
}

export const objectionIsVisible = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.query('select 1 from spot_checks.objection where id = $1', [id])).length > 0;

/** Locks the notice with it: the two change together. */
export const lockObjection = async (tx: Tx, id: number): Promise<LockedObjection | undefined> =>
  (
    await tx.query<LockedObjection>(
      `select o.id, o.dataset, o.state, o.version, o.notice_id as "noticeId", o.sample_id as "sampleId", n.report_id as "reportId",
              o.enterprise_id as "enterpriseId", n.addressee, o.filed_by as "filedBy", n.province_code as "provinceCode",
              n.city_code as "cityCode", n.county_code as "countyCode", o.given_up_on as "givenUpOn", o.told_effective_on as "toldEffectiveOn", n.number,
              (select json_build_object('id', w.id, 'by', w.recorded_by) from spot_checks.written_word w
                where w.objection_id = o.id and w.state = 'recorded') as word
         from spot_checks.objection o join spot_checks.notice n on n.id = o.notice_id where o.id = $1 for update`,
      [id],
    )
  )[0];

export const storeObjectionState = (tx: Tx, id: number, state: ObjectionState): Promise<unknown> =>
  tx.query('update spot_checks.objection set state = $2, version = version + 1 where id = $1', [id, state]);

export const storeDecision = (
  tx: Tx,
  id: number,
  account: string | null,
  at: Date,
  reason: string | null,
): Promise<unknown> =>
  tx.query('update spot_checks.objection set decided_by = $2, decided_at = $3, decision_reason = $4 where id = $1', [
    id,
    account,
    at,
    reason,
  ]);

export const insertObjection = async (
  tx: Tx,
  objection: {
    readonly dataset: Dataset;
    readonly noticeId: number;
    readonly sampleId: number;
    readonly enterpriseId: number | null;
    readonly filedOn: LocalDate;
    readonly grounds: string;
    readonly wantsRetest: boolean;
    readonly decideUntil: LocalDate;
    readonly account: string | null;
    readonly onPaper: boolean;
  },
): Promise<number> => {
  const [row] = await tx.query<{ id: number }>(
    `insert into spot_checks.objection (dataset, notice_id, sample_id, enterprise_id, filed_on, grounds, wants_retest, decide_until, filed_by, on_paper)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
    [
      objection.dataset,
      objection.noticeId,
      objection.sampleId,
      objection.enterpriseId,
      objection.filedOn,
      objection.grounds,
      objection.wantsRetest,
      objection.decideUntil,
      objection.account,
      objection.onPaper,
    ],
  );
  if (!row) throw new Error('the objection was not stored');
  return row.id;
};

/**
 * Objections of samples whose retest was given up, unless another retest of the sample is open: they wait until their parties are told.
 */
export const giveUpOfSamples = (
  tx: Tx,
  sampleIds: readonly number[],
  today: LocalDate,
): Promise<{ readonly id: number }[]> =>
  tx.query(
    `update spot_checks.objection o set state = 'given-up', version = o.version + 1, given_up_on = $2
      where o.sample_id = any ($1::bigint[]) and o.state = 'retest'
        and not exists (select from spot_checks.retest t where t.sample_id = o.sample_id and t.state in ('applied', 'designated'))
     returning o.id`,
    [sampleIds, today],
  );

/** Whom to tell that the retest counts as given up. */
export interface AbandonedObjection extends Place {
  readonly id: number;
  readonly dataset: Dataset;
  readonly number: string;
  readonly addressee: string;
}

export const abandonedObjections = (tx: Tx, ids: readonly number[]): Promise<AbandonedObjection[]> =>
  tx.query<AbandonedObjection>(
    `select o.id, o.dataset, n.number, n.addressee, n.province_code as "provinceCode", n.city_code as "cityCode", n.county_code as "countyCode"
       from spot_checks.objection o join spot_checks.notice n on n.id = o.notice_id where o.id = any ($1::bigint[]) order by o.id`,
    [ids],
  );

export const storeTelling = (
  tx: Tx,
  id: number,
  { manner, day, ...proof }: ServiceInput,
  effectiveOn: LocalDate,
): Promise<unknown> =>
  tx.query(
    `update spot_checks.objection set told_manner = $2, told_on = $3, told_proof = $4, told_effective_on = $5 where id = $1`,
    [id, manner, day, JSON.stringify(proof), effectiveOn],
  );

/** Objections that were told and whose telling has taken effect, with their notices, settled; at most `limit`. */
export const settleTold = (
  tx: Tx,
  dataset: Dataset,
  today: LocalDate,
  limit: number,
): Promise<(DueRow & { readonly noticeId: number })[]> =>
  tx.query(
    `update spot_checks.objection o set state = 'settled', version = o.version + 1
       from (select id from spot_checks.objection where state = 'given-up' and told_effective_on <= $2 and dataset = $1
              order by told_effective_on, id limit $3 for update skip locked) due
      where o.id = due.id returning o.id, o.sample_id as "sampleId", o.notice_id as "noticeId"`,
    [dataset, today, limit],
  );

/** Ends the objections of samples whose retest is over, with their notices. */
export const settleOfSamples = async (
  tx: Tx,
  sampleIds: readonly number[],
): Promise<{ readonly objections: readonly number[]; readonly notices: readonly number[] }> => {
  const objections = await tx.query<{ id: number; noticeId: number }>(
    `update spot_checks.objection set state = 'settled', version = version + 1 where sample_id = any ($1::bigint[]) and state = 'retest'
     returning id, notice_id as "noticeId"`,
    [sampleIds],
  );
  const notices = objections.map(({ noticeId }) => noticeId);
  await settleNotices(tx, notices);
  return { objections: objections.map(({ id }) => id), notices };
};

export const settleNotices = (tx: Tx, ids: readonly number[]): Promise<unknown> =>
  tx.query(
    `update spot_checks.notice set state = 'settled', version = version + 1 where id = any ($1::bigint[]) and state = 'objected'`,
    [ids],
  );

/** Declares a report void because an objection was upheld. */
export const voidReport = (tx: Tx, id: number, reason: string | null): Promise<unknown> =>
  tx.query(
    `update spot_checks.report set state = 'void', void_reason = $2, version = version + 1 where id = $1 and state = 'effective'`,
    [id, reason],
  );

export interface LockedRetest extends Place {
  readonly id: number;
  readonly dataset: Dataset;
  readonly state: RetestState;
  readonly version: number;
  readonly sampleId: number;
  readonly objectionId: number | null;
  readonly formalitiesOn: LocalDate | null;
  readonly enterpriseId: number | null;
  readonly firstLaboratoryId: number | null;
  readonly planned: readonly number[];
}

export const retestIsVisible = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.query('select 1 from spot_checks.retest where id = $1', [id])).length > 0;

export const lockRetest = async (tx: Tx, id: number): Promise<LockedRetest | undefined> =>
  (
    await tx.query<LockedRetest>(
      `select t.id, t.dataset, t.state, t.version, t.sample_id as "sampleId", t.objection_id as "objectionId", t.formalities_on as "formalitiesOn",
              o.enterprise_id as "enterpriseId", s.laboratory_id as "firstLaboratoryId",
              case when n.id is null then s.province_code else n.province_code end as "provinceCode",
              case when n.id is null then s.city_code else n.city_code end as "cityCode",
              case when n.id is null then s.county_code else n.county_code end as "countyCode",
              array(select b.laboratory_id from spot_checks.plan_laboratory b where b.line_id = s.line_id and b.purpose = 'retest') as planned
         from spot_checks.retest t join spot_checks.sample s on s.id = t.sample_id
         left join spot_checks.objection o on o.id = t.objection_id left join spot_checks.notice n on n.id = o.notice_id
        where t.id = $1 for update of t`,
      [id],
    )
  )[0];

export const storeRetestState = (tx: Tx, id: number, state: RetestState): Promise<unknown> =>
  tx.query('update spot_checks.retest set state = $2, version = version + 1 where id = $1', [id, state]);

/** The retest of a sample that is open or done. */
export const findRetest = async (
  tx: Tx,
  sampleId: number,
): Promise<{ readonly id: number; readonly state: RetestState } | undefined> =>
  (
    await tx.query<{ id: number; state: RetestState }>(
      `select id, state from spot_checks.retest where sample_id = $1 and state in ('applied', 'designated', 'done')`,
      [sampleId],
    )
  )[0];

export const insertRetest = async (
  tx: Tx,
  retest: {
    readonly dataset: Dataset;
    readonly sampleId: number;
    readonly objectionId: number | null;
    readonly formalitiesUntil: LocalDate | null;
    readonly designateUntil: LocalDate | null;
    readonly reason: string | null;
    readonly orderedBy: string | null;
  },
): Promise<number> => {
  const [row] = await tx.query<{ id: number }>(
    `insert into spot_checks.retest (dataset, sample_id, objection_id, formalities_until, designate_until, reason, ordered_by)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [
      retest.dataset,
      retest.sampleId,
      retest.objectionId,
      retest.formalitiesUntil,
      retest.designateUntil,
      retest.reason,
      retest.orderedBy,
    ],
  );
  if (!row) throw new Error('the retest was not stored');
  return row.id;
};

export const storeFormalities = (tx: Tx, id: number, on: LocalDate, until: LocalDate): Promise<unknown> =>
  tx.query('update spot_checks.retest set formalities_on = $2, designate_until = $3 where id = $1', [id, on, until]);

export const storeLaboratory = (tx: Tx, id: number, laboratoryId: number, reason: string | null): Promise<unknown> =>
  tx.query('update spot_checks.retest set laboratory_id = $2, reason = coalesce($3, reason) where id = $1', [
    id,
    laboratoryId,
    reason,
  ]);

export interface EndedRetest {
  readonly id: number;
  readonly sampleId: number;
  readonly reportId: number | null;
  readonly first: string;
  readonly again: string | null;
}

/** Retests under way that these reports answer, or whose samples these are. */
export const retestsUnderWay = (
  tx: Tx,
  of: { readonly reportIds?: readonly number[]; readonly sampleIds?: readonly number[] },
): Promise<EndedRetest[]> =>
  tx.query<EndedRetest>(
    `select t.id, t.sample_id as "sampleId", r.id as "reportId", f.conclusion as first, r.conclusion as again
       from spot_checks.retest t
       join spot_checks.report f on f.sample_id = t.sample_id and f.purpose = 'first' and f.state = 'effective'
       left join spot_checks.report r on r.sample_id = t.sample_id and r.purpose = 'retest' and r.state = 'effective' and r.id = any ($1::bigint[])
      where t.state = 'designated' and (r.id is not null or t.sample_id = any ($2::bigint[]))
      order by t.id for update of t`,
    [of.reportIds ?? [], of.sampleIds ?? []],
  );

export const finishRetests = (
  tx: Tx,
  done: readonly {
    readonly id: number;
    readonly reportId: number | null;
    readonly outcome: 'same' | 'different';
    readonly feeBy: FeePayer;
  }[],
): Promise<unknown> =>
  tx.query(
    `update spot_checks.retest t set state = 'done', version = t.version + 1, report_id = d.report, outcome = d.outcome, fee_by = d.fee
       from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[]) d (id, report, outcome, fee) where t.id = d.id`,
    [
      done.map(({ id }) => id),
      done.map(({ reportId }) => reportId),
      done.map(({ outcome }) => outcome),
      done.map(({ feeBy }) => feeBy),
    ],
  );

export const spoilRetests = (tx: Tx, ids: readonly number[]): Promise<unknown> =>
  tx.query(`update spot_checks.retest set state = 'tampered', version = version + 1 where id = any ($1::bigint[])`, [
    ids,
  ]);

/** Gives up retests whose formalities were not done in time; what another server has in hand is passed over. */
export const abandonRetests = (tx: Tx, dataset: Dataset, today: LocalDate, limit: number): Promise<DueRow[]> =>
  tx.query<DueRow>(
    `update spot_checks.retest t set state = 'abandoned', version = t.version + 1
       from (select id from spot_checks.retest where state = 'applied' and formalities_on is null and formalities_until < $2 and dataset = $1
              order by formalities_until, id limit $3 for update skip locked) due
      where t.id = due.id returning t.id, t.sample_id as "sampleId"`,
    [dataset, today, limit],
  );

/** The page of the objection that asked for a retest. */
export const pageOfRetest = async (tx: Tx, id: number): Promise<string | null> => {
  const [retest] = await tx.query<{ objectionId: number | null }>(
    'select objection_id as "objectionId" from spot_checks.retest where id = $1',
    [id],
  );
  return retest?.objectionId ? `/objections/${retest.objectionId}` : null;
};
