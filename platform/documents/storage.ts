import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { TextPair } from '#foundation/text-pair.ts';
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
}

export const paperColumns = `p.id, p.kind, p.kind_title as "kindTitle", p.layout, p.dataset, p.subject, p.authority,
  p.authority_mark as "authorityMark", p.region_code as "regionCode", p.party, p.addressee, p.title, p.content, p.chain, p.state,
  p.number, p.code, p.verify_at as "verifyAt", p.pdf_sha256 as "pdfSha256", p.pdf_file as "pdfFile", p.issued_on as "issuedOn", p.seal,
  p.scan_sha256 as "scanSha256", p.scan_file as "scanFile", p.void_reason as "voidReason", p.version`;

export const findPaper = async (tx: Tx, id: number): Promise<PaperRecord | undefined> =>
  (await tx.query<PaperRecord>(`select ${paperColumns} from documents.paper p where p.id = $1`, [id]))[0];

/** Locks a paper for an act. */
export const lockPaper = async (tx: Tx, id: number): Promise<PaperRecord | undefined> =>
  (await tx.query<PaperRecord>(`select ${paperColumns} from documents.paper p where p.id = $1 for update`, [id]))[0];

export const signaturesOf = (tx: Tx, id: number): Promise<Signature[]> =>
  tx.query<Signature>(`select step, account_id as "accountId" from documents.signature where paper_id = $1`, [id]);

export interface NewPaper extends Pick<PaperRecord, 'kind' | 'kindTitle' | 'layout' | 'dataset' | 'subject' | 'authority' | 'authorityMark' | 'regionCode' | 'party' | 'addressee' | 'title' | 'content' | 'chain'> {
  readonly regionPath: readonly string[];
  readonly fields: unknown;
  readonly by: string | null;
  readonly at: Date;
} // prettier-ignore

/** Stores a draft; what is issued at once is numbered in the next statement of the same transaction. */
export const insertPaper = async (tx: Tx, paper: NewPaper): Promise<number> => {
  const [row] = await tx.query<{ id: number }>(
    `insert into documents.paper (kind, kind_title, layout, dataset, subject, authority, authority_mark, region_code, region_path, party,
       addressee, title, fields, content, chain, state, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'drafted', $16, $17) returning id`,
    [
      paper.kind,
      JSON.stringify(paper.kindTitle),
      paper.layout,
      paper.dataset,
      paper.subject,
      paper.authority,
      paper.authorityMark,
      paper.regionCode,
      paper.regionPath,
      paper.party,
      paper.addressee,
      paper.title,
      JSON.stringify(paper.fields),
      JSON.stringify(paper.content),
      JSON.stringify(paper.chain),
      paper.by,
      paper.at,
    ],
  );
  if (!row) throw new Error('the paper was not stored');
  return row.id;
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
 * Takes the next number of a series. The row stays locked until the transaction ends: who comes second waits, and a rollback
 * gives the number back.
 */
export const takeNumber = async (tx: Tx, dataset: Dataset, prefix: string, year: number): Promise<number> => {
  const [row] = await tx.query<{ last: number }>(
    `insert into documents.number_series as s (dataset, prefix, year, last) values ($1, $2, $3, 1)
     on conflict (dataset, prefix, year) do update set last = s.last + 1 returning last`,
    [dataset, prefix, year],
  );
  if (!row) throw new Error('no number was given');
  return row.last;
};

export interface Issue {
  readonly series: string;
  readonly year: number;
  readonly ordinal: number;
  readonly number: string;
  readonly code: string;
  readonly verifyAt: string;
  readonly contentSha256: string;
  readonly on: LocalDate;
  readonly at: Date;
}

/** Gives a paper its number and code; from here on it does not change. */
export const storeIssue = async (tx: Tx, id: number, issue: Issue): Promise<void> => {
  await tx.query(
    `update documents.paper set state = 'issued', series = $2, series_year = $3, ordinal = $4, number = $5, code = $6, verify_at = $7,
            content_sha256 = $8, issued_on = $9, issued_at = $10, version = version + 1 where id = $1`,
    [
      id,
      issue.series,
      issue.year,
      issue.ordinal,
      issue.number,
      issue.code,
      issue.verifyAt,
      issue.contentSha256,
      issue.on,
      issue.at,
    ],
  );
};

/** What an act changes beside the state. */
export interface Change {
  readonly state: PaperState;
  readonly seal?: string;
  readonly scan?: { readonly sha256: string; readonly file: string };
  readonly voidReason?: string;
}

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

export const insertEvent = async (tx: Tx, id: number, event: PaperEvent): Promise<void> => {
  await tx.query(
    `insert into documents.paper_event (paper_id, at, act, step, account_id, on_behalf_of, reason) values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, event.at, event.act, event.step, event.by, event.onBehalfOf, event.reason],
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
