import type { Tx } from '#platform/database/index.ts';
import type { FieldVisit } from './contract-field.ts';
import type { FieldMessageLine } from './contract.ts';
import type { FieldAnswer } from './field/message.ts';

/** A message as it came in. */
export interface NewMessage {
  readonly id: string;
  readonly visitId: number;
  readonly account: string | null;
  readonly kind: string;
  readonly sha256: string;
  readonly body: unknown;
  readonly deviceAt: string;
  readonly sentAt: string;
  readonly receivedAt: Date;
  readonly skewSeconds: number;
}

/** Notes a message before it is applied; false where one of its number is there already. */
export const claimMessage = async (tx: Tx, message: NewMessage): Promise<boolean> =>
  (
    await tx.query(
      `insert into spot_checks.field_message (id, visit_id, account_id, kind, sha256, body, device_at, sent_at, received_at, skew_seconds, outcome, answer)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'refused', '{}') on conflict (id) do nothing returning id`,
      [
        message.id,
        message.visitId,
        message.account,
        message.kind,
        message.sha256,
        JSON.stringify(message.body),
        message.deviceAt,
        message.sentAt,
        message.receivedAt,
        message.skewSeconds,
      ],
    )
  ).length > 0;

export interface StoredMessage {
  readonly id: string;
  readonly visitId: number;
  readonly account: string | null;
  readonly kind: string;
  readonly sha256: string;
  readonly body: unknown;
  readonly outcome: FieldAnswer['outcome'];
  readonly answer: FieldAnswer;
  readonly decision: string | null;
}

export const findMessage = async (tx: Tx, id: string): Promise<StoredMessage | undefined> =>
  (
    await tx.query<StoredMessage>(
      `select id, visit_id as "visitId", account_id as account, kind, sha256, body, outcome, answer, decision
         from spot_checks.field_message where id = $1 for update`,
      [id],
    )
  )[0];

/** Messages of an account that nobody has decided on yet, on visits that are not its own. */
export const countUndecided = async (tx: Tx, account: string | null): Promise<number> => {
  const [row] = await tx.query<{ n: number }>(
    `select count(*)::int as n from spot_checks.field_message m where m.account_id = $1 and m.outcome = 'conflict' and m.decision is null
        and not exists (select from spot_checks.visit_inspector i where i.visit_id = m.visit_id and i.account_id = m.account_id)`,
    [account],
  );
  return row?.n ?? 0;
};

/** Whether the acting account sees the message, under row-level security. */
export const messageIsVisible = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.query('select 1 from spot_checks.field_message where id = $1', [id])).length > 0;

export const storeAnswer = (tx: Tx, answer: FieldAnswer): Promise<unknown> =>
  tx.query('update spot_checks.field_message set outcome = $2, answer = $3 where id = $1', [
    answer.id,
    answer.outcome,
    JSON.stringify(answer),
  ]);

export const decideMessage = (
  tx: Tx,
  id: string,
  decision: {
    readonly decision: 'applied' | 'set-aside';
    readonly account: string | null;
    readonly at: Date;
    readonly reason: string | null;
    readonly answer: FieldAnswer;
  },
): Promise<unknown> =>
  tx.query(
    `update spot_checks.field_message set decision = $2, decided_by = $3, decided_at = $4, decision_reason = $5, answer = $6 where id = $1`,
    [id, decision.decision, decision.account, decision.at, decision.reason, JSON.stringify(decision.answer)],
  );

