import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { ServiceInput } from '#foundation/service.ts';
import type { Tx } from '#platform/database/index.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import { type ExposureGround, type ExposureState, unknownMaker } from './exposure.ts';
import type { PartyRole, PartyState } from './party.ts';

/** What a paper to a firm says of its exposure. */
export interface PartyPaperFacts {
  readonly id: number;
  readonly exposureId: number;
  readonly dataset: Dataset;
  readonly role: PartyRole;
  readonly enterpriseId: number;
  readonly firm: string;
  readonly number: string | null;
  readonly told: boolean;
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
  readonly producer: string;
  readonly product: string;
  readonly explanation: string;
}

const facts = `p.id, p.exposure_id as "exposureId", p.dataset, p.role, p.enterprise_id as "enterpriseId", p.addressee as firm, p.number,
  p.served_on is not null as told, p.province_code as "provinceCode", p.city_code as "cityCode", p.county_code as "countyCode",
  coalesce(e.name, '${unknownMaker.zh}') as producer, x.product_name as product, x.grounds->'explanation'->>'zh' as explanation`;
const tables = `publicity.exposure_party p join publicity.exposure x on x.id = p.exposure_id left join enterprises.enterprise e on e.id = x.producer_id`;

/** Enters the firms that exposures name, producer and sellers, as they are called today. */
export const openParties = (tx: Tx, exposureIds: readonly number[]): Promise<{ readonly id: number }[]> =>
  tx.query<{ id: number }>(
    `insert into publicity.exposure_party (exposure_id, dataset, role, enterprise_id, addressee, province_code, city_code, county_code)
     select x.id, x.dataset, n.role, e.id, e.name, e.province_code, e.city_code, e.county_code
       from publicity.exposure x
       cross join lateral (select x.producer_id as id, 'producer' as role
                           union all select distinct s, 'seller' from unnest(x.seller_ids) s where s is distinct from x.producer_id) n
       join enterprises.enterprise e on e.id = n.id
      where x.id = any ($1::bigint[]) order by x.id, n.role, e.id returning id`,
    [exposureIds],
  );

/** What the papers to firms that exposures name say, in the order of the firms. */
export const partyPaperFacts = (tx: Tx, ids: readonly number[]): Promise<PartyPaperFacts[]> =>
  tx.query<PartyPaperFacts>(`select ${facts} from ${tables} where p.id = any ($1::bigint[]) order by p.id`, [ids]);

/** Notes the numbers of the notices: `numbers` in the order of `ids`. */
export const storePartyNumbers = (tx: Tx, ids: readonly number[], numbers: readonly string[]): Promise<unknown> =>
  tx.query(
    `update publicity.exposure_party p set number = n.number from unnest($1::bigint[], $2::text[]) n (id, number) where n.id = p.id`,
    [ids, numbers],
  );

/** A firm as an act on its notice sees it. */
export interface LockedParty {
  readonly id: number;
  readonly version: number;
  readonly dataset: Dataset;
  readonly state: PartyState;
  readonly role: PartyRole;
  readonly exposureId: number;
  readonly enterpriseId: number;
  readonly addressee: string;
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
  readonly madeOn: LocalDate;
  readonly servedOn: LocalDate | null;
  readonly heardUntil: LocalDate | null;
  readonly statement: string | null;
  readonly statedOn: LocalDate | null;
  readonly statedBy: string | null;
  readonly wantsHearing: boolean;
  readonly late: string | null;
  readonly submittedBy: string | null;
  readonly proposedBy: string | null;
}

export const partyIsVisible = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.query('select 1 from publicity.exposure_party where id = $1', [id])).length > 0;

/** Locks the exposure first, so that acts on several of its firms go one after the other. Runs as engine. */
export const lockParty = async (tx: Tx, id: number): Promise<LockedParty | undefined> => {
  await tx.query(
    'select 1 from publicity.exposure where id = (select exposure_id from publicity.exposure_party where id = $1) for update',
    [id],
  );
  const [row] = await tx.query<LockedParty>(
    `select p.id, p.version, p.dataset, p.state, p.role, p.exposure_id as "exposureId", p.enterprise_id as "enterpriseId", p.addressee,
            p.province_code as "provinceCode", p.city_code as "cityCode", p.county_code as "countyCode",
            (x.decided_at at time zone 'Asia/Shanghai')::date as "madeOn", p.served_on as "servedOn", p.heard_until as "heardUntil", p.statement, p.stated_on as "statedOn",
            p.stated_by as "statedBy", p.wants_hearing as "wantsHearing", p.late_statement as late,
            x.submitted_by as "submittedBy", x.proposed_by as "proposedBy"
       from publicity.exposure_party p join publicity.exposure x on x.id = p.exposure_id where p.id = $1 for update of p`,
    [id],
  );
  return row;
};

