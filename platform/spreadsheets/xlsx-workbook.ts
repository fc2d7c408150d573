import { type Result, ok, refuse, refused } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import type { ByteSource } from './byte-source.ts';
import type { ReadLimits } from './limits.ts';
import type { PackedTexts } from './packed-texts.ts';
import { PackedTexts as Texts } from './packed-texts.ts';
import { PartFault } from './part-fault.ts';
import { SheetDigest } from './sheet-digest.ts';
import type { Merge, SheetEvent, Workbook } from './table.ts';
import { readSharedTexts } from './xlsx-shared-texts.ts';
import { mergesIn } from './xlsx-merges.ts';
import { readXlsxParts, workbookPart } from './xlsx-parts.ts';
import { XlsxSheetScanner } from './xlsx-sheet-scanner.ts';
import { ZipArchive } from './zip-archive.ts';

/** What a zip archive holds when it is no workbook. */
const otherwise = async (archive: ZipArchive): Promise<ReturnType<typeof pair> | undefined> => {
  if (archive.hasFolder('word')) return pair('Word 文档', 'a Word document');
  if (archive.hasFolder('ppt')) return pair('PowerPoint 演示文稿', 'a PowerPoint presentation');
  const type = archive.has('mimetype') ? await archive.text('mimetype', 1000) : '';
  if (type.includes('opendocument'))
    return pair('OpenDocument 文件（请另存为 .xlsx）', 'an OpenDocument file (save it as .xlsx)');
  return archive.hasFolder('xl') ? undefined : pair('压缩包', 'an archive');
};

/** Opens an .xlsx file by its directory and small parts. Sheets are inflated and scanned when they are read. */
export const openXlsx = async (
  source: ByteSource,
  limits: ReadLimits,
  extension: string,
): Promise<Result<Workbook>> => {
  try {
    const archive = await ZipArchive.open(source, limits);
    const workbook = await workbookPart(archive);
    if (workbook === undefined || !workbook.startsWith('xl/')) {
      const actual = await otherwise(archive);
      return actual === undefined || extension === ''
        ? refuse('file-not-a-workbook')
        : refuse('file-renamed', { extension, actual });
    }
    if (workbook.endsWith('.bin'))
      return refuse('file-unreadable', {
        why: pair('不支持 .xlsb，请另存为 .xlsx', '.xlsb is not supported; save it as .xlsx'),
      });
    const parts = await readXlsxParts(archive, workbook);
    if (parts.sheets.length === 0) return refuse('file-not-a-workbook');
    if (parts.sheets.length > limits.sheets)
      return refuse('too-many-sheets', { count: parts.sheets.length, limit: limits.sheets });

    let shared: Promise<PackedTexts> | undefined;
    const sharedTexts = (): Promise<PackedTexts> =>
      (shared ??=
        parts.sharedStrings === undefined
          ? Promise.resolve(new Texts(0))
          : readSharedTexts(archive.inflate(parts.sharedStrings), limits.sharedTextBytes));

    async function* readSheet(index: number): AsyncGenerator<SheetEvent, void, undefined> {
      const sheet = parts.sheets[index];
      if (!sheet) throw new RangeError(`no sheet ${index}`);
      try {
        const texts = await sharedTexts();
        const { formats, date1904 } = parts;
        const { columns, rowBytes } = limits;
        const scanner = new XlsxSheetScanner({ name: sheet.name, texts, formats, date1904, columns, rowBytes });
        const digest = new SheetDigest();
        for await (const chunk of archive.inflate(sheet.part)) {
          const rows = scanner.push(chunk);
          if (rows.length === 0) continue;
          digest.addRows(rows);
          yield { type: 'rows', rows };
        }
        yield { type: 'end', summary: digest.finish(scanner.containsFormulas) };
      } catch (error) {
        if (!(error instanceof PartFault)) throw error;
        yield { type: 'refused', refusal: error.refusal };
      }
    }

    return ok({
      format: 'xlsx',
      sheets: parts.sheets.map(({ name, hidden }, index) => ({ index, name, hidden })),
      readSheet,
      merges: async (index: number): Promise<readonly Merge[]> => {
        const sheet = parts.sheets[index];
        if (!sheet) throw new RangeError(`no sheet ${index}`);
        try {
          return await mergesIn(archive.inflate(sheet.part));
        } catch (error) {
          if (error instanceof PartFault) return [];
          throw error;
        }
      },
      close: () => source.close(),
    });
  } catch (error) {
    if (error instanceof PartFault) return refused(error.refusal);
    throw error;
  }
};
