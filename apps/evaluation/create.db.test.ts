import { expect, test } from 'vitest';
import { withTransaction } from '#platform/database/index.ts';
import { syncRoles } from '#platform/identity/index.ts';
import { seedRegisters } from '#registers/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { testServices } from '../../tests/services.ts';
import { rooms } from '../rooms.ts';
import { createEvaluationProvince } from './create.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: rooms, now: '2026-11-24T02:00:00.000Z' });

const counted = {
  results: 'spot_checks.result',
  licences: 'licences.licence',
  holds: 'licences.hold where ended_on is null',
  businessLicences: 'licences.business_licence',
  leads: `licences.lead where state = 'open'`,
  revocationsUnderWay: `licences.revocation where state in ('notified', 'hearing-requested', 'heard')`,
  revokedLicences: `licences.licence where revoked_on is not null`,
  askedBodies: `licences.request where state = 'asked'`,
  decidedByBodies: `licences.request where state in ('kept', 'suspended', 'withdrawn')`,
  runningOut: `deadlines.deadline where kind = 'licences/renew' and state = 'open'`,
  catalogue: `licences.catalogue_entry where state = 'in-force'`,
  enterprises: 'enterprises.enterprise where scale is not null',
  otherDatasets: `spot_checks.result where dataset <> 'demo'`,
  matches: `enterprises.match_case where state = 'open'`,
  decidedMatches: `enterprises.match_case where state <> 'open'`,
  roles: `spot_checks.role_case where state = 'open'`,
  items: 'spot_checks.result_item',
  disagreements: 'spot_checks.result where engine_disagrees',
  unassigned: 'spot_checks.result r join products.category c on c.id = r.category_id where c.unassigned',
  proposed: `warning_cards.card where state = 'proposed'`,
  submitted: `warning_cards.card where state = 'submitted'`,
  issued: `warning_cards.card where state = 'issued'`,
  transfers: `warning_cards.card where kind = 'transfer'`,
  exposures: `publicity.exposure where state = 'proposed'`,
  released: `publicity.exposure where state = 'released'`,
  statedByOfficers: `publicity.exposure where proposed_by is not null and state = 'submitted'`,
  bulletins: `publicity.bulletin where state = 'released'`,
  drafts: `publicity.bulletin where state = 'draft'`,
  proposedCommendations: `publicity.commendation where state = 'proposed'`,
  toldCommendations: `publicity.commendation where state = 'told'`,
  releasedCommendations: `publicity.commendation where state = 'released'`,
  contradictedCommendations: `publicity.commendation where state = 'ended' and ending = 'record'`,
  homeless: `enterprises.enterprise where province_code = '440000' and city_code is null and scale is not null`,
  unmadeVisits: `spot_checks.visit where state = 'assigned'`,
  visitsWithoutSample: `spot_checks.visit where state = 'no-sample'`,
  arriving: `spot_checks.sample where state = 'sent'`,
  openReports: `spot_checks.report where state = 'open'`,
  testedReports: `spot_checks.report where state = 'tested'`,
  reviewedReports: `spot_checks.report where state = 'reviewed'`,
  queriedReports: `spot_checks.report where state = 'queried'`,
  effectiveReports: `spot_checks.report where state = 'effective'`,
  noticesToServe: `spot_checks.notice where state = 'to-serve'`,
  runningClocks: `spot_checks.notice where state = 'served'`,
  lapsedNotices: `spot_checks.notice where state = 'lapsed'`,
  waivedNotices: `spot_checks.notice where state = 'waived'`,
  finalSamples: `spot_checks.sample where state = 'final'`,
  filedObjections: `spot_checks.objection where state = 'filed'`,
  retests: `spot_checks.retest where state = 'designated'`,
  ownNotices: `spot_checks.notice n where state = 'served' and exists (select from identity.role_grant g
    where g.region_code = 'enterprise/' || n.enterprise_id)`,
  confirmed: `enterprises.enterprise where region_basis = 'confirmed'`,
} as const;

/** Cards and exposures whose story begins with an act on something that was not proposed yet. */
const outOfOrder = (): Promise<{ readonly thing: string }[]> =>
  withTransaction(database, 'system', (tx) =>
    tx.query<{ thing: string }>(
      `select 'card/' || c.id as thing from warning_cards.card c join warning_cards.event e on e.subject_kind = 'card' and e.subject_id = c.id where e.at < c.proposed_at
       union all
       select 'exposure/' || x.id from publicity.exposure x
         join publicity.event e on e.subject_kind = 'exposure' and e.subject_id = x.id where e.at < x.proposed_at`,
    ),
  );

const look = async (): Promise<Record<keyof typeof counted, number>> =>
  withTransaction(database, 'system', async (tx) => {
    const parts = Object.entries(counted).map(([name, from]) => `(select count(*)::int from ${from}) as "${name}"`);
    const [row] = await tx.query<Record<keyof typeof counted, number>>(`select ${parts.join(', ')}`);
    if (!row) throw new Error('nothing was counted');
    return row;
  });

test('the province is made by the real operations; making it again changes nothing', async () => {
  await seedRegisters(database, services.province);
  await syncRoles(database);
  const said: string[] = [];
  await createEvaluationProvince(services, ({ zh }) => said.push(zh));
  expect(said.length).toBeGreaterThan(5);
  const made = await look();
  expect(made.results).toBeGreaterThan(20_000);
  expect(made.enterprises).toBe(3220);
  expect(made.otherDatasets).toBe(0);
  for (const [name, count] of Object.entries(made))
    if (name !== 'otherDatasets') expect([name, count > 0]).toEqual([name, true]);
  const [written] = await withTransaction(database, 'system', (tx) =>
    tx.query<{ acts: string[]; kinds: string[] }>(
      `select array_agg(distinct act) as acts, array_agg(distinct split_part(subject, '/', 1)) as kinds from journal.entry`,
    ),
  );
  const { acts, subjects } = services.composition;
  expect(written?.acts.filter((act) => !Object.hasOwn(acts, act))).toEqual([]);
  expect(written?.kinds.filter((kind) => kind !== '' && !Object.hasOwn(subjects, kind))).toEqual([]);
  expect(await outOfOrder()).toEqual([]);
  await createEvaluationProvince(services);
  expect(await look()).toEqual(made);
}, 300_000);
