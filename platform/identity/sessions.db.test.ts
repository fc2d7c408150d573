import { describe, expect, test } from 'vitest';
import { minute, openRoom, password } from './testing/room.ts';

const { server, signIn, later, person } = await openRoom();

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
