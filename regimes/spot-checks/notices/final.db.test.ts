import { describe, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { manifest as delivery } from '#platform/delivery/index.ts';
import { manifest as documents } from '#platform/documents/index.ts';
import { publicReading } from '#platform/database/index.ts';
import { publicRecord } from '#regimes/publicity/index.ts';
import { regimes } from '#regimes/index.ts';
import { registers } from '#registers/index.ts';
import { testDatabase } from '../../../tests/database.ts';
import { testServices, testSystemCall } from '../../../tests/services.ts';
import { loopRegisters } from '../common/testing/loop.ts';
import { kept, recount } from '../testing/recount.ts';
import { publishResults } from './operations-final.ts';
import { endClocks } from './operations-clock.ts';
import { noticeWorld, onDay } from './testing/loop-notices.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [...registers, documents, delivery, ...regimes] });
const made = await loopRegisters(database);
const world = await noticeWorld(services, made);
const { asEngine, decider, officer } = world;

/** Everything is served at once on the first day. */
const serveAll = () =>
  asEngine((tx) =>
    tx.query(
      `update spot_checks.notice set state = 'served', manner = 'hand', served_on = '2026-09-01', effective_on = '2026-09-01', proof = '{}',
              objection_until = '2026-09-16', identity_until = case when identity = 'asked' then date '2026-09-16' end where state = 'to-serve'`,
    ),
  );
const lapsed = async () => {
  await serveAll();
  await endClocks(onDay(testSystemCall(services), '2026-09-17'));
};
const cards = (producer: number) =>
  asEngine((tx) =>
    tx.query<{ kind: string; state: string; published: string | null }>(
      'select kind, state, published_on as published from warning_cards.card where producer_id = $1',
      [producer],
    ),
  );
const exposures = (producer: number) =>
  asEngine((tx) =>
    tx.query<{ ground: string; state: string }>('select ground, state from publicity.exposure where producer_id = $1', [
      producer,
    ]),
  );
const lines = async (sql: string): Promise<string[]> =>
  (await asEngine((tx) => tx.query(sql))).map((line) => JSON.stringify(line)).toSorted();

describe('a final result', () => {
  test('is withheld from the public until it is published, while follow-up is proposed at once', async () => {
    const own = await made.enterprise('虚构本省厂');
    const foreign = await made.enterprise('虚构外省厂');
    await made.asOwner((tx) =>
      tx.query(`update enterprises.enterprise set province_code = '330000', city_code = '330100' where id = $1`, [
        foreign,
      ]),
    );
    await world.reported([{ producer: own }, { producer: foreign }]);
    await lapsed();
    expect(await cards(own)).toEqual([{ kind: 'yellow', state: 'proposed', published: null }]);
    expect(await cards(foreign)).toMatchObject([{ kind: 'transfer', state: 'proposed' }]);

    const reading = publicReading(database);
    const seen = () => publicRecord.publicEnterprises(reading)(own);
    const figures = async () =>
      (await publicRecord.publicStatistics(reading, 'demo', 'regular', '440000')).overall.failed;
    expect(await seen()).toMatchObject({ results: [], counts: { fail: 0 } });
    expect(await figures()).toBe(0);
    expect(await publicRecord.publishedDatasets(reading)).toEqual([]);
    expect(await publicRecord.openDataPage(reading, 'demo', 0, 10)).toEqual([]);

    expect(await publishResults(officer, world.plan.id)).toMatchObject({ refusal: { code: 'forbidden' } });
    unwrap(await publishResults(onDay(decider, '2026-09-20'), world.plan.id));
    expect(await publishResults(decider, world.plan.id)).toMatchObject({ refusal: { code: 'nothing-to-publish' } });
    expect(await seen()).toMatchObject({
      results: [{ publishedOn: '2026-09-20', verdict: 'fail' }],
      counts: { fail: 1 },
    });
    expect(await figures()).toBe(1);
    expect(await cards(own)).toMatchObject([{ state: 'proposed', published: '2026-09-20' }]);
  });

  test('of the serious class is a ground for exposure by itself; one that merely failed is not', async () => {
    const bad = await made.enterprise('虚构劣质厂');
    const mere = await made.enterprise('虚构不合格厂');
    const [serious] = await world.reported([{ producer: bad }, { producer: mere }]);
    await asEngine((tx) =>
      tx.query(
        `with r as (update spot_checks.report set serious = true where sample_id = $1 returning id)
         insert into spot_checks.report_item (report_id, ordinal, item, limit_text, class, comparison, verdict)
         select id, 90, '虚构安全项目', '应符合', 'A', 'full', 'fail' from r`,
        [serious],
      ),
    );
    await lapsed();
    expect(await exposures(bad)).toEqual([{ ground: 'serious', state: 'proposed' }]);
    expect(await exposures(mere)).toEqual([]);
    const [{ basis } = { basis: '' }] = await asEngine((tx) =>
      tx.query<{ basis: string }>('select basis::text as basis from publicity.exposure where producer_id = $1', [bad]),
    );
    expect(basis).toContain('虚构安全项目');
  });

  test('of a producer who proved that it is not his leads to no card for him', async () => {
    const named = await made.enterprise('虚构被冒名厂');
    const seller = await made.enterprise('虚构商场', { retailer: true });
    await world.reported([{ producer: named, seller, site: 'shop' }]);
    await asEngine((tx) =>
      tx.query(`update spot_checks.notice set identity = 'denial-proven' where enterprise_id = $1`, [named]),
    );
    await lapsed();
    expect(await cards(named)).toEqual([]);
    const stored = await asEngine((tx) =>
      tx.query(
        'select producer_id as producer, parties_settled as settled from spot_checks.result where seller_id = $1',
        [seller],
      ),
    );
    expect(stored).toEqual([{ producer: null, settled: false }]);
  });
});

describe('a refusal that stands', () => {
  test('under the law of 2026 is a ground for exposure and counts as no failure', async () => {
    const firm = await made.enterprise('虚构拒检厂');
    await world.refused(firm);
    expect(await exposures(firm)).toEqual([{ ground: 'refusal', state: 'proposed' }]);
    expect(await cards(firm)).toEqual([]);
  });

  test('before 2020 counts as a failing result for the card and in the rate', async () => {
    const firm = await made.enterprise('虚构旧拒检厂');
    await world.refused(firm, new Date('2015-05-05T03:00:00Z'));
    expect(await cards(firm)).toMatchObject([{ kind: 'yellow', state: 'proposed' }]);
    const [row] = await asEngine((tx) =>
      tx.query<{ failed: number; refused: number }>(
        `select sum(failed)::int as failed, sum(refused)::int as refused from spot_checks.rollup where month = '2015-05-01' and category_id = $1`,
        [world.categoryId],
      ),
    );
    expect(row).toEqual({ failed: 1, refused: 0 });
    // Undone for the recount below, which knows verdicts alone.
    await asEngine((tx) =>
      tx.query(
        `update spot_checks.rollup set failed = 0, refused = 1 where month = '2015-05-01' and category_id = $1`,
        [world.categoryId],
      ),
    );
  });
});

test('many samples become final in a handful of statements, and the roll-ups equal a recount', async () => {
  const firms = await Promise.all(Array.from({ length: 40 }, (_, at) => made.enterprise(`虚构群厂${at}`)));
  const many = 3000;
  const samples = await world.reported(
    Array.from({ length: many }, (_, at) => ({
      producer: firms[at % firms.length] ?? null,
      conclusion: at % 7 === 0 ? ('fail' as const) : ('pass' as const),
    })),
  );
  await serveAll();
  await endClocks(onDay(testSystemCall(services), '2026-09-17'));
  const [done] = await asEngine((tx) =>
    tx.query<{ n: number; failed: number }>(
      `select count(*)::int as n, (count(*) filter (where r.verdict = 'fail'))::int as failed
         from spot_checks.sample s join spot_checks.result r on r.id = s.result_id where s.id = any ($1::bigint[]) and s.state = 'final'`,
      [samples],
    ),
  );
  expect(done).toEqual({ n: many, failed: Math.ceil(many / 7) });
  expect(await lines(kept)).toEqual(await lines(recount));
  const [cardsOfAll] = await asEngine((tx) =>
    tx.query<{ n: number }>(
      'select count(*)::int as n from warning_cards.card where producer_id = any ($1::bigint[])',
      [firms],
    ),
  );
  expect(cardsOfAll?.n).toBe(firms.length);
});
