import { deadline } from '#foundation/deadline.ts';
import type { Fact } from '#foundation/fact.ts';
import { addDays, type LocalDate } from '#foundation/local-date.ts';
import type { Act } from '#platform/operation/types.ts';
import { recordEvents } from '../common/events-storage.ts';
import type { SamplesReceived } from '../facts.ts';
import { openReports, samplesToOpen } from './storage.ts';

/** Last day of a test that begins today, by the term in force on the sampling date. Beyond the published calendars nothing rolls. */
export const testUntil = (act: Act, sampledOn: LocalDate): LocalDate => {
  const { value: days } = act.law.get<number>('spot-checks.test-days', sampledOn);
  const term = deadline(act.call.today, { days, count: 'natural' }, act.law.calendar);
  return term.ok ? term.value.due : addDays(act.call.today, days);
};

/** Opens a report for every sample that was received, in sets; a sample that has one keeps it. Runs as engine. */
export const openForReceived = async (act: Act, facts: readonly Fact[]): Promise<void> => {
  const at = act.call.services.now();
  for (const { part, sampleIds } of facts.map(({ payload }) => payload as SamplesReceived['payload'])) {
    const purpose = part === 'main' ? 'first' : 'retest';
    const samples = await samplesToOpen(act.tx, sampleIds, purpose);
    const due = new Map<LocalDate, LocalDate>();
    for (const { sampledOn } of samples) if (!due.has(sampledOn)) due.set(sampledOn, testUntil(act, sampledOn));
    const opened = await openReports(
      act.tx,
      samples.map(({ id, sampledOn }) => ({ id, dueOn: due.get(sampledOn) ?? act.call.today })),
      purpose,
      at,
    );
    const account = act.call.actor.accountId;
    await recordEvents(
      act.tx,
      opened.map((id) => ({ kind: 'report', id, verb: 'open', state: 'open', account, at })),
    );
  }
};
