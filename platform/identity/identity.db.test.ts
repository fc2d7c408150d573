import { permissionsOf } from './roles.ts';
import { describe, expect, test } from 'vitest';
import { withTransaction } from '#platform/database/index.ts';
import { perform, systemCall } from '#platform/operation/index.ts';
import { testServer } from '../../tests/server.ts';
import { createFirstAdministrator } from './index.ts';
import { disableAccount, endGrant } from './operations.ts';
import { requireAnotherPerson } from './four-eyes.ts';
import { lockOut } from './lock-out.ts';
import { minute, openRoom, password } from './testing/room.ts';

const { database, services, server, administratorId, signIn, later, person } = await openRoom();

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
