import { citySuggester } from '../recognition/index.ts';
import type { Places } from './plan.ts';

export interface PlaceFound {
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
}

/** What can be said of a place in a table with certainty; and what a name suggests. */
export interface PlaceReader {
  /** The province by its short name, and the city where the location names one of its cities, or one by its full name. */
  readonly read: (province: string, location: string) => PlaceFound;
  /** The city of the deployment's province that a name or a location contains: a suggestion only. */
  readonly suggest: (name: string, location: string, provinceCode: string | null) => string | null;
}

const remembered = 100_000;
const provinceWords = /^(.{2,3}?)(省|壮族自治区|回族自治区|维吾尔自治区|自治区)/;
const plainPlace = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

/** Makes a reader from the register of regions. */
export const placeReader = ({ province: own, places, suggesting }: Places): PlaceReader => {
  const provinces = new Map(
    places.filter(({ level }) => level === 'province').map(({ shortName, code }) => [shortName, code]),
  );
  const cities = places.filter(({ level }) => level === 'city');
  const suggestion = citySuggester(suggesting);
  const lookUp = (province: string, location: string): PlaceFound => {
    const provinceCode = provinces.get(province) ?? null;
    const whole = plainPlace(location);
    const bare =
      whole.startsWith(province) && province !== ''
        ? whole.replace(provinceWords, '').replace(new RegExp(`^${province}`), '')
        : whole;
    const city = cities.find(({ code, name, shortName }) => {
      // Without its province a city must be written in full: 佛山市 is one place, 朝阳 is several.
      if (provinceCode === null) return bare.startsWith(name) && name.length > 2;
      return code.slice(0, 2) === provinceCode.slice(0, 2) && (bare.startsWith(name) || bare === shortName);
    });
    if (city === undefined) return { provinceCode, cityCode: null };
    return { provinceCode: provinceCode ?? `${city.code.slice(0, 2)}0000`, cityCode: city.code };
  };
  const known = new Map<string, PlaceFound>();
  return {
    read: (province, location) => {
      const key = `${province}|${location}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const found = lookUp(province, location);
      if (known.size < remembered) known.set(key, found);
      return found;
    },
    suggest: (name, location, provinceCode) => (provinceCode === own ? (suggestion(name, location) ?? null) : null),
  };
};
