import { gunzipSync } from 'node:zlib';
import Fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import { publicRecord } from '#regimes/publicity/index.ts';
import { registerPortal } from './index.ts';

import { openPortal } from './testing/open-portal.ts';

const { database, made, reading, look, firm } = await openPortal();

const decide = (state: 'open' | 'different'): Promise<unknown> =>
  made.asOwner((tx) => tx.query('update enterprises.match_case set state = $1', [state]));

test('the page of a firm is one statement that holds identity, figures and batches', async () => {
  const record = await publicRecord.publicEnterprises(reading)(firm.sure);
  expect(record).toMatchObject({
    enterprise: { id: firm.sure, name: '虚构门窗甲厂', dataset: 'demo' },
    counts: { pass: 1, fail: 1, refused: 0, none: 0 },
    more: false,
    formerNames: [],
    exposures: [],
  });
  const { status, text } = await look(`/enterprise/${firm.sure}`);
  expect(status).toBe(200);
  expect(text).toContain('气密性');
  expect(text).toContain('2015年3月15日');
  expect((await look('/enterprise/999999')).status).toBe(404);
});

describe('a firm in an uncertain match', () => {
  test('has the batches that were published under its own name, and nothing of the other entry', async () => {
    const left = await look(`/enterprise/${firm.left}`);
    expect(left.status).toBe(200);
    expect(left.text).toContain('虚构门窗乙厂');
    expect(left.text).toContain('水密性');
    expect(left.text).toContain('共 1 批次：合格 0，不合格 1');
    expect(left.text).toContain('该企业的身份正在核实');
    expect(left.text).toContain('核实以前互不合并');
    // What waits because its roles are not settled stays out, and the other entry is neither named nor linked.
    expect(left.text).not.toContain('保温性');
    expect(left.text).not.toContain('虚构门窗乙厂公司');
    expect(left.text).not.toContain(`/enterprise/${firm.right}`);
    const right = await look(`/enterprise/${firm.right}`);
    expect(right.text).toContain('该企业的身份正在核实');
    expect(right.text).not.toContain('水密性');
    expect((await look(`/enterprise/${firm.left}?lang=en`)).text).toContain('nothing is put together');
  });

  test('is never said to have nothing against it', async () => {
    const right = await look(`/enterprise/${firm.right}`);
    expect(right.text).toContain('没有以这一名称公布的抽查结果');
    const check = await made.check({ publishedOn: '2015-09-15' });
    const category = await made.category('虚构纱窗');
    await made.store([{ producer: firm.right, category, check, verdict: 'pass' }]);
    const passed = await look(`/enterprise/${firm.right}`);
    expect(passed.text).toContain('以这一名称公布的批次没有不合格');
    expect(passed.text).not.toContain('查到记录，没有不合格');
  });

  test('is found by name like any other, and marked', async () => {
    const hits = await publicRecord.searchPublicEnterprises(reading, '门窗');
    expect(hits.map(({ name, uncertain }) => [name, uncertain])).toEqual([
      ['虚构门窗乙厂', true],
      ['虚构门窗甲厂', false],
      ['虚构门窗乙厂公司', true],
    ]);
    expect((await look('/search?q=门窗乙')).text.match(/身份核实中/g)).toHaveLength(2);
    expect((await look('/search?q=门窗甲')).text).not.toContain('身份核实中');
  });

  test('stands behind the batches that its own name was published with', async () => {
    const batches = await publicRecord.searchPublicProducts(reading, '塑钢窗');
    expect(batches.map(({ producer, producerId, failingItems }) => [producer, producerId, failingItems])).toEqual([
      ['虚构门窗乙厂', firm.left, ['水密性']],
      ['虚构门窗甲厂', firm.sure, ['气密性']],
    ]);
  });

  test('is shown without reserve once a person has said that it is another firm', async () => {
    await decide('different');
    const { text } = await look(`/enterprise/${firm.left}`);
    expect(text).toContain('水密性');
    expect(text).not.toContain('身份正在核实');
    expect((await look('/search?q=门窗乙')).text).not.toContain('身份核实中');
    await decide('open');
  });
});

test('words that leave less than two characters find nothing', async () => {
  expect(await publicRecord.searchPublicEnterprises(reading, '。厂')).toEqual([]);
});

