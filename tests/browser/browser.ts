import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';
import { expect } from 'vitest';

const packageRoot = dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))));
const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { readonly version: string };

/**
 * Unpacks Chromium from its npm package once, into a folder named after the version: the package itself would start whatever
 * an older version left in the temporary folder.
 */
const unpacked = async (): Promise<{ readonly path: string; readonly libraries: string }> => {
  const folder = join(tmpdir(), `zhijian-chromium-${version}`);
  mkdirSync(folder, { recursive: true });
  process.env['TMPDIR'] = folder;
  const { default: packaged, inflate } = await import('@sparticuz/chromium');
  const path = await packaged.executablePath();
  const libraries = join(folder, 'al2023', 'lib');
  if (!existsSync(join(folder, 'libraries-unpacked'))) {
    await inflate(join(packageRoot, 'bin', 'al2023.tar.br'));
    writeFileSync(join(folder, 'libraries-unpacked.part'), version);
    renameSync(join(folder, 'libraries-unpacked.part'), join(folder, 'libraries-unpacked'));
  }
  return { path, libraries };
};

/** True where the machine brings the libraries that Chromium needs; else those of the package are used. */
const machineHasLibraries = (): boolean =>
  ['/usr/lib/x86_64-linux-gnu/libnss3.so', '/usr/lib/aarch64-linux-gnu/libnss3.so', '/usr/lib64/libnss3.so'].some(
    (path) => existsSync(path),
  );

/** A headless Chromium that makes no request of its own. */
export const startBrowser = async (): Promise<Browser> => {
  const { path, libraries } = await unpacked();
  return chromium.launch({
    executablePath: path,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      // The shared memory of a container may be 64 MB, and a page that outgrows it hangs.
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--font-render-hinting=none',
    ],
    env: machineHasLibraries() ? { ...process.env } : { ...process.env, LD_LIBRARY_PATH: libraries },
  } as Parameters<typeof chromium.launch>[0]);
};

export const desktop = { width: 1366, height: 768 };
export const phone = { width: 390, height: 844 };

/** No serious or critical finding of axe (WCAG 2.2 A and AA) on the page as it stands. */
export const expectAccessible = async (page: Page): Promise<void> => {
  // Without frames there is nothing to gather in a page of its own, which the library would open each time.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    // A row of the table library that only measures widths: hidden from everybody, never focused.
    .exclude('.ant-table-measure-row')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(
    serious.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map((node) => node.html.slice(0, 160))
          .join(' | ')}`,
    ),
  ).toEqual([]);
};

/**
 * Waits until a page shows its content: a heading, nothing loading, its fonts there. Not the silence of the network, which a page
 * that asks again by itself may never reach.
 */
export const settled = async (page: Page): Promise<void> => {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForFunction(
    () => document.querySelector('.ant-skeleton, .ant-spin-spinning, [aria-busy="true"]') === null,
  );
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
};

/** The page is no wider than the window. */
export const expectNoSideways = async (page: Page): Promise<void> => {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide, 'the page scrolls sideways').toBeLessThanOrEqual(1);
};

/** The columns that a list shows by default are all in sight on a desktop. */
export const expectListsFit = async (page: Page): Promise<void> => {
  const beyond = await page.evaluate(() =>
    Math.max(
      0,
      ...[...document.querySelectorAll('.data-list .ant-table-body')].map((e) => e.scrollWidth - e.clientWidth),
    ),
  );
  expect(beyond, 'a list scrolls sideways on a desktop').toBeLessThanOrEqual(1);
};

const pictures = process.env['ZHIJIAN_PICTURES'];

/** Keeps a picture for the guide where `ZHIJIAN_PICTURES` names a folder. */
export const picture = async (page: Page, name: string): Promise<void> => {
  if (pictures === undefined || pictures === '') return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
};
