import fc from 'fast-check';
import { expect, test } from 'vitest';
import { platformManifests } from '#platform/index.ts';
import { withTransaction } from '#platform/database/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { madeUpResults } from '../../tests/made-up-results.ts';
import { testCall, testServices, testSystemCall } from '../../tests/services.ts';
import { manifest } from './index.ts';
import { asOwner, codeOf, importTable, listed, others } from './testing/room.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [...platformManifests, others, manifest] });
const made = madeUpResults(database, services);
const seed = 20_000_328;

const places = [
  { city: '440600', county: '440604' },
  { city: '440600', county: null },
  { city: '440100', county: '440103' },
  { city: null, county: null },
] as const;
const cement = await made.category('虚构水泥');
await listed(database, cement);
await importTable(
  testSystemCall(services),
  places.map((_, n) => ({ number: `虚构XK-${n}`, holder: `虚构厂${n}`, code: codeOf(n), category: '虚构水泥' })),
);
// A row of every kind at each place, and a line of the catalogue that waits for its decision.
await asOwner(
  database,
  `update enterprises.enterprise e set city_code = p.city, county_code = p.county
     from unnest($1::text[], $2::text[], $3::text[]) p (code, city, county) where e.credit_code = p.code`,
  [places.map((_, n) => codeOf(n)), places.map(({ city }) => city), places.map(({ county }) => county)],
);
for (const sql of [
  `insert into licences.hold (dataset, licence_id, category_id, ground, card_id, from_on, created_at)
     select 'demo', id, ${cement}, 'card', id, '2026-08-01', now() from licences.licence`,
  `insert into licences.suspension (dataset, card_id, producer_id, category_id, from_on, created_at)
     select 'demo', id, holder_id, ${cement}, '2026-08-01', now() from licences.licence`,
  `insert into licences.lead (dataset, enterprise_id, category_id, state, kinds, sources, latest_on, grounds, found_at)
     select 'demo', holder_id, ${cement}, 'open', '{}', '{}', '2026-08-01', '{}', now() from licences.licence`,
  `insert into licences.business_licence (dataset, enterprise_id, category_id, stage, since_on, authority, recorded_at)
     select 'demo', holder_id, ${cement}, 'production', '2026-08-01', '虚构工商局', now() from licences.licence`,
  `insert into licences.revocation (dataset, licence_id, state, facts, proposed_at) select 'demo', id, 'proposed', '测试', now() from licences.licence`,
  `insert into licences.catalogue_entry (dataset, category_id, kind, valid_from, issuer, source, confirmed, state, reason, proposed_at)
     values ('demo', ${cement}, 'certification', '2026-08-01', '虚构', '虚构', false, 'proposed', '测试', now())`,
  `insert into licences.event (subject_kind, subject_id, verb, state, at)
     select 'lead', id, 'find', 'open', now() from licences.lead union all select 'business-licence', id, 'record', 'production', now() from licences.business_licence
     union all select 'revocation', id, 'propose', 'proposed', now() from licences.revocation union all select 'catalogue-entry', id, 'propose', 'proposed', now() from licences.catalogue_entry`,
])
  await asOwner(database, sql);

const held = ['licences.read', 'licences.gate', 'licences.leads', 'licences.business', 'licences.see-revocations', 'licences.record', 'licences.catalogue', 'licences.approve'] as const; // prettier-ignore
type Held = readonly (typeof held)[number][];

/** What of each table an account with these permissions in a region sees, by the places of the rows; in words, not as the policies say it. */
const seen = (region: string, has: Held) => {
  const wide = region.endsWith('0000');
  const where = (...permissions: Held): number[] =>
    has.some((permission) => permissions.includes(permission))
      ? places.flatMap(({ city, county }, n) => (wide || region === city || region === county ? [n] : []))
      : [];
  const licence = where('licences.read', 'licences.gate');
  const province = (...permissions: Held): boolean =>
    wide && has.some((permission) => permissions.includes(permission));
  return {
    licence,
    scope: licence,
    hold: licence,
    lead: where('licences.leads'),
    business_licence: where('licences.read', 'licences.business'),
    // Revocations are the provincial bureau's; of a licence that is not seen none is.
    revocation: province('licences.see-revocations') ? licence : [],
    proposals: province('licences.catalogue', 'licences.approve') ? 1 : 0,
    imports: province('licences.record') ? 1 : 0,
  };
};