export const storePartyState = (tx: Tx, id: number, state: PartyState): Promise<unknown> =>
  tx.query('update publicity.exposure_party set state = $2, version = version + 1 where id = $1', [id, state]);

export const storePartyService = (
  tx: Tx,
  id: number,
  { manner, day, ...proof }: ServiceInput,
  { effectiveOn, heardUntil }: { readonly effectiveOn: LocalDate; readonly heardUntil: LocalDate },
): Promise<unknown> =>
  tx.query(
    `update publicity.exposure_party set state = 'served', manner = $2, served_on = $3, proof = $4, effective_on = $5, heard_until = $6 where id = $1`,
    [id, manner, day, JSON.stringify(proof), effectiveOn, heardUntil],
  );

export const storeWaiver = (tx: Tx, id: number, on: LocalDate, account: string | null): Promise<unknown> =>
  tx.query('update publicity.exposure_party set waived_on = $2, waived_by = $3 where id = $1', [id, on, account]);

export const storeStatement = (
  tx: Tx,
  id: number,
  said: {
    readonly text: string;
    readonly on: LocalDate;
    readonly wantsHearing: boolean;
    readonly account: string | null;
  },
): Promise<unknown> =>
  tx.query(
    'update publicity.exposure_party set statement = $2, stated_on = $3, wants_hearing = $4, stated_by = $5 where id = $1',
    [id, said.text, said.on, said.wantsHearing, said.account],
  );

/** Keeps what came in after the last day. */
export const storeLateStatement = (tx: Tx, id: number, text: string, on: LocalDate): Promise<unknown> =>
  tx.query('update publicity.exposure_party set late_statement = $2, late_on = $3 where id = $1', [id, text, on]);

export const storeAnswer = (
  tx: Tx,
  id: number,
  answer: {
    readonly reason: string;
    readonly account: string | null;
    readonly at: Date;
    readonly hearingOn: LocalDate | null;
  },
): Promise<unknown> =>
  tx.query(
    'update publicity.exposure_party set answer = $2, answered_by = $3, answered_at = $4, hearing_on = $5 where id = $1',
    [id, answer.reason, answer.account, answer.at, answer.hearingOn],
  );

/** Exposures that are told to firms, with how each firm's hearing stands; locked. */
export const toldExposures = (
  tx: Tx,
  ids: readonly number[],
): Promise<{ id: number; dataset: Dataset; parties: { role: PartyRole; state: PartyState }[] }[]> =>
  tx.query(
    `select x.id, x.dataset, (select coalesce(json_agg(json_build_object('role', p.role, 'state', p.state)), '[]')
                                from publicity.exposure_party p where p.exposure_id = x.id) as parties
       from publicity.exposure x where x.id = any ($1::bigint[]) and x.state = 'told' order by x.id for update`,
    [ids],
  );

/** Makes the notices of exposures void, those that were upheld where wanted excepted; gives what was made void. */
export const annulParties = (
  tx: Tx,
  exposureIds: readonly number[],
  keepSpared: boolean,
): Promise<{ id: number; dataset: Dataset; served: boolean }[]> =>
  tx.query(
    `update publicity.exposure_party set state = 'void', version = version + 1
      where exposure_id = any ($1::bigint[]) and state <> 'void' and not ($2 and state = 'spared')
     returning id, dataset, served_on is not null as served`,
    [exposureIds, keepSpared],
  );

/** Ends the time of firms that stated nothing; so many at once. Each row once, however many servers run it. */
export const lapseParties = (
  tx: Tx,
  dataset: Dataset,
  today: LocalDate,
  most: number,
): Promise<{ id: number; exposureId: number }[]> =>
  tx.query(
    `update publicity.exposure_party set state = 'heard', version = version + 1
      where id in (select id from publicity.exposure_party where state = 'served' and heard_until < $2 and dataset = $1
                    order by id limit $3 for update skip locked)
     returning id, exposure_id as "exposureId"`,
    [dataset, today, most],
  );