test('a page is sent with strict headers and the id of its request, whole, compressed or unchanged', async () => {
  const app = Fastify({ genReqId: () => 'request-7' });
  registerPortal(app, { database, province: '440000', latestSeal: async () => undefined, drawCheck: undefined });
  const url = `/enterprise/${firm.sure}`;
  const plain = await app.inject({ url });
  const zipped = await app.inject({ url, headers: { 'accept-encoding': 'br, gzip' } });
  const head = await app.inject({ url, method: 'HEAD' });
  const unchanged = await app.inject({ url, headers: { 'if-none-match': String(plain.headers['etag']) } });
  await app.close();
  const always = {
    'x-request-id': 'request-7',
    'content-security-policy': expect.stringContaining("script-src 'none'"),
    'x-content-type-options': 'nosniff',
    'cache-control': 'public, max-age=10',
    etag: expect.stringMatching(/^"[\w-]{22}"$/),
    vary: 'accept-encoding',
  };
  const page = { ...always, 'content-type': 'text/html; charset=utf-8' };
  expect(plain.headers).toMatchObject({ ...page, 'content-length': String(plain.rawPayload.length) });
  expect(zipped.headers).toMatchObject({ ...page, 'content-encoding': 'gzip' });
  expect(gunzipSync(zipped.rawPayload).toString()).toBe(plain.body);
  expect(head.headers).toMatchObject({ ...page, 'content-length': plain.headers['content-length'] });
  expect(head.body).toBe('');
  expect(unchanged).toMatchObject({ statusCode: 304, body: '' });
  expect(unchanged.headers).toMatchObject(always);
});

test('of a firm with more batches than a page lists all are counted', async () => {
  const producer = await made.enterprise({ name: '虚构门窗丁厂' });
  const check = await made.check({ publishedOn: '2016-03-15' });
  const category = await made.category('虚构木门');
  await made.store(
    Array.from({ length: 203 }, (_, at) => ({
      producer,
      category,
      check,
      verdict: at < 3 ? ('fail' as const) : ('pass' as const),
    })),
  );
  const record = await publicRecord.publicEnterprises(reading)(producer);
  expect(record).toMatchObject({ more: true, counts: { pass: 200, fail: 3, refused: 0, none: 0 } });
  expect(record).toHaveProperty('results.length', 200);
  const { text } = await look(`/enterprise/${producer}`);
  expect(text).toContain('共 203 批次：合格 200，不合格 3');
  expect(text).toContain('只列出最近 200 批次');
});

test('a merged entry leads to the firm that it was merged into', async () => {
  const old = await made.enterprise({ name: '虚构门窗旧名厂' });
  await made.asOwner((tx) =>
    tx.query('update enterprises.enterprise set merged_into = $2 where id = $1', [old, firm.sure]),
  );
  expect((await look(`/enterprise/${old}`)).text).toContain('虚构门窗甲厂');
});

test('firms that are looked up together get what each gets alone, one that is not there nothing', async () => {
  const merged = await made.enterprise({ name: '虚构门窗并入厂' });
  await made.asOwner((tx) =>
    tx.query('update enterprises.enterprise set merged_into = $2 where id = $1', [merged, firm.left]),
  );
  const find = publicRecord.publicEnterprises(reading);
  const ids = [
    firm.right,
    999_999,
    firm.sure,
    merged,
    firm.left,
    firm.sure,
    ...Array.from({ length: 60 }, () => firm.left),
  ];
  const together = await Promise.all(ids.map((id) => find(id)));
  const alone = [];
  for (const id of ids.slice(0, 6)) alone.push(await find(id));
  expect(together.slice(0, 6)).toEqual(alone);
  expect(together.map((record) => record?.enterprise.id)).toEqual(
    ids.map((id) => (id === merged ? firm.left : id === 999_999 ? undefined : id)),
  );
});

test('the check of a draw has its script where that was built, and explains itself without', async () => {
  const bare = await look('/draws/verify');
  expect(bare.text).toContain('npx zhijian draw verify PROOF.json');
  expect(bare.text).not.toContain('<script');
  const { text } = await look('/draws/verify', 'void 0;');
  expect(text).toMatch(/<script src="\/draws\/check-[0-9a-f]{10}\.js" integrity="sha256-[^"]{44}" defer><\/script>/);
  expect((await look('/journal', 'void 0;')).text).not.toContain('<script');
});
