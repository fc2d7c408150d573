import { normaliseName } from '#foundation/search-text.ts';
import { type TextPair, pair } from '#foundation/text-pair.ts';
import { firmEnd, type PartyRole, partOfFirm, roleLabels } from './party-words.ts';

export type { PartyRole } from './party-words.ts';

export interface Party {
  readonly role: PartyRole;
  readonly name: string;
}

/** Who a producer cell names. `settled` false: a person has to say who the producer is; `reason` says why, or by which rule. */
export interface Parties {
  readonly parties: readonly Party[];
  readonly settled: boolean;
  readonly reason: TextPair;
  /** Earlier names of the producer that the cell gives: （原名称：…）. */
  readonly formerNames: readonly string[];
}

type Label = keyof typeof roleLabels;

const labelOf = new Map(
  (Object.entries(roleLabels) as [Label, readonly string[]][]).flatMap(([role, labels]) =>
    labels.map((label) => [label, role] as const),
  ),
);
const labels = [...labelOf.keys()].toSorted((a, b) => b.length - a.length).join('|');
const labelled = new RegExp(`([（(]\\s*)?(${labels})\\s*[：:；;]\\s*`, 'g');
/** A label in brackets after the name: 某公司（监制）. */
const labelAfter = new RegExp(`^(.+)[（(](${labels})[)）]$`);
const formerAfter = /^(.+)[（(]原(?!料|装|野|创|木|子)([^（）()：:]{4,})[)）]$/;
const bracketed = /^(.{4,})[（(]([^（）()]+(?:[（(][^（）()]*[)）][^（）()]*)?)[)）]$/;

/** Most cells hold one plain name: without these signs there is nothing to split. */
const trigger = /[：:；;/,，、|]|[)）]$/;
const blank = /^[\s/\\\-—―－]*$/;

const rules = {
  single: pair('只列一家企业', 'One firm is named'),
  factory: pair('列明了生产厂，以生产厂为实际生产者', 'A factory is named; it is the actual producer'),
  maker: pair('未列生产厂，以制造商为生产者', 'No factory is named; the manufacturer is taken as the producer'),
  stated: pair('按产品标称认定生产者', 'The producer is the one stated on the product'),
  former: pair('括号内为曾用名', 'The name in brackets is a former name'),
  part: pair('括号内为同一企业的一部分', 'The words in brackets are a part of the same firm'),
  noProducer: pair('没有列明生产者', 'No producer is named'),
  onlyPrincipal: pair(
    '只列委托、授权、监制或出品一方，没有列明生产厂',
    'Only a principal, licensor or brand owner is named, no factory',
  ),
  onlyDistributor: pair(
    '只列经销或代理一方，没有列明生产厂',
    'Only a distributor, agent or importer is named, no factory',
  ),
  severalFirms: pair('列有多家企业，未说明各自身份', 'Several firms are named without saying who they are'),
  severalFactories: pair('列有多家生产厂', 'More than one factory is named'),
  unknownLabel: pair('企业身份的写法无法识别', 'The wording of a role is not known'),
} as const;

const settled = (parties: readonly Party[], reason: TextPair, formerNames: readonly string[] = []): Parties => ({
  parties,
  settled: true,
  reason,
  formerNames,
});
const open = (parties: readonly Party[], reason: TextPair): Parties => ({
  parties,
  settled: false,
  reason,
  formerNames: [],
});

const tidy = (name: string): string => {
  let tidied = name
    .trim()
    .replace(/[；;，,、/]+$/, '')
    .trim();
  // A bracket that closes what was opened before the label.
  if (/[)）]$/.test(tidied) && !/[（(]/.test(tidied.slice(0, -1))) tidied = tidied.slice(0, -1);
  else if (/[)）]$/.test(tidied) && tidied.split(/[（(]/).length < tidied.split(/[)）]/).length)
    tidied = tidied.slice(0, -1);
  return tidied.replace(/[（(]标称[)）]$/, '').trim();
};

/**
 * Says who the firms of a producer cell are. The factory is the actual producer where one is named; 制造商 is the principal beside
 * a factory and the producer where it stands without one: in the national tables of 2012–2018 a cell with 制造商 names the works
 * too, as 生产厂 or before the bracket, unless both are one. A（制造商：B）: A made it for B. What is not certain stays open.
 */
export const splitParties = (cell: string): Parties => {
  if (!trigger.test(cell))
    return blank.test(cell)
      ? open([], rules.noProducer)
      : settled([{ role: 'factory', name: cell.trim() }], rules.single);
  if (blank.test(cell)) return open([], rules.noProducer);
  const segments = segmentsOf(cell);
  return segments === undefined ? withoutLabels(cell.trim()) : byLabels(segments);
};

interface Segment {
  readonly label: Label | undefined;
  readonly name: string;
}

