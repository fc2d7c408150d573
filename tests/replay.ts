import { actName, type Process } from '#foundation/process.ts';
import { type Database, withTransaction } from '#platform/database/index.ts';

/** Things of one kind, and how their timeline is read. */
export interface Replayed {
  readonly flow: Pick<Process<string, string, string>, 'room' | 'kind' | 'chief' | 'transitions'>;
  readonly table: string;
  /** The event that begins it, and the state it begins in; things that the program proposes begin without an event. */
  readonly begins: Readonly<Record<string, string>> | readonly string[];
  /** Acts whose target the rules say, not the table: the state before, or the step that the law of the day names. */
  readonly elsewhere?: readonly string[];
  /** What happens to it by an act on another thing of the room, whose entry in the journal stands for both. */
  readonly follows?: readonly string[];
  /** What is noted and moves no state. */
  readonly still?: readonly string[];
}

interface Told {
  readonly id: number;
  readonly verb: string;
  readonly state: string;
  readonly noted: boolean;
}

/**
 * Replays the timelines of all things of a kind, step by step by the state table, and compares with what is stored; each step must stand
 * in the journal too, under the name of the act. Gives what does not agree, and the verbs that were seen.
 */
export const replay = async (
  database: Database,
  { flow, table, begins, elsewhere = [], follows = [], still = [] }: Replayed,
) => {
  const { kind, room, transitions } = flow;
  const [stored, told] = await withTransaction(
    database,
    'migrator',
    async (tx) =>
      [
        await tx.query<{ id: number; state: string }>(`select id, state from ${table} order by id`),
        await tx.query<Told & { readonly act: string }>(
          `with entries as materialized (
         select at, act, subject, convert_from(canonical, 'UTF8')::jsonb -> 'payload' as payload from journal.entry where act like $2 || '.%')
       select e.subject_id as id, e.verb, e.state,
              exists (select from entries j where j.at = e.at and (e.verb = any ($5::text[]) or j.act = any (array[$3 || e.verb || $4, $3 || e.verb, $2 || '.recompute'])
                 and (j.subject = $1 || '/' || e.subject_id
                      or exists (select from jsonb_each(j.payload) p where jsonb_typeof(p.value) = 'array' and p.value @> to_jsonb(e.subject_id))
                      or exists (select from jsonb_each(j.payload -> 'by') p where p.key = e.verb and p.value @> to_jsonb(e.subject_id))))) as noted
         from ${room.replaceAll('-', '_')}.event e where e.subject_kind = $1 order by e.id`,
          [kind, room, `${room}.`, actName(flow, '').slice(room.length + 1), follows],
        ),
      ] as const,
  );
  const faults: string[] = [];
  const now = new Map<number, string>();
  const verbs = new Set<string>();
  for (const { id, verb, state, noted } of told) {
    const before = now.get(id);
    const say = (what: string): void => void faults.push(`${kind}/${id} ${before ?? '–'} ${verb} → ${state}: ${what}`);
    if (!noted) say('not in the journal');
    if (still.includes(verb)) continue;
    verbs.add(verb);
    const starts = Array.isArray(begins)
      ? (begins as readonly string[]).filter((one) => transitions[one]?.[verb] !== undefined)
      : [];
    const from = before ?? starts[0];
    const next =
      from === undefined && !Array.isArray(begins)
        ? (begins as Readonly<Record<string, string>>)[verb]
        : transitions[from ?? '']?.[verb];
    if (next === undefined) say('not by the table');
    else if (next !== state && !elsewhere.includes(verb)) say(`the table says ${next}`);
    now.set(id, elsewhere.includes(verb) ? state : (next ?? state));
  }
  for (const { id, state } of stored) {
    const replayed = now.get(id) ?? (Array.isArray(begins) && begins.includes(state) ? state : undefined);
    if (replayed !== state) faults.push(`${kind}/${id} is ${state}, replayed ${replayed ?? 'nothing'}`);
  }
  return { faults, verbs, things: stored.length };
};
