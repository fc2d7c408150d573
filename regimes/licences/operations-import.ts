import type { Dataset } from '#foundation/dataset.ts';
import { closeReport, type ImportReport, type RejectedRow, type TakenRows } from '#foundation/import-report.ts';
import { ok, type Result } from '#foundation/refusal.ts';
import { fill, pair, type TextPair } from '#foundation/text-pair.ts';
import { copyRows } from '#platform/database/index.ts';
import { type Act, type Call, perform } from '#platform/operation/index.ts';
import { type Place, readTables } from '#platform/tables/index.ts';
import { findOrCreateCertifiers } from '#registers/certifiers/index.ts';
import { findAuthorities } from '#registers/authorities/index.ts';
import { matchKeyOfSighting, openSightings, resolveEnterprises, type Sighting, sightingColumns, sightingRow, sightingTable } from '#registers/enterprises/index.ts'; // prettier-ignore
import { licenceColumns, licenceColumnsNeeded, type LicenceRow, readLicenceRow } from './licence-row.ts';
import { emitRevoked, matchAll } from './operations-holds.ts';
import { lapse } from './operations-bodies.ts';
import { watchTerms } from './operations-terms.ts';
import { tellRevokedByIssuer } from './operations-told.ts';
import { categoriesNamed, matchLicences, refuseLicences, type Refused, stageLicences, storeImport, storeLicences } from './storage-import.ts'; // prettier-ignore
import { yearsLater } from './rules.ts';
import { takeTurn } from './storage.ts';
import { termOf } from './term-bounds.ts';
import { localDate } from '#foundation/local-date.ts';

const named = (column: keyof typeof licenceColumns): string => licenceColumns[column][0];

interface Placed {
  readonly place: Place;
  readonly row: LicenceRow;
}

/** One licence of a table: rows of one number tell its products together. */
interface Gathered {
  readonly place: Place;
  readonly row: LicenceRow;
  readonly categoryIds: number[];
  readonly units: string[];
}

const sameLicence = (a: LicenceRow, b: LicenceRow): boolean =>
  a.kind === b.kind &&
  a.holder === b.holder &&
  a.creditCode === b.creditCode &&
  a.issuer === b.issuer &&
  a.issuedOn === b.issuedOn &&
  a.validFrom === b.validFrom &&
  a.validUntil === b.validUntil &&
  a.surrenderedOn === b.surrenderedOn &&
  a.revokedOn === b.revokedOn;

const rejected = (place: Place, column: string, reason: TextPair): RejectedRow => ({ ...place, column, reason });

/** Rows with a known product, brought together by number; a number that says two things is taken once and then refused. */
const gather = (
  rows: readonly Placed[],
  categories: ReadonlyMap<string, number>,
  rejections: RejectedRow[],
): Gathered[] => {
  const byNumber = new Map<string, Gathered>();
  for (const { place, row } of rows) {
    const unknown = row.categories.filter((name) => !categories.has(name));
    if (unknown.length > 0) {
      const names = unknown.join('、');
      rejections.push(
        rejected(
          place,
          named('category'),
          pair(
            `产品种类“${names}”不在登记中，请改用登记的名称，或先登记别名`,
            `The category “${names}” is not on record; use a name that is, or record it as another name first`,
          ),
        ),
      );
      continue;
    }
    const known = byNumber.get(row.numberKey);
    if (known && !sameLicence(known.row, row)) {
      rejections.push(
        rejected(
          place,
          named('number'),
          fill(
            pair(
              '编号{number}在表“{sheet}”第{row}行已写为另一企业或另一有效期，请核对后只保留一种写法',
              'Number {number} stands in row {row} of sheet “{sheet}” with another holder or term; keep one',
            ),
            { number: row.number, sheet: known.place.sheet, row: known.place.row },
          ),
        ),
      );
      continue;
    }
    const licence = known ?? { place, row, categoryIds: [], units: [] };
    for (const name of row.categories) {
      licence.categoryIds.push(categories.get(name) ?? 0);
      licence.units.push(row.unit);
    }
    byNumber.set(row.numberKey, licence);
  }
  return [...byNumber.values()];
};

const refusedWords = (
  { why, of }: Refused,
  barredYears: number,
  { years, source }: ReturnType<typeof termOf>,
): TextPair => {
  if (why === 'too-long')
    return fill(
      pair(
        '有效期止超出一期：每期{years}年，最迟为{until}（{source}）；延续过的，“有效期起”请填本期的第一天',
        'The last day lies beyond one term of {years} years; it may be {until} at the latest ({source}). Of a renewed one enter the first day of the present term',
      ),
      { years, until: of, source },
    );
  if (why === 'too-early')
    return pair(
      `有效期起过晚，最迟为${of}；请核对，届时再登记`,
      `The term begins too late, at the latest on ${of}; check it, or enter the licence when the time comes`,
    );
  if (why === 'other-holder')
    return pair(
      `该编号已登记在“${of}”名下；一证不能登记在两处，请核对编号，企业合并的请先办理合并`,
      `The number is on record for “${of}”; one licence has one holder. Check it, or record the merger first`,
    );
  if (why === 'other-kind') return pair('该编号已登记为另一种类', 'The number is on record as another kind');
  const [number = '', revokedOn = ''] = of.split('|');
  const until = yearsLater(localDate(revokedOn), barredYears);
  return pair(
    `该企业的${number}于${revokedOn}被吊销，至${until}止不得再次申请，不能登记在此期间发的新证`,
    `${number} of this enterprise was revoked on ${revokedOn}; a new one may not be issued before ${until}`,
  );
};