/** How many notices of a dataset wait in a state, for the workbench. */
export const countParties = async (tx: Tx, dataset: Dataset, state: PartyState): Promise<number> =>
  (
    await tx.query<{ n: number }>(
      'select count(*)::int as n from publicity.exposure_party where dataset = $1 and state = $2',
      [dataset, state],
    )
  )[0]?.n ?? 0;

/** Firms of an exposure as its page shows them. */
export interface PartyRow {
  readonly id: number;
  readonly version: number;
  readonly role: PartyRole;
  readonly state: PartyState;
  readonly enterprise: { readonly id: number; readonly name: string };
  readonly number: string | null;
  readonly manner: string | null;
  readonly servedOn: string | null;
  readonly proof: Readonly<Record<string, string>> | null;
  readonly heardUntil: LocalDate | null;
  readonly statement: string | null;
  readonly statedOn: string | null;
  readonly wantsHearing: boolean;
  readonly hearingOn: string | null;
  readonly lateStatement: string | null;
  readonly lateOn: string | null;
  readonly waivedOn: string | null;
  readonly answer: string | null;
  readonly answeredBy: string | null;
  readonly statedBy: string | null;
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
  readonly events: {
    readonly at: string;
    readonly verb: string;
    readonly by: string | null;
    readonly reason: string | null;
  }[];
}

export const partiesOf = (tx: Tx, exposureId: number): Promise<PartyRow[]> =>
  tx.query<PartyRow>(
    `select p.id, p.version, p.role, p.state, json_build_object('id', p.enterprise_id, 'name', p.addressee) as enterprise, p.number, p.manner,
            p.served_on as "servedOn", p.proof, p.heard_until as "heardUntil", p.statement, p.stated_on as "statedOn",
            p.wants_hearing as "wantsHearing", p.hearing_on as "hearingOn", p.late_statement as "lateStatement", p.late_on as "lateOn", p.waived_on as "waivedOn", p.answer, a.display_name as "answeredBy", p.stated_by as "statedBy",
            p.province_code as "provinceCode", p.city_code as "cityCode", p.county_code as "countyCode",
            coalesce((select json_agg(json_build_object('at', v.at, 'verb', v.verb, 'by', b.display_name, 'reason', v.reason) order by v.id)
               from publicity.event v left join identity.published_account b on b.id = v.account_id
              where v.subject_kind = 'party' and v.subject_id = p.id), '[]') as events
       from publicity.exposure_party p left join identity.published_account a on a.id = p.answered_by
      where p.exposure_id = $1 order by p.state = 'void', p.role, p.id`,
    [exposureId],
  );

/** An exposure as the firm that was served sees it. */
export interface OwnExposureRow {
  readonly id: number;
  readonly version: number;
  readonly dataset: Dataset;
  readonly role: PartyRole;
  readonly state: PartyState;
  readonly number: string | null;
  readonly heardUntil: LocalDate | null;
  readonly statement: string | null;
  readonly statedOn: string | null;
  readonly wantsHearing: boolean;
  readonly hearingOn: string | null;
  readonly answer: string | null;
  readonly lateStatement: string | null;
  readonly lateOn: string | null;
  readonly ground: ExposureGround;
  readonly product: string;
  readonly exposureState: ExposureState;
  readonly explanation: TextPair;
}

/** Exposures of which the firms of the acting account were told, the latest first. */
export const ownExposures = (tx: Tx): Promise<OwnExposureRow[]> =>
  tx.query<OwnExposureRow>(
    `select id, version, dataset, role, state, number, heard_until as "heardUntil", statement, stated_on as "statedOn", wants_hearing as "wantsHearing",
            hearing_on as "hearingOn", answer, late_statement as "lateStatement", late_on as "lateOn", ground, product_name as product,
            exposure_state as "exposureState", explanation
       from publicity.own_exposure order by state = 'void', id desc limit 200`,
  );

/** The page of the exposure that a firm is told of. */
export const pageOfParty = async (tx: Tx, id: number): Promise<string | null> => {
  const [party] = await tx.query<{ exposureId: number }>(
    'select exposure_id as "exposureId" from publicity.exposure_party where id = $1',
    [id],
  );
  return party ? `/exposures/${party.exposureId}` : null;
};
