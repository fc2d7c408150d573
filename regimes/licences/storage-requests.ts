import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { RequestDetail, RequestLine } from './contracts/requests.ts';
import type { LicenceKind } from './licence.ts';
import type { RequestState } from './request.ts';

const line = `r.id, r.version, r.dataset, r.state, json_build_object('id', l.id, 'number', l.number) as licence,
  json_build_object('id', e.id, 'name', e.name) as holder, json_build_object('id', g.id, 'name', g.name) as category,
  json_build_object('id', c.id, 'name', c.name) as certifier, r.card_number as "cardNumber", r.asked_on as "askedOn", r.due_on as "dueOn",
  r.decided_on as "decidedOn", r.document_number as "documentNumber", r.reason`;
/** What a request `r` is about. */
const things = `join licences.licence l on l.id = r.licence_id join licences.hold h on h.id = r.hold_id
  join enterprises.enterprise e on e.id = l.holder_id join products.category g on g.id = h.category_id`;
const joined = `licences.request r ${things} join certifiers.certifier c on c.id = r.certifier_id`;

/** A page of requests, the latest first. */
export const pageOfRequests = (
  tx: Tx,
  dataset: Dataset,
  state: RequestState | undefined,
  after: number | undefined,
  limit: number,
): Promise<RequestLine[]> =>
  tx.query<RequestLine>(
    `select ${line} from ${joined} where r.dataset = $1 and ($2::text is null or r.state = $2) and ($3::bigint is null or r.id < $3)
      order by r.id desc limit $4`,
    [dataset, state ?? null, after ?? null, limit],
  );

export const countRequests = (tx: Tx, dataset: Dataset): Promise<{ state: RequestState; n: number }[]> =>
  tx.query(`select r.state, count(*)::int as n from ${joined} where r.dataset = $1 group by r.state`, [dataset]);

/** A request as acts and its page find it. */
export type RequestRecord = Omit<
  RequestDetail,
  'daysLeft' | 'next' | 'acts' | 'events' | 'files' | 'certificate' | 'dueOn' | 'category'
> & {
  readonly dueOn: LocalDate;
  readonly category: { readonly id: number; readonly name: string };
  readonly cardId: number;
  readonly licenceKind: LicenceKind;
  readonly validFrom: LocalDate;
  readonly place: string | null;
};

export const findRequest = async (tx: Tx, id: number): Promise<RequestRecord | undefined> =>
  (
    await tx.query<RequestRecord>(
      `select ${line}, r.hold_id as "holdId", h.card_id as "cardId", l.kind as "licenceKind", l.valid_from as "validFrom",
              coalesce(e.county_code, e.city_code) as place
         from ${joined} where r.id = $1`,
      [id],
    )
  )[0];

/** The request, locked with its certificate and hold. */
export const lockRequest = async (tx: Tx, id: number): Promise<RequestRecord | undefined> => {
  await tx.query(
    `select from licences.request r join licences.licence l on l.id = r.licence_id join licences.hold h on h.id = r.hold_id
      where r.id = $1 for update of l, h, r`,
    [id],
  );
  return findRequest(tx, id);
};

export const requestIsVisible = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.query('select from licences.request where id = $1', [id])).length > 0;

export const storeRequestState = (tx: Tx, id: number, state: RequestState): Promise<unknown> =>
  tx.query('update licences.request set state = $2, version = version + 1 where id = $1', [id, state]);

export const storeDecision = (
  tx: Tx,
  id: number,
  { on, documentNumber, reason }: { readonly on: LocalDate; readonly documentNumber: string; readonly reason: string },
): Promise<unknown> =>
  tx.query('update licences.request set decided_on = $2, document_number = $3, reason = $4 where id = $1', [
    id,
    on,
    documentNumber,
    reason,
  ]);

/** A request as its body is told of it. */
export interface AskedRequest {
  readonly id: number;
  readonly dataset: Dataset;
  readonly holdId: number;
  readonly licenceId: number;
  readonly certifierId: number;
  readonly kind: LicenceKind;
  readonly number: string;
  readonly holder: string;
  readonly category: string;
  readonly cardNumber: string;
  readonly from: LocalDate;
  readonly dueOn: LocalDate;
}