const sightingOf = (call: Call, { holder, creditCode }: LicenceRow): Sighting => ({
  name: holder,
  creditCode,
  provinceCode: call.services.province,
  retailer: false,
});

const store = async (
  act: Act,
  dataset: Dataset,
  rows: readonly Placed[],
  rejections: RejectedRow[],
): Promise<TakenRows> => {
  const { tx, call, law } = act;
  const categories = await categoriesNamed(
    tx,
    dataset,
    rows.flatMap(({ row }) => row.categories),
  );
  const licences = gather(rows, categories, rejections);
  if (licences.length === 0) return { added: 0, changed: 0, unchanged: 0 };
  const issuers = await findAuthorities(tx, new Set(licences.map(({ row }) => row.issuer)));
  const certifiers = await findOrCreateCertifiers(tx, dataset, licences.filter(({ row }) => row.kind === 'certification').map(({ row }) => row.issuer)); // prettier-ignore
  await openSightings(tx);
  await copyRows(
    tx,
    sightingTable,
    sightingColumns,
    licences.map(({ row }) => sightingRow(sightingOf(call, row))),
  );
  await resolveEnterprises(tx, dataset);
  await stageLicences(
    tx,
    licences.map(({ row, categoryIds, units }, ordinal) => [
      ordinal, row.number, row.numberKey, row.kind, matchKeyOfSighting(sightingOf(call, row)),
      row.kind === 'certification' ? 'body' : 'authority', row.issuer, issuers.get(row.issuer)?.regionCode ?? null,
      row.kind === 'certification' ? (certifiers.get(row.issuer) ?? null) : null,
      row.issuedOn, row.validFrom, row.validUntil, row.surrenderedOn, row.revokedOn, categoryIds, units,
    ]), // prettier-ignore
  );
  await matchLicences(tx, dataset);
  const years = law.get<number>('licences.barred-years', call.today).value;
  const terms = {
    'production-licence': termOf(law, 'production-licence', call.today),
    certification: termOf(law, 'certification', call.today),
  };
  const bounds = {
    barredYears: years,
    earlyDays: terms.certification.earlyDays,
    years: { 'production-licence': terms['production-licence'].years, certification: terms.certification.years },
  };
  for (const refused of await refuseLicences(tx, call.today, bounds)) {
    const licence = licences[refused.ordinal];
    if (!licence) continue;
    const column = refused.why === 'too-long' ? 'validUntil' : refused.why === 'too-early' ? 'validFrom' : 'number';
    rejections.push(rejected(licence.place, named(column), refusedWords(refused, years, terms[licence.row.kind])));
  }
  const { revoked, ...counts } = await storeLicences(tx, dataset, call.actor.accountId, call.services.now());
  // What is over, or is another body's now, needs no answer of the one before; then a card that was there before the licence suspends it too.
  await lapse(act, dataset);
  await matchAll(act, dataset);
  if (revoked.length > 0) {
    await emitRevoked(act, dataset, revoked);
    await tellRevokedByIssuer(act, revoked);
  }
  await watchTerms(act, dataset);
  return counts;
};

/**
 * Imports tables of licences as one unit. Rows that can't be taken are listed with sheet, row, column and reason; the others are
 * stored. The same table again changes nothing. Holders that the register does not know are entered there.
 */
export const importLicences = async (
  call: Call,
  dataset: Dataset,
  files: readonly { readonly path: string; readonly name: string }[],
): Promise<Result<ImportReport>> => {
  const rows: Placed[] = [];
  const read = await readTables(files, { words: licenceColumns, needed: licenceColumnsNeeded }, (place, cells) => {
    const given = readLicenceRow(cells, call.today);
    if ('faults' in given) return given.faults;
    rows.push({ place, row: given.row });
    return [];
  });
  const demand = { permission: 'licences.record', region: call.services.province, act: 'licences.import' };
  return perform(call, demand, async (act) => {
    await act.asEngine();
    await takeTurn(act.tx);
    const rejections = [...read.rejections];
    const taken = rows.length === 0 ? { added: 0, changed: 0, unchanged: 0 } : await store(act, dataset, rows, rejections); // prettier-ignore
    const { report, counts } = closeReport(read.rows, taken, rejections);
    const names = files.map(({ name }) => name);
    await storeImport(act.tx, 'licences', dataset, names, call.actor.accountId, call.services.now(), report);
    act.journal({
      act: demand.act,
      subject: 'licences',
      dataset,
      payload: { files: names, ...counts },
    });
    return ok(report);
  });
};