const tables = {
  licence: 'select h.credit_code as code from licences.licence t join enterprises.enterprise h on h.id = t.holder_id',
  scope: 'select h.credit_code as code from licences.scope t join licences.published_licence l on l.id = t.licence_id join enterprises.enterprise h on h.id = l.holder_id',
  hold: 'select h.credit_code as code from licences.hold t join licences.published_licence l on l.id = t.licence_id join enterprises.enterprise h on h.id = l.holder_id',
  lead: 'select h.credit_code as code from licences.lead t join enterprises.enterprise h on h.id = t.enterprise_id',
  business_licence: 'select h.credit_code as code from licences.business_licence t join enterprises.enterprise h on h.id = t.enterprise_id',
  revocation: 'select h.credit_code as code from licences.revocation t join licences.licence l on l.id = t.licence_id join enterprises.enterprise h on h.id = l.holder_id',
} as const; // prettier-ignore

test(`region × permissions × table: each sees what lies in the own region and no more, on reused connections (seed ${seed})`, async () => {
  const callers = new Map<string, Call>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('100000', '440000', '440600', '440604', '440100', '440103', '450000'),
      fc.subarray([...held]),
      async (region, has) => {
        const key = `${region} ${has.join()}`;
        const call = callers.get(key) ?? (await testCall(services, { region, permissions: has }));
        callers.set(key, call);
        const expected = seen(region, has);
        await withTransaction(
          database,
          { account: call.actor.accountId ?? '' },
          async (tx) => {
            const codes = places.map((_, n) => codeOf(n));
            const placesOf = async (sql: string): Promise<number[]> =>
              (await tx.query<{ code: string }>(sql)).map(({ code }) => codes.indexOf(code)).toSorted();
            const n = async (from: string): Promise<number> =>
              (await tx.query<{ n: number }>(`select count(*)::int as n from ${from}`))[0]?.n ?? -1;
            for (const [table, sql] of Object.entries(tables))
              expect([table, await placesOf(sql)]).toEqual([table, expected[table as keyof typeof tables]]);
            // The catalogue itself is everybody's who is signed in.
            expect(await n(`licences.catalogue_entry where state = 'in-force'`)).toBe(1);
            expect(await n(`licences.catalogue_entry where state = 'proposed'`)).toBe(expected.proposals);
            expect(await n('licences.import')).toBe(expected.imports);
            const told = { lead: expected.lead, 'business-licence': expected.business_licence, revocation: expected.revocation }; // prettier-ignore
            for (const [kind, rows] of Object.entries(told))
              expect([kind, await n(`licences.event where subject_kind = '${kind}'`)]).toEqual([kind, rows.length]);
            expect(await n(`licences.event where subject_kind = 'catalogue-entry'`)).toBe(1 + expected.proposals);
          },
          { readOnly: true },
        );
      },
    ),
    { seed, numRuns: 150 },
  );
});

test('who is not signed in sees nothing; what cards suspend is for the program alone', async () => {
  const of = async (table: string, account: string): Promise<unknown[]> =>
    withTransaction(database, { account }, (tx) => tx.query(`select from licences.${table}`), { readOnly: true });
  for (const table of [
    'licence',
    'scope',
    'hold',
    'lead',
    'business_licence',
    'revocation',
    'catalogue_entry',
    'import',
    'event',
  ])
    // prettier-ignore
    expect([table, await of(table, '')]).toEqual([table, []]);
  const everything = await testCall(services, { permissions: held });
  await expect(of('suspension', everything.actor.accountId ?? '')).rejects.toThrow('permission denied');
});