/** Messages of a visit, in the order in which they came. */
export const messagesOfVisit = (
  tx: Tx,
  visitId: number,
): Promise<(Omit<FieldMessageLine, 'words' | 'clockWarning'> & { readonly skewSeconds: number | null })[]> =>
  tx.query(
    `select m.id, m.kind, a.display_name as "by", m.device_at as "deviceAt", m.received_at as "receivedAt", m.outcome, m.answer->'text' as why,
            m.skew_seconds as "skewSeconds", m.decision, m.decision_reason as "decisionReason",
            case when m.outcome = 'conflict' and m.kind <> 'file' then m.body end as body,
            (select json_build_object('id', f.id, 'kind', f.kind, 'caption', f.caption, 'bytes', f.bytes, 'mediaType', f.media_type,
                'takenAt', f.taken_at, 'latitude', f.latitude::text, 'longitude', f.longitude::text, 'accuracy', f.accuracy_m::text)
               from spot_checks.visit_file f where m.outcome = 'conflict' and f.message_id = m.id) as file
       from spot_checks.field_message m left join identity.published_account a on a.id = m.account_id
      where m.visit_id = $1 order by m.received_at, m.id`,
    [visitId],
  );

export const insertVisitFile = (
  tx: Tx,
  file: {
    readonly visitId: number;
    readonly messageId: string;
    readonly kind: string;
    readonly caption: string;
    readonly sha256: string;
    readonly bytes: number;
    readonly mediaType: string;
    readonly storedAt: string;
    readonly takenAt: string;
    readonly latitude: string | null;
    readonly longitude: string | null;
    readonly accuracy: string | null;
  },
): Promise<unknown> =>
  tx.query(
    `insert into spot_checks.visit_file (visit_id, message_id, kind, caption, sha256, bytes, media_type, stored_at, taken_at, latitude, longitude, accuracy_m)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      file.visitId,
      file.messageId,
      file.kind,
      file.caption,
      file.sha256,
      file.bytes,
      file.mediaType,
      file.storedAt,
      file.takenAt,
      file.latitude,
      file.longitude,
      file.accuracy,
    ],
  );

/** The acting inspector's open visits, and those whose samples are still to be sent, with all that a phone takes along. */
export const visitsForField = (tx: Tx): Promise<FieldVisit[]> =>
  tx.query<FieldVisit>(
    `select v.id, v.state, v.version, v.due_on as "dueOn", v.site, p.title as "planTitle", p.number as "planNumber", p.kind as "planKind",
            v.notice_number as "noticeNumber",
            json_build_object('id', c.id, 'name', c.name) as category,
            json_build_object('id', e.id, 'name', e.name, 'address', e.address, 'creditCode', e.credit_code) as enterprise,
            case when b.id is null then null else json_build_object('id', b.id, 'name', b.name) end as laboratory,
            (select coalesce(json_agg(json_build_object('name', i.name, 'certificateNo', i.certificate_no, 'leads', m.leads) order by m.leads desc, i.id), '[]')
               from spot_checks.visit_inspector m join spot_checks.inspector i on i.id = m.inspector_id where m.visit_id = v.id) as inspectors,
            case when r.id is null then null else json_build_object('title', r.title, 'basis', r.basis, 'sampleQuantity', r.sample_quantity,
                 'reserveQuantity', r.reserve_quantity, 'leastLot', r.least_lot,
                 'items', (select coalesce(json_agg(json_build_object('item', t.item, 'method', t.method, 'limit', t.limit_text, 'unit', t.unit) order by t.ordinal), '[]')
                             from spot_checks.inspection_item t where t.rule_id = r.id)) end as rule
       from spot_checks.visit v join spot_checks.plan p on p.id = v.plan_id join spot_checks.plan_line l on l.id = v.line_id
       join products.category c on c.id = v.category_id join enterprises.enterprise e on e.id = v.enterprise_id
       left join spot_checks.inspection_rule r on r.id = l.rule_id left join laboratories.laboratory b on b.id = v.laboratory_id
      where v.id = any ((select spot_checks.own_visits())::bigint[])
        and (v.named_by is null or v.confirmed_at is not null)
        and (v.state in ('assigned', 'started', 'ordered')
             or (v.state = 'sampled' and exists (select from spot_checks.sample s where s.visit_id = v.id and s.state = 'sealed')))
      order by v.due_on, v.id limit 200`,
  );
