import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { OpenWord } from './written-word.ts';
import type { Tx } from '#platform/database/index.ts';
import type { ServiceInput } from '#foundation/service.ts';
import type { IdentityState, NoticeState, Party } from './notice.ts';
import type { Place } from './rules.ts';

/** A notice locked until the transaction ends. */
export interface LockedNotice extends Place {
  readonly id: number;
  readonly dataset: Dataset;
  readonly state: NoticeState;
  readonly version: number;
  readonly number: string;
  readonly sampleId: number;
  readonly reportId: number;
  readonly party: Party;
  readonly enterpriseId: number | null;
  readonly addressee: string;
  readonly effectiveOn: LocalDate | null;
  readonly objectionUntil: LocalDate | null;
  readonly identity: IdentityState;
  readonly identityUntil: LocalDate | null;
  readonly deniedBy: string | null;
  readonly reportOn: LocalDate;
  /** A written waiver that waits to be confirmed. */
  readonly word: OpenWord | null;
}

export const noticeIsVisible = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.query('select 1 from spot_checks.notice where id = $1', [id])).length > 0;

export const lockNotice = async (tx: Tx, id: number): Promise<LockedNotice | undefined> =>
  (
    await tx.query<LockedNotice>(
      `select n.id, n.dataset, n.state, n.version, n.number, n.sample_id as "sampleId", n.report_id as "reportId", n.party,
              n.enterprise_id as "enterpriseId", n.addressee, n.province_code as "provinceCode", n.city_code as "cityCode",
              n.county_code as "countyCode", n.effective_on as "effectiveOn", n.objection_until as "objectionUntil", n.identity,
              n.identity_until as "identityUntil", n.denied_by as "deniedBy",
              (r.effective_at at time zone 'Asia/Shanghai')::date as "reportOn",
              (select json_build_object('id', w.id, 'by', w.recorded_by) from spot_checks.written_word w
                where w.notice_id = n.id and w.objection_id is null and w.state = 'recorded') as word
         from spot_checks.notice n join spot_checks.report r on r.id = n.report_id where n.id = $1 for update of n`,
      [id],
    )
  )[0];

export const storeNoticeState = (tx: Tx, id: number, state: NoticeState): Promise<unknown> =>
  tx.query('update spot_checks.notice set state = $2, version = version + 1 where id = $1', [id, state]);

export const storeIdentity = (tx: Tx, id: number, identity: IdentityState): Promise<unknown> =>
  tx.query('update spot_checks.notice set identity = $2, version = version + 1 where id = $1', [id, identity]);

export const storeDenial = (tx: Tx, id: number, text: string | null, account: string | null): Promise<unknown> =>
  tx.query('update spot_checks.notice set identity_text = $2, denied_by = $3 where id = $1', [id, text, account]);

export const storeIdentityDecider = (tx: Tx, id: number, account: string | null): Promise<unknown> =>
  tx.query('update spot_checks.notice set identity_by = $2 where id = $1', [id, account]);

export const storeService = (
  tx: Tx,
  id: number,
  service: ServiceInput,
  clock: {
    readonly effectiveOn: LocalDate;
    readonly objectionUntil: LocalDate;
    readonly identityUntil: LocalDate | null;
  },
): Promise<unknown> => {
  const { manner, day, ...proof } = service;
  return tx.query(
    `update spot_checks.notice set manner = $2, served_on = $3, proof = $4, effective_on = $5, objection_until = $6, identity_until = $7
      where id = $1`,
    [id, manner, day, JSON.stringify(proof), clock.effectiveOn, clock.objectionUntil, clock.identityUntil],
  );
};

/** A notice to be drawn up. */
export interface WantedNotice extends Place {
  readonly sampleId: number;
  readonly reportId: number;
  readonly party: Party;
  readonly enterpriseId: number | null;
  readonly addressee: string;
  readonly identity: 'asked' | 'not-asked';
}

/**
 * To whom the first reports in effect among these have to be told: the producer and, where different, the seller. The producer named on a
 * sample from a shop or the net is asked whether the product is his.
 */
export const wantedNotices = (tx: Tx, reportIds: readonly number[]): Promise<WantedNotice[]> =>
  tx.query<WantedNotice>(
    `with told as (
       select r.id as report_id, s.id as sample_id, s.producer_id, s.seller_id, s.producer_name, s.province_code, s.city_code, s.county_code, v.site
         from spot_checks.report r join spot_checks.sample s on s.id = r.sample_id join spot_checks.visit v on v.id = s.visit_id
        where r.id = any ($1::bigint[]) and r.purpose = 'first' and r.state = 'effective'
          and not exists (select from spot_checks.notice n where n.report_id = r.id))
     select t.sample_id as "sampleId", t.report_id as "reportId", 'producer' as party, t.producer_id as "enterpriseId",
            coalesce(e.name, t.producer_name) as addressee, coalesce(e.province_code, t.province_code) as "provinceCode",
            coalesce(e.city_code, t.city_code) as "cityCode", coalesce(e.county_code, t.county_code) as "countyCode",
            case when t.site = 'factory' then 'not-asked' else 'asked' end as identity
       from told t left join enterprises.enterprise e on e.id = t.producer_id
     union all
     select t.sample_id, t.report_id, 'seller', t.seller_id, e.name, e.province_code, e.city_code, e.county_code, 'not-asked'
       from told t join enterprises.enterprise e on e.id = t.seller_id where t.seller_id is distinct from t.producer_id
      order by 1, 3`,
    [reportIds],
  );

