import { permissionsOf } from './roles.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withTransaction } from '#platform/database/index.ts';
import { perform, systemCall } from '#platform/operation/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { type TestClient, testServer } from '../../tests/server.ts';
import { testServices } from '../../tests/services.ts';
import { createFirstAdministrator, manifest, syncRoles } from './index.ts';
import { disableAccount, endGrant } from './operations.ts';
import { requireAnotherPerson } from './four-eyes.ts';
import { lockOut } from './lock-out.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [manifest], mode: 'live' });
const server = await testServer(services);
const password = 'twenty-one cities';
const start = '2026-09-01T02:00:00.000Z';
const later = (milliseconds: number): void =>
  services.setNow(new Date(services.now().getTime() + milliseconds).toISOString());
const minute = 60_000;

let administratorId = '';

const signIn = async (
  loginName: string,
  secret = password,
): Promise<{ client: TestClient; answer: Awaited<ReturnType<TestClient['send']>> }> => {
  const client = server.fresh();
  return { client, answer: await client.send('POST', '/api/v1/session', { loginName, password: secret }) };
};

/** An account that has changed its first password. */
const person = async (loginName: string, role: string, regionCode: string): Promise<string> => {
  const { client } = await signIn('chief');
  const made = await client.send('POST', '/api/v1/accounts', {
    loginName,
    displayName: `人员 ${loginName}`,
    grants: [{ role, regionCode }],
  });
  expect(made.status, made.text).toBe(200);
  const own = await signIn(loginName, made.body.password);
  const changed = await own.client.send('POST', '/api/v1/session/password', {
    current: made.body.password,
    next: password,
  });
  expect(changed.status, changed.text).toBe(200);
  return made.body.id;
};

beforeAll(async () => {
  await syncRoles(database);
  const made = await createFirstAdministrator(services, { loginName: 'Chief', displayName: '首任管理员', password });
  if (!made.ok) throw new Error(made.refusal.code);
  administratorId = made.value.id;
});

beforeEach(async () => {
  services.setNow(start);
  await withTransaction(database, 'system', (tx) => tx.query('delete from identity.sign_in_failure'));
});

