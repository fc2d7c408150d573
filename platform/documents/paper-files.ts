import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ok, refuse, refused, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { withTransaction } from '#platform/database/index.ts';
import { contentTypeOfFile, handedIn, locateFile, openFile, removeFile, saveStream } from '#platform/files/index.ts';
import type { Upload } from '#platform/manifest.ts';
import { type Call, observe } from '#platform/operation/index.ts';
import type { PaperDetail } from './contract.ts';
import { strikePaper } from './operations.ts';
import { drawPdf } from './render/renderer.ts';
import { renderDocx } from './render/docx.ts';
import { sheetOfPaper } from './sheet.ts';
import { findPaper, keepPdf, type PaperRecord } from './storage.ts';
import { fillTemplate } from './templates/fill.ts';
import { templateOf } from './templates/storage.ts';

/** Bytes of a scan or of a drawn paper. */
const most = 100 * 1024 * 1024;

interface Download {
  readonly ok: true;
  readonly stream: Readable;
  readonly fileName: string;
  readonly mediaType: string;
}

const thePaper = () => refuse('not-found', { thing: pair('该文书', 'The paper') });
const seen = (call: Call, id: number): Promise<Result<PaperRecord>> =>
  observe(call, { permission: null }, async ({ tx }) => {
    const paper = await findPaper(tx, id);
    return paper ? ok(paper) : thePaper();
  });

/**
 * The PDF of a paper. That of an issued one is drawn once and kept, with its digest: later versions of the program may draw
 * differently, but what went out stays what it was. A draft is drawn afresh.
 */
const pdfOf = async (call: Call, paper: PaperRecord): Promise<Result<Readable>> => {
  const { services } = call;
  if (paper.pdfFile !== null) {
    const kept = await openFile(services, paper.pdfFile);
    if (kept.ok) return kept;
  }
  const bytes = await drawPdf(services, sheetOfPaper(paper));
  if (paper.number === null) return ok(Readable.from([bytes]));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (paper.pdfSha256 !== null && paper.pdfSha256 !== sha256) return refuse('paper-file-differs');
  const saved = await saveStream(services, Readable.from([bytes]), { maxBytes: most });
  if (!saved.ok) return saved;
  const holds = await withTransaction(services.database, 'system', (tx) => keepPdf(tx, paper.id, saved.value));
  // Two may have drawn it at once; equal bytes, so either will do.
  return holds === sha256 ? ok(Readable.from([bytes])) : refuse('paper-file-differs');
};

/** The .docx of a paper: in the template that it was issued with, a draft in the one in force; else in the program's own layout. */
const docxOf = async (call: Call, paper: PaperRecord): Promise<Uint8Array> => {
  const template = await withTransaction(call.services.database, 'system', (tx) => templateOf(tx, paper));
  const sheet = sheetOfPaper(paper);
  return (template && fillTemplate(template, sheet)) ?? renderDocx(sheet);
};

const fileName = ({ number, title }: PaperRecord, ending: string): string =>
  `${number ?? '草稿'} ${title}`.replaceAll(/[\\/:*?"<>|\n]/g, '_').slice(0, 120) + ending;

/** A paper as a file to download. */
export const paperFile = async (
  call: Call,
  id: number,
  format: 'pdf' | 'docx',
): Promise<Download | { ok: false; refusal: ReturnType<typeof refuse>['refusal'] }> => {
  const paper = await seen(call, id);
  if (!paper.ok) return paper;
  if (format === 'docx')
    return {
      ok: true,
      stream: Readable.from([await docxOf(call, paper.value)]),
      fileName: fileName(paper.value, '.docx'),
      mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    };
  const pdf = await pdfOf(call, paper.value);
  if (!pdf.ok) return pdf;
  return { ok: true, stream: pdf.value, fileName: fileName(paper.value, '.pdf'), mediaType: 'application/pdf' };
};

/** Draws and keeps the PDF of issued papers; queued by their issue, so that their digests are there soon after. */
export const drawIssued = async (call: Call, ids: readonly number[]): Promise<void> => {
  for (const id of ids) {
    const paper = await seen(call, id);
    if (!paper.ok || paper.value.number === null || paper.value.pdfSha256 !== null) continue;
    const drawn = await pdfOf(call, paper.value);
    if (!drawn.ok) throw new Error(drawn.refusal.text.en);
    drawn.value.destroy();
  }
};

const scanTypes = new Set(['application/pdf', 'image/jpeg', 'image/png']);

/** What a scan is by its content; its name says nothing. */
const typeOfScan = async (path: string) => {
  const type = await contentTypeOfFile(path);
  return type === undefined || type === 'zip' || !scanTypes.has(type) ? undefined : { type, ending: handedIn[type] };
};

/** Takes the scan of a printed and sealed paper: kept as it came, with its digest. */
export const uploadScan = async (
  call: Call,
  id: number,
  uploads: AsyncIterable<Upload>,
): Promise<Result<PaperDetail>> => {
  for await (const upload of uploads) {
    const visible = await seen(call, id);
    if (!visible.ok) return visible;
    const saved = await saveStream(call.services, upload.stream, { maxBytes: most });
    if (!saved.ok) return saved;
    const path = await locateFile(call.services, saved.value.id);
    const known = path.ok && (await typeOfScan(path.value)) !== undefined;
    const scan = { sha256: saved.value.sha256, file: saved.value.id };
    const done = known ? await strikePaper(call, id, { act: 'scan', scan }) : refuse('scan-not-readable');
    if (!done.ok) await removeFile(call.services, saved.value.id);
    return done;
  }
  return refuse('file-empty');
};

/** The scan of a paper. */
export const paperScan = async (
  call: Call,
  id: number,
): Promise<Download | { ok: false; refusal: ReturnType<typeof refuse>['refusal'] }> => {
  const paper = await seen(call, id);
  if (!paper.ok) return paper;
  const absent = refuse('not-found', { thing: pair('扫描件', 'The scan') });
  if (paper.value.scanFile === null) return absent;
  const path = await locateFile(call.services, paper.value.scanFile);
  if (!path.ok) return refused(path.refusal);
  const type = await typeOfScan(path.value);
  const opened = await openFile(call.services, paper.value.scanFile);
  if (!opened.ok || !type) return absent;
  return { ok: true, stream: opened.value, fileName: fileName(paper.value, type.ending), mediaType: type.type };
};
