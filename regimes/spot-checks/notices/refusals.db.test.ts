import { afterEach, describe, expect, test } from 'vitest';
import { localDate } from '#foundation/local-date.ts';
import { unwrap } from '#foundation/refusal.ts';
import { manifest as delivery } from '#platform/delivery/index.ts';
import { manifest as documents } from '#platform/documents/index.ts';
import { approveOverride, proposeOverride } from '#platform/law/index.ts';
import { resolveLaw } from '#platform/law/resolve.ts';
import { regimes } from '#regimes/index.ts';
import { registers } from '#registers/index.ts';
import { testDatabase } from '../../../tests/database.ts';
import { testCall, testServices, testSystemCall } from '../../../tests/services.ts';
import { loopRegisters } from '../common/testing/loop.ts';
import { law } from '../law.ts';
import { endClocks } from './operations-clock.ts';
import { noticeWorld, onDay } from './testing/loop-notices.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [...registers, documents, delivery, ...regimes] });
const made = await loopRegisters(database);
const world = await noticeWorld(services, made);
const earlier = await world.anotherPlan();
const { asEngine } = world;
const proposer = await testCall(services, { permissions: ['law.propose'] });
const approver = await testCall(services, { permissions: ['law.approve'] });

const countings = ['card', 'streak', 'rate'] as const;
type Counting = (typeof countings)[number];

/** What a refusal led to: a card, a streak with the failure that followed, and how it stands in the pass rate. */
const consequences = async (day: string) => {
  const firm = await made.enterprise();
  await world.refused(firm, new Date(`${day}T03:00:00Z`), earlier);
  const [card] = await asEngine((tx) =>
    tx.query<{ n: number }>('select count(*)::int as n from warning_cards.card where producer_id = $1', [firm]),
  );
  const [rate] = await asEngine((tx) =>
    tx.query<{ failed: number; refused: number }>(
      `select sum(failed)::int as failed, sum(refused)::int as refused from spot_checks.rollup where month = date_trunc('month', $1::date)`,
      [day],
    ),
  );
  const [sample = 0] = await world.reported([{ producer: firm }]);
  await asEngine((tx) =>
    tx.query(
      `update spot_checks.notice set state = 'served', manner = 'hand', served_on = '2026-09-01', effective_on = '2026-09-01', proof = '{}',
              objection_until = '2026-09-16' where sample_id = $1`,
      [sample],
    ),
  );
  await endClocks(onDay(testSystemCall(services), '2026-09-17'));
  const exposures = await asEngine((tx) =>
    tx.query<{ ground: string }>('select ground from publicity.exposure where producer_id = $1 order by 1', [firm]),
  );
  return {
    card: (card?.n ?? 0) > 0,
    streak: exposures.some(({ ground }) => ground === 'consecutive-failures'),
    rate: rate?.failed === 1 && rate.refused === 0,
    exposed: exposures.some(({ ground }) => ground === 'refusal'),
  };
};

/** Every case in a month of its own, so that the counts of one are not those of another. */
let month = 0;
const dayUnder = (measures: '2001' | '2019'): string =>
  `${measures === '2001' ? 2003 + (month++ % 10) : 2021 + (month++ % 5)}-${String((month % 12) + 1).padStart(2, '0')}-10`;

const setAside = () =>
  made.asOwner((tx) => tx.query(`update law.override set state = 'rejected' where state = 'approved'`));
afterEach(setAside);

const suppose = async (what: Counting, value: boolean): Promise<void> => {
  const { id } = unwrap(
    await proposeOverride(proposer, {
      key: `spot-checks.refusal-counts-for-${what}`,
      from: localDate('2000-03-28'),
      to: null,
      value,
      source: { zh: '虚构的本省规定', en: '' },
      reason: '核对参数',
    }),
  );
  unwrap(await approveOverride(approver, id, null));
};

describe('whether an unlawful refusal counts', () => {
  test('is by date: yes under the measures of 2001, no under those of 2019, alike under both profiles, and neither confirmed', () => {
    for (const profile of ['notice', 'current'] as const)
      for (const what of countings)
        for (const [day, counts] of [
          ['2000-03-28', true],
          ['2019-12-31', true],
          ['2020-01-01', false],
          ['2026-09-01', false],
        ] as const)
          expect(
            resolveLaw(law, profile).get<boolean>(`spot-checks.refusal-counts-for-${what}`, localDate(day)),
            `${what} on ${day} under ${profile}`,
          ).toMatchObject({ value: counts, confirmed: false });
  });

  test('under the measures of 2001 for the card, the streak and the rate; it is a ground for exposure besides', async () => {
    expect(await consequences(dayUnder('2001'))).toEqual({ card: true, streak: true, rate: true, exposed: true });
  });

  test('under those of 2019 for none of them; the ground for exposure stays', async () => {
    expect(await consequences(dayUnder('2019'))).toEqual({ card: false, streak: false, rate: false, exposed: true });
  });

  test.each(countings)('for the %s is decided apart from the other two', async (what) => {
    await suppose(what, true);
    const none = { card: false, streak: false, rate: false, exposed: true };
    expect(await consequences(dayUnder('2019'))).toEqual({ ...none, [what]: true });
    await setAside();
    await suppose(what, false);
    const all = { card: true, streak: true, rate: true, exposed: true };
    expect(await consequences(dayUnder('2001'))).toEqual({ ...all, [what]: false });
  });

  test('is settled on the day of the refusal: the last day of the old measures and the first of the new', async () => {
    expect(await consequences('2019-12-31')).toMatchObject({ card: true, streak: true });
    expect(await consequences('2020-01-01')).toMatchObject({ card: false, streak: false });
  });
});
