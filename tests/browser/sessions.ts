import type { Browser, Page } from 'playwright-core';
import { evaluationPassword } from '#platform/identity/index.ts';
import type { Role } from '#platform/identity/roles.ts';
import { afterAll } from 'vitest';
import { desktop, startBrowser } from './browser.ts';
import { startProgram } from './program.ts';

/** A page of somebody who is signed in, and what went wrong on it so far. */
export interface SignedIn {
  readonly page: Page;
  /** Errors of scripts, refusals of the browser (content security) and answers of 500 and above. */
  readonly faults: string[];
}

/** Hears everything that goes wrong on a page. */
const listen = (page: Page): string[] => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text());
  });
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`);
  });
  return faults;
};

/**
 * Signs each role in once, over the interface, and opens its pages with that session. The server takes twenty sign-ins a minute
 * from one address: a test that goes through the sign-in page for every page it opens is refused when the machine is fast.
 */
export const createSessions = (browser: Browser, origin: string) => {
  const cookies = new Map<Role, Promise<{ readonly name: string; readonly value: string }>>();
  const signIn = async (role: Role) => {
    const answer = await fetch(`${origin}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ loginName: role, password: evaluationPassword }),
    });
    if (!answer.ok) throw new Error(`${role} was not signed in: ${await answer.text()}`);
    const [name = '', value = ''] = (answer.headers.getSetCookie()[0] ?? '').split(';')[0]?.split('=') ?? [];
    return { name, value };
  };
  const cookieOf = (role: Role) => {
    const known = cookies.get(role) ?? signIn(role);
    cookies.set(role, known);
    return known;
  };
  return {
    /** An empty page of a role, in a window of its own. */
    open: async (role: Role, viewport = desktop): Promise<SignedIn> => {
      const context = await browser.newContext({ viewport, baseURL: origin, locale: 'zh-CN' });
      await context.addCookies([{ ...(await cookieOf(role)), url: origin }]);
      const page = await context.newPage();
      return { page, faults: listen(page) };
    },
  };
};

/** The program with the generated province, a browser and its sessions, at the top of a test file; ended after its tests. */
export const openProvince = async () => {
  const program = await startProgram();
  afterAll(() => program.stop());
  const browser = await startBrowser();
  afterAll(() => browser.close());
  return { program, browser, sessions: createSessions(browser, program.origin) };
};