const asked = `r.id, r.dataset, r.hold_id as "holdId", r.licence_id as "licenceId", r.certifier_id as "certifierId", l.kind, l.number, e.name as holder,
  g.name as category, r.card_number as "cardNumber", h.from_on as "from", r.due_on as "dueOn"`;

/**
 * Asks the bodies of all certificates that a card holds and of which nobody was told yet, in one statement for any number: the request, what
 * the hold and the timelines say of it.
 */
export const openRequests = (
  tx: Tx,
  dataset: Dataset,
  on: LocalDate,
  dueOn: LocalDate,
  at: Date,
  note: string,
): Promise<AskedRequest[]> =>
  tx.query<AskedRequest>(
    `with r as (
       insert into licences.request (dataset, hold_id, licence_id, certifier_id, state, card_number, asked_on, due_on)
       select h.dataset, h.id, l.id, l.certifier_id, 'asked', coalesce(c.number, ''), $2, $3
         from licences.hold h join licences.licence l on l.id = h.licence_id join warning_cards.published_card c on c.card_id = h.card_id
        where h.dataset = $1 and h.ended_on is null and h.ground = 'card' and h.issuer_told_on is null and l.certifier_id is not null
          and l.revoked_on is null and l.surrendered_on is null and l.valid_until >= $2
        order by h.id
       on conflict do nothing
       returning *),
     told as (update licences.hold set issuer_told_on = $2, issuer_told_note = $5 where id in (select hold_id from r)),
     noted as (
       insert into licences.event (subject_kind, subject_id, verb, state, at, detail)
       select 'licence', licence_id, 'ask-body', 'told', $4::timestamptz, jsonb_build_object('requestId', id, 'holdId', hold_id) from r
       union all select 'request', id, 'ask', 'asked', $4, null from r)
     select ${asked} from r ${things} order by r.id`,
    [dataset, on, dueOn, at, note],
  );

/**
 * Requests that need no answer any more: the card let go, the certificate is over, or it is another body's. A hold that stands has its issuer
 * asked anew, where there is one to ask.
 */
export const lapseRequests = (
  tx: Tx,
  dataset: Dataset,
  on: LocalDate,
  at: Date,
  account: string | null,
): Promise<AskedRequest[]> =>
  tx.query<AskedRequest>(
    `with r as (
       update licences.request q set state = 'lapsed', version = q.version + 1
         from licences.hold h, licences.licence l
        where q.dataset = $1 and q.state = 'asked' and h.id = q.hold_id and l.id = q.licence_id
          and (h.ended_on is not null or l.revoked_on is not null or l.surrendered_on is not null or l.valid_until < $2
            or l.certifier_id is distinct from q.certifier_id)
       returning q.*),
     again as (update licences.hold set issuer_told_on = null, issuer_told_note = null where id in (select hold_id from r) and ended_on is null),
     noted as (
       insert into licences.event (subject_kind, subject_id, verb, state, account_id, at) select 'request', id, 'lapse', 'lapsed', $4, $3 from r)
     select ${asked} from r ${things} order by r.id`,
    [dataset, on, at, account],
  );

/** The open requests of these numbers, as their bodies are reminded of them. */
export const openOf = (tx: Tx, ids: readonly number[]): Promise<AskedRequest[]> =>
  tx.query<AskedRequest>(
    `select ${asked} from licences.request r ${things}
      where r.id = any ($1::bigint[]) and r.state = 'asked' order by r.id`,
    [ids],
  );

/** The open request about a hold. */
export const openRequestOfHold = async (tx: Tx, holdId: number): Promise<number | undefined> =>
  (
    await tx.query<{ id: number }>(`select id from licences.request where hold_id = $1 and state = 'asked'`, [holdId])
  )[0]?.id;

/** The requests about these holds that their bodies answered with a suspension of their own. */
export const suspendedOnHolds = (tx: Tx, holdIds: readonly number[]): Promise<AskedRequest[]> =>
  tx.query<AskedRequest>(
    `select ${asked} from licences.request r ${things}
      where r.hold_id = any ($1::bigint[]) and r.state = 'suspended' order by r.id`,
    [holdIds],
  );
