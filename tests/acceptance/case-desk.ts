import { expect } from 'vitest';
import type { LawProfile } from '#foundation/law.ts';
import { localDate } from '#foundation/local-date.ts';
import { withTransaction } from '#platform/database/index.ts';
import {
  createEvaluationAccounts,
  type EvaluationAccount,
  evaluationPassword,
  syncRoles,
} from '#platform/identity/index.ts';
import { systemCall } from '#platform/operation/index.ts';
import { dayAt } from '#platform/operation/system.ts';
import { rooms } from '#apps/rooms.ts';
import { seedRegisters } from '#registers/index.ts';
import { testDatabase } from '../database.ts';
import { testServer, type TestClient } from '../server.ts';
import { testServices } from '../services.ts';
import { wholeServer } from '../whole-server.ts';

/**
 * A house with every room, its people and its public pages, for stories that are told over months through HTTP alone. The clock is
 * moved; everybody signs in anew each day, as sessions do not last.
 */
export const caseDesk = async (now: string, lawProfile: LawProfile = 'notice') => {
  const { database } = await testDatabase();
  const services = testServices(database, { manifests: rooms, now, lawProfile });
  await seedRegisters(database, '440000');
  await syncRoles(database);
  const client = await testServer(services);
  const { app, origin } = await wholeServer(services);
  let looks = 0;
  const sessions = new Map<string, TestClient>();

  const day = (date: string, hour = 10): void => {
    sessions.clear();
    services.setNow(`${date}T${String(hour - 8).padStart(2, '0')}:00:00.000Z`);
  };
  const as = async (loginName: string): Promise<TestClient> => {
    const known = sessions.get(loginName);
    if (known) return known;
    const browser = client.fresh();
    const { status } = await browser.send('POST', '/api/v1/session', { loginName, password: evaluationPassword });
    expect(status, loginName).toBe(200);
    sessions.set(loginName, browser);
    return browser;
  };
  const did = async (who: string, method: string, path: string, body?: unknown) => {
    const answer = await (await as(who)).send(method, `/api/v1${path}`, body);
    expect([path, answer.status, answer.status === 200 ? '' : answer.body]).toEqual([path, 200, '']);
    return answer.body;
  };

  return {
    database,
    services,
    day,
    today: (): string => dayAt(services.now()),
    did,
    /** A browser in which nobody is signed in. */
    client: (): TestClient => client.fresh(),
    /** Does what is refused, and gives the answer: a problem with its code, sentence and clause. */
    refused: async (who: string, method: string, path: string, body?: unknown) => {
      const answer = await (await as(who)).send(method, `/api/v1${path}`, body);
      expect(answer.status, path).toBeGreaterThanOrEqual(400);
      return answer.body;
    },
    /** Hands in one file. */
    handIn: (who: string, path: string, name: string, content: string | Uint8Array<ArrayBuffer>) => {
      const form = new FormData();
      form.append('file', new Blob([content]), name);
      return did(who, 'POST', path, form);
    },
    /** A page of the portal, as anybody reads it. */
    page: async (path: string): Promise<string> => {
      const answer = await fetch(origin + path);
      expect(answer.status, path).toBe(200);
      return answer.text();
    },
    /** The same as it is now: under an address that nobody has asked for yet, since pages are kept for some seconds. */
    pageNow: async (path: string, status = 200): Promise<string> => {
      looks += 1;
      const url = `${path}${path.includes('?') ? '&' : '?'}look=${looks}`;
      const answer = await app.inject({ url, headers: { host: `look-${looks}.test` } });
      expect(answer.statusCode, path).toBe(status);
      return answer.body;
    },
    /** Lets the jobs run that the program runs by itself. */
    night: async (...names: readonly string[]): Promise<void> => {
      for (const job of services.composition.jobs)
        if (names.includes(job.name)) await job.run(systemCall(services), undefined);
    },
    /** Accounts whose login name is the role, or the role and a number. */
    people: (
      accounts: readonly (readonly [
        loginName: string,
        role: EvaluationAccount['role'],
        regionCode: string,
        authority?: number,
      ])[],
    ): Promise<unknown> =>
      withTransaction(database, 'system', (tx) =>
        createEvaluationAccounts(
          tx,
          accounts.map(([loginName, role, regionCode, authorityId]) => ({
            loginName,
            displayName: `虚构${loginName}`,
            role,
            regionCode,
            authorityId,
          })),
          localDate('2026-01-01'),
        ),
      ),
  };
};