/** Stores notices, in order, in one statement; gives their ids in the same order. */
export const insertNotices = async (
  tx: Tx,
  dataset: Dataset,
  notices: readonly WantedNotice[],
  dueOn: LocalDate | null,
): Promise<number[]> => {
  const rows = await tx.query<{ id: number }>(
    `insert into spot_checks.notice (dataset, sample_id, report_id, party, enterprise_id, addressee, province_code, city_code, county_code,
            identity, due_on)
     select $1, (w.o ->> 'sampleId')::bigint, (w.o ->> 'reportId')::bigint, w.o ->> 'party', (w.o ->> 'enterpriseId')::bigint,
            w.o ->> 'addressee', w.o ->> 'provinceCode', w.o ->> 'cityCode', w.o ->> 'countyCode', w.o ->> 'identity', $3
       from jsonb_array_elements($2::jsonb) with ordinality w (o, at) order by w.at returning id`,
    [dataset, JSON.stringify(notices), dueOn],
  );
  return rows.map(({ id }) => id).toSorted((a, b) => a - b);
};

export interface VoidedNotice {
  readonly id: number;
  readonly sampleId: number;
}

/** Voids the notices of reports that lost effect, with the objections that hang on them. */
export const voidNotices = async (tx: Tx, reportIds: readonly number[]): Promise<VoidedNotice[]> => {
  const rows = await tx.query<VoidedNotice>(
    `update spot_checks.notice set state = 'void', version = version + 1 where report_id = any ($1::bigint[]) and state <> 'void'
     returning id, sample_id as "sampleId"`,
    [reportIds],
  );
  await tx.query(
    `update spot_checks.objection set state = 'settled', version = version + 1 where notice_id = any ($1::bigint[]) and state in ('filed', 'retest', 'given-up')`,
    [rows.map(({ id }) => id)],
  );
  return rows;
};

/** Moves samples on and tells which moved. */
export const moveSamples = async (
  tx: Tx,
  ids: readonly number[],
  from: readonly string[],
  to: string,
): Promise<number[]> =>
  (
    await tx.query<{ id: number }>(
      `update spot_checks.sample set state = $3, version = version + 1 where id = any ($1::bigint[]) and state = any ($2::text[]) returning id`,
      [ids, from, to],
    )
  ).map(({ id }) => id);

/** Locks a sample, after its notice: every path takes the two in this order. */
export const lockSample = async (
  tx: Tx,
  id: number,
): Promise<
  | {
      readonly state: string;
      readonly reserve: string;
      readonly sellerId: number | null;
      readonly producerId: number | null;
      readonly number: string;
    }
  | undefined
> =>
  (
    await tx.query<{
      state: string;
      reserve: string;
      sellerId: number | null;
      producerId: number | null;
      number: string;
    }>(
      `select state, reserve_state as reserve, seller_id as "sellerId", producer_id as "producerId", number
         from spot_checks.sample where id = $1 for update`,
      [id],
    )
  )[0];

export const enterpriseName = async (tx: Tx, id: number): Promise<string | undefined> =>
  (await tx.query<{ name: string }>('select name from enterprises.enterprise where id = $1', [id]))[0]?.name;

export interface DueRow {
  readonly id: number;
  readonly sampleId: number;
}
/** A notice whose clock ended; `answered`: the party has nothing more to say about it. */
export interface DueNotice extends DueRow {
  readonly answered: boolean;
}

/** Ends the clocks that are over, at most `limit`; what another server has in hand is passed over. */
export const lapseClocks = (tx: Tx, dataset: Dataset, today: LocalDate, limit: number): Promise<DueNotice[]> =>
  tx.query<DueNotice>(
    `update spot_checks.notice n set state = 'lapsed', version = n.version + 1
       from (select id from spot_checks.notice where state = 'served' and objection_until < $2 and dataset = $1
              order by objection_until, id limit $3 for update skip locked) due
      where n.id = due.id returning n.id, n.sample_id as "sampleId", n.identity <> 'asked' as answered`,
    [dataset, today, limit],
  );

const silent = `identity = 'asked' and identity_until < $2 and dataset = $1 and state <> 'void'`;

/** The days of service of producers who were asked and have let the day pass; they select the law of silence. */
export const daysOfSilence = async (tx: Tx, dataset: Dataset, today: LocalDate): Promise<LocalDate[]> =>
  (
    await tx.query<{ day: LocalDate }>(
      `select distinct effective_on as day from spot_checks.notice where ${silent} and effective_on is not null`,
      [dataset, today],
    )
  ).map(({ day }) => day);

/** Producers who were asked, were served on one of these days, and have let the day pass. */
export const silentSince = (
  tx: Tx,
  dataset: Dataset,
  today: LocalDate,
  servedOn: readonly LocalDate[],
  limit: number,
): Promise<DueNotice[]> =>
  tx.query<DueNotice>(
    `select id, sample_id as "sampleId", state <> 'served' as answered from spot_checks.notice
      where ${silent} and effective_on = any ($3::date[]) order by identity_until, id limit $4 for update skip locked`,
    [dataset, today, servedOn, limit],
  );

export const storeSilence = (tx: Tx, ids: readonly number[]): Promise<unknown> =>
  tx.query(`update spot_checks.notice set identity = 'silent', version = version + 1 where id = any ($1::bigint[])`, [
    ids,
  ]);