describe('signing in', () => {
  test('gives a cookie that scripts and other sites never see, and says who is there', async () => {
    const { client, answer } = await signIn('  ＣＨＩＥＦ ');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toMatch(/^zhijian=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const session = await client.send('GET', '/api/v1/session');
    expect(session.body).toEqual(answer.body);
    expect(session.body).toMatchObject({
      accountId: administratorId,
      loginName: 'chief',
      name: '首任管理员',
      roles: ['administrator'],
      permissions: permissionsOf(['administrator']),
      regions: { 'accounts.manage': ['440000'] },
      mustChangePassword: false,
      mode: 'live',
      datasets: ['live', 'historical'],
    });
    await client.send('DELETE', '/api/v1/session');
    expect((await client.send('GET', '/api/v1/session')).body.code).toBe('not-signed-in');
  });

  test('over https the cookie is bound to the host', async () => {
    const proxied = await testServer(services, { trustProxy: 'loopback' });
    const answer = await proxied.send(
      'POST',
      '/api/v1/session',
      { loginName: 'chief', password },
      { 'x-forwarded-proto': 'https' },
    );
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-zhijian=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(answer.headers.get('strict-transport-security')).toContain('max-age');
  });

  test('with a wrong password, an unknown name or a disabled account sounds the same', async () => {
    const id = await person('retired', 'reader', '440000');
    const { client } = await signIn('chief');
    expect((await client.send('POST', `/api/v1/accounts/${id}/disable`)).status).toBe(200);
    const heard = [];
    for (const [name, secret] of [
      ['chief', 'wrong'],
      ['nobody-here', 'wrong'],
      ['retired', password],
    ] as const) {
      const { answer } = await signIn(name, secret);
      heard.push({ status: answer.status, code: answer.body.code, detail: answer.body.detail });
    }
    expect(heard[0]).toMatchObject({ status: 401, code: 'wrong-credentials' });
    expect(heard[1]).toEqual(heard[0]);
    expect(heard[2]).toEqual(heard[0]);
  });

  test.each(['chief', 'nobody-at-all'])(
    '%s is locked after five wrong passwords, for a quarter of an hour',
    async (name) => {
      for (let attempt = 1; attempt <= lockOut.attemptsByName; attempt += 1)
        expect((await signIn(name, `wrong ${attempt}`)).answer.body.code).toBe('wrong-credentials');
      const locked = await signIn(name);
      expect(locked.answer.status).toBe(429);
      expect(locked.answer.body).toMatchObject({ code: 'locked-out', detail: expect.stringContaining('15') });
      expect(locked.answer.headers.get('set-cookie')).toBeNull();
      later(14 * minute);
      expect((await signIn(name)).answer.body.code).toBe('locked-out');
      later(2 * minute);
      expect((await signIn(name)).answer.status).toBe(name === 'chief' ? 200 : 401);
    },
  );

  test('many guesses at once get no more tries than one after another', async () => {
    const answers = await Promise.all(Array.from({ length: 16 }, (_, index) => signIn('chief', `guess ${index}`)));
    const looked = answers.filter(({ answer }) => answer.body.code === 'wrong-credentials');
    expect(looked).toHaveLength(lockOut.attemptsByName);
  });

  test('a right password clears the count; a quiet while does too', async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let attempt = 0; attempt < 4; attempt += 1) await signIn('chief', 'wrong');
      expect((await signIn('chief')).answer.status).toBe(200);
    }
    for (let attempt = 0; attempt < 4; attempt += 1) await signIn('chief', 'wrong');
    later(16 * minute);
    for (let attempt = 0; attempt < 4; attempt += 1) expect((await signIn('chief', 'wrong')).answer.status).toBe(401);
  });

  test('from one address for many names is stopped', async () => {
    await person('stranger', 'reader', '440000');
    await withTransaction(database, 'system', (tx) => tx.query('delete from identity.session'));
    for (let attempt = 0; attempt < lockOut.attemptsByAddress; attempt += 1) await signIn(`name-${attempt}`, 'wrong');
    expect((await signIn('stranger')).answer.body.code).toBe('locked-out');
  });

  test('an office behind one address signs in one after another, however many they are', async () => {
    for (let round = 0; round <= lockOut.attemptsByAddress; round += 1) {
      await withTransaction(database, 'system', (tx) => tx.query('delete from identity.session'));
      expect((await signIn('chief')).answer.status).toBe(200);
    }
  });

  test('wrong passwords of one in the office do not lock out who has signed in from there before', async () => {
    expect((await signIn('chief')).answer.status).toBe(200);
    for (let attempt = 0; attempt <= lockOut.attemptsByAddress; attempt += 1) await signIn(`name-${attempt}`, 'wrong');
    expect((await signIn('somebody-else')).answer.body.code).toBe('locked-out');
    expect((await signIn('chief')).answer.status).toBe(200);
    for (let attempt = 0; attempt < lockOut.attemptsByName; attempt += 1)
      expect((await signIn('chief', 'wrong')).answer.body.code).toBe('wrong-credentials');
    expect((await signIn('chief')).answer.body.code).toBe('locked-out');
  });

  test('too often in a minute is stopped before any password is looked at', async () => {
    const busy = await testServer(services, { signInsPerMinute: 2 });
    const body = { loginName: 'chief', password };
    expect((await busy.send('POST', '/api/v1/session', body)).status).toBe(200);
    expect((await busy.send('POST', '/api/v1/session', body)).status).toBe(200);
    const third = await busy.send('POST', '/api/v1/session', body);
    expect(third.status).toBe(429);
    expect(third.body.code).toBe('too-many-requests');
  });

  test('from a page of another site is refused', async () => {
    const answer = await server
      .fresh()
      .send('POST', '/api/v1/session', { loginName: 'chief', password }, { origin: 'https://elsewhere.example' });
    expect(answer.body.code).toBe('foreign-origin');
  });
});

