import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { commitmentOf, saltedId } from '#foundation/draw/hashes.ts';
import { freezePool, makeProof } from '#foundation/draw/make-proof.ts';
import { proofText } from '#foundation/draw/proof-text.ts';
import { pureHashes } from '#foundation/draw/sha256.ts';
import { unwrap } from '#foundation/refusal.ts';
import { desktop, expectAccessible, phone, picture } from './browser.ts';
import { openProvince } from './sessions.ts';

const { program, browser } = await openProvince();

const openPage = async (address: string, viewport = desktop, javaScriptEnabled = true): Promise<Page> => {
  const context = await browser.newContext({ viewport, baseURL: program.origin, javaScriptEnabled });
  const page = await context.newPage();
  await page.goto(address);
  return page;
};

const salt = (at: number): string => String(at).padStart(32, '0');
const seed = '0f'.repeat(32);
const made = unwrap(
  makeProof(pureHashes, {
    commitment: commitmentOf(pureHashes, seed),
    seed,
    entropy: { source: '虚构彩票', issue: '第 26135 期', value: '07 11 19 23 30 31 06' },
    ids: 'salted',
    about: { draw: '虚构抽查' },
    pool: unwrap(
      freezePool(
        Array.from({ length: 2000 }, (_, at) => ({
          id: saltedId(pureHashes, salt(at), `虚构厂${at}`),
          stratum: at % 2 === 0 ? '家用电器×440100' : '家用电器×440300',
          weight: (at % 10) + 1,
        })),
      ),
    ),
    quotas: [
      { stratum: '家用电器×440100', quota: 8 },
      { stratum: '家用电器×440300', quota: 12 },
    ],
    assignment: {
      groups: [{ name: 'g', strata: ['家用电器×440100', '家用电器×440300'] }],
      inspectors: Array.from({ length: 5 }, (_, at) => ({ id: `p${at}`, group: 'g', load: 0 })),
      laboratories: [{ id: 'l1', group: 'g', load: 0, share: 1 }],
      conflicts: [],
    },
  }),
);
const text = [...proofText(made)].join('');
const give = (page: Page, content: string) =>
  page
    .getByLabel('选择证明文件')
    .setInputFiles({ name: 'proof.json', mimeType: 'application/json', buffer: Buffer.from(content) });

test('while a large proof is checked the page says how far it is, and stays alive', async () => {
  const large = unwrap(
    makeProof(pureHashes, {
      commitment: commitmentOf(pureHashes, seed),
      seed,
      entropy: made.entropy,
      ids: 'plain',
      about: {},
      pool: unwrap(
        freezePool(
          Array.from({ length: 100_000 }, (_, at) => ({ id: `虚构厂${at}`, stratum: 'S', weight: (at % 10) + 1 })),
        ),
      ),
      quotas: [{ stratum: 'S', quota: 500 }],
    }),
  );
  const page = await openPage('/draws/verify');
  await page.evaluate(() => {
    const seen = { said: [] as string[], bar: 0, ticks: 0 };
    Object.assign(globalThis, { seen });
    const result = document.querySelector('#result') as Element;
    new MutationObserver(() => {
      const words = result.querySelector('p')?.textContent ?? '';
      if (seen.said.at(-1) !== words) seen.said.push(words);
      seen.bar = Math.max(seen.bar, result.querySelector('progress')?.value ?? 0);
    }).observe(result, { childList: true, subtree: true, characterData: true });
    setInterval(() => (seen.ticks += 1), 20);
  });
  await give(page, [...proofText(large)].join(''));
  await page.getByRole('heading', { name: '核验通过' }).waitFor();
  const seen = await page.evaluate(
    () => (globalThis as unknown as { seen: { said: string[]; bar: number; ticks: number } }).seen,
  );
  expect(seen.said.join('\n')).toMatch(/第 1 步，共 6 步，读取文件[^]*计算名单摘要[^]*重新抽取/);
  expect(seen.bar).toBeGreaterThan(4);
  expect(seen.ticks).toBeGreaterThan(3);
  await page.context().close();
});

test('a proof is checked in the browser, and a firm finds its entry by its salt', async () => {
  const page = await openPage('/draws/verify');
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.method()));
  await give(page, text);
  await page.getByRole('heading', { name: '核验通过' }).waitFor();
  expect(await page.locator('#drawn tbody tr').count()).toBe(20);
  await page.getByText(made.commitment).waitFor();
  const drawn = Array.from({ length: 2000 }, (_, at) => at).find(
    (at) => saltedId(pureHashes, salt(at), `虚构厂${at}`) === made.result[0]?.id,
  );
  await page.getByLabel('编号', { exact: true }).fill(`虚构厂${drawn}`);
  await page.getByLabel('盐值').fill(salt(drawn ?? 0));
  await page.getByRole('button', { name: '查找' }).click();
  await page.getByText('抽中，次序为第 1 个').waitFor();
  await page.getByLabel('盐值').fill(salt(1999));
  await page.getByRole('button', { name: '查找' }).click();
  await page.getByText('名单中没有这个编号与盐值的组合').waitFor();
  await picture(page, 'draw-verified');
  await expectAccessible(page);
  expect(complaints).toEqual([]);
  expect(requests.filter((method) => method !== 'GET')).toEqual([]);
  await page.context().close();
});

test('a proof that was tampered with does not hold, and the page says what was changed; one that is none is told', async () => {
  const page = await openPage('/draws/verify', phone);
  const line = made.pool[70] ?? '';
  await give(
    page,
    text.replace(
      line,
      line.replace(/\d+$/, (weight) => String((Number(weight) % 10) + 1)),
    ),
  );
  await page.getByRole('heading', { name: '核验不通过' }).waitFor();
  await page.getByText('名单与名单摘要不符').waitFor();
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(1);
  await give(page, text.replace('07 11', '07 12'));
  await page.getByText('公共随机数、种子、名单、权重或数量').waitFor();
  await give(page, 'no proof');
  await page.getByText('这不是抽取证明文件').waitFor();
  expect(await page.locator('#details').isVisible()).toBe(false);
  await page.context().close();
});

test('the page speaks English', async () => {
  const page = await openPage('/draws/verify?lang=en');
  await page
    .getByLabel('Choose a proof')
    .setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await page.getByRole('heading', { name: 'It holds' }).waitFor();
  await page.context().close();
});

test('without scripts the page explains command and algorithm; its script is small and the only one of the portal', async () => {
  const page = await openPage('/draws/verify', phone, false);
  await page.getByText('zhijian draw verify PROOF.json').waitFor();
  await page.getByText('需要启用浏览器脚本').waitFor();
  expect(await page.locator('#check').isVisible()).toBe(false);
  const source = await page.locator('script').getAttribute('src');
  await page.context().close();
  const script = await fetch(program.origin + source);
  expect(script.headers.get('cache-control')).toContain('immutable');
  expect((await script.arrayBuffer()).byteLength).toBeLessThan(21_500);
  const policyOf = async (path: string) => (await fetch(program.origin + path)).headers.get('content-security-policy');
  expect(await policyOf('/draws/verify')).toContain("script-src 'self';");
  for (const path of ['/', '/bulletins', '/journal']) expect(await policyOf(path)).toContain("script-src 'none';");
  const built = readFileSync(new URL('../../apps/portal/dist/draw-check.js', import.meta.url), 'utf8');
  expect(built).not.toMatch(/\beval\b|\binnerHTML\b|Function\(/);
});
