import { describe, expect, test } from 'vitest';
import { withTransaction } from '#platform/database/index.ts';
import { openRoom } from './testing/room.ts';

const { database, signIn, person } = await openRoom();
const firms = await withTransaction(database, 'migrator', (tx) =>
  tx.query<{ id: number }>(
    `insert into enterprises.enterprise (dataset, name, name_key, name_core, match_key)
     select 'live', '虚构厂' || n, '虚构厂' || n, '虚构厂' || n, '虚构厂' || n from generate_series(1, 3) n returning id`,
  ),
);
const [one, two, three] = firms.map(({ id }) => `enterprise/${id}`);

describe('accounts', () => {
  test('of a firm or a laboratory are given, seen and ended by the province, not by a city', async () => {
    await person('zhongshan-admin', 'administrator', '442000');
    const ofFirm = (loginName: string) => ({
      loginName,
      displayName: '虚构厂长',
      grants: [{ role: 'enterprise-member', regionCode: one }],
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
    const ofFirm = { role: 'enterprise-member', regionCode: two };
    const official = { role: 'reader', regionCode: '440000' };
    const account = { loginName: 'two-sides', displayName: '两边' };
    const both = await chief.send('POST', '/api/v1/accounts', { ...account, grants: [ofFirm, official] });
    expect(both.body.code).toBe('account-on-both-sides');
    const made = await chief.send('POST', '/api/v1/accounts', { ...account, grants: [ofFirm] });
    expect(made.status, made.text).toBe(200);
    const grants = `/api/v1/accounts/${made.body.id}/grants`;
    expect((await chief.send('POST', grants, official)).body.code).toBe('account-on-both-sides');
    const another = await chief.send('POST', grants, { ...ofFirm, regionCode: three });
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

  test.each(['440699', '110000', 'enterprise/999999', 'laboratory/4711', 'certifier/4711'])(
    'no role is given over %s, which no register knows',
    async (regionCode) => {
      const chief = (await signIn('chief')).client;
      const role = { enterprise: 'enterprise-member', laboratory: 'laboratory-clerk', certifier: 'certifier-officer' }[
        regionCode.split('/')[0] ?? ''
      ];
      const account = { loginName: 'nowhere', displayName: '无处', grants: [{ role: role ?? 'reader', regionCode }] };
      const made = await chief.send('POST', '/api/v1/accounts', account);
      expect([made.status, made.body.code]).toEqual(
        regionCode === '110000' ? [403, 'outside-your-region'] : [422, 'no-such-place'],
      );
      const { body } = await chief.send('GET', '/api/v1/accounts');
      expect(body.accounts.map(({ loginName }: { loginName: string }) => loginName)).not.toContain('nowhere');
    },
  );

  test('no name is made that a reader takes for another, not even by two at once', async () => {
    const chief = (await signIn('chief')).client;
    const named = (loginName: string) =>
      chief.send('POST', '/api/v1/accounts', { loginName, displayName: '同名', grants: [{ role: 'reader', regionCode: '440000' }] }); // prettier-ignore
    const foreign = await named('ch\u0456ef');
    expect([foreign.status, foreign.body.code]).toEqual([422, 'login-name-unusable']);
    expect((await named('ＣＨＩＥＦ')).body.code).toBe('already-exists');
    const both = await Promise.all([named('pool-01'), named('pool-o1'), named('poo1-ol')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('login-name-alike');
    expect((await named('pool-02')).status).toBe(200);
  });
});