describe('a session', () => {
  test('ends after eight hours without a request', async () => {
    const { client } = await signIn('chief');
    later(8 * 60 * minute - 1);
    expect((await client.send('GET', '/api/v1/session')).status).toBe(200);
    later(8 * 60 * minute - 1);
    expect((await client.send('GET', '/api/v1/session')).status).toBe(200);
    later(8 * 60 * minute);
    const expired = await client.send('GET', '/api/v1/session');
    expect(expired.status).toBe(401);
    expect(expired.body.code).toBe('session-expired');
  });

  test('ends after a day however busy', async () => {
    const { client } = await signIn('chief');
    for (let hour = 4; hour < 24; hour += 4) {
      later(4 * 60 * minute);
      expect((await client.send('GET', '/api/v1/session')).status).toBe(200);
    }
    later(4 * 60 * minute);
    expect((await client.send('GET', '/api/v1/session')).body.code).toBe('session-expired');
  });

  test('ends in all other browsers when the password is changed', async () => {
    await person('changing', 'reader', '440000');
    const [here, elsewhere] = await Promise.all([signIn('changing'), signIn('changing')]);
    const next = 'another long password';
    const wrong = await here.client.send('POST', '/api/v1/session/password', { current: 'wrong', next });
    expect(wrong.body.fields).toHaveProperty('current');
    const weak = await here.client.send('POST', '/api/v1/session/password', {
      current: password,
      next: 'changing1234',
    });
    expect(weak.body.fields.next).toContain('12');
    expect((await here.client.send('POST', '/api/v1/session/password', { current: password, next })).status).toBe(200);
    expect((await here.client.send('GET', '/api/v1/session')).status).toBe(200);
    expect((await elsewhere.client.send('GET', '/api/v1/session')).body.code).toBe('session-expired');
    expect((await signIn('changing')).answer.status).toBe(401);
  });

  test('a made-up token opens nothing', async () => {
    const answer = await server
      .fresh()
      .send('GET', '/api/v1/session', undefined, { cookie: `zhijian=${'A'.repeat(43)}` });
    expect(answer.body.code).toBe('session-expired');
  });
});

