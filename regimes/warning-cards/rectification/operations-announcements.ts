import { addDays, type LocalDate } from '#foundation/local-date.ts';
import type { ActInput } from '#foundation/process.ts';
import { ok, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { closeDeadlines, type DeadlineKind, openDeadlines } from '#platform/deadlines/index.ts';
import { type Act, type Call, perform, systemCall } from '#platform/operation/index.ts';
import { eventsIn, type Keeping, takeAct } from '#platform/process/index.ts';
import { type AnnouncementEnding, announcementProcess, type AnnouncementState, type AnnouncementVerb } from './announcement.ts'; // prettier-ignore
import { lawDays } from './operations-terms.ts';
import { announcementsWithoutTerm, endAnnouncements, lockAnnouncements, type LockedAnnouncement, storeShownUntil } from './storage-announcements.ts'; // prettier-ignore
import { rectificationIsVisible } from './storage.ts';

const clock = 'warning-cards/announcement';
const { recordEvents } = eventsIn('warning-cards');

/** Until when an announcement is shown: for its time, and after a lifting no longer than the time that follows one. */
const shownUntil = (act: Act, { announcedOn, shownUntil: until, lifted }: LockedAnnouncement): LocalDate => {
  const term = until ?? addDays(announcedOn, lawDays(act, 'announcement-days', announcedOn));
  const after = addDays(act.call.today, lawDays(act, 'announcement-days-lifted'));
  return lifted && after < term ? after : term;
};

const giveTerm = async (act: Act, things: readonly LockedAnnouncement[]): Promise<void> => {
  const terms = things
    .filter(({ state }) => state === 'shown')
    .map((thing) => ({ ...thing, until: shownUntil(act, thing) }));
  await storeShownUntil(act.tx, terms);
  await openDeadlines(
    act,
    clock,
    terms.map(({ id, dataset, firm, until }) => ({
      subject: `announcement/${id}`,
      id,
      dataset,
      dueOn: until,
      permission: null,
      place: null,
      title: pair(`${firm}：公告期满撤下`, `${firm}: its announcement is taken down`),
      link: `/rectifications/${id}`,
    })),
  );
};

/** Announcements of these rectifications get their last day, or after the lifting of their cards an earlier one. Call as engine. */
export const termAnnouncements = async (act: Act, ids: readonly number[]): Promise<void> =>
  giveTerm(act, await lockAnnouncements(act.tx, ids));

/** The program takes announcements down; each leaves its trace on the portal, in its timeline and in the journal. */
const takeDown = async (
  act: Act,
  things: readonly LockedAnnouncement[],
  verb: 'expire' | 'annul',
  endingOf: (thing: LockedAnnouncement) => AnnouncementEnding,
): Promise<void> => {
  const { today, services } = act.call;
  const state = verb === 'annul' ? 'revoked' : 'taken-down';
  for (const [ending, group] of Map.groupBy(things, endingOf))
    await endAnnouncements(act.tx, group.map(({ id }) => id), state, ending, today); // prettier-ignore
  const at = services.now();
  await recordEvents(act.tx, things.map(({ id }) => ({ kind: 'announcement', id, verb, state, account: null, at }))); // prettier-ignore
  for (const thing of things)
    act.journal({
      act: `warning-cards.${verb}-announcement`,
      subject: `announcement/${thing.id}`,
      dataset: thing.dataset,
      ...(thing.cityCode === null ? {} : { region: thing.cityCode }),
      payload: { announcedOn: thing.announcedOn, shownUntil: thing.shownUntil, ending: endingOf(thing) },
    });
};

/** Cards were revoked for error: their announcements, shown or not, were wrong. Call as engine. */
export const annulAnnouncements = async (act: Act, ids: readonly number[]): Promise<void> => {
  const things = (await lockAnnouncements(act.tx, ids)).filter(({ state }) => state !== 'revoked');
  await closeDeadlines(act, clock, things.map(({ id }) => id)); // prettier-ignore
  await takeDown(act, things, 'annul', () => 'error');
};

const keeping = ({ services, today }: Call): Keeping<AnnouncementState, AnnouncementVerb, LockedAnnouncement> => ({
  flow: announcementProcess,
  isVisible: rectificationIsVisible,
  lock: async (tx, id) => (await lockAnnouncements(tx, [id]))[0],
  placeOf: () => services.province,
  storeState: (tx, id, state) => endAnnouncements(tx, [id], state, 'early', today),
});

/** Takes an announcement down before its time, by decision and with reasons. */
export const takeAnnouncementDown = (call: Call, id: number, input: ActInput): Promise<Result<undefined>> =>
  takeAct(call, keeping(call), id, 'take-down', input, async ({ act, thing }) => {
    await closeDeadlines(act, clock, [id]);
    return ok({ value: undefined, payload: { announcedOn: thing.announcedOn, shownUntil: thing.shownUntil } });
  });

const atOnce = 2000;

/** Announcements that were made before they had a term get it. */
export const giveAnnouncementTerms = async (call: Call): Promise<void> => {
  for (;;) {
    const given = await perform(systemCall(call.services), { permission: null }, async (act) => {
      await act.asEngine();
      const things = await announcementsWithoutTerm(act.tx, atOnce);
      await giveTerm(act, things);
      return ok(things.length);
    });
    if (!given.ok || given.value < atOnce) return;
  }
};

/** The time for which announcements are shown; nobody has to act when it ends. */
export const announcementDeadline: DeadlineKind = {
  name: clock,
  title: pair('公告期满撤下', 'The announcement is taken down'),
  onDue: async (act, due) => {
    const ids = due.map(({ id }) => id);
    const things = (await lockAnnouncements(act.tx, ids)).filter(({ state }) => state === 'shown');
    await takeDown(act, things, 'expire', ({ lifted }) => (lifted ? 'corrected' : 'term'));
    await closeDeadlines(act, clock, ids);
  },
};
