import type { Dataset } from '#foundation/dataset.ts';
import type { Tx } from '#platform/database/index.ts';
import type { MandateState, Matter, NewMandate } from './mandate.ts';

export interface MandateRow {
  readonly id: number;
  readonly dataset: Dataset;
  readonly enterpriseId: number;
  readonly enterprise: string;
  readonly agentName: string;
  readonly agentOf: string | null;
  readonly loginName: string;
  readonly matters: readonly Matter[];
  readonly validFrom: string;
  readonly validTo: string;
  readonly state: MandateState;
  readonly version: number;
  readonly filedAt: string;
  readonly filedBy: string;
  readonly grantId: number | null;
  /** Where officials of the firm's place sit; null where it is not known. */
  readonly place: string | null;
}

const columns = `m.id, m.dataset, m.enterprise_id as "enterpriseId", e.name as enterprise, m.agent_name as "agentName", m.agent_of as "agentOf",
  m.login_name as "loginName", m.matters, m.valid_from as "validFrom", m.valid_to as "validTo", m.state, m.version, m.filed_at as "filedAt",
  m.filed_by as "filedBy", m.grant_id as "grantId", coalesce(e.county_code, e.city_code) as place`;
const source = 'from enterprises.mandate m join enterprises.enterprise e on e.id = m.enterprise_id';

/** Those that the actor sees, newest first; the ones to be checked before all others. */
export const listMandateRows = (
  tx: Tx,
  filter: { readonly dataset?: Dataset; readonly state?: MandateState | undefined },
): Promise<MandateRow[]> =>
  tx.query<MandateRow>(
    `select ${columns} ${source} where ($1::text is null or m.dataset = $1) and ($2::text is null or m.state = $2)
      order by m.state <> 'filed', m.id desc limit 500`,
    [filter.dataset ?? null, filter.state ?? null],
  );

export const countMandates = (tx: Tx, dataset: Dataset): Promise<{ state: MandateState; n: number }[]> =>
  tx.query('select state, count(*)::int as n from enterprises.mandate where dataset = $1 group by state', [dataset]);

export const isMandateVisible = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.query('select 1 from enterprises.mandate where id = $1', [id])).length > 0;

export const lockMandate = async (tx: Tx, id: number): Promise<MandateRow | undefined> => {
  const [row] = await tx.query<MandateRow>(`select ${columns} ${source} where m.id = $1 for update of m`, [id]);
  return row;
};

export const insertMandate = async (
  tx: Tx,
  mandate: Omit<NewMandate, 'evidence'> & {
    readonly dataset: Dataset;
    readonly filedBy: string;
    readonly filedAt: Date;
  },
): Promise<number> => {
  const [row] = await tx.query<{ id: number }>(
    `insert into enterprises.mandate (dataset, enterprise_id, agent_name, agent_of, login_name, valid_from, valid_to, state, filed_by, filed_at, matters)
     values ($1, $2, $3, $4, $5, $6, $7, 'filed', $8, $9, $10) returning id`,
    [
      mandate.dataset,
      mandate.enterpriseId,
      mandate.agentName,
      mandate.agentOf === undefined || mandate.agentOf === '' ? null : mandate.agentOf,
      mandate.loginName,
      mandate.validFrom,
      mandate.validTo,
      mandate.filedBy,
      mandate.filedAt,
      mandate.matters,
    ],
  );
  return row!.id;
};

export const storeMandateState = (tx: Tx, id: number, state: MandateState): Promise<unknown> =>
  tx.query('update enterprises.mandate set state = $2, version = version + 1 where id = $1', [id, state]);

export const storeMandateGrant = (tx: Tx, id: number, accountId: string, grantId: number): Promise<unknown> =>
  tx.query('update enterprises.mandate set account_id = $2, grant_id = $3 where id = $1', [id, accountId, grantId]);

/** Lets the mandates of a merged enterprise stand for the one that stays. */
export const moveMandates = (tx: Tx, from: number, into: number): Promise<unknown> =>
  tx.query('update enterprises.mandate set enterprise_id = $2 where enterprise_id = $1', [from, into]);