describe('accounts', () => {
  test('a first password opens nothing but its own change', async () => {
    const { client } = await signIn('chief');
    const grants = [{ role: 'administrator', regionCode: '440000' }];
    const made = await client.send('POST', '/api/v1/accounts', { loginName: 'newcomer', displayName: '新人', grants });
    const own = await signIn('newcomer', made.body.password);
    expect(own.answer.body).toMatchObject({ mustChangePassword: true, permissions: [] });
    const refused = await own.client.send('GET', '/api/v1/accounts');
    expect(refused.status).toBe(403);
    expect(refused.body.code).toBe('password-change-required');
    await own.client.send('POST', '/api/v1/session/password', { current: made.body.password, next: password });
    expect((await own.client.send('GET', '/api/v1/accounts')).status).toBe(200);
    expect(
      (await client.send('POST', '/api/v1/accounts', { loginName: 'NewComer', displayName: '新人', grants })).body.code,
    ).toBe('already-exists');
  });

  test('of a firm or a laboratory are given, seen and ended by the province, not by a city', async () => {
    await person('zhongshan-admin', 'administrator', '442000');
    const ofFirm = (loginName: string) => ({
      loginName,
      displayName: '虚构厂长',
      grants: [{ role: 'enterprise-member', regionCode: 'enterprise/33' }],
    });
    const city = (await signIn('zhongshan-admin')).client;
    expect((await city.send('POST', '/api/v1/accounts', ofFirm('firm-by-city'))).body.code).toBe('outside-your-region');
    const chief = (await signIn('chief')).client;
    const made = await chief.send('POST', '/api/v1/accounts', ofFirm('firm-by-province'));
    expect(made.status, made.text).toBe(200);
    const { body } = await chief.send('GET', '/api/v1/accounts');
    expect(body.accounts.map((account: { loginName: string }) => account.loginName)).toContain('firm-by-province');
    expect((await city.send('POST', `/api/v1/accounts/${made.body.id}/disable`)).status).not.toBe(200);
    expect((await chief.send('POST', `/api/v1/accounts/${made.body.id}/disable`)).status).toBe(200);
  });

  test('nobody is an official and the person of a firm at once', async () => {
    const chief = (await signIn('chief')).client;
    const ofFirm = { role: 'enterprise-member', regionCode: 'enterprise/34' };
    const official = { role: 'reader', regionCode: '440000' };
    const account = { loginName: 'two-sides', displayName: '两边' };
    const both = await chief.send('POST', '/api/v1/accounts', { ...account, grants: [ofFirm, official] });
    expect(both.body.code).toBe('account-on-both-sides');
    const made = await chief.send('POST', '/api/v1/accounts', { ...account, grants: [ofFirm] });
    expect(made.status, made.text).toBe(200);
    const grants = `/api/v1/accounts/${made.body.id}/grants`;
    expect((await chief.send('POST', grants, official)).body.code).toBe('account-on-both-sides');
    const another = await chief.send('POST', grants, { ...ofFirm, regionCode: 'enterprise/35' });
    expect(another.status, another.text).toBe(200);
  });

  test('a role that would end before it begins is refused with words', async () => {
    const chief = (await signIn('chief')).client;
    const made = await chief.send('POST', '/api/v1/accounts', {
      loginName: 'back-to-front',
      displayName: '颠倒',
      grants: [{ role: 'reader', regionCode: '440000', validFrom: '2026-12-31', validTo: '2026-12-01' }],
    });
    expect(made.status, made.text).toBe(400);
    expect(Object.keys(made.body.fields)).toEqual(['validTo']);
  });

  test('the messages of an authority are opened to somebody only by whoever manages accounts where it sits', async () => {
    const commerceOf = (place: string): Promise<number> =>
      withTransaction(database, 'migrator', async (tx) => {
        await tx.query(
          `insert into regions.region (code, name, short_name, level, source) values ($1, $1, $1, 'city', 'test')`,
          [place],
        );
        const [row] = await tx.query<{ id: number }>(
          `insert into authorities.authority (name, short_name, kind, level, region_code, valid_from, dates_confirmed)
           values ($1, $1, 'commerce', 'municipal', $2, '2001-01-01', false) returning id`,
          [`虚构工商局${place}`, place],
        );
        return row!.id;
      });
    await person('maoming-admin', 'administrator', '440900');
    const { client } = await signIn('maoming-admin');
    const wanted = (loginName: string, authorityId: number) =>
      client.send('POST', '/api/v1/accounts', {
        loginName,
        displayName: '登记人员',
        grants: [{ role: 'commerce-officer', regionCode: '440900', authorityId }],
      });
    const ofProvince = await wanted('reads-the-province', await commerceOf('440000'));
    expect(ofProvince.body.code).toBe('outside-your-region');
    expect((await wanted('reads-a-neighbour', await commerceOf('440800'))).body.code).toBe('outside-your-region');
    expect(Object.keys((await wanted('reads-nobody', 999_999)).body.fields)).toEqual(['authorityId']);
    const own = await wanted('reads-the-city', await commerceOf('440900'));
    expect(own.status, own.text).toBe(200);
  });

  test('are made, seen and changed within the region of whoever manages them', async () => {
    await person('foshan-admin', 'administrator', '440600');
    const outsider = await person('zhuhai-officer', 'city-officer', '440400');
    const insider = await person('foshan-officer', 'county-officer', '440605');
    const { client } = await signIn('foshan-admin');
    const { body } = await client.send('GET', '/api/v1/accounts');
    const names = body.accounts.map((account: { loginName: string }) => account.loginName);
    expect(names).toContain('foshan-officer');
    expect(names).not.toContain('zhuhai-officer');
    expect(names).not.toContain('chief');
    expect(JSON.stringify(body)).not.toContain('argon2');
    const abroad = { loginName: 'too-far', displayName: '远', grants: [{ role: 'reader', regionCode: '440000' }] };
    expect((await client.send('POST', '/api/v1/accounts', abroad)).body.code).toBe('outside-your-region');
    expect((await client.send('POST', `/api/v1/accounts/${outsider}/disable`)).body.code).toBe('outside-your-region');
    expect((await client.send('POST', `/api/v1/accounts/${administratorId}/password`)).body.code).toBe(
      'outside-your-region',
    );
    const far = await client.send('POST', `/api/v1/accounts/${insider}/grants`, {
      role: 'city-officer',
      regionCode: '440400',
    });
    expect(far.body.code).toBe('outside-your-region');
    const near = await client.send('POST', `/api/v1/accounts/${insider}/grants`, {
      role: 'city-officer',
      regionCode: '440600',
    });
    expect(near.status).toBe(200);
    expect((await client.send('DELETE', `/api/v1/accounts/${insider}/grants/${near.body.id}`)).status).toBe(200);
  });

  test('nobody gives rights to himself or takes them away', async () => {
    const { client } = await signIn('chief');
    for (const [method, path, body] of [
      ['POST', `/api/v1/accounts/${administratorId}/grants`, { role: 'provincial-approver', regionCode: '440000' }],
      ['POST', `/api/v1/accounts/${administratorId}/disable`, undefined],
      ['POST', `/api/v1/accounts/${administratorId}/password`, undefined],
    ] as const)
      expect((await client.send(method, path, body)).body.code).toBe('own-rights');
  });

  test('whoever is disabled is out at once', async () => {
    const id = await person('leaving', 'reader', '440000');
    const leaving = await signIn('leaving');
    const { client } = await signIn('chief');
    await client.send('POST', `/api/v1/accounts/${id}/disable`);
    expect((await leaving.client.send('GET', '/api/v1/session')).status).toBe(401);
    expect((await client.send('POST', `/api/v1/accounts/${id}/disable`)).body.code).toBe('state-not-allowed');
    await client.send('POST', `/api/v1/accounts/${id}/enable`);
    expect((await signIn('leaving')).answer.status).toBe(200);
  });

  test('managing them needs the permission', async () => {
    await person('plain-reader', 'reader', '440000');
    const { client } = await signIn('plain-reader');
    const answer = await client.send('GET', '/api/v1/accounts');
    expect(answer.status).toBe(403);
    expect(answer.body.code).toBe('forbidden');
  });

  test('a permission that only the code believes in is refused by the database', async () => {
    const { client } = await signIn('plain-reader');
    const { body } = await client.send('GET', '/api/v1/session');
    const permissions = new Map([['accounts.manage', ['440000']]]);
    const actor = { accountId: body.accountId, kind: 'account', name: '甲', language: 'zh', permissions } as const;
    const result = await disableAccount({ ...systemCall(services), actor }, administratorId);
    expect(result).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
  });

  test('the last administrator stays, even for the program itself', async () => {
    const { body } = await (await signIn('chief')).client.send('GET', '/api/v1/accounts');
    const administrators = body.accounts.filter(
      (account: { id: string; grants: { role: string }[] }) =>
        account.id !== administratorId && account.grants.some((grant) => grant.role === 'administrator'),
    );
    for (const account of administrators)
      expect((await disableAccount(systemCall(services), account.id)).ok).toBe(true);
    const chief = body.accounts.find((account: { id: string }) => account.id === administratorId);
    const last = { ok: false, refusal: { code: 'last-administrator' } };
    expect(await disableAccount(systemCall(services), administratorId)).toMatchObject(last);
    expect(await endGrant(systemCall(services), administratorId, chief.grants[0].id)).toMatchObject(last);
  });

  test('two administrators who disable each other at once leave one', async () => {
    const ids = [
      await person('first-of-two', 'administrator', '440000'),
      await person('second-of-two', 'administrator', '440000'),
    ];
    const clients = await Promise.all(
      ['first-of-two', 'second-of-two'].map(async (name) => (await signIn(name)).client),
    );
    await clients[0]?.send('POST', `/api/v1/accounts/${administratorId}/disable`);
    const answers = await Promise.all([
      clients[0]?.send('POST', `/api/v1/accounts/${ids[1]}/disable`),
      clients[1]?.send('POST', `/api/v1/accounts/${ids[0]}/disable`),
    ]);
    expect(answers.filter((answer) => answer?.status === 200)).toHaveLength(1);
    await withTransaction(database, 'migrator', (tx) => tx.query(`update identity.account set state = 'active'`));
  });
});

