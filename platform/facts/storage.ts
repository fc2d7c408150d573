import type { Fact } from '#foundation/fact.ts';
import type { Tx } from '#platform/database/index.ts';
import type { Call } from '#platform/operation/types.ts';

/** Stores facts and gives the ids of those that were not in the store before. */
export const storeFacts = async (
  tx: Tx,
  call: Call,
  facts: readonly { readonly fact: Fact; readonly causedBy: string | null }[],
): Promise<ReadonlySet<string>> => {
  const rows = await tx.query<{ id: string }>(
    `insert into facts.fact (id, type, payload, caused_by, account_id, request_id, emitted_at)
     select f.id, f.type, f.payload, f.caused_by, $2, $3, $4
       from jsonb_to_recordset($1) as f (id uuid, type text, payload jsonb, caused_by uuid)
     on conflict (id) do nothing returning id`,
    [
      JSON.stringify(facts.map(({ fact, causedBy }) => ({ ...fact, caused_by: causedBy }))),
      call.actor.accountId,
      call.requestId,
      call.services.now(),
    ],
  );
  return new Set(rows.map((row) => row.id));
};

/** Notes that a room has reacted; the primary key refuses a second time. */
export const markHandled = async (tx: Tx, facts: readonly Fact[], room: string): Promise<void> => {
  await tx.query('insert into facts.handled (fact_id, room) select id, $2 from unnest($1::uuid[]) as id', [
    facts.map((fact) => fact.id),
    room,
  ]);
};
