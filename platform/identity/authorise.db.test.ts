import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Session, withTransaction } from '#platform/database/index.ts';
import { holds } from '#platform/operation/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { testServices } from '../../tests/services.ts';
import { newGrantSchema } from './account.ts';
import { findCallerBySession } from './callers.ts';
import { newToken, digestOf } from './opaque-token.ts';
import { permissionsOf, placeOfRole, roleNames, type Role } from './roles.ts';
import { insertSession } from './session-storage.ts';
import { insertAccount, insertGrant } from './storage.ts';
import { syncRoles } from './sync-roles.ts';
import { localDate } from '#foundation/local-date.ts';
import { covers } from '#foundation/reach.ts';

const seed = 20001018;
const { database } = await testDatabase();
const services = testServices(database, { now: new Date().toISOString() });
const permissions = [...permissionsOf(roleNames), 'no-room.no-verb'];
const regions = ['100000', '440000', '440600', '440605', '440700', '440703', '450000', '450100', '450102'];
// Numbers that look like codes of divisions: a party has no subtree, whatever its number ends with.
const laboratories = ['laboratory/1', 'laboratory/10000', 'laboratory/440000'];
const enterprises = ['enterprise/1', 'enterprise/10000', 'enterprise/440600'];
const certifiers = ['certifier/1', 'certifier/440000'];
const places = [...regions, ...laboratories, ...enterprises, ...certifiers];
const placesOf = { division: regions, laboratory: laboratories, enterprise: enterprises, certifier: certifiers };
const grant = fc.constantFrom(...roleNames).chain((role) =>
  fc.record(
    {
      role: fc.constant(role),
      regionCode: fc.constantFrom(...placesOf[placeOfRole(role)]),
      // Some roles are given for a few of their permissions alone.
      limitedTo: fc.subarray([...permissionsOf([role])], { minLength: 1 }),
    },
    { requiredKeys: ['role', 'regionCode'] },
  ),
);

interface Person {
  readonly grants: readonly {
    readonly role: Role;
    readonly regionCode: string;
    readonly limitedTo?: readonly string[];
  }[];
  readonly id: string;
  readonly token: string;
}

const people: Person[] = [];
const today = localDate('2000-03-28');

beforeAll(async () => {
  await syncRoles(database);
  const drawn = fc.sample(
    fc.uniqueArray(grant, {
      maxLength: 3,
      selector: ({ role, regionCode }) => `${role} ${regionCode}`,
    }),
    { numRuns: 60, seed },
  );
  await withTransaction(database, 'system', async (tx) => {
    for (const [index, grants] of drawn.entries()) {
      const account = { displayName: `人员${index}`, passwordHash: 'none', mustChangePassword: false, createdBy: null };
      const id = (await insertAccount(tx, { ...account, loginName: `person-${index}` })) ?? '';
      for (const each of grants) await insertGrant(tx, id, each, null, today);
      const token = newToken();
      const session = { tokenHash: digestOf(token), accountId: id, at: services.now(), address: null, userAgent: null };
      await insertSession(tx, session);
      people.push({ grants, id, token });
    }
  });
  // A table of a room, with the policy of the README.
  await withTransaction(database, 'migrator', async (tx) => {
    await tx.query(
      `create table identity.place_for_test (code text primary key, province text, city text, county text)`,
    );
    await tx.query(
      `insert into identity.place_for_test
         select code, left(code, 2) || '0000', case when code not like '__0000' then left(code, 4) || '00' end,
                case when code not like '____00' then code end
           from unnest($1::text[]) code`,
      [regions],
    );
    await tx.query(`alter table identity.place_for_test enable row level security`);
    await tx.query(`create policy read on identity.place_for_test for select to "${database.roles.app}" using (
      (select identity.sees_all(current_setting('zhijian.wanted', true)))
      or city = any ((select identity.scope(current_setting('zhijian.wanted', true)))::text[])
      or county = any ((select identity.scope(current_setting('zhijian.wanted', true)))::text[]))`);
    await tx.query(`grant select on identity.place_for_test to "${database.roles.app}"`);
  });
});

