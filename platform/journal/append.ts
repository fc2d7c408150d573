import { randomBytes, randomUUID } from 'node:crypto';
import type { Tx } from '#platform/database/index.ts';
import { regionPath } from '#platform/operation/permission.ts';
import type { Call, JournalEntry } from '#platform/operation/types.ts';
import { canonicalJson } from '#foundation/canonical-json.ts';
import { leafOf } from './tree.ts';

/** What the canonical bytes of an entry say; the columns of the table repeat it for filters. */
export interface CanonicalEntry {
  readonly id: string;
  /** ISO instant in UTC with milliseconds. */
  readonly at: string;
  readonly account: string | null;
  readonly actor: string;
  readonly kind: Call['actor']['kind'];
  readonly request: string;
  readonly act: string;
  readonly subject: string;
  readonly dataset: string | null;
  readonly region: string | null;
  readonly confidential: boolean;
  readonly payload: Readonly<Record<string, unknown>>;
}

const canonicalEntry = (call: Call, entry: JournalEntry): CanonicalEntry => ({
  id: randomUUID(),
  at: call.services.now().toISOString(),
  account: call.actor.accountId,
  actor: call.actor.name,
  kind: call.actor.kind,
  request: call.requestId,
  act: entry.act,
  subject: entry.subject,
  dataset: entry.dataset ?? null,
  region: entry.region ?? null,
  confidential: entry.confidential ?? false,
  payload: entry.payload,
});

/**
 * Writes entries in the transaction of the change; needs the engine role. Never waits for another transaction: numbers and
 * seals come later, from the sealer.
 */
export const appendEntries = async (tx: Tx, call: Call, entries: readonly JournalEntry[]): Promise<void> => {
  if (entries.length === 0) return;
  const rows = entries.map((entry, ordinal) => {
    const whole = canonicalEntry(call, entry);
    const bytes = Buffer.from(canonicalJson(whole), 'utf8');
    const salt = randomBytes(32);
    const { payload: _withinTheBytes, ...columns } = whole;
    return {
      ...columns,
      ordinal,
      region_path: regionPath(whole.region),
      canonical: hex(bytes),
      salt: hex(salt),
      leaf: hex(leafOf(salt, bytes)),
    };
  });
  await tx.query(
    `with row as (
       select * from jsonb_to_recordset($1) as r (id uuid, at timestamptz, account uuid, actor text, kind text, request text,
         act text, subject text, dataset text, region text, region_path text[], confidential boolean,
         canonical text, salt text, leaf text, ordinal int)
     ), entry as (
       insert into journal.entry (id, at, account_id, actor, actor_kind, request_id, act, subject, dataset, region_code,
         region_path, confidential, canonical, salt, leaf)
       select id, at, account, actor, kind, request, act, subject, dataset, region, region_path, confidential,
              decode(canonical, 'hex'), decode(salt, 'hex'), decode(leaf, 'hex')
         from row
     )
     insert into journal.pending (entry_id, ordinal) select id, ordinal from row`,
    [JSON.stringify(rows)],
  );
};

const hex = (bytes: Buffer): string => bytes.toString('hex');
