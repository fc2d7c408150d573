/** A city or county that a name may contain: from the register of regions. */
export interface KnownPlace {
  /** Name as people write it, with or without 市, 县, 区: 东莞, 南海区, 博罗县. */
  readonly name: string;
  readonly cityCode: string;
}

/** Names of counties that are ordinary words: they say nothing inside another name. */
const ordinaryWords = new Set([
  '市辖',
  '城区',
  '郊区',
  '矿区',
  '新区',
  '开发',
  '江城',
  '金平',
  '龙湖',
  '武江',
  '云城',
  '中心',
  '东方',
  '海丰',
]);

/**
 * Makes the function that suggests a city: the first city or county that stands in the location or the name. It is a suggestion:
 * the table gives the province only, and a name may speak of another place. Undefined where nothing is found.
 */
export const citySuggester = (
  places: readonly KnownPlace[],
): ((name: string, location?: string) => string | undefined) => {
  const byStart = new Map<string, { readonly name: string; readonly cityCode: string }[]>();
  for (const { name, cityCode } of places) {
    const short = name.length > 2 ? name.replace(/(自治县|市|县|区)$/, '') : name;
    if (short.length < 2 || ordinaryWords.has(short)) continue;
    const start = short.slice(0, 2);
    byStart.set(
      start,
      [...(byStart.get(start) ?? []), { name: short, cityCode }].toSorted((a, b) => b.name.length - a.name.length),
    );
  }
  const firstIn = (text: string): string | undefined => {
    for (let at = 0; at + 1 < text.length; at += 1) {
      const found = byStart.get(text.slice(at, at + 2))?.find(({ name }) => text.startsWith(name, at));
      if (found) return found.cityCode;
    }
    return undefined;
  };
  return (name, location = '') => (location === '' ? undefined : firstIn(location)) ?? firstIn(name);
};
