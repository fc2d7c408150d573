import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { RevocationDetail, RevocationLine } from './contracts/revocations.ts';
import type { RevocationState, Steps } from './revocation.ts';

const line = `r.id, r.version, r.dataset, r.licence_id as "licenceId", l.number, json_build_object('id', e.id, 'name', e.name) as holder,
  array(select c.name from licences.scope s join products.category c on c.id = s.category_id where s.licence_id = l.id order by c.name collate "C") as products,
  r.state, r.served_on as "servedOn", r.hearing_until as "hearingUntil"`;
const joined = `licences.revocation r join licences.licence l on l.id = r.licence_id join enterprises.enterprise e on e.id = l.holder_id`;

export const pageOfRevocations = (
  tx: Tx,
  dataset: Dataset,
  state: RevocationState | undefined,
  after: number | undefined,
  limit: number,
): Promise<RevocationLine[]> =>
  tx.query<RevocationLine>(
    `select ${line} from ${joined} where r.dataset = $1 and ($2::text is null or r.state = $2) and ($3::bigint is null or r.id < $3)
      order by r.id desc limit $4`,
    [dataset, state ?? null, after ?? null, limit],
  );

export const countRevocations = (tx: Tx, dataset: Dataset): Promise<{ state: RevocationState; n: number }[]> =>
  tx.query(`select r.state, count(*)::int as n from ${joined} where r.dataset = $1 group by r.state`, [dataset]);

export type RevocationRecord = Omit<
  RevocationDetail,
  keyof Steps | 'grounds' | 'next' | 'acts' | 'events' | 'licence'
> &
  Steps & {
    readonly proposerId: string | null;
    readonly issuerRegion: string | null;
    readonly place: string | null;
    readonly holderId: number;
  };

export const findRevocation = async (tx: Tx, id: number): Promise<RevocationRecord | undefined> =>
  (
    await tx.query<RevocationRecord>(
      `select ${line}, r.facts, r.card_id as "cardId", r.proposed_by as "proposerId", a.display_name as "proposedBy",
              r.requested_on as "requestedOn", r.heard_on as "heardOn", r.decided_on as "decidedOn", r.decision_reason as "decisionReason",
              l.issuer_region as "issuerRegion", coalesce(e.county_code, e.city_code) as place, e.id as "holderId"
         from ${joined} left join identity.published_account a on a.id = r.proposed_by where r.id = $1`,
      [id],
    )
  )[0];

export const lockRevocation = async (tx: Tx, id: number): Promise<RevocationRecord | undefined> => {
  await tx.query('select from licences.revocation where id = $1 for update', [id]);
  return findRevocation(tx, id);
};

export const revocationIsVisible = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.query('select from licences.revocation where id = $1', [id])).length > 0;

/** What decides who may revoke a licence. */
export const findPower = async (
  tx: Tx,
  licenceId: number,
): Promise<{ kind: string; issuerKind: string; issuer: string; issuerRegion: string | null } | undefined> =>
  (
    await tx.query<{ kind: string; issuerKind: string; issuer: string; issuerRegion: string | null }>(
      `select kind, issuer_kind as "issuerKind", issuer, issuer_region as "issuerRegion" from licences.licence where id = $1`,
      [licenceId],
    )
  )[0];

/** Opens a revocation; nothing where one of the licence is under way. */
export const insertRevocation = async (
  tx: Tx,
  revocation: {
    readonly dataset: Dataset;
    readonly licenceId: number;
    readonly cardId: number | null;
    readonly facts: string;
    readonly by: string | null;
    readonly at: Date;
  },
): Promise<number | undefined> =>
  (
    await tx.query<{ id: number }>(
      `insert into licences.revocation (dataset, licence_id, state, card_id, facts, proposed_by, proposed_at)
       values ($1, $2, 'proposed', $3, $4, $5, $6) on conflict do nothing returning id`,
      [revocation.dataset, revocation.licenceId, revocation.cardId, revocation.facts, revocation.by, revocation.at],
    )
  )[0]?.id;

/** Opens a revocation for each production licence of the own province that cards suspend, where none is under way. */
export const openForCards = async (
  tx: Tx,
  cardIds: readonly number[],
  province: string,
  at: Date,
): Promise<number[]> => {
  const rows = await tx.query<{ id: number }>(
    `with fresh as (
       insert into licences.revocation (dataset, licence_id, state, card_id, facts, proposed_at)
       select distinct on (l.id) l.dataset, l.id, 'proposed', h.card_id, '产品“' || c.name || '”经责令整改、复查仍不合格，红牌程序已走完法定步骤', $3::timestamptz
         from licences.hold h join licences.licence l on l.id = h.licence_id join products.category c on c.id = h.category_id
        where h.card_id = any ($1::bigint[]) and h.ended_on is null and l.dataset in ('demo', 'live') and l.kind = 'production-licence'
          and l.issuer_region = $2 and l.revoked_on is null and l.surrendered_on is null
        order by l.id, h.card_id
       on conflict do nothing returning id),
     noted as (
       insert into licences.event (subject_kind, subject_id, verb, state, at) select 'revocation', id, 'propose', 'proposed', $3 from fresh)
     select id from fresh order by id`,
    [cardIds, province, at],
  );
  return rows.map(({ id }) => id);
};

export const storeRevocationState = (tx: Tx, id: number, state: RevocationState): Promise<unknown> =>
  tx.query('update licences.revocation set state = $2, version = version + 1 where id = $1', [id, state]);

export const storeStep = (
  tx: Tx,
  id: number,
  step: {
    readonly servedOn?: LocalDate;
    readonly hearingUntil?: LocalDate;
    readonly requestedOn?: LocalDate;
    readonly heardOn?: LocalDate;
    readonly decidedOn?: LocalDate;
    readonly decidedBy?: string | null;
    readonly reason?: string | null;
  },
): Promise<unknown> =>
  tx.query(
    `update licences.revocation set served_on = coalesce($2, served_on), hearing_until = coalesce($3, hearing_until),
            requested_on = coalesce($4, requested_on), heard_on = coalesce($5, heard_on), decided_on = coalesce($6, decided_on),
            decided_by = coalesce($7, decided_by), decision_reason = coalesce($8, decision_reason) where id = $1`,
    [
      id,
      step.servedOn ?? null,
      step.hearingUntil ?? null,
      step.requestedOn ?? null,
      step.heardOn ?? null,
      step.decidedOn ?? null,
      step.decidedBy ?? null,
      step.reason ?? null,
    ],
  );

/** Revocations that wait for a decision: the days for a hearing are over, or it was held. */
export const countToDecide = async (tx: Tx, dataset: Dataset): Promise<number> =>
  (
    await tx.query<{ n: number }>(
      `select count(*)::int as n from licences.revocation
        where dataset = $1 and (state = 'heard' or (state = 'notified' and hearing_until < (now() at time zone 'Asia/Shanghai')::date))`,
      [dataset],
    )
  )[0]?.n ?? 0;
