import { type Refusal, type Result, ok, refusal, refuse } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { findDelimiter, findNewline } from './csv-delimiter.ts';
import { findEncoding, holdsForbidden } from './csv-encoding.ts';
import { CsvRecords, type CsvFault } from './csv-records.ts';
import { chunksOf, readSlice, type ByteSource } from './byte-source.ts';
import type { ReadLimits } from './limits.ts';
import { SheetDigest } from './sheet-digest.ts';
import type { CsvEncoding, SheetEvent, Workbook } from './table.ts';

const SAMPLE_BYTES = 128 * 1024;

/** The bytes of the file as UTF-8, in chunks; undefined where they can't be decoded to text. */
async function* utf8Chunks(
  source: ByteSource,
  encoding: CsvEncoding,
  skip: number,
): AsyncGenerator<Buffer | undefined, void, undefined> {
  if (encoding === 'utf-8') {
    yield* chunksOf(source, skip);
    return;
  }
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decoded = (chunk?: Buffer): Buffer | undefined => {
    try {
      const text = chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
      const bytes = Buffer.from(text, 'utf8');
      return holdsForbidden(bytes) ? undefined : bytes;
    } catch {
      return undefined;
    }
  };
  for await (const chunk of chunksOf(source, skip)) yield decoded(chunk);
  yield decoded();
}

const faultRefusal = ({ fault, row }: CsvFault, limits: ReadLimits): Refusal => {
  switch (fault) {
    case 'open-quote':
      return refusal('file-unreadable', {
        why: pair(`第 ${row} 行有一个引号没有结束`, `a quotation mark in row ${row} is never closed`),
      });
    case 'row-too-long':
      return refusal('file-unreadable', { why: pair(`第 ${row} 行过长`, `row ${row} is too long`) });
    case 'too-many-columns':
      return refusal('too-many-columns', { sheet: 'CSV', limit: limits.columns });
  }
};

/** Opens a file that is text: finds encoding, delimiter and line ends by its content. It has one sheet, named after nothing. */
export const openCsv = async (source: ByteSource, limits: ReadLimits): Promise<Result<Workbook>> => {
  const found = await findEncoding(source);
  if ('notText' in found) return refuse(found.notText === 'binary' ? 'file-not-a-workbook' : 'file-encoding-unknown');
  const { encoding, skip } = found;
  const sample = new TextDecoder(encoding).decode(await readSlice(source, skip, SAMPLE_BYTES));
  if (sample.trim() === '') return refuse('file-empty');
  const delimiter = findDelimiter(sample);
  const newline = findNewline(sample);

  async function* readSheet(): AsyncGenerator<SheetEvent, void, undefined> {
    const digest = new SheetDigest();
    const { rowBytes, columns } = limits;
    const records = new CsvRecords({ delimiter, newline, rowBytes, columns, digest });
    const taken = (chunk: Buffer | undefined, last: boolean): SheetEvent => {
      if (chunk === undefined) return { type: 'refused', refusal: refusal('file-encoding-unknown') };
      const rows = records.push(chunk, last);
      if ('fault' in rows) return { type: 'refused', refusal: faultRefusal(rows, limits) };
      return { type: 'rows', rows };
    };
    for await (const chunk of utf8Chunks(source, encoding, skip)) {
      const event = taken(chunk, false);
      yield event;
      if (event.type === 'refused') return;
    }
    const event = taken(Buffer.alloc(0), true);
    yield event;
    if (event.type !== 'refused') yield { type: 'end', summary: digest.finish(false) };
  }

  return ok({
    format: 'csv',
    encoding,
    delimiter,
    sheets: [{ index: 0, name: '', hidden: false }],
    readSheet,
    merges: async () => [],
    close: () => source.close(),
  });
};
