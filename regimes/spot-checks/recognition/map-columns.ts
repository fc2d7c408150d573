import { type Field, isItemField } from './fields.ts';
import type { HeaderFound } from './find-header.ts';
import { type HeaderMatch, matchHeader, squeeze } from './header-text.ts';
import type { ColumnMapping, ItemColumns, Recognition } from './recognition.ts';
import { inspectionGroup, statedGroup } from './synonyms.ts';

export type MappedColumns = Pick<Recognition, 'columns' | 'items' | 'itemLayout'>;

type Path = readonly string[];

const prefix = (path: Path, length: number): string => path.slice(0, length).map(squeeze).join('\n');

/** A limit that the header itself states: Sb≤60, ≤0.05%. */
const statedLimit = /^(.*?)\s*((?:[≤≥<>＜＞±]|不得|不应|应).+)$/s;

/** Matches the lowest part of a header, then the parts above it as long as they stand over this column alone. */
const matchPath = (path: Path, shared: ReadonlyMap<string, number>): HeaderMatch | undefined => {
  for (let length = path.length; length > 0; length -= 1) {
    if (length < path.length && shared.get(prefix(path, length))! > 1) return undefined;
    const match = matchHeader(path[length - 1]!);
    if (match) return match;
  }
  return undefined;
};

/** Names an item by its header groups, leaving out those that stand over every item of the table. */
const itemName = (groups: Path, common: ReadonlySet<string>): string =>
  groups
    .filter((group) => !common.has(squeeze(group)))
    .map((group) => group.replace(/\s+/g, ' ').trim())
    .join(' / ');

/**
 * Gives each column its field and puts the columns of measured values together into items. Where two columns claim one field the
 * surer one has it, the first among equals.
 */
export const mapColumns = (header: HeaderFound): MappedColumns => {
  const shared = new Map<string, number>();
  for (const path of header.paths)
    for (let length = 1; length <= path.length; length += 1)
      shared.set(prefix(path, length), (shared.get(prefix(path, length)) ?? 0) + 1);
  const matches = header.paths.map((path) => matchPath(path, shared));

  const long = matches.some((match) => match?.field === 'item');
  // 检测结果 alone is the verdict of the batch; beside limits or items it is a measured value.
  if (
    !long &&
    !matches.some((match) => match?.field === 'limit') &&
    !matches.some((match) => match?.field === 'verdict')
  ) {
    const lone = matches.findIndex(
      (match, column) => match?.field === 'measured' && header.paths[column]!.length === 1,
    );
    if (lone !== -1 && /结果/.test(header.paths[lone]![0]!)) matches[lone] = { field: 'verdict', confidence: 0.8 };
  }

  const best = new Map<Field, number>();
  matches.forEach((match, column) => {
    if (!match || (isItemField(match.field) && !long)) return;
    const rival = best.get(match.field);
    if (rival === undefined || matches[rival]!.confidence < match.confidence) best.set(match.field, column);
  });

  const items = long ? [] : wideItems(header.paths, matches, shared);
  const columns = header.paths.map((path, column): ColumnMapping => {
    const match = matches[column];
    const taken = match !== undefined && best.get(match.field) === column;
    return {
      column,
      header: path.join(' / '),
      field: taken ? match.field : undefined,
      confidence: taken ? match.confidence : 0,
    };
  });
  const longComplete = long && best.has('measured');
  return { columns, items, itemLayout: longComplete ? 'long' : items.length > 0 ? 'wide' : 'none' };
};

const wideItems = (
  paths: readonly Path[],
  matches: readonly (HeaderMatch | undefined)[],
  shared: ReadonlyMap<string, number>,
): ItemColumns[] => {
  const isPart = (column: number): boolean => {
    const match = matches[column];
    return match !== undefined && isItemField(match.field) && paths[column]!.length > 1;
  };
  const isLoneMeasured = (column: number): boolean => {
    const path = paths[column]!;
    return (
      matches[column] === undefined &&
      path.length > 1 &&
      !path.slice(0, -1).some((group) => statedGroup.test(group)) &&
      path.slice(0, -1).some((group) => inspectionGroup.test(group)) &&
      (shared.get(prefix(path, 1))! > 1 || paths.some((_, other) => isPart(other)))
    );
  };
  const itemColumns = paths.flatMap((_, column) => (isPart(column) || isLoneMeasured(column) ? [column] : []));
  const groupsOf = itemColumns.map((column) => new Set(paths[column]!.slice(0, -1).map(squeeze)));
  const common = new Set(
    itemColumns.length > 2 ? [...groupsOf[0]!].filter((group) => groupsOf.every((groups) => groups.has(group))) : [],
  );

  const items: ItemColumns[] = [];
  let open: { group: string; name: string; parts: Partial<Record<Field, number>> } | undefined;
  const close = (): void => {
    if (open && open.parts.measured !== undefined) {
      const { measured, limit, singleVerdict } = open.parts;
      items.push({
        item: open.name,
        measured,
        ...(limit !== undefined && { limit }),
        ...(singleVerdict !== undefined && { singleVerdict }),
      });
    }
    open = undefined;
  };
  for (const column of itemColumns) {
    const path = paths[column]!;
    const groups = path.slice(0, -1);
    if (isPart(column)) {
      const { field } = matches[column]!;
      const group = prefix(path, path.length - 1);
      if (open && (open.group !== group || open.parts[field] !== undefined)) close();
      open ??= { group, name: itemName(groups, common), parts: {} };
      open.parts[field] = column;
      continue;
    }
    close();
    const leaf = path.at(-1)!.replace(/\s+/g, ' ').trim();
    const stated = statedLimit.exec(leaf);
    const name = [itemName(groups, common), stated ? stated[1]!.trim() : leaf]
      .filter((part) => part !== '')
      .join(' / ');
    items.push({ item: name === '' ? leaf : name, measured: column, ...(stated && { limitText: stated[2]! }) });
  }
  close();
  return items;
};
