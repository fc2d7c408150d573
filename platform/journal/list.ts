import { localDate } from '#foundation/local-date.ts';
import type { Order } from '#foundation/paging.ts';
import type { Tx } from '#platform/database/index.ts';
import type { Composition } from '#platform/operation/composition.ts';
import type { CanonicalEntry } from './append.ts';
import type { JournalFilter, JournalLine } from './contract.ts';
import { thingOf, wordsOfAct } from './words.ts';

interface StoredLine extends Omit<JournalLine, 'payload' | 'kind' | 'actWords' | 'thing'> {
  readonly kind: JournalLine['kind'];
  readonly canonical: Buffer;
  readonly salt: Buffer;
  readonly leaf: Buffer;
}

const columns = `e.id, e.at, e.actor, e.account_id as "accountId", e.actor_kind as kind, e.request_id as "requestId", e.act, e.subject,
  e.dataset, e.region_code as region, e.confidential, e.canonical, e.salt, e.leaf,
  (select l.seq from journal.leaf l where l.entry_id = e.id) as seq`;

/** Where a page of the list ended. */
interface Place {
  readonly at: string;
  readonly id: string;
}

export const latestFirst: Order<Place, Place> = {
  write: ({ at, id }) => Buffer.from(`${at} ${id}`).toString('base64url'),
  read: (cursor) => {
    const [, at, id] =
      /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
    return at !== undefined && id !== undefined ? { at, id } : undefined;
  },
};

const lineOf = (
  composition: Composition,
  { canonical, salt: _salt, leaf: _leaf, ...line }: StoredLine,
): JournalLine => ({
  ...line,
  actWords: wordsOfAct(composition, line.act),
  thing: thingOf(composition, line.subject),
  payload: (JSON.parse(canonical.toString('utf8')) as CanonicalEntry).payload,
});

const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

/** Conditions on whole values use an index under row-level security; those on parts only sift what the others left. */
const conditions = (filter: JournalFilter): { text: string; values: unknown[] } => {
  const parts: string[] = [];
  const values: unknown[] = [];
  const add = (text: string, value: unknown): void => {
    values.push(value);
    parts.push(text.replace('?', `$${values.length}`));
  };
  const wholeOrBeginning = (column: string, value: string | undefined, separator: string): void => {
    if (!value) return;
    if (value.endsWith(separator)) add(`${column} like ?`, `${escaped(value)}%`);
    else add(`${column} = ?`, value);
  };
  wholeOrBeginning('e.act', filter.act, '.');
  wholeOrBeginning('e.subject', filter.subject, '/');
  if (filter.accountId) add('e.account_id = ?', filter.accountId);
  if (filter.actor) add('e.actor ilike ?', `%${escaped(filter.actor)}%`);
  if (filter.dataset) add('e.dataset = ?', filter.dataset);
  if (filter.from) add(`e.at >= ?::date::timestamp at time zone 'Asia/Shanghai'`, localDate(filter.from));
  if (filter.to) add(`e.at < (?::date + 1)::timestamp at time zone 'Asia/Shanghai'`, localDate(filter.to));
  return { text: parts.map((part) => ` and ${part}`).join(''), values };
};

/** Newest entries first, as far as the actor may see them. */
export const listEntries = async (
  tx: Tx,
  composition: Composition,
  filter: JournalFilter,
  { after, limit }: { readonly after?: Place | undefined; readonly limit: number },
): Promise<JournalLine[]> => {
  const { text, values } = conditions(filter);
  const n = values.length;
  const rows = await tx.query<StoredLine>(
    `select ${columns} from journal.entry e
      where ($${n + 1}::timestamptz is null or (e.at, e.id) < ($${n + 1}::timestamptz, $${n + 2}::uuid))${text}
      order by e.at desc, e.id desc limit $${n + 3}`,
    [...values, after?.at ?? null, after?.id ?? null, limit],
  );
  return rows.map((row) => lineOf(composition, row));
};

/** One entry with what is needed to check it, if the actor may see it. */
export const findEntry = async (tx: Tx, composition: Composition, id: string) => {
  const [row] = await tx.query<StoredLine>(`select ${columns} from journal.entry e where e.id = $1`, [id]);
  return (
    row && {
      ...lineOf(composition, row),
      canonical: row.canonical.toString('utf8'),
      salt: row.salt.toString('hex'),
      leaf: row.leaf.toString('hex'),
    }
  );
};