describe('tokens', () => {
  test('let a program act for an account, until they are revoked or out of date', async () => {
    const { client } = await signIn('chief');
    const made = await client.send('POST', '/api/v1/tokens', { name: '数据交换', days: 1 });
    const header = { authorization: `Bearer ${made.body.token}` };
    const asProgram = () => server.fresh().send('GET', '/api/v1/accounts', undefined, header);
    expect((await asProgram()).status).toBe(200);
    expect((await client.send('GET', '/api/v1/tokens')).text).not.toContain(made.body.token);
    later(25 * 60 * minute);
    expect((await asProgram()).body.code).toBe('session-expired');
    services.setNow(start);
    expect((await client.send('DELETE', `/api/v1/tokens/${made.body.id}`)).status).toBe(200);
    expect((await asProgram()).status).toBe(401);
    expect((await client.send('DELETE', `/api/v1/tokens/${made.body.id}`)).status).toBe(404);
  });

  test('are looked up together by those who come at once; a revoked one lets nobody in who comes after', async () => {
    const { client } = await signIn('chief');
    const [one, two] = await Promise.all(
      ['数据交换', '登记前查询'].map((name) => client.send('POST', '/api/v1/tokens', { name, days: 1 })),
    );
    const asProgram = async (token: string): Promise<number> =>
      (await server.fresh().send('GET', '/api/v1/accounts', undefined, { authorization: `Bearer ${token}` })).status;
    const many = (token: string) => Promise.all(Array.from({ length: 20 }, () => asProgram(token)));
    expect(new Set(await many(one?.body.token))).toEqual(new Set([200]));
    // Some are still being looked up while the token is revoked.
    const meanwhile = many(one?.body.token);
    expect((await client.send('DELETE', `/api/v1/tokens/${one?.body.id}`)).status).toBe(200);
    const [revoked, standing] = await Promise.all([many(one?.body.token), many(two?.body.token), meanwhile]);
    expect(new Set(revoked)).toEqual(new Set([401]));
    expect(new Set(standing)).toEqual(new Set([200]));
  });
});

