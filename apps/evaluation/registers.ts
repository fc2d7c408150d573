import { addDays, type LocalDate } from '#foundation/local-date.ts';
import { copyRows, type Tx } from '#platform/database/index.ts';
import type { EvaluationAuthorities } from '#platform/identity/index.ts';
import { listAuthorities } from '#registers/authorities/index.ts';
import {
  openSightings,
  resolveEnterprises,
  searchEnterprises,
  sightingColumns,
  sightingRow,
  sightingTable,
} from '#registers/enterprises/index.ts';
import { recordCertifiers } from '#registers/certifiers/index.ts';
import { findOrCreateLaboratories, recordLaboratories } from '#registers/laboratories/index.ts';
import { placeCategories } from '#registers/products/index.ts';
import { catalogue } from './catalogue.ts';
import type { EvaluationPlace } from './enterprises.ts';
import type { EvaluationProvince } from './province.ts';

/** A laboratory stands in the city that it is named after, else in the capital. */
const homeOf = (laboratory: string, places: readonly EvaluationPlace[]): string =>
  places.find(({ cityName }) => laboratory.startsWith(cityName))?.cityCode ?? places[0]?.cityCode ?? '';

/** Enters what the registers know before the first table comes: enterprises with place and scale, the catalogue, laboratories. */
export const enterRegisters = async (
  tx: Tx,
  province: EvaluationProvince,
  places: readonly EvaluationPlace[],
  reference: LocalDate,
): Promise<void> => {
  await openSightings(tx);
  const sightings = [...province.enterprises, ...province.outsiders].map((enterprise) =>
    sightingRow({
      name: enterprise.name,
      creditCode: enterprise.creditCode,
      provinceCode: enterprise.place.provinceCode,
      ...(enterprise.placeTold
        ? {
            cityCode: enterprise.place.cityCode,
            countyCode: enterprise.place.countyCode,
            address: enterprise.address,
          }
        : { suggestedCityCode: enterprise.place.cityCode }),
      scale: enterprise.scale,
      retailer: false,
    }),
  );
  await copyRows(tx, sightingTable, sightingColumns, sightings);
  await resolveEnterprises(tx, 'demo');
  await placeCategories(
    tx,
    'demo',
    catalogue.map(({ name, group }) => ({ name, under: group })),
  );
  await recordLaboratories(
    tx,
    'demo',
    province.laboratories.map((name, at) => ({
      name,
      regionCode: homeOf(name, places),
      accreditation: `演示-CMA-${String(at + 1).padStart(4, '0')}`,
      validTo: addDays(reference, 200 + ((at * 97) % 900)),
    })),
  );
};

/** The certification body of the evaluation province: it has issued every certificate there. */
export const evaluationCertifier = '演示认证中心';

/**
 * The laboratory, the certification body and the enterprise for which the evaluation accounts of parties work: the first of each, the enterprise in a city and a
 * maker of what the evaluation plans check.
 */
export const partiesFor = async (
  tx: Tx,
  province: EvaluationProvince,
  cityCode: string,
): Promise<{ readonly laboratory: string; readonly enterprise: string; readonly certifier: string }> => {
  const [laboratory = ''] = province.laboratories;
  const enterprise = province.enterprises.find(
    ({ place, placeTold, categories }) =>
      placeTold && place.cityCode === cityCode && categories.some(({ name }) => name === '家用燃气灶'),
  );
  const laboratories = await findOrCreateLaboratories(tx, 'demo', [laboratory]);
  const [found] = (await searchEnterprises(tx, enterprise?.creditCode ?? '', 'demo', 1)).items;
  if (!found) throw new Error('the evaluation province has no enterprise in the city of its accounts');
  const certifiers = await recordCertifiers(tx, 'demo', [{ name: evaluationCertifier, approval: '演示-认批-0001' }]);
  return {
    laboratory: `laboratory/${laboratories.get(laboratory)}`,
    enterprise: `enterprise/${found.id}`,
    certifier: `certifier/${certifiers.get(evaluationCertifier)}`,
  };
};

/** The authorities of the evaluation accounts that sit in other departments: as they were on the notice's day. */
export const departmentsFor = async (
  tx: Tx,
  codes: { readonly province: string; readonly city: string },
): Promise<EvaluationAuthorities> => {
  const [commerce] = await listAuthorities(tx, { region: codes.city, kind: 'commerce', on: '2000-09-01' });
  const [economy] = await listAuthorities(tx, { region: codes.province, kind: 'economy', on: '2000-09-01' });
  const [government] = await listAuthorities(tx, { region: codes.city, kind: 'government', on: '2000-09-01' });
  return { commerce: commerce?.id, economy: economy?.id, government: government?.id };
};
