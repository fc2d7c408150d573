import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import type { Manner, ServiceInput } from '#foundation/service.ts';
import type { Tx } from '#platform/database/index.ts';
import type { PaperEventAct, PaperState, Signature } from './life.ts';
import type { PaperContent } from './paper-content.ts';
import type { ChainStep, PaperKind } from './paper-kind.ts';

/** A paper as it is kept, with what the acts on it need. */
export interface PaperRecord {
  readonly id: number;
  readonly kind: string;
  readonly kindTitle: TextPair;
  readonly layout: PaperKind['layout'];
  readonly dataset: Dataset;
  readonly subject: string;
  readonly authority: string;
  readonly authorityMark: string;
  readonly regionCode: string;
  readonly party: string | null;
  readonly addressee: string;
  readonly title: string;
  readonly content: PaperContent;
  readonly chain: readonly ChainStep[];
  readonly state: PaperState;
  readonly number: string | null;
  readonly code: string | null;
  readonly verifyAt: string | null;
  readonly pdfSha256: string | null;
  readonly pdfFile: string | null;
  readonly issuedOn: LocalDate | null;
  readonly seal: string | null;
  readonly scanSha256: string | null;
  readonly scanFile: string | null;
  readonly voidReason: string | null;
  readonly version: number;
  /** Template of the deployment that it was issued with; of none: the program's own. */
  readonly templateId: number | null;
  readonly manner: Manner | null;
  readonly servedOn: LocalDate | null;
  readonly serviceProof: Readonly<Record<string, string>> | null;
}

const paperColumns = `p.id, p.kind, p.kind_title as "kindTitle", p.layout, p.dataset, p.subject, p.authority,
  p.authority_mark as "authorityMark", p.region_code as "regionCode", p.party, p.addressee, p.title, p.content, p.chain, p.state,
  p.number, p.code, p.verify_at as "verifyAt", p.pdf_sha256 as "pdfSha256", p.pdf_file as "pdfFile", p.issued_on as "issuedOn", p.seal,
  p.scan_sha256 as "scanSha256", p.scan_file as "scanFile", p.void_reason as "voidReason", p.version,
  p.template_id as "templateId", p.manner, p.served_on as "servedOn", p.service_proof as "serviceProof"`;

export const findPaper = async (tx: Tx, id: number): Promise<PaperRecord | undefined> =>
  (await tx.query<PaperRecord>(`select ${paperColumns} from documents.paper p where p.id = $1`, [id]))[0];

/** Papers by their ids, in the order of the ids. */
export const findPapers = (tx: Tx, ids: readonly number[]): Promise<PaperRecord[]> =>
  tx.query<PaperRecord>(`select ${paperColumns} from documents.paper p where p.id = any ($1::bigint[]) order by p.id`, [
    ids,
  ]);

/** Locks a paper for an act. */
export const lockPaper = async (tx: Tx, id: number): Promise<PaperRecord | undefined> =>
  (await tx.query<PaperRecord>(`select ${paperColumns} from documents.paper p where p.id = $1 for update`, [id]))[0];

/** Locks the papers of things that went out and were not made void. */
export const lockStanding = (
  tx: Tx,
  dataset: Dataset,
  subjects: readonly string[],
  kinds: readonly string[],
): Promise<PaperRecord[]> =>
  tx.query<PaperRecord>(
    `select ${paperColumns} from documents.paper p
      where p.subject = any ($1::text[]) and p.dataset = $2 and p.kind = any ($3::text[]) and p.state in ('issued', 'printed', 'sealed') order by p.id for update`,
    [subjects, dataset, kinds],
  );

/** Gives a party copies of all that another has. */
export const copyToParty = (tx: Tx, from: string, into: string): Promise<unknown> =>
  tx.query(
    `update documents.paper set copies = array(select distinct unnest(copies || $2::text) order by 1)
      where (party = $1 or copies @> array[$1]) and not copies @> array[$2::text]`,
    [from, into],
  );

/** Shows the papers of things in further divisions. */
export const addPlace = (tx: Tx, subjects: readonly string[], path: readonly string[]): Promise<unknown> =>
  tx.query(
    `update documents.paper set region_path = array(select distinct unnest(region_path || $2::text[]) order by 1)
      where subject = any ($1::text[]) and not region_path @> $2::text[]`,
    [subjects, path],
  );

