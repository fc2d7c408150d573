import type { Dataset } from '#foundation/dataset.ts';
import { closeReport, type ImportReport, type RejectedRow } from '#foundation/import-report.ts';
import { covers } from '#foundation/reach.ts';
import { byNumber, inPages, type PageQuery } from '#foundation/paging.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { copyRows } from '#platform/database/index.ts';
import { type Act, type Call, observe, perform } from '#platform/operation/index.ts';
import { type Place, readTables } from '#platform/tables/index.ts';
import { eventsIn } from '#platform/process/index.ts';
import { openSightings, resolveEnterprises, sightingColumns, sightingRow, sightingTable } from '#registers/enterprises/index.ts'; // prettier-ignore
import { businessColumns, businessColumnsNeeded, type BusinessRow, readBusinessRow } from './business-licence.ts';
import type { BusinessInput, BusinessLine } from './contracts/business.ts';
import type { GateAnswerShown } from './contracts/gate.ts';
import { answerGate, questionOf } from './operations-gate.ts';
import { businessIsVisible, type BusinessFilter, countBusiness, endBusiness, enterprisesCoded, findBusiness, lockBusiness, pageOfBusiness, placeOfEnterprise, storeBusiness, upsertBusiness } from './storage-business.ts'; // prettier-ignore
import { categoriesNamed, storeImport } from './storage-import.ts';
import { takeTurn } from './storage.ts';

const { recordEvents } = eventsIn('licences');
const read = { permission: 'licences.business' } as const;
const theRecord = pair('该营业执照登记', 'The record of the business licence');
const notHistorical = () => refuse('historical-record');

/** A page of records, the latest first. */
export const listBusinessLicences = (call: Call, { cursor, limit, ...filter }: BusinessFilter & PageQuery) =>
  inPages(byNumber, { cursor, limit }, ({ after, most, cut }) =>
    observe(call, read, async ({ tx }) => {
      const [rows, total] = await Promise.all([pageOfBusiness(tx, filter, after, most), countBusiness(tx, filter)]);
      return ok({ ...cut(rows), total });
    }),
  );

/**
 * Enters what a business licence says of a product, and tells what the gate says of it that day. The record is the commerce authority's
 * own: where the gate speaks against production it is kept all the same, and the comparison makes a lead of it.
 */
export const recordBusinessLicence = async (
  call: Call,
  input: BusinessInput,
): Promise<Result<{ record: BusinessLine; gate: GateAnswerShown }>> => {
  const asked = questionOf(call, { ...input, on: input.since });
  if (!asked.ok) return asked;
  if (asked.value.dataset === 'historical') return notHistorical();
  if (input.since > call.today) return refuse('date-in-future', { value: input.since, today: call.today });
  const done = await perform(call, { ...read, act: 'licences.record-business-licence' }, async (act) => {
    await act.asEngine();
    const [answered] = await answerGate(act, [asked.value]);
    if (!answered) throw new Error('the gate did not answer');
    const { allowed: _, ...gate } = answered;
    const { enterprise, category } = gate;
    if (enterprise === null)
      return refuse('not-found', { thing: pair('该企业（可由表格导入登记）', 'The enterprise (a table enters it)') });
    if (category === null) return refuse('not-found', { thing: pair('该产品种类', 'The product category') });
    const refused = await act.authorise((await placeOfEnterprise(act.tx, enterprise.id))?.place ?? null);
    if (refused) return refused;
    const at = call.services.now();
    const by = call.actor.accountId;
    const { dataset } = asked.value;
    const { id, before } = await upsertBusiness(act.tx, {
      dataset,
      enterpriseId: enterprise.id,
      categoryId: category.id,
      stage: input.stage,
      since: input.since,
      authority: input.authority,
      gateAnswer: input.stage === 'production' ? gate.answer : null,
      by,
      at,
    });
    await recordEvents(act.tx, [
      { kind: 'business-licence', id, verb: 'record', state: input.stage, account: by, at, detail: { before, since: input.since } },
    ]); // prettier-ignore
    act.journal({
      act: 'licences.record-business-licence',
      subject: `business-licence/${id}`,
      dataset,
      payload: { ...input, enterprise: enterprise.name, before, gate: gate.answer },
    });
    const record = await findBusiness(act.tx, id);
    if (!record) throw new Error('the record was not stored');
    return ok({ record, gate });
  });
  return done;
};

/** Records that the product, or the firm, was struck off. */
export const endBusinessLicence = (
  call: Call,
  id: number,
  { version, on, reason }: { readonly version: number; readonly on: string; readonly reason: string },
): Promise<Result<BusinessLine>> =>
  perform(call, { ...read, act: 'licences.end-business-licence' }, async (act) => {
    if (call.actor.kind !== 'system' && !(await businessIsVisible(act.tx, id)))
      return refuse('not-found', { thing: theRecord });
    await act.asEngine();
    const record = await lockBusiness(act.tx, id);
    if (!record) return refuse('not-found', { thing: theRecord });
    const refused = await act.authorise(record.place);
    if (refused) return refused;
    if (record.endedOn !== null)
      return refuse('state-not-allowed', {
        state: pair('已注销', 'struck off'),
        act: pair('再次登记注销', 'record it again'),
      });
    if (record.version !== version) return refuse('conflict');
    if (on > call.today || on < record.since) return refuse('invalid-date', { value: on });
    await endBusiness(act.tx, id, on);
    const at = call.services.now();
    await recordEvents(act.tx, [
      { kind: 'business-licence', id, verb: 'end', state: 'ended', account: call.actor.accountId, at, reason, detail: { on } },
    ]); // prettier-ignore
    act.journal({
      act: 'licences.end-business-licence',
      subject: `business-licence/${id}`,
      dataset: record.dataset,
      payload: { on, reason },
    });
    const after = await findBusiness(act.tx, id);
    return after ? ok(after) : refuse('not-found', { thing: theRecord });
  });