describe('the first administrator', () => {
  test('is made once; force is written into the journal', async () => {
    expect(await createFirstAdministrator(services, { loginName: 'another', password })).toMatchObject({
      refusal: { code: 'administrator-exists' },
    });
    expect(
      await createFirstAdministrator(services, { loginName: 'another', password: 'short', force: true }),
    ).toMatchObject({ refusal: { code: 'weak-password' } });
    const forced = await createFirstAdministrator(services, { loginName: 'another', force: true });
    if (!forced.ok) throw new Error(forced.refusal.code);
    expect(forced.value.password).toMatch(/^(\w{4}-){3}\w{4}$/);
    expect((await signIn('another', forced.value.password)).answer.body.mustChangePassword).toBe(true);
  });

  test('what happened to accounts stands in the journal, without passwords', async () => {
    const rows = await withTransaction(database, 'system', (tx) =>
      tx.query<{ act: string; canonical: Buffer }>('select act, canonical from journal.entry'),
    );
    const acts = new Set(rows.map((row) => row.act));
    for (const act of [
      'accounts.create-administrator',
      'accounts.create',
      'accounts.disable',
      'accounts.grant',
      'identity.sign-in',
      'identity.sign-in-failed',
      'identity.lock-out',
      'identity.sign-out',
      'identity.change-password',
    ])
      expect(acts).toContain(act);
    expect(rows.map((row) => row.canonical.toString('utf8')).join('')).not.toContain(password);
  });
});

describe('four eyes', () => {
  test('the second person is another one', async () => {
    const call = { ...systemCall(services), actor: { ...systemCall(services).actor, accountId: administratorId } };
    expect(requireAnotherPerson({ call }, administratorId)).toMatchObject({
      refusal: { code: 'four-eyes-same-person' },
    });
    expect(requireAnotherPerson({ call }, null)).toBeUndefined();
    expect(requireAnotherPerson({ call }, '00000000-0000-4000-8000-000000000000')).toBeUndefined();
    const result = await perform(
      systemCall(services),
      { permission: null },
      async (act) => requireAnotherPerson(act, null) ?? { ok: true, value: 1 },
    );
    expect(result.ok).toBe(true);
  });
});
