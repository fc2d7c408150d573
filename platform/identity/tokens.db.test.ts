import { describe, expect, test } from 'vitest';
import { withTransaction } from '#platform/database/index.ts';
import { checkInCode, checkInDatabase } from '#platform/operation/permission.ts';
import { sessionOf } from '#platform/operation/perform.ts';
import { dayAt } from '#platform/operation/index.ts';
import { findCallerByToken } from './index.ts';
import { minute, openRoom, password, start } from './testing/room.ts';

const { database, services, server, signIn, later, person } = await openRoom();
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('tokens', () => {
  test('let a program act for an account, until they are revoked or out of date', async () => {
    const { client } = await signIn('chief');
    const made = await client.send('POST', '/api/v1/tokens', { name: '数据交换', days: 1 });
    const header = { authorization: `Bearer ${made.body.token}` };
    const asProgram = () => server.fresh().send('GET', '/api/v1/accounts', undefined, header);
    expect((await asProgram()).status).toBe(200);
    expect((await client.send('GET', '/api/v1/tokens')).text).not.toContain(made.body.token);
    later(25 * 60 * minute);
    expect((await asProgram()).body.code).toBe('token-not-valid');
    services.setNow(start);
    expect((await client.send('DELETE', `/api/v1/tokens/${made.body.id}`)).status).toBe(200);
    for (const sent of [made.body.token, `${made.body.token}x`, '打错的令牌', '']) {
      const headers = { authorization: `Bearer ${encodeURIComponent(sent)}`, 'accept-language': 'en' };
      const refused = await server.fresh().send('GET', '/api/v1/accounts', undefined, headers);
      expect([refused.status, refused.body.code]).toEqual([401, sent === '' ? 'not-signed-in' : 'token-not-valid']);
      if (sent !== '') expect(refused.body.detail).toMatch(/wrong, was revoked or is over.*make a new one/);
    }
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

  test('make no token, revoke none and change no password: whoever finds one does not stay', async () => {
    const { client } = await signIn('chief');
    const made = await client.send('POST', '/api/v1/tokens', { name: '数据交换', days: 1 });
    const asProgram = (method: string, path: string, body?: unknown) =>
      server.fresh().send(method, path, body, bearer(made.body.token));
    for (const [method, path, body] of [
      ['POST', '/api/v1/tokens', { name: '再来一个', days: 366 }],
      ['DELETE', `/api/v1/tokens/${made.body.id}`, undefined],
      ['POST', '/api/v1/session/password', { current: password, next: 'another twenty-one' }],
    ] as const) {
      const answer = await asProgram(method, path, body);
      expect([answer.status, answer.body.code], `${method} ${path}`).toEqual([403, 'signed-in-only']);
    }
    expect((await asProgram('GET', '/api/v1/accounts')).status).toBe(200);
  });

  test('may be made for some permissions of their person, and open nothing else, in code or database', async () => {
    await person('gate', 'commerce-officer', '440600');
    const { client } = await signIn('gate');
    const beyond = await client.send('POST', '/api/v1/tokens', { name: '越权', permissions: ['licences.gate', 'accounts.manage'] }); // prettier-ignore
    expect([beyond.status, beyond.body.fields.permissions]).toEqual([400, expect.stringContaining('accounts.manage')]);
    expect((await client.send('POST', '/api/v1/tokens', { name: '空', permissions: [] })).status).toBe(400);

    const made = await client.send('POST', '/api/v1/tokens', { name: '登记前查询', days: 1, permissions: ['licences.gate'] }); // prettier-ignore
    expect(made.status, made.text).toBe(200);
    const [listed] = (await client.send('GET', '/api/v1/tokens')).body.tokens;
    expect(listed.permissions.map(({ permission }: { permission: string }) => permission)).toEqual(['licences.gate']);
    const session = await server.fresh().send('GET', '/api/v1/session', undefined, bearer(made.body.token));
    expect(session.body.permissions).toEqual(['licences.gate']);

    const found = await findCallerByToken(services, made.body.token, dayAt(services.now()), 'zh');
    if (found === 'expired') throw new Error('the token is gone');
    const { actor } = found;
    expect(checkInCode(actor, 'licences.gate', '440604')).toBeUndefined();
    expect(checkInCode(actor, 'licences.read')?.refusal.code).toBe('token-narrowed');
    const own = (await signIn('gate')).client;
    const { accountId } = (await own.send('GET', '/api/v1/session')).body;
    const wide = { ...actor, accountId, permissions: new Map([['licences.read', ['440600']]]) };
    const inDatabase = (who: typeof actor, permission: string, region?: string | null) =>
      withTransaction(database, sessionOf(who), (tx) => checkInDatabase(tx, who, permission, region));
    // Even where the code believed that more is held.
    expect((await inDatabase(wide, 'licences.read'))?.refusal.code).toBe('forbidden');
    expect((await inDatabase(wide, 'licences.read', '440600'))?.refusal.code).toBe('outside-your-region');
    expect(await inDatabase(wide, 'licences.gate', '440600')).toBeUndefined();
    // The connection goes back to the pool and serves whoever has signed in.
    const { token: _token, ...signedIn } = wide;
    for (let n = 0; n < 8; n += 1) expect(await inDatabase(signedIn, 'licences.read', '440600')).toBeUndefined();
  });

  test('hold less when their person does', async () => {
    const id = await person('leaving', 'commerce-officer', '440600');
    const { client } = await signIn('leaving');
    const made = await client.send('POST', '/api/v1/tokens', { name: '查询', permissions: ['licences.gate'] });
    const chief = (await signIn('chief')).client;
    const account = (await chief.send('GET', '/api/v1/accounts')).body.accounts.find((each: { id: string }) => each.id === id); // prettier-ignore
    await chief.send('DELETE', `/api/v1/accounts/${id}/grants/${account.grants[0].id}`);
    const session = await server.fresh().send('GET', '/api/v1/session', undefined, bearer(made.body.token));
    expect([session.status, session.body.permissions]).toEqual([200, []]);
  });
});