interface Placed {
  readonly place: Place;
  readonly row: BusinessRow;
}
const rejected = (place: Place, column: keyof typeof businessColumns, zh: string, en: string): RejectedRow => ({
  ...place,
  column: businessColumns[column][0],
  reason: pair(zh, en),
});

/** The enterprises of the rows within the importer's region; new ones are entered as firms of that region. */
const enterprisesOf = async (
  act: Act,
  dataset: Dataset,
  rows: readonly Placed[],
  regions: readonly string[],
  rejections: RejectedRow[],
) => {
  const { tx, call } = act;
  const known = await enterprisesCoded(tx, dataset, rows.map(({ row }) => row.creditCode)); // prettier-ignore
  const everywhere = regions.some((region) => region.endsWith('0000'));
  const mine = rows.filter(({ place, row }) => {
    const found = known.get(row.creditCode);
    const here =
      found === undefined ||
      everywhere ||
      regions.some((region) => found.place !== null && covers(region, found.place));
    if (!here)
      rejections.push(rejected(place, 'creditCode', '该企业不在您的管辖地区内，请由所在地登记机关导入', 'The enterprise is outside your region; its own registering authority imports it')); // prettier-ignore
    return here;
  });
  const fresh = mine.filter(({ row }) => !known.has(row.creditCode));
  if (fresh.length === 0) return { mine, known };
  const [region = call.services.province] = regions;
  const [city, county] = region.endsWith('0000') ? [null, null] : region.endsWith('00') ? [region, null] : [`${region.slice(0, 4)}00`, region]; // prettier-ignore
  await openSightings(tx);
  await copyRows(
    tx,
    sightingTable,
    sightingColumns,
    fresh.map(({ row }) =>
      sightingRow({
        name: row.holder,
        creditCode: row.creditCode,
        provinceCode: call.services.province,
        cityCode: city,
        countyCode: county,
        retailer: false,
      }),
    ),
  );
  await resolveEnterprises(tx, dataset);
  return { mine, known: await enterprisesCoded(tx, dataset, mine.map(({ row }) => row.creditCode)) }; // prettier-ignore
};

/** Imports tables of business licences within the own region; rows not taken are listed, the same table again changes nothing. */
export const importBusinessLicences = async (
  call: Call,
  dataset: Dataset,
  files: readonly { readonly path: string; readonly name: string }[],
): Promise<Result<ImportReport>> => {
  if (dataset === 'historical') return notHistorical();
  const rows: Placed[] = [];
  const tables = await readTables(files, { words: businessColumns, needed: businessColumnsNeeded }, (place, cells) => {
    const given = readBusinessRow(cells, call.today);
    if ('faults' in given) return given.faults;
    rows.push({ place, row: given.row });
    return [];
  });
  return perform(call, { ...read, act: 'licences.import-business-licences' }, async (act) => {
    await act.asEngine();
    await takeTurn(act.tx);
    const { tx } = act;
    const regions =
      call.actor.kind === 'system' ? [call.services.province] : (call.actor.permissions.get('licences.business') ?? []);
    const rejections = [...tables.rejections];
    const categories = await categoriesNamed(tx, dataset, rows.flatMap(({ row }) => row.categories)); // prettier-ignore
    const named = rows.filter(({ place, row }) => {
      const unknown = row.categories.filter((name) => !categories.has(name));
      if (unknown.length > 0)
        rejections.push(rejected(place, 'category', `产品种类“${unknown.join('、')}”不在登记中`, `The category “${unknown.join(', ')}” is not on record`)); // prettier-ignore
      return unknown.length === 0;
    });
    const { mine, known } = await enterprisesOf(act, dataset, named, regions, rejections);
    const at = call.services.now();
    const taken = await storeBusiness(
      tx,
      dataset,
      mine.flatMap(
        ({ row }) =>
        row.categories.map((name) => [
          known.get(row.creditCode)?.id ?? null, categories.get(name) ?? null, row.stage, row.since, row.ended, row.authority,
        ]), // prettier-ignore
      ),
      call.actor.accountId,
      at,
    );
    const { report, counts } = closeReport(tables.rows, taken, rejections);
    const names = files.map(({ name }) => name);
    await storeImport(tx, 'business-licences', dataset, names, call.actor.accountId, at, report);
    act.journal({
      act: 'licences.import-business-licences',
      subject: 'business-licences',
      dataset,
      payload: { files: names, ...counts },
    });
    return ok(report);
  });
};
