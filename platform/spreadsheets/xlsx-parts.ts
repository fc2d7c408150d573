import { posix } from 'node:path';
import { builtInFormat } from './cell-text.ts';
import { attributesOf } from './xml-text.ts';
import type { ZipArchive } from './zip-archive.ts';

export interface XlsxSheetPart {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

/** What the small parts of an .xlsx file say. */
export interface XlsxParts {
  readonly sheets: readonly XlsxSheetPart[];
  readonly sharedStrings: string | undefined;
  readonly date1904: boolean;
  /** Number format of each cell style; undefined for General. */
  readonly formats: readonly (string | undefined)[];
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

const relationsOf = async (archive: ZipArchive, part: string): Promise<readonly Relation[]> => {
  const folder = posix.dirname(part) === '.' ? '' : posix.dirname(part);
  const xml = await archive.text(posix.join(folder, '_rels', `${posix.basename(part)}.rels`));
  return attributesOf(xml, 'Relationship').map((attributes) => {
    const target = attributes.get('Target') ?? '';
    return {
      id: attributes.get('Id') ?? '',
      type: (attributes.get('Type') ?? '').split('/').at(-1)!,
      target: target.startsWith('/') ? target.slice(1) : posix.join(folder, target),
    };
  });
};

const formatsOf = (xml: string): readonly (string | undefined)[] => {
  const own = new Map(
    attributesOf(xml, 'numFmt').map((attributes) => [Number(attributes.get('numFmtId')), attributes.get('formatCode')]),
  );
  const cellStyles = /<(?:\w+:)?cellXfs[\s>]([^]*?)<\/(?:\w+:)?cellXfs>/.exec(xml)?.[1] ?? '';
  return attributesOf(cellStyles, 'xf').map((attributes) => {
    const id = Number(attributes.get('numFmtId') ?? 0);
    return own.get(id) ?? builtInFormat(id);
  });
};

/** The part that holds the workbook, as the archive names it; undefined where it is no Office file. */
export const workbookPart = async (archive: ZipArchive): Promise<string | undefined> =>
  (await relationsOf(archive, '')).find(({ type }) => type === 'officeDocument')?.target;

/** Reads sheet names, styles and where everything lies. */
export const readXlsxParts = async (archive: ZipArchive, workbook: string): Promise<XlsxParts> => {
  const xml = await archive.text(workbook);
  const relations = new Map((await relationsOf(archive, workbook)).map((relation) => [relation.id, relation]));
  const byType = (type: string): string | undefined =>
    [...relations.values()].find((relation) => relation.type === type)?.target;
  const styles = byType('styles');
  return {
    sheets: attributesOf(xml, 'sheet').flatMap((attributes) => {
      const relation = relations.get(attributes.get('id') ?? '');
      if (relation?.type !== 'worksheet' || !archive.has(relation.target)) return [];
      return [
        {
          name: attributes.get('name') ?? '',
          hidden: (attributes.get('state') ?? 'visible') !== 'visible',
          part: relation.target,
        },
      ];
    }),
    sharedStrings: byType('sharedStrings'),
    date1904: ['1', 'true'].includes(attributesOf(xml, 'workbookPr')[0]?.get('date1904') ?? ''),
    formats: styles === undefined ? [] : formatsOf(await archive.text(styles)),
  };
};
