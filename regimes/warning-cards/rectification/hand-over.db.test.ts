import { describe, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { replay } from '../../../tests/replay.ts';
import { handOverProcess } from './hand-over.ts';
import { handOver, receiveHandOver, returnOutcome } from './operations-hand-over.ts';
import { readRectification } from './operations-read.ts';
import { rectificationDesk } from './testing/rectification-desk.ts';

const { database, officer, county, on, rows, rowOf, answered, told } = await rectificationDesk();

describe('hand-over to enforcement', () => {
  test('goes with its evidence, comes back with its outcome, and moves nothing else', async () => {
    const { producer, cardId } = await answered();
    const { id } = await rowOf(producer);
    const handed = unwrap(await handOver(on(county, '2026-09-25'), id, { recipient: '虚构稽查局', suspicion: '生产不合格产品', evidence: ['检验报告', '抽样单'] })); // prettier-ignore
    expect(told(cardId)).toEqual(['handed-over']);
    expect(await receiveHandOver(on(county, '2026-09-26'), handed.id, { version: 1, receipt: '虚稽收1号', receivedOn: '2026-09-24' })).toMatchObject({ refusal: { code: 'before-hand-over' } }); // prettier-ignore
    const outcome = { outcome: 'fined' as const, amount: 2080, words: '罚款2080元', returnedOn: '2026-10-20' };
    expect(await returnOutcome(on(county, '2026-10-20'), handed.id, { version: 1, ...outcome })).toMatchObject({ refusal: { code: 'state-not-allowed', citation: { clause: '5.2' } } }); // prettier-ignore
    unwrap(await receiveHandOver(on(county, '2026-09-26'), handed.id, { version: 1, receipt: '虚稽收1号', receivedOn: '2026-09-26' })); // prettier-ignore
    unwrap(await returnOutcome(on(county, '2026-10-20'), handed.id, { version: 2, ...outcome }));
    expect(await rowOf(producer)).toMatchObject({ state: 'to-recheck' });
    const detail = unwrap(await readRectification(on(officer, '2026-10-21'), id, 'warning-cards.read'));
    expect(detail.handOvers).toMatchObject([{ state: 'returned', amount: 2080, evidence: ['检验报告', '抽样单'] }]);
    expect(detail.handOvers[0]?.number).toMatch(/^粤质稽移〔2026〕\d+号（演示）$/);
  });
});

describe('what enforcement found', () => {
  test('a fake is told once, when the outcome comes back; any other outcome is not', async () => {
    for (const finding of ['none', 'fake'] as const) {
      const { producer, cardId } = await answered();
      const { id } = await rowOf(producer);
      const handed = unwrap(await handOver(on(county, '2026-09-25'), id, { recipient: '虚构稽查局', suspicion: '涉嫌假冒', evidence: ['检验报告'] })); // prettier-ignore
      unwrap(await receiveHandOver(on(county, '2026-09-26'), handed.id, { version: 1, receipt: '虚稽收2号', receivedOn: '2026-09-26' })); // prettier-ignore
      const outcome = { outcome: 'both' as const, amount: 9000, words: '虚稽罚〔2026〕2号', returnedOn: '2026-10-20', finding }; // prettier-ignore
      unwrap(await returnOutcome(on(county, '2026-10-20'), handed.id, { version: 2, ...outcome }));
      expect(told(cardId).filter((type) => type === 'found-fake')).toHaveLength(finding === 'fake' ? 1 : 0);
      expect(await rows('select found_by, decision from warning_cards.published_fake where card_id = $1', [cardId])).toEqual(finding === 'fake' ? [{ found_by: '虚构稽查局', decision: '虚稽罚〔2026〕2号' }] : []); // prettier-ignore
    }
  });
});

test('what was noted of all of them, replayed, gives what stands', async () => {
  const { faults, verbs } = await replay(database, {
    flow: handOverProcess,
    table: 'warning_cards.hand_over',
    begins: { open: 'handed' },
  });
  expect(faults).toEqual([]);
  expect([...verbs]).toEqual(['open', 'receive', 'return-outcome']);
});
