import type { LocalDate } from '#foundation/local-date.ts';
import { pair } from '#foundation/text-pair.ts';
import { closeDeadlines, type NewDeadline, openDeadlines, redirectDeadlines } from '#platform/deadlines/index.ts';
import type { Act } from '#platform/operation/index.ts';
import { closeWork, openWork } from '#platform/work/index.ts';
import { rectificationProcess, type RectificationState } from './rectification.ts';
import { nextStepOf } from './next-step.ts';
import { type LockedRectification, type Terms, termsOf } from './storage.ts';

export const rectifyClock = 'warning-cards/rectify';
export const recheckClock = 'warning-cards/recheck';
const workKind = 'warning-cards.follow-up';

/** Division whose officers act; `null` for a firm of unknown place: then the provincial bureau acts itself. */
export const placeOf = (
  thing: Pick<LockedRectification, 'provinceCode' | 'cityCode' | 'countyCode'>,
  province: string,
): string | null => (thing.provinceCode === province ? (thing.countyCode ?? thing.cityCode) : null);

type Named = Pick<LockedRectification, 'id' | 'dataset' | 'firm' | 'enterpriseId' | 'provinceCode' | 'cityCode' | 'countyCode'>; // prettier-ignore

const rectifyItem = (thing: Named, province: string): Omit<NewDeadline, 'dueOn'> => ({
  subject: `rectification/${thing.id}`,
  id: thing.id,
  dataset: thing.dataset,
  permission: 'warning-cards.answer',
  place: `enterprise/${thing.enterpriseId}`,
  authority: { permission: 'warning-cards.follow', place: placeOf(thing, province) },
  title: pair(`${thing.firm}：完成整改并报告`, `${thing.firm}: rectify and report`),
  link: `/rectifications/${thing.id}`,
});

const recheckItem = (thing: Named, province: string): Omit<NewDeadline, 'dueOn'> => ({
  subject: `rectification/${thing.id}`,
  id: thing.id,
  dataset: thing.dataset,
  permission: 'warning-cards.follow',
  place: placeOf(thing, province),
  title: pair(`${thing.firm}：完成复查`, `${thing.firm}: re-check`),
  link: `/rectifications/${thing.id}`,
});

/** The firm has until then to rectify; the authority of its place hears first that it has not. */
export const openRectifyClock = (act: Act, thing: Named, dueOn: LocalDate): Promise<void> =>
  openDeadlines(act, rectifyClock, [{ ...rectifyItem(thing, act.call.services.province), dueOn }]);

/** The authority has until then to re-check. */
export const openRecheckClock = (act: Act, thing: Named, dueOn: LocalDate): Promise<void> =>
  openDeadlines(act, recheckClock, [{ ...recheckItem(thing, act.call.services.province), dueOn }]);

/** The clocks that stand, also paused and overdue ones, go to the firm and the authority that they are about now. */
export const redirectClocks = async (act: Act, things: readonly Named[]): Promise<void> => {
  const { province } = act.call.services;
  await redirectDeadlines(act, rectifyClock, things.map((thing) => rectifyItem(thing, province))); // prettier-ignore
  await redirectDeadlines(act, recheckClock, things.map((thing) => recheckItem(thing, province))); // prettier-ignore
};

/** Nobody has to act in time any more. */
export const closeClocks = async (act: Act, ids: readonly number[]): Promise<void> => {
  await closeDeadlines(act, rectifyClock, ids);
  await closeDeadlines(act, recheckClock, ids);
};

/** States in which an official must act next, and which no clock tells him. */
const waiting: readonly RectificationState[] = ['overdue', 'refused', 'answered', 'to-recheck', 'failed', 'proposed', 'announced', 'revocation']; // prettier-ignore

/** The last day of the term that runs, or that has run out, in a state. */
const termOf = (state: RectificationState, terms: Terms | undefined): LocalDate | null => {
  if (state === 'overdue' || state === 'refused') return terms?.dueOn ?? null;
  return state === 'answered' || state === 'to-recheck' || state === 'announced' ? (terms?.recheckDueOn ?? null) : null;
};

/** The commerce authority has answered: whoever follows the firm records what it decided. */
export const tellOfAnswer = (act: Act, thing: Named): Promise<void> =>
  openWork(act, [
    {
      kind: workKind,
      subject: `rectification/${thing.id}`,
      title: pair(`${thing.firm}：登记机关已反馈，登记其决定`, `${thing.firm}: the commerce authority has answered; record its decision`),
      link: `/rectifications/${thing.id}`,
      permission: 'warning-cards.follow',
      region: placeOf(thing, act.call.services.province),
      dataset: thing.dataset,
      priority: 1,
    },
  ]); // prettier-ignore

/** Brings the work items of rectifications in line with their state and their terms. */
export const followWork = async (
  act: Act,
  things: readonly (Named & { readonly proposedBy: string | null })[],
  state: RectificationState,
): Promise<void> => {
  const keyOf = ({ id }: Named) => ({ kind: workKind, subject: `rectification/${id}` });
  if (!waiting.includes(state)) {
    await closeWork(act, things.map(keyOf));
    return;
  }
  const { province } = act.call.services;
  const words = nextStepOf(state)?.words ?? rectificationProcess.states[state];
  // The act that led here may have set another term than the one it found.
  const terms = await termsOf(
    act.tx,
    things.map(({ id }) => id),
  );
  await openWork(
    act,
    things.map((thing) => ({
      ...keyOf(thing),
      title: pair(`${thing.firm}：${words.zh}`, `${thing.firm}: ${words.en}`),
      link: `/rectifications/${thing.id}`,
      permission: state === 'proposed' ? 'warning-cards.issue' : 'warning-cards.follow',
      region: state === 'proposed' ? province : placeOf(thing, province),
      dataset: thing.dataset,
      ...(state === 'proposed' ? { notBy: thing.proposedBy } : {}),
      dueOn: termOf(state, terms.get(thing.id)),
      priority: state === 'overdue' || state === 'refused' ? (2 as const) : (1 as const),
    })),
  );
};
