import { describe, expect, test } from 'vitest';
import { inPages } from '#foundation/paging.ts';
import { ok } from '#foundation/refusal.ts';
import { localDate } from '#foundation/local-date.ts';
import { withTransaction } from '#platform/database/index.ts';
import { perform } from '#platform/operation/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { testCall, testServices, testSystemCall } from '../../tests/services.ts';
import { manifest } from './index.ts';
import { findEntry, latestFirst, listEntries } from './list.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [manifest] });
const auditor = await testCall(services, { permissions: ['journal.read'] });

const write = async (instant: string, act: string, ...subjects: string[]): Promise<void> => {
  services.setNow(instant);
  await perform(testSystemCall(services), { permission: null }, async (work) => {
    for (const subject of subjects) work.journal({ act, subject, dataset: 'demo', payload: { 理由: '试验' } });
    return ok(undefined);
  });
};
await write('2026-08-31T15:59:59.999Z', 'cards.issue', 'card/1', 'card/2');
await write('2026-08-31T16:00:00.000Z', 'cards.revoke', 'card/1');
await write('2026-09-02T00:00:00.123Z', 'exposures.release', 'exposure/7', 'card_/1');

const session = { account: auditor.actor.accountId ?? '' };
const list = async (filter: Parameters<typeof listEntries>[2], limit = 50, cursor?: string) => {
  const page = await inPages(latestFirst, { cursor, limit }, ({ after, most, cut }) =>
    withTransaction(database, session, async (tx) =>
      ok(cut(await listEntries(tx, services.composition, filter, { after, limit: most }))),
    ),
  );
  if (!page.ok) throw new Error(page.refusal.text.en);
  return { items: page.value.rows, next: page.value.next };
};
const found = async (filter: Parameters<typeof listEntries>[2]): Promise<string[]> =>
  (await list(filter)).items.map((line) => `${line.act} ${line.subject}`).toSorted();

describe('the list of the journal', () => {
  test('filters by act, subject, actor and days of China', async () => {
    expect(await found({ act: 'cards.issue' })).toEqual(['cards.issue card/1', 'cards.issue card/2']);
    expect(await found({ act: 'cards.' })).toHaveLength(3);
    expect(await found({ subject: 'card/1' })).toEqual(['cards.issue card/1', 'cards.revoke card/1']);
    expect(await found({ subject: 'card_/' })).toEqual(['exposures.release card_/1']);
    expect(await found({ from: localDate('2026-09-01'), to: localDate('2026-09-01') })).toEqual([
      'cards.revoke card/1',
    ]);
    expect(await found({ to: localDate('2026-08-31') })).toHaveLength(2);
    expect(await found({ actor: '系统' })).toHaveLength(5);
    expect(await found({ actor: '%' })).toEqual([]);
    expect(await found({ accountId: auditor.actor.accountId ?? '' })).toEqual([]);
    expect(await found({ dataset: 'live' })).toEqual([]);
  });

  test('goes through in pages without losing or repeating, newest first', async () => {
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await list({}, 2, cursor ?? undefined);
      seen.push(...page.items.map((line) => line.id));
      cursor = page.next;
    } while (cursor);
    const { items } = await list({});
    expect(seen).toEqual(items.map((line) => line.id));
    expect(items.map((line) => line.at)).toEqual(
      items
        .map((line) => line.at)
        .toSorted()
        .toReversed(),
    );
    expect(items[0]).toMatchObject({ payload: { 理由: '试验' }, seq: null, dataset: 'demo', kind: 'system' });
    expect(latestFirst.read('bm9uc2Vuc2U')).toBeUndefined();
  });

  test('gives the bytes that are hashed', async () => {
    const [line] = (await list({ act: 'cards.revoke' })).items;
    const entry = await withTransaction(database, session, (tx) => findEntry(tx, services.composition, line?.id ?? ''));
    expect(JSON.parse(entry?.canonical ?? '{}')).toMatchObject({
      id: line?.id,
      subject: 'card/1',
      at: '2026-08-31T16:00:00.000Z',
    });
    expect(entry).toMatchObject({
      salt: expect.stringMatching(/^[0-9a-f]{64}$/),
      leaf: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
});

describe('the routes of the journal', () => {
  const route = (path: string) => {
    const bound = manifest.routes?.find((candidate) => candidate.contract.path === path);
    if (!bound) throw new Error(`no route ${path}`);
    return async (input: object) => {
      const answer = await bound.handle(
        auditor,
        { params: {}, query: {}, ...input } as never,
        (async function* () {})(),
      );
      return answer.ok && 'value' in answer ? bound.contract.response.parse(answer.value) : answer;
    };
  };

  test('answer as their contracts say, sealed and unsealed', async () => {
    expect(await route('/api/v1/journal/seal')({})).toMatchObject({ seal: null });
    const [line] = (await list({ act: 'cards.revoke' })).items;
    const params = { entryId: line?.id };
    expect(await route('/api/v1/journal/entries/:entryId/proof')({ params })).toMatchObject({
      refusal: { code: 'not-found' },
    });
    const { sealAll } = await import('./testing.ts');
    await sealAll(services);
    expect(await route('/api/v1/journal/seal')({})).toMatchObject({ seal: { size: 5 } });
    expect(await route('/api/v1/journal/seals')({})).toMatchObject({ next: null });
    expect(await route('/api/v1/journal/leaves')({ query: { from: 3 } })).toMatchObject({
      from: 3,
      leaves: [{}, {}].map(() => expect.any(String)),
    });
    expect(await route('/api/v1/journal/entries/:entryId/proof')({ params })).toMatchObject({
      seq: 2,
      seal: { size: expect.any(Number) },
    });
    expect(await route('/api/v1/journal/entries/:entryId')({ params })).toMatchObject({ seq: 2 });
    expect(await route('/api/v1/journal')({ query: { limit: 2, act: 'cards.' } })).toMatchObject({
      next: expect.any(String),
    });
    expect(await route('/api/v1/journal')({ query: { limit: 2, cursor: 'x' } })).toMatchObject({
      refusal: { code: 'validation-failed' },
    });
  });
});