const personArbitrary = fc.nat({ max: 59 });

describe('who may do what where', () => {
  test('code and database agree, for every user, region and verb, on connections that others have used', async () => {
    await fc.assert(
      fc.asyncProperty(
        personArbitrary,
        fc.constantFrom(...permissions),
        fc.option(fc.constantFrom(...places), { nil: undefined }),
        async (index, permission, region) => {
          const person = people[index];
          if (!person) return;
          const expected = person.grants.some(
            ({ role, regionCode, limitedTo }) =>
              (limitedTo ?? permissionsOf([role])).includes(permission) &&
              (region === undefined ||
                regionCode === region ||
                (regionCode === '100000' && regions.includes(region)) ||
                (regions.includes(region) &&
                  regions.includes(regionCode) &&
                  region !== '100000' &&
                  (regionCode.endsWith('0000')
                    ? region.startsWith(regionCode.slice(0, 2))
                    : regionCode.endsWith('00') && region.startsWith(regionCode.slice(0, 4))))),
          );
          const [row] = await withTransaction(database, { account: person.id }, (tx) =>
            tx.query<{ held: boolean }>('select identity.authorise($1, $2) as held', [permission, region ?? null]),
          );
          expect(row?.held).toBe(expected);
          const caller = await findCallerBySession(services, person.token, today, 'zh');
          if (caller === 'expired') throw new Error('the session should be alive');
          expect(holds(caller.actor, permission, region)).toBe(expected);
        },
      ),
      { seed, numRuns: 400 },
    );
  });

  test('what others hold nearer: below one’s own divisions, and nowhere that one holds it oneself or further down', async () => {
    await fc.assert(
      fc.asyncProperty(personArbitrary, fc.constantFrom(...permissions), async (index, permission) => {
        const person = people[index];
        const heldBy = (grants: Person['grants']) =>
          grants
            .filter(({ role, limitedTo }) => (limitedTo ?? permissionsOf([role])).includes(permission))
            .map(({ regionCode }) => regionCode);
        const own = heldBy(person?.grants ?? []);
        const expected = heldBy(people.flatMap(({ grants }) => grants)).filter(
          (place) => own.some((mine) => covers(mine, place)) && !own.some((mine) => covers(place, mine)),
        );
        const [row] = await withTransaction(database, { account: person?.id ?? '' }, (tx) =>
          tx.query<{ nearer: string[] }>('select identity.nearer($1) as nearer', [permission]),
        );
        expect(row?.nearer.toSorted()).toEqual([...new Set(expected)].toSorted());
      }),
      { seed, numRuns: 200 },
    );
  });

  test('a policy shows the rows of the region, and none to nobody', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.option(personArbitrary, { nil: -1 }),
        fc.constantFrom(...permissions),
        async (index, wanted) => {
          const person = people[index];
          const session: Record<string, string> = person ? { account: person.id, wanted } : { wanted };
          const rows = await withTransaction(database, session, (tx) =>
            tx.query<{ code: string }>('select code from identity.place_for_test order by code'),
          );
          const held = (person?.grants ?? []).filter(({ role, limitedTo }) =>
            (limitedTo ?? permissionsOf([role])).includes(wanted),
          );
          const all = held.some(({ regionCode }) => regions.includes(regionCode) && regionCode.endsWith('0000'));
          const expected = regions.filter(
            (code) =>
              all ||
              held.some(({ regionCode }) =>
                code.endsWith('0000') ? false : code === regionCode || `${code.slice(0, 4)}00` === regionCode,
              ),
          );
          expect(rows.map((row) => row.code)).toEqual(expected.toSorted());
        },
      ),
      { seed, numRuns: 300 },
    );
  });

  test('a role of a party is held for a party alone, and officials hold none for it', async () => {
    const give = (role: string, place: string) =>
      withTransaction(database, 'migrator', (tx) =>
        tx.query(
          'insert into identity.role_grant (account_id, role, region_code, valid_from) values ($1, $2, $3, $4)',
          [people[0]?.id, role, place, today],
        ),
      );
    await expect(give('laboratory-approver', '440000')).rejects.toThrow('party_roles_stay_with_parties');
    await expect(give('enterprise-member', 'laboratory/5')).rejects.toThrow('party_roles_stay_with_parties');
    const grantOf = (role: Role, regionCode: string) => newGrantSchema.safeParse({ role, regionCode }).success;
    expect(grantOf('laboratory-clerk', 'laboratory/5')).toBe(true);
    expect(grantOf('laboratory-clerk', '440000')).toBe(false);
    expect(grantOf('provincial-officer', 'laboratory/5')).toBe(false);
  });

  test('nobody holds anything: no setting, the empty one, an account that does not exist', async () => {
    for (const account of [undefined, '', '00000000-0000-4000-8000-000000000000']) {
      const [row] = await withTransaction(database, account === undefined ? {} : ({ account } as Session), (tx) =>
        tx.query<{ scope: string[]; held: boolean }>(
          `select identity.scope('spot-checks.read') as scope, identity.authorise('spot-checks.read') as held`,
        ),
      );
      expect(row).toEqual({ scope: [], held: false });
    }
  });

  test('a disabled account, an ended or future grant and an unchanged first password hold nothing', async () => {
    const held = async (id: string) => {
      const [row] = await withTransaction(database, { account: id }, (tx) =>
        tx.query<{ held: boolean }>(`select identity.authorise('journal.read') as held`),
      );
      return row?.held;
    };
    const id = await withTransaction(database, 'system', async (tx) => {
      const account = { displayName: '甲', passwordHash: 'none', mustChangePassword: false, createdBy: null };
      const made = (await insertAccount(tx, { ...account, loginName: 'changing' })) ?? '';
      await insertGrant(tx, made, { role: 'auditor', regionCode: '440000' }, null, today);
      return made;
    });
    expect(await held(id)).toBe(true);
    for (const [change, back] of [
      [
        `update identity.account set state = 'disabled' where id = $1`,
        `update identity.account set state = 'active' where id = $1`,
      ],
      [
        `update identity.account set must_change_password = true where id = $1`,
        `update identity.account set must_change_password = false where id = $1`,
      ],
      [
        `update identity.role_grant set valid_to = '2000-12-31' where account_id = $1`,
        `update identity.role_grant set valid_to = null where account_id = $1`,
      ],
      [
        `update identity.role_grant set valid_from = '2999-01-01' where account_id = $1`,
        `update identity.role_grant set valid_from = '2000-01-01' where account_id = $1`,
      ],
      [
        `update identity.role_grant set ended_at = now() where account_id = $1`,
        `update identity.role_grant set ended_at = null where account_id = $1`,
      ],
    ] as const) {
      await withTransaction(database, 'system', (tx) => tx.query(change, [id]));
      expect(await held(id), change).toBe(false);
      await withTransaction(database, 'system', (tx) => tx.query(back, [id]));
      expect(await held(id), back).toBe(true);
    }
  });

  test('the app never reads a password hash, a token or a session, and writes nothing here', async () => {
    const account = people[0]?.id ?? '';
    for (const statement of [
      'select password_hash from identity.account',
      'select token_hash from identity.api_token',
      'select * from identity.session',
      'select * from identity.sign_in_failure',
      `update identity.account set state = 'disabled'`,
      `insert into identity.role_permission values ('reader', 'accounts.manage')`,
      `insert into identity.role_grant (account_id, role, region_code, valid_from) values ('${account}', 'auditor', '440000', now())`,
    ])
      await expect(
        withTransaction(database, { account }, (tx) => tx.query(statement)),
        statement,
      ).rejects.toThrow('permission denied');
  });

  test('not even the engine lets somebody grant to himself', async () => {
    const id = people[1]?.id ?? '';
    await expect(
      withTransaction(database, 'system', (tx) =>
        insertGrant(tx, id, { role: 'partner', regionCode: '440100' }, id, today),
      ),
    ).rejects.toThrow('nobody_grants_to_himself');
  });
});