/** Cuts a cell at its labels; undefined where it has none. A part before the first label has none either. */
const segmentsOf = (cell: string): readonly Segment[] | undefined => {
  const segments: Segment[] = [];
  let label: Label | undefined;
  let from = 0;
  labelled.lastIndex = 0;
  for (let match = labelled.exec(cell); match; match = labelled.exec(cell)) {
    const name = tidy(cell.slice(from, match.index));
    if (name !== '') segments.push({ label, name });
    label = labelOf.get(match[2]!);
    from = labelled.lastIndex;
  }
  if (from === 0) return undefined;
  const name = tidy(cell.slice(from));
  if (name !== '') segments.push({ label, name });
  return segments;
};

const byLabels = (found: readonly Segment[]): Parties => {
  const formerNames = found.filter(({ label }) => label === 'former').map(({ name }) => name);
  const segments = found.filter(({ label }) => label !== 'former');
  const labelledAs = (...wanted: (Label | undefined)[]): readonly Segment[] =>
    segments.filter(({ label }) => wanted.includes(label));

  if (segments.length === 1 && (segments[0]!.label === 'stated' || segments[0]!.label === undefined)) {
    const inner = withoutLabels(segments[0]!.name);
    if (!inner.settled) return inner;
    return settled(inner.parties, formerNames.length > 0 ? rules.former : rules.stated, [
      ...formerNames,
      ...inner.formerNames,
    ]);
  }
  // A name before the labels made the goods, unless a factory is labelled.
  const named = labelledAs('factory');
  const factories =
    named.length > 0
      ? named
      : labelledAs(undefined, 'stated').length > 0
        ? labelledAs(undefined, 'stated')
        : labelledAs('maker');
  const parties = segments.map((segment): Party => ({ role: roleOf(segment, factories), name: segment.name }));
  if (segments.some(({ name }) => /[：:]/.test(name))) return open(parties, rules.unknownLabel);
  const distinct = distinctParties(parties);
  const producers = distinct.filter(({ role }) => role === 'factory');
  if (producers.length > 1) return open(distinct, rules.severalFactories);
  if (producers.length === 1) {
    if (holdsTwoFirms(producers[0]!.name)) return open(distinct, rules.severalFirms);
    return settled(distinct, factories[0]!.label === 'maker' ? rules.maker : rules.factory, formerNames);
  }
  return open(
    distinct,
    distinct.some(({ role }) => role === 'principal')
      ? rules.onlyPrincipal
      : distinct.some(({ role }) => role === 'unknown')
        ? rules.severalFirms
        : rules.onlyDistributor,
  );
};

const roleOf = (segment: Segment, factories: readonly Segment[]): PartyRole => {
  if (factories.includes(segment)) return 'factory';
  switch (segment.label) {
    case 'maker':
      return 'principal';
    case undefined:
    case 'stated':
    case 'former':
      return 'unknown';
    default:
      return segment.label;
  }
};

/** A firm that is named twice counts once, as the factory if it is that too. */
const distinctParties = (parties: readonly Party[]): readonly Party[] =>
  parties.filter(
    ({ name, role }, at) =>
      !parties.some(
        (other, place) =>
          normaliseName(other.name) === normaliseName(name) &&
          (other.role === role ? place < at : other.role === 'factory'),
      ),
  );

const holdsTwoFirms = (name: string): boolean => {
  const parts = name.split(/[/,，、|]|\s{2,}/).map((part) => part.trim());
  return parts.length > 1 && parts.filter((part) => firmEnd.test(part.replace(/[（(][^（）()]*[)）]$/, ''))).length > 1;
};

/** A cell without labels that holds a separator or ends in a bracket. */
const withoutLabels = (cell: string): Parties => {
  const stated = cell.replace(/[（(]标称[)）]$/, '').trim();
  if (/[：:]/.test(stated)) return open([{ role: 'unknown', name: stated }], rules.unknownLabel);
  if (holdsTwoFirms(stated) || /运营商\//.test(stated))
    return open(
      stated.split(/[/,，、|]/).map((name): Party => ({ role: 'unknown', name: name.trim() })),
      rules.severalFirms,
    );
  const former = formerAfter.exec(stated);
  if (former) return settled([{ role: 'factory', name: former[1]!.trim() }], rules.former, [former[2]!.trim()]);
  const after = labelAfter.exec(stated);
  if (after) {
    const segment = { label: labelOf.get(after[2]!), name: after[1]!.trim() };
    return byLabels([segment]);
  }
  const inside = bracketed.exec(stated);
  if (inside && firmEnd.test(inside[2]!.trim()) && !partOfFirm.test(inside[2]!.trim())) {
    const [outer, inner] = [inside[1]!.trim(), inside[2]!.trim()];
    if (inner.startsWith(outer)) return settled([{ role: 'factory', name: outer }], rules.part);
    return open(
      [
        { role: 'unknown', name: outer },
        { role: 'unknown', name: inner },
      ],
      rules.severalFirms,
    );
  }
  return settled([{ role: 'factory', name: stated }], rules.single);
};
