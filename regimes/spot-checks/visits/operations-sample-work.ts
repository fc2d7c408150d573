import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { type Act, dayAt } from '#platform/operation/index.ts';
import { recordEvents } from '../common/events-storage.ts';
import { takeNumbers } from '../common/numbers-storage.ts';
import type { LoopNumbers } from '../law-loop.ts';
import { issueCorrection, issueSealing, sealing } from '../papers/operations.ts';
import { loopNumber } from '../plans/rules.ts';
import type { Acting } from './operations-visit-work.ts';
import { decideCorrection, decideSheet, sheetChanges } from './rules.ts';
import { reserveKeepers } from './sample.ts';
import type { SheetInput } from './sheet-input.ts';
import type { LockedVisit } from './storage.ts';
import { insertCorrection, insertSample, type LockedSample, type NewCustody, recordCustody, rewriteSheet, sealsInUse, storeSeals } from './storage-samples.ts'; // prettier-ignore
import { visitProcess } from './visit.ts';

const used = (seals: readonly string[]) => refuse('seal-used', { seals: seals.join('、') });

/** Seals a sample on a visit under way: its sheet gets the next number. Runs as engine on the locked visit. */
export const sealSample = async (
  act: Act,
  visit: LockedVisit,
  sheet: SheetInput,
  { account, at, today, crew }: Acting,
): Promise<Result<{ readonly id: number; readonly number: string }>> => {
  if (crew && !visit.accounts.includes(account ?? '')) return refuse('visit-not-yours');
  if (visit.state !== 'started')
    return refuse('state-not-allowed', {
      state: visitProcess.states[visit.state],
      act: { zh: '填写抽样单', en: 'fill in a sheet' },
    });
  const sound = decideSheet(sheet, visit, today);
  if (!sound.ok) return sound;
  const taken = await sealsInUse(act.tx, visit.dataset, [...sheet.seals, ...sheet.reserve.seals], null);
  if (taken.length > 0) return used(taken);
  const year = Number(dayAt(at).slice(0, 4));
  const prefix = act.law.get<LoopNumbers>('spot-checks.numbers', today).value.sheet;
  const number = loopNumber(prefix, year, await takeNumbers(act.tx, visit.dataset, prefix, year), visit.dataset);
  const id = await insertSample(act.tx, visit, number, sheet);
  const lost = await storeSeals(act.tx, visit.dataset, id, sheet);
  if (lost.length > 0) return used(lost);
  const step = { sampleId: id, step: 'sealed', at, from: sheet.unit.name, seal: 'intact', account } as const;
  const custody: NewCustody[] = [{ ...step, part: 'main', to: '抽样人员' }];
  if (sheet.reserve.keptBy !== 'none')
    custody.push({ ...step, part: 'reserve', to: sheet.reserve.place || reserveKeepers[sheet.reserve.keptBy].zh });
  await recordCustody(act.tx, custody);
  const papers = await issueSealing(act, id);
  if (!papers.ok) return papers;
  await recordEvents(act.tx, [{ kind: 'sample', id, verb: 'seal', state: 'sealed', account, at }]);
  act.journal({
    act: 'spot-checks.seal-sample',
    subject: `sample/${id}`,
    dataset: visit.dataset,
    // The sheet names the firm while the visit is under way.
    confidential: true,
    ...(visit.place === null ? {} : { region: visit.place }),
    payload: { visit: visit.id, number, sheet },
  });
  return ok({ id, number });
};

/** Corrects a sheet, signed by both sides; what it said before stays beside it. Runs as engine on the locked sample. */
export const correctSample = async (
  act: Act,
  sample: LockedSample,
  correction: { readonly sheet: SheetInput; readonly reason: string; readonly signedBy: string },
  { account, at, today, crew }: Acting,
): Promise<Result<undefined>> => {
  const may = decideCorrection(sample.state, !crew || sample.accounts.includes(account ?? ''));
  if (!may.ok) return may;
  const { sheet, reason, signedBy } = correction;
  // What a sheet could not say at first, no correction makes it say.
  const sound = decideSheet(sheet, sample, today);
  if (!sound.ok) return sound;
  const changes = sheetChanges(sample.sheet, sheet);
  if (changes.length === 0) return refuse('sheet-unchanged');
  const taken = await sealsInUse(act.tx, sample.dataset, [...sheet.seals, ...sheet.reserve.seals], sample.id);
  if (taken.length > 0) return used(taken);
  const sealed = await sealing(act, sample.id);
  await rewriteSheet(act.tx, sample.id, sheet);
  const lost = await storeSeals(act.tx, sample.dataset, sample.id, sheet);
  if (lost.length > 0) return used(lost);
  await insertCorrection(act.tx, sample.id, {
    revision: sample.sheetRevision + 1,
    changes,
    reason,
    signedBy,
    account,
    at,
  });
  const papers = await issueCorrection(act, sample.id, sealed, reason);
  if (!papers.ok) return papers;
  await recordEvents(act.tx, [
    { kind: 'sample', id: sample.id, verb: 'correct', state: sample.state, account, at, reason },
  ]);
  act.journal({
    act: 'spot-checks.correct-sample',
    subject: `sample/${sample.id}`,
    dataset: sample.dataset,
    confidential: true,
    ...(sample.place === null ? {} : { region: sample.place }),
    payload: { changes, reason, signedBy },
  });
  return ok(undefined);
};
