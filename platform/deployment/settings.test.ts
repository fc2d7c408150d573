import { expect, test } from 'vitest';
import { resolveSettings, usualSettings } from './settings.ts';

const live = { mode: 'live', province: '450000', lawProfile: 'current' } as const;

test('a new database is the evaluation province unless told otherwise; a live one follows the law of the day', () => {
  expect(resolveSettings(undefined, {})).toEqual({ ok: true, value: usualSettings });
  expect(resolveSettings(undefined, { mode: 'live', province: '450000' })).toEqual({ ok: true, value: live });
});

test('what was recorded holds, and cannot be asked away', () => {
  expect(resolveSettings(live, {})).toEqual({ ok: true, value: live });
  expect(resolveSettings(live, { mode: 'live' }).ok).toBe(true);
  const refused = resolveSettings(live, { mode: 'evaluation' });
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'deployment-differs' } });
  expect(!refused.ok && refused.refusal.text.en).toContain('ZHIJIAN_MODE');
});
