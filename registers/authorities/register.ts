import type { AuthorityKind, Level } from './authority.ts';

/** An authority of the register before it is stored; `successor` is the name of the one that took over. */
export interface AuthorityEntry {
  readonly name: string;
  readonly shortName: string;
  readonly kind: AuthorityKind;
  readonly level: Level;
  readonly regionCode: string;
  readonly validFrom: string;
  readonly validTo?: string;
  readonly datesConfirmed: boolean;
  readonly successor?: string;
  readonly aliases?: readonly string[];
}

/** A division with authorities of its own. */
export interface Place {
  readonly code: string;
  /** Full name as it stands in the names of its authorities: 佛山市, 佛山市南海区. */
  readonly name: string;
  readonly level: 'provincial' | 'municipal' | 'county';
}

/** The quality authorities of the country; dates of founding as announced, the last day by the successor's first. */
const national: readonly AuthorityEntry[] = [
  {
    name: '国家质量技术监督局',
    shortName: '国家质监局',
    kind: 'quality',
    level: 'national',
    regionCode: '100000',
    validFrom: '1998-04-01',
    validTo: '2001-04-09',
    datesConfirmed: false,
    successor: '国家质量监督检验检疫总局',
    aliases: ['国家技术监督局'],
  },
  {
    name: '国家质量监督检验检疫总局',
    shortName: '质检总局',
    kind: 'quality',
    level: 'national',
    regionCode: '100000',
    validFrom: '2001-04-10',
    validTo: '2018-04-09',
    datesConfirmed: true,
    successor: '国家市场监督管理总局',
    aliases: ['质检总局', '国家质检总局', '中华人民共和国国家质量监督检验检疫总局', 'AQSIQ'],
  },
  {
    name: '国家市场监督管理总局',
    shortName: '市场监管总局',
    kind: 'quality',
    level: 'national',
    regionCode: '100000',
    validFrom: '2018-04-10',
    datesConfirmed: true,
    aliases: ['市场监管总局', '国家市场监管总局', 'SAMR'],
  },
  {
    name: '国家工商行政管理总局',
    shortName: '工商总局',
    kind: 'commerce',
    level: 'national',
    regionCode: '100000',
    validFrom: '2001-04-10',
    validTo: '2018-04-09',
    datesConfirmed: true,
    successor: '国家市场监督管理总局',
    aliases: ['工商总局', '国家工商总局'],
  },
];

/** Days of the reform by level: the provincial bureau of market regulation came in autumn 2018, cities and counties by early 2019. */
const reform = {
  provincial: ['2018-10-31', '2018-11-01'],
  municipal: ['2018-12-31', '2019-01-01'],
  county: ['2019-03-31', '2019-04-01'],
} as const;

const openings = '2000-01-01';

/** Authorities of each kind for one division, by the pattern of their names; the days are those of the reforms, unconfirmed. */
const local = ({ code, name, level }: Place): AuthorityEntry[] => {
  const [oldEnds, newBegins] = reform[level];
  const market = `${name}市场监督管理局`;
  const base = { level, regionCode: code, datesConfirmed: false } as const;
  const old = { ...base, validFrom: openings, validTo: oldEnds, successor: market } as const;
  const economy =
    level === 'provincial'
      ? ['经济贸易委员会', '经济和信息化委员会', '工业和信息化厅']
      : ['经济贸易局', '经济和信息化局', '工业和信息化局'];
  const [first = '', second = '', third = ''] = economy.map((office) => `${name}${office}`);
  return [
    {
      ...old,
      name: `${name}质量技术监督局`,
      shortName: `${name}质监局`,
      kind: 'quality',
      aliases: [`${name}质监局`, `${name}质量监督局`],
    },
    { ...old, name: `${name}工商行政管理局`, shortName: `${name}工商局`, kind: 'commerce', aliases: [`${name}工商局`] },
    { ...old, name: `${name}质量技术监督局稽查局`, shortName: `${name}质监稽查局`, kind: 'enforcement' },
    {
      ...base,
      name: market,
      shortName: `${name}市场监管局`,
      kind: 'quality',
      validFrom: newBegins,
      aliases: [`${name}市场监管局`],
    },
    { ...base, name: `${name}人民政府`, shortName: `${name}政府`, kind: 'government', validFrom: openings },
    {
      ...base,
      name: first,
      shortName: first,
      kind: 'economy',
      validFrom: openings,
      validTo: '2009-12-31',
      successor: second,
    },
    {
      ...base,
      name: second,
      shortName: second,
      kind: 'economy',
      validFrom: '2010-01-01',
      validTo: oldEnds,
      successor: third,
    },
    { ...base, name: third, shortName: third, kind: 'economy', validFrom: newBegins },
  ];
};

/** The register as the program brings it: the country's quality authorities and, for the divisions given, one of each kind. */
export const authorityEntries = (places: readonly Place[]): readonly AuthorityEntry[] => [
  ...national,
  ...places.flatMap(local),
];
