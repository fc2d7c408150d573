import type { AuthorityKind } from '#foundation/authority-kind.ts';
import { addDays, localDate } from '#foundation/local-date.ts';
import type { Level } from './authority.ts';

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

/** Departments that were renamed on their way: names in turn, the first days of the later names, provincial and local. */
const renamed = [
  {
    kind: 'health',
    provincial: ['卫生厅', '卫生和计划生育委员会', '卫生健康委员会'],
    local: ['卫生局', '卫生和计划生育局', '卫生健康局'],
    from: ['2014-01-01'],
  },
  { kind: 'agriculture', provincial: ['农业厅', '农业农村厅'], local: ['农业局', '农业农村局'], from: [] },
  {
    kind: 'construction',
    provincial: ['建设厅', '住房和城乡建设厅'],
    local: ['建设局', '住房和城乡建设局'],
    from: ['2010-01-01'],
  },
] as const satisfies readonly {
  readonly kind: AuthorityKind;
  readonly provincial: readonly string[];
  readonly local: readonly string[];
  readonly from: readonly string[];
}[];

/** One department under each of its names; the last name begins with the reform of 2018 where no day is given. */
const departments = ({ code, name, level }: Place): AuthorityEntry[] =>
  renamed.flatMap(({ kind, provincial, local: names, from }) => {
    const titles = (level === 'provincial' ? provincial : names).map((title) => `${name}${title}`);
    const days = [openings, ...from, ...(titles.length > from.length + 1 ? [reform[level][1]] : [])];
    return titles.map((title, at) => {
      const next = days[at + 1];
      return {
        name: title,
        shortName: title,
        kind,
        level,
        regionCode: code,
        validFrom: days[at] ?? openings,
        datesConfirmed: false,
        ...(next === undefined ? {} : { validTo: addDays(localDate(next), -1), successor: titles[at + 1] ?? '' }),
      };
    });
  });

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
    ...departments({ code, name, level }),
    {
      ...base,
      name: `${name}公安${level === 'provincial' ? '厅' : name.endsWith('区') ? '分局' : '局'}`,
      shortName: `${name}公安`,
      kind: 'police',
      validFrom: openings,
    },
  ];
};

/** The register as the program brings it: the country's quality authorities and, for the divisions given, one of each kind. */
export const authorityEntries = (places: readonly Place[]): readonly AuthorityEntry[] => [
  ...national,
  ...places.flatMap(local),
];
