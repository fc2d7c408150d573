import { beforeAll, expect, test } from 'vitest';
import { localDate } from '#foundation/local-date.ts';
import { withTransaction } from '#platform/database/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { testServer } from '../../tests/server.ts';
import { testServices } from '../../tests/services.ts';
import {
  createEvaluationAccounts,
  createFirstAdministrator,
  evaluationAccountsOf,
  evaluationPassword,
  manifest,
  syncRoles,
} from './index.ts';
import { roleNames } from './roles.ts';

const { database } = await testDatabase();
const evaluation = testServices(database, { manifests: [manifest] });
const live = testServices(database, { manifests: [manifest], mode: 'live' });
const [open, closed] = [await testServer(evaluation), await testServer(live)];
const accounts = evaluationAccountsOf({
  province: '440000',
  city: '440600',
  county: '440605',
  laboratory: 'laboratory/1',
  enterprise: 'enterprise/1',
  certifier: 'certifier/1',
});

beforeAll(async () => {
  await syncRoles(database);
  for (const _round of [1, 2])
    await withTransaction(database, 'system', (tx) => createEvaluationAccounts(tx, accounts, localDate('2000-03-28')));
});

test('the sign-in page offers an account for every role, and each of them opens', async () => {
  const { body } = await open.send('GET', '/api/v1/sign-in');
  expect(body.mode).toBe('evaluation');
  expect(body.accounts).toHaveLength(roleNames.length);
  expect(body.accounts[0]).toMatchObject({ roles: [{ zh: expect.any(String) }], password: evaluationPassword });
  for (const { loginName, password } of body.accounts) {
    const answer = await open.fresh().send('POST', '/api/v1/session', { loginName, password });
    expect(answer.status, loginName).toBe(200);
    expect(answer.body).toMatchObject({
      roles: [loginName],
      datasets: ['demo', 'historical'],
      mustChangePassword: false,
    });
  }
});

test('in a live deployment they are not offered, open nothing, and count as no administrator', async () => {
  expect((await closed.send('GET', '/api/v1/sign-in')).body).toMatchObject({ mode: 'live', accounts: [] });
  const body = { loginName: 'administrator', password: evaluationPassword };
  expect((await closed.send('POST', '/api/v1/session', body)).body.code).toBe('wrong-credentials');
  // A session begun in evaluation mode holds no longer either.
  const begun = await open.fresh().send('POST', '/api/v1/session', body);
  const cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? '';
  expect((await open.fresh().send('GET', '/api/v1/session', undefined, { cookie })).status).toBe(200);
  expect((await closed.fresh().send('GET', '/api/v1/session', undefined, { cookie })).body.code).toBe(
    'session-expired',
  );
  const made = await createFirstAdministrator(live, { loginName: 'real', password: 'a real long password' });
  expect(made.ok).toBe(true);
  expect(await createFirstAdministrator(evaluation, { loginName: 'more' })).toMatchObject({
    refusal: { code: 'administrator-exists' },
  });
});
