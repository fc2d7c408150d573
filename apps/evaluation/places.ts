import { allProvinces, divisions } from '#registers/regions/index.ts';
import type { EvaluationPlace } from './enterprises.ts';

/**
 * Where enterprises may stand: every county in use of the province (and its cities without counties), and a few cities of the
 * provinces that sell most into it.
 */
export const evaluationPlaces = (
  province: string,
): { readonly inside: readonly EvaluationPlace[]; readonly outside: readonly EvaluationPlace[] } => {
  const current = divisions().filter(({ validTo, name }) => validTo === null && !/市辖区|直辖|辖县/.test(name));
  const placesIn = (provinceCode: string): EvaluationPlace[] => {
    const provinceName = allProvinces.find(({ code }) => code === provinceCode)?.name ?? '';
    return current
      .filter((region) => region.level === 'city' && region.provinceCode === provinceCode)
      .flatMap((city): EvaluationPlace[] => {
        const base = { provinceCode, provinceName, cityCode: city.code, cityName: city.name };
        const counties = current.filter((region) => region.level === 'county' && region.cityCode === city.code);
        if (counties.length === 0) return [{ ...base, countyCode: null, countyName: '' }];
        return counties.map((county) => ({ ...base, countyCode: county.code, countyName: county.name }));
      });
  };
  const neighbours = ['330000', '320000', '350000', '370000'].filter((code) => code !== province);
  return { inside: placesIn(province), outside: neighbours.flatMap(placesIn) };
};
