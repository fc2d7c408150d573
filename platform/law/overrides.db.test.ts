import { beforeAll, describe, expect, test } from 'vitest';
import { localDate } from '#foundation/local-date.ts';
import { ok, unwrap } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { withTransaction } from '#platform/database/index.ts';
import type { Manifest } from '#platform/manifest.ts';
import { type Call, perform } from '#platform/operation/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { testCall, testServices, testSystemCall } from '../../tests/services.ts';
import { approveOverride, lawList, proposeOverride, rejectOverride } from './index.ts';

const { database } = await testDatabase();
const room: Manifest = {
  name: 'test',
  law: {
    'test.days': {
      title: pair('整改期限', 'time limit'),
      selectedBy: 'decision',
      values: [{ from: localDate('1949-10-01'), value: 30, source: pair('某办法', 'some measures'), confirmed: true }],
    },
  },
};
const services = testServices(database, { manifests: [room] });
let proposer: Call;
let approver: Call;
let both: Call;

const proposal = (value: unknown, from = '2026-01-01', to: string | null = null) => ({
  key: 'test.days',
  from: localDate(from),
  to: to === null ? null : localDate(to),
  value,
  source: { zh: '本省规定', en: '' },
  reason: '按本省规定执行',
});
const valueOn = async (on: string): Promise<unknown> => {
  const list = unwrap(await lawList(proposer, localDate(on)));
  return list.parameters[0]?.current?.value;
};

beforeAll(async () => {
  proposer = await testCall(services, { permissions: ['law.propose'] });
  approver = await testCall(services, { permissions: ['law.approve'] });
  both = await testCall(services, { permissions: ['law.propose', 'law.approve'] });
});

describe('overrides', () => {
  test('hold once a second person has approved them, on their days', async () => {
    const proposed = unwrap(await proposeOverride(proposer, proposal(60, '2026-01-01', '2026-12-31')));
    expect(proposed).toMatchObject({ state: 'proposed', source: { zh: '本省规定', en: '本省规定' } });
    expect(await valueOn('2026-06-01')).toBe(30);
    expect(unwrap(await approveOverride(approver, proposed.id, null))).toMatchObject({ state: 'approved' });
    expect(await valueOn('2026-06-01')).toBe(60);
    expect(await valueOn('2027-01-01')).toBe(30);
    const inAct = await perform(testSystemCall(services), { permission: null }, async (act) =>
      ok(act.law.get<number>('test.days', localDate('2026-06-01')).value),
    );
    expect(unwrap(inAct)).toBe(60);
    const entries = await withTransaction(database, 'system', (tx) =>
      tx.query<{ act: string }>(`select act from journal.entry where subject = 'law/test.days' order by at, act desc`),
    );
    expect(entries.map((entry) => entry.act)).toEqual(['law.propose', 'law.approve']);
  });

  test('are never approved by their proposer, nor twice; not even the database lets it happen', async () => {
    const own = unwrap(await proposeOverride(both, proposal(10)));
    expect(await approveOverride(both, own.id, null)).toMatchObject({ refusal: { code: 'four-eyes-same-person' } });
    const directly = withTransaction(database, 'system', (tx) =>
      tx.query(
        `update law.override set state = 'approved', decided_by = proposed_by, decided_at = now() where id = $1`,
        [own.id],
      ),
    );
    await expect(directly).rejects.toThrow('four_eyes');
    expect(unwrap(await rejectOverride(both, own.id, '撤回'))).toMatchObject({
      state: 'rejected',
      decisionReason: '撤回',
    });
    expect(await approveOverride(approver, own.id, null)).toMatchObject({ refusal: { code: 'state-not-allowed' } });
  });

  test('of two decisions at once one is told', async () => {
    const proposed = unwrap(await proposeOverride(proposer, proposal(45, '2030-01-01')));
    const answers = await Promise.all([
      approveOverride(approver, proposed.id, null),
      rejectOverride(both, proposed.id, '否'),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.find((answer) => !answer.ok)).toMatchObject({ refusal: { code: 'state-not-allowed' } });
  });

  test('are refused to whoever lacks the permission for the whole province, and for values of another kind', async () => {
    const city = await testCall(services, { permissions: ['law.propose'], region: '440600' });
    expect(await proposeOverride(city, proposal(1))).toMatchObject({ refusal: { code: 'outside-your-region' } });
    expect(await proposeOverride(approver, proposal(1))).toMatchObject({ refusal: { code: 'forbidden' } });
    expect(await proposeOverride(proposer, proposal('sixty'))).toMatchObject({
      refusal: { code: 'validation-failed' },
    });
    expect(await proposeOverride(proposer, proposal(1, '2026-02-01', '2026-01-01'))).toMatchObject({
      refusal: { fields: { to: {} } },
    });
    expect(await proposeOverride(proposer, { ...proposal(1), key: 'test.none' })).toMatchObject({
      refusal: { code: 'not-found' },
    });
  });
});