/** Gives a party copies of papers that it did not have, and tells which. */
export const addCopies = async (tx: Tx, ids: readonly number[], party: string): Promise<ReadonlySet<number>> => {
  const given = await tx.query<{ id: number }>(
    `update documents.paper set copies = array(select distinct unnest(copies || $2::text) order by 1)
      where id = any ($1::bigint[]) and party is distinct from $2 and not copies @> array[$2::text] returning id`,
    [ids, party],
  );
  return new Set(given.map(({ id }) => id));
};

/** Makes papers void, all in one statement. */
export const storeVoids = (tx: Tx, ids: readonly number[], reason: string): Promise<unknown> =>
  tx.query(
    `update documents.paper set state = 'void', void_reason = $2, version = version + 1 where id = any ($1::bigint[])`,
    [ids, reason],
  );

export const signaturesOf = (tx: Tx, id: number): Promise<Signature[]> =>
  tx.query<Signature>(`select step, account_id as "accountId" from documents.signature where paper_id = $1`, [id]);

/** A paper to be stored, by its columns. */
export interface NewPaper {
  readonly subject: string;
  readonly dataset: Dataset;
  readonly authority: string;
  readonly authority_mark: string;
  readonly region_code: string;
  readonly region_path: readonly string[];
  readonly party: string | null;
  readonly copies: readonly string[];
  readonly addressee: string;
  readonly title: string;
  readonly fields: unknown;
  readonly content: PaperContent;
}

/**
 * Stores drafts of one kind in one statement and gives their ids in the order of the papers; what is issued at once is numbered in the
 * same transaction.
 */
export const insertPapers = async (
  tx: Tx,
  kind: PaperKind,
  papers: readonly NewPaper[],
  made: { readonly by: string | null; readonly at: Date },
): Promise<readonly number[]> => {
  const rows = await tx.query<{ id: number }>(
    `insert into documents.paper (kind, kind_title, layout, chain, created_by, created_at, state, subject, dataset, authority, authority_mark,
       region_code, region_path, party, copies, addressee, title, fields, content)
     select $2, $3::jsonb, $4, $5::jsonb, $6::uuid, $7::timestamptz, 'drafted', p.subject, p.dataset, p.authority, p.authority_mark,
            p.region_code, p.region_path, p.party, p.copies, p.addressee, p.title, p.fields, p.content
       from rows from (jsonb_to_recordset($1) as (subject text, dataset text, authority text, authority_mark text, region_code text,
              region_path text[], party text, copies text[], addressee text, title text, fields jsonb, content jsonb)) with ordinality as
            p (subject, dataset, authority, authority_mark, region_code, region_path, party, copies, addressee, title, fields, content, place)
      order by p.place returning id`,
    [
      JSON.stringify(papers),
      kind.key,
      JSON.stringify(kind.title),
      kind.layout,
      JSON.stringify(kind.chain),
      made.by,
      made.at,
    ],
  );
  return rows.map((row) => row.id).toSorted((a, b) => a - b);
};

/** Changes what a draft says. */
export const updateDraft = async (
  tx: Tx,
  id: number,
  draft: {
    readonly fields: unknown;
    readonly content: PaperContent;
    readonly title: string;
    readonly addressee: string;
  },
): Promise<void> => {
  await tx.query(
    `update documents.paper set fields = $2, content = $3, title = $4, addressee = $5, version = version + 1 where id = $1`,
    [id, JSON.stringify(draft.fields), JSON.stringify(draft.content), draft.title, draft.addressee],
  );
};

/**
 * Takes `count` numbers of a series and gives the first. The row stays locked until the transaction ends: who comes second waits, and
 * a rollback gives the numbers back.
 */
export const takeNumbers = async (
  tx: Tx,
  dataset: Dataset,
  prefix: string,
  year: number,
  count: number,
): Promise<number> => {
  const [row] = await tx.query<{ last: number }>(
    `insert into documents.number_series as s (dataset, prefix, year, last) values ($1, $2, $3, $4)
     on conflict (dataset, prefix, year) do update set last = s.last + excluded.last returning last`,
    [dataset, prefix, year, count],
  );
  if (!row) throw new Error('no number was given');
  return row.last - count + 1;
};

