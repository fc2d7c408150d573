import { describe, expect, test } from 'vitest';
import { minute, openRoom, start } from './testing/room.ts';

const { services, server, signIn, later } = await openRoom();

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
