import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import type { Reading, Tx } from '#platform/database/index.ts';
import type { PaperFilter, PaperLine } from './contract.ts';
import type { PaperEventAct, PaperService, PaperState } from './life.ts';

const lineColumns = `p.id, p.kind, p.kind_title as "kindTitle", p.dataset, p.subject, p.authority, p.addressee, p.title, p.state,
  p.number, p.issued_on as "issuedOn", p.void_reason as "voidReason", p.region_code as region, p.created_at as "createdAt"`;

const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

const conditions = (filter: PaperFilter): { text: string; values: unknown[] } => {
  const values: unknown[] = [filter.dataset];
  const parts = ['p.dataset = $1'];
  const value = (given: unknown): string => `$${values.push(given)}`;
  if (filter.kind) parts.push(`p.kind = ${value(filter.kind)}`);
  if (filter.subject) parts.push(`p.subject = ${value(filter.subject)}`);
  if (filter.region) parts.push(`p.region_path @> array[${value(filter.region)}]`);
  if (filter.year) parts.push(`p.series_year = ${value(filter.year)}`);
  if (filter.text) {
    const part = value(`%${escaped(filter.text)}%`);
    parts.push(`(p.number ilike ${part} or p.title ilike ${part} or p.addressee ilike ${part})`);
  }
  return { text: parts.join(' and '), values };
};

/** Holds where the service of a paper is to be recorded and a permission is held at the place where it is registered; void papers are past it. */
const toServe = (kinds: string, permission: 'documents.read' | 'documents.draft'): string =>
  `(p.manner is null and p.state in ('issued', 'printed', 'sealed') and p.dataset <> 'historical' and p.kind = any (${kinds}::text[])
     and exists (select from unnest((select identity.scope('${permission}'))) as s (held) where identity.covers(s.held, p.region_code)))`;

/** Papers, newest first; `before` is where the last page ended, `kinds` are those whose service is recorded in the register. */
export const listPapers = (
  tx: Tx,
  filter: PaperFilter,
  kinds: readonly string[],
  page: { readonly before: number | null; readonly limit: number },
): Promise<PaperLine[]> => {
  const { text, values } = conditions(filter);
  const parts = [text];
  const value = (given: unknown): string => `$${values.push(given)}`;
  if (filter.state) parts.push(`p.state = ${value(filter.state)}`);
  if (filter.service === 'served') parts.push('p.manner is not null');
  if (filter.service === 'to-serve') parts.push(toServe(value(kinds), 'documents.read'));
  if (page.before !== null) parts.push(`p.id < ${value(page.before)}`);
  return tx.query<PaperLine>(
    `select ${lineColumns} from documents.paper p where ${parts.join(' and ')} order by p.id desc limit ${value(page.limit)}`,
    values,
  );
};

/** How many papers match by state and service, whatever these two are in the filter. */
export const countPapers = (
  tx: Tx,
  filter: PaperFilter,
  kinds: readonly string[],
): Promise<{ state: PaperState; service: PaperService | null; count: number }[]> => {
  const { text, values } = conditions(filter);
  const served = toServe(`$${values.push(kinds)}`, 'documents.read');
  return tx.query(
    `select p.state, case when p.manner is not null then 'served' when ${served} then 'to-serve' end as service, count(*) as count
       from documents.paper p where ${text} group by 1, 2`,
    values,
  );
};

/** The papers whose service the actor is to record, and the day of the oldest; those of places where somebody nearer may, apart. */
export const countToServe = async (
  tx: Tx,
  dataset: Dataset,
  kinds: readonly string[],
): Promise<{ count: number; oldest: LocalDate | null; elsewhere: number }> => {
  const [row] = await tx.query<{ count: number; oldest: LocalDate | null; elsewhere: number }>(
    `select count(*) filter (where not elsewhere) as count, min(issued_on) filter (where not elsewhere) as oldest,
            count(*) filter (where elsewhere) as elsewhere
       from (select p.issued_on, p.region_path && (select identity.nearer('documents.draft')) as elsewhere
               from documents.paper p where p.dataset = $1 and ${toServe('$2', 'documents.draft')}) w`,
    [dataset, kinds],
  );
  return row ?? { count: 0, oldest: null, elsewhere: 0 };
};

export interface EventRow {
  readonly at: string;
  readonly act: PaperEventAct;
  readonly step: string | null;
  readonly by: string | null;
  readonly onBehalfOf: string | null;
  readonly reason: string | null;
}

export const eventsOf = (tx: Tx, id: number): Promise<EventRow[]> =>
  tx.query<EventRow>(
    `select v.at, v.act, v.step, a.display_name as by, v.on_behalf_of as "onBehalfOf", v.reason
       from documents.paper_event v left join identity.published_account a on a.id = v.account_id
      where v.paper_id = $1 order by v.id`,
    [id],
  );

/** Other papers about the same thing. */
export const papersAbout = (tx: Tx, subject: string, dataset: Dataset, except: number): Promise<PaperLine[]> =>
  tx.query<PaperLine>(
    `select ${lineColumns} from documents.paper p where p.subject = $1 and p.dataset = $2 and p.id <> $3 order by p.id`,
    [subject, dataset, except],
  );

/** What the public learns of a paper. */
export interface PublicPaper {
  readonly kindTitle: TextPair;
  readonly number: string;
  readonly issuedOn: LocalDate;
  readonly authority: string;
  readonly dataset: Dataset;
  readonly void: boolean;
  readonly pdfSha256: string | null;
}

/** The paper of a code; works as portal. */
export const findPublicPaper = async (reading: Reading, code: string): Promise<PublicPaper | undefined> =>
  (
    await reading.query<PublicPaper>(
      `select kind_title as "kindTitle", number, issued_on as "issuedOn", authority, dataset, void, pdf_sha256 as "pdfSha256"
         from documents.published_paper where code = $1`,
      [code],
    )
  )[0];