/** Lets a series go on behind a number; one that is past it already stays. */
export const passNumbersOf = async (
  tx: Tx,
  dataset: Dataset,
  prefix: string,
  year: number,
  last: number,
): Promise<void> => {
  await tx.query(
    `insert into documents.number_series as s (dataset, prefix, year, last) values ($1, $2, $3, $4)
     on conflict (dataset, prefix, year) do update set last = greatest(s.last, excluded.last)`,
    [dataset, prefix, year, last],
  );
};

/** What a paper gets when it is issued, by its columns. */
export interface Issue {
  readonly id: number;
  readonly series: string;
  readonly year: number;
  readonly ordinal: number;
  readonly number: string;
  readonly code: string;
  readonly verify_at: string;
  readonly content_sha256: string;
}

/** Gives papers their numbers and codes; from here on they do not change. */
export const storeIssues = async (
  tx: Tx,
  issues: readonly Issue[],
  issued: { readonly on: LocalDate; readonly at: Date },
): Promise<void> => {
  await tx.query(
    `update documents.paper p set state = 'issued', series = i.series, series_year = i.year, ordinal = i.ordinal, number = i.number,
            code = i.code, verify_at = i.verify_at, content_sha256 = i.content_sha256, issued_on = $2, issued_at = $3, version = p.version + 1,
            template_id = (select t.id from documents.template t where t.kind = p.kind and t.state = 'in-force')
       from jsonb_to_recordset($1) as i (id bigint, series text, year int, ordinal int, number text, code text, verify_at text,
              content_sha256 text)
      where i.id = p.id`,
    [JSON.stringify(issues), issued.on, issued.at],
  );
};

/** What an act changes beside the state. */
export interface Change {
  readonly state: PaperState;
  readonly seal?: string;
  readonly scan?: { readonly sha256: string; readonly file: string };
  readonly voidReason?: string;
}

export const storeService = async (tx: Tx, id: number, { manner, day, ...proof }: ServiceInput): Promise<void> => {
  await tx.query(
    'update documents.paper set manner = $2, served_on = $3, service_proof = $4, version = version + 1 where id = $1',
    [id, manner, day, JSON.stringify(proof)],
  );
};

export const storeChange = async (tx: Tx, id: number, { state, seal, scan, voidReason }: Change): Promise<void> => {
  await tx.query(
    `update documents.paper set state = $2, seal = coalesce($3, seal), scan_sha256 = coalesce($4, scan_sha256),
            scan_file = coalesce($5::uuid, scan_file), void_reason = $6, version = version + 1 where id = $1`,
    [id, state, seal ?? null, scan?.sha256 ?? null, scan?.file ?? null, voidReason ?? null],
  );
};

export interface PaperEvent {
  readonly act: PaperEventAct;
  readonly step: string | null;
  readonly by: string | null;
  readonly onBehalfOf: string | null;
  readonly reason: string | null;
  readonly at: Date;
}

/** Notes what happened to papers. */
export const insertEvents = async (tx: Tx, ids: readonly number[], event: PaperEvent): Promise<void> => {
  await tx.query(
    `insert into documents.paper_event (paper_id, at, act, step, account_id, on_behalf_of, reason)
     select id, $2::timestamptz, $3, $4, $5::uuid, $6, $7 from unnest($1::bigint[]) as id`,
    [ids, event.at, event.act, event.step, event.by, event.onBehalfOf, event.reason],
  );
};

export const insertSignature = async (tx: Tx, id: number, step: string, event: PaperEvent): Promise<void> => {
  await tx.query(
    `insert into documents.signature (paper_id, step, account_id, on_behalf_of, reason, at) values ($1, $2, $3, $4, $5, $6)`,
    [id, step, event.by, event.onBehalfOf, event.reason, event.at],
  );
};

/** A returned paper begins its chain anew; the events keep who had signed. */
export const removeSignatures = async (tx: Tx, id: number): Promise<void> => {
  await tx.query('delete from documents.signature where paper_id = $1', [id]);
};

/** Keeps the PDF of a paper where none is kept yet; gives the digest that holds. */
export const keepPdf = async (
  tx: Tx,
  id: number,
  file: { readonly id: string; readonly sha256: string },
): Promise<string> => {
  const [row] = await tx.query<{ sha256: string }>(
    `update documents.paper set pdf_sha256 = coalesce(pdf_sha256, $3), pdf_file = case when coalesce(pdf_sha256, $3) = $3 then $2::uuid else pdf_file end
      where id = $1 returning pdf_sha256 as sha256`,
    [id, file.id, file.sha256],
  );
  return row?.sha256 ?? file.sha256;
};
