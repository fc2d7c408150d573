import { cite, resolveCitation } from '#foundation/citation.ts';
import type { Dataset } from '#foundation/dataset.ts';
import { addDays, type LocalDate, localDate, printDate } from '#foundation/local-date.ts';
import type { ActInput } from '#foundation/process.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import type { ServiceInput } from '#foundation/service.ts';
import { pair } from '#foundation/text-pair.ts';
import { closeDeadlines, moveDeadlines, pauseDeadlines, resumeDeadlines } from '#platform/deadlines/index.ts';
import { attachEvidence } from '#platform/evidence/index.ts';
import type { Act, Call } from '#platform/operation/index.ts';
import { type Keeping, takeAct, type Taken } from '#platform/process/index.ts';
import { cardEndedType, cardLiftedType, cardReopenedType, rectificationRefusedType, revocationProposedType, turnedRedType } from '../facts.ts'; // prettier-ignore
import { shareCard } from '../operations-papers.ts';
import { issueAnnouncement, issueLifts, issueStopOrder, shareWithFirm } from './operations-papers.ts';
import { endedWords } from './order-papers.ts';
import { termAnnouncements } from './operations-announcements.ts';
import { proposeToCommerce } from './operations-commerce.ts';
import { decideRechecks } from './operations-open.ts';
import { closeTasksOf, openTasks, pauseTasksOf, resumeTasksOf } from './operations-tasks.ts';
import { lastDay, lawDays, termsOfService } from './operations-terms.ts';
import { tellOfRectifications } from './operations-told.ts';
import { closeClocks, followWork, openRecheckClock, openRectifyClock, placeOf, recheckClock, rectifyClock } from './operations-work.ts'; // prettier-ignore
import { type AnswerInput, type EndGround, type PauseGround, rectificationProcess, type RectificationState, type RectificationVerb, type SeriousCriterion, type TaskInput } from './rectification.ts'; // prettier-ignore
import { chainCitation, type ChainStep, checkAnswer, extendedTo, type ExtensionLaw, followingStep, mayAskExtension, outcomeOf, recheckWindow, seriousStep, stateOfStep, underArticle17 } from './rules.ts'; // prettier-ignore
import { type Changes, isFollowUpPlan, licencesOfCard, type LockedRectification, lockRectifications, rectificationIsVisible, serviceChanges, storeChanges, storeState } from './storage.ts'; // prettier-ignore

/** What an act may bring along; the contract asks for what each needs. */
export interface RectificationInput extends ActInput {
  readonly service?: ServiceInput | undefined;
  readonly answer?: AnswerInput | undefined;
  /** Day on which a paper came in. */
  readonly filedOn?: string | undefined;
  readonly planId?: number | undefined;
  readonly criterion?: SeriousCriterion | undefined;
  readonly announcedIn?: string | undefined;
  readonly tasks?: readonly TaskInput[] | undefined;
  readonly ground?: PauseGround | EndGround | undefined;
  readonly decision?: { readonly by: string; readonly number: string; readonly noticeOn: string; readonly hearing: string } | undefined; // prettier-ignore
}

/** Acts of the provincial bureau: their permission must hold for the whole province. */
const provincial: ReadonlySet<RectificationVerb> = new Set(['decide-step', 'return-step', 'pass-on-site']);

/** Where the permission of an act must hold. */
export const actPlace = (
  thing: Pick<LockedRectification, 'enterpriseId' | 'provinceCode' | 'cityCode' | 'countyCode'>,
  verb: RectificationVerb,
  province: string,
): string | null =>
  provincial.has(verb)
    ? province
    : rectificationProcess.acts[verb].permission === 'warning-cards.answer'
      ? `enterprise/${thing.enterpriseId}`
      : placeOf(thing, province);

const keeping = (call: Call): Keeping<RectificationState, RectificationVerb, LockedRectification> => ({
  flow: rectificationProcess,
  isVisible: rectificationIsVisible,
  lock: async (tx, id) => (await lockRectifications(tx, [id]))[0],
  placeOf: (thing, verb) => actPlace(thing, verb, call.services.province),
  notBy: ({ proposedBy }, verb) => (verb === 'decide-step' ? [proposedBy] : []),
  storeState,
});

type Outcome = Result<{
  readonly value: undefined;
  readonly next?: RectificationState;
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly after?: () => Promise<unknown>;
}>;
type Doing = Taken<RectificationState, LockedRectification>;
type Work = (doing: Doing, input: RectificationInput) => Promise<Outcome>;

const done = (more: Omit<Extract<Outcome, { ok: true }>['value'], 'value'> = {}): Outcome =>
  ok({ value: undefined, ...more });
const emit = (act: Act, type: string, { dataset, cardId }: { readonly dataset: Dataset; readonly cardId: number }): void =>
  act.emit({ type, payload: { dataset, cardIds: [cardId] } }); // prettier-ignore
const backTo = ({ state, before }: LockedRectification): RectificationState =>
  (state === 'proposed' || state === 'paused') && before !== null ? before : state;

const extensionLaw = (act: Act, on: LocalDate): ExtensionLaw => {
  const cited = act.law.profile === 'current' ? resolveCitation('spot-check-measures-2019', '46') : undefined;
  return {
    days: lawDays(act, 'extension-days', on),
    askBefore: lawDays(act, 'extension-notice', on),
    citation: cited?.ok === true ? cited.value : undefined,
  };
};

/** What the contract of the act asks for. */
const given = <T>(value: T | undefined): T => {
  if (value === undefined) throw new TypeError('the act came without what its contract asks for');
  return value;
};

const serve: Work = async ({ act, thing }, input) => {
  const service = given(input.service);
  const { today } = act.call;
  const day = localDate(service.day);
  if (day > today) return refuse('date-in-future', { value: day, today });
  if (day < thing.orderedOn)
    return refuse('served-before-order', { day: printDate(day), order: printDate(thing.orderedOn) });
  const terms = termsOfService(act, thing.step, { manner: service.manner, day });
  if (!terms.ok) return terms;
  const { effectiveOn, dueOn, recheckDueOn } = terms.value;
  await storeChanges(act.tx, thing.id, {
    ...serviceChanges(service, effectiveOn),
    dueOn,
    recheckDueOn,
    extended: false,
    extensionAskedOn: null,
    extensionReason: null,
  });
  await shareWithFirm(act, 'rectification', thing);
  await shareCard(act, thing);
  await openRectifyClock(act, thing, dueOn);
  await openRecheckClock(act, thing, recheckDueOn);
  return done({ payload: { service, effectiveOn, dueOn, recheckDueOn } });
};

const answer: Work = async ({ act, thing }, input) => {
  const { files, filedOn, ...kept } = given(input.answer);
  const sound = checkAnswer({ ...kept, files, filedOn }, act.call.today);
  if (!sound.ok) return sound;
  const place = placeOf(thing, act.call.services.province);
  const attached = await attachEvidence(act, {
    subject: `rectification/${thing.id}`,
    dataset: thing.dataset,
    ids: files,
    readers: [
      { permission: 'warning-cards.read', place },
      { permission: 'warning-cards.answer', place: `enterprise/${thing.enterpriseId}` },
    ],
  });
  if (!attached.ok) return attached;
  const answeredOn = filedOn === undefined ? act.call.today : localDate(filedOn);
  await storeChanges(act.tx, thing.id, { answer: kept, answeredOn });
  await closeDeadlines(act, rectifyClock, [thing.id]);
  return done({ payload: { ...kept, answeredOn, files: attached.value.map(({ sha256 }) => sha256) } });
};

const askExtension: Work = async ({ act, thing, reason }, { filedOn }) => {
  const { today } = act.call;
  const day = filedOn === undefined ? today : localDate(filedOn);
  if (day > today) return refuse('date-in-future', { value: day, today });
  const may = mayAskExtension({ ...thing, asked: thing.extensionAskedOn !== null }, day, extensionLaw(act, thing.effectiveOn ?? day)); // prettier-ignore
  if (!may.ok) return may;
  await storeChanges(act.tx, thing.id, { extensionAskedOn: day, extensionReason: reason });
  return done({ payload: { askedOn: day } });
};

const extend: Work = async ({ act, thing }) => {
  if (thing.extensionAskedOn === null || thing.dueOn === null) return refuse('extension-not-asked');
  const law = extensionLaw(act, thing.effectiveOn ?? act.call.today);
  const may = mayAskExtension({ ...thing, asked: false }, thing.extensionAskedOn, law);
  if (!may.ok) return may;
  const until = extendedTo(thing.dueOn, law.days, act.law.calendar);
  if (!until.ok) return until;
  const dueOn = until.value;
  await storeChanges(act.tx, thing.id, { dueOn, extended: true });
  await moveDeadlines(act, rectifyClock, [{ id: thing.id, dueOn, reason: '批准延期' }]);
  return done({ payload: { dueOn } });
};

const declineExtension: Work = async ({ act, thing }) => {
  if (thing.extensionAskedOn === null || thing.extended) return refuse('extension-not-asked');
  await storeChanges(act.tx, thing.id, { extensionAskedOn: null });
  return done();
};

const recordRefusal: Work = async ({ act, thing }) => {
  await closeDeadlines(act, rectifyClock, [thing.id]);
  emit(act, rectificationRefusedType, thing);
  return done();
};

const sendBack: Work = async ({ act, thing }) => {
  const { dueOn } = thing;
  if (dueOn === null || dueOn < act.call.today) return done({ next: 'overdue' });
  await openRectifyClock(act, thing, dueOn);
  return done();
};

const arrange: Work = async ({ act, thing }, { planId }) => {
  const { today } = act.call;
  if (thing.state === 'announced' && thing.announcedOn !== null) {
    const window = act.law.get<{ from: number; to: number }>('warning-cards.announced-recheck', today).value;
    const timely = recheckWindow(thing.announcedOn, today, window, chainCitation(act.law.profile, today));
    if (!timely.ok) return timely;
  }
  if (planId !== undefined && !(await isFollowUpPlan(act.tx, planId, thing.dataset, thing.categoryId)))
    return refuse('not-found', { thing: pair('该产品种类的跟踪抽查计划', 'A follow-up plan with this category') });
  await storeChanges(act.tx, thing.id, { planId: planId ?? null });
  await closeDeadlines(act, rectifyClock, [thing.id]);
  return done({ payload: { plan: planId ?? null } });
};

const passOnSite: Work = async ({ act, thing }) => {
  const paper = await issueLifts(act, [thing.id], true);
  if (!paper.ok) return paper;
  await closeClocks(act, [thing.id]);
  await closeTasksOf(act, [thing.id]);
  emit(act, cardLiftedType, thing);
  return done({ after: () => termAnnouncements(act, [thing.id]) });
};

const chainOf = (act: Act): readonly ChainStep[] =>
  act.law.get<readonly ChainStep[]>('warning-cards.chain', act.call.today).value;

const propose =
  (serious: boolean): Work =>
  async ({ act, thing, account }, { criterion }) => {
    const { today } = act.call;
    const citation = chainCitation(act.law.profile, today);
    const allowed = act.law.get<readonly string[]>('warning-cards.serious', today).value;
    const step = serious
      ? seriousStep(allowed, given(criterion), thing.step, citation)
      : followingStep(chainOf(act), thing, citation);
    if (!step.ok) return step;
    await storeChanges(act.tx, thing.id, {
      pendingStep: step.value,
      before: thing.state,
      proposedBy: account,
      serious: serious ? (criterion ?? null) : null,
    });
    // Where the term of the step runs on, it runs until the red card: a proposal that is returned has cost nobody a day.
    if (!serious) await closeClocks(act, [thing.id]);
    return done({ payload: { step: step.value, ...(criterion === undefined ? {} : { criterion }) } });
  };

const decideStep: Work = async ({ act, thing, reason }, { tasks = [], announcedIn }) => {
  const { today } = act.call;
  const citation = chainCitation(act.law.profile, today);
  const { before, pendingStep: step } = thing;
  if (step === null || before === null) throw new Error(`rectification ${thing.id} waits for no step`);
  if (thing.serious === null) {
    const still = followingStep(chainOf(act), { step: thing.step, state: before }, citation);
    if (!still.ok) return still;
    if (still.value !== step) return refuse('conflict');
  }
  if (step === 'announcement' && announcedIn === undefined) return refuse('announcement-place-missing', {}, citation);
  if (step === 'overhaul' && tasks.length === 0) return refuse('joint-tasks-missing', {}, cite('notice', '4.3.2'));
  const over = tasks.find(({ dueOn }) => localDate(dueOn) < today);
  if (over) return refuse('task-day-over', { department: over.department, day: printDate(localDate(over.dueOn)) });
  const changes: Changes = { step, recheckFrom: today, dueOn: null };
  await closeClocks(act, [thing.id]);
  if (step === 'announcement') {
    const window = act.law.get<{ from: number; to: number }>('warning-cards.announced-recheck', today).value;
    const recheckDueOn = lastDay(act, today, window.to);
    const announced = await issueAnnouncement(act, thing.id, {
      ended: given(outcomeOf(before)),
      announcedIn: given(announcedIn),
      recheckFrom: addDays(today, window.from),
      recheckUntil: recheckDueOn,
    });
    if (!announced.ok) return announced;
    await storeChanges(act.tx, thing.id, { ...changes, announcedOn: today, announcedIn, recheckDueOn, announcementNumber: announced.value.number, announcement: announced.value.announcement, announcementState: 'shown' }); // prettier-ignore
    await termAnnouncements(act, [thing.id]);
    await openRecheckClock(act, thing, recheckDueOn);
  }
  if (step === 'overhaul') {
    await storeChanges(act.tx, thing.id, { ...changes, orderedOn: today });
    const why =
      thing.serious !== null
        ? '质量问题严重'
        : thing.step === 'announcement'
          ? '公告后经复查仍不合格'
          : endedWords[given(outcomeOf(before))];
    const paper = await issueStopOrder(act, thing.id, { redCard: act.law.profile === 'notice', reason: reason ?? why, tasks }); // prettier-ignore
    if (!paper.ok) return paper;
    await openTasks(act, thing, tasks, paper.value);
    emit(act, turnedRedType, thing);
  }
  if (step === 'revocation') {
    await storeChanges(act.tx, thing.id, changes);
    if (underArticle17(act.law.profile, today)) {
      const written = await proposeToCommerce(act, thing);
      if (!written.ok) return written;
    } else emit(act, revocationProposedType, thing);
  }
  // To announce is to serve: on the day of the announcement everybody has it, the firm too.
  const service = step === 'announcement' ? { service: { manner: 'public', day: today, medium: announcedIn } } : {};
  return done({ next: stateOfStep(step), payload: { step, ...service, ...(tasks.length === 0 ? {} : { tasks }) } });
};

/** Where it goes on: a term that has run out while it stood still, or waited for a decision, is over. */
const onItsDay = (state: RectificationState, dueOn: LocalDate | null, today: LocalDate): RectificationState =>
  state === 'rectifying' && dueOn !== null && dueOn < today ? 'overdue' : state;

const returnStep: Work = async ({ act, thing }) => {
  const next = onItsDay(thing.before ?? thing.state, thing.dueOn, act.call.today);
  await storeChanges(act.tx, thing.id, { serious: null });
  if ((next === 'overdue' || next === 'refused') && thing.recheckDueOn !== null)
    await openRecheckClock(act, thing, thing.recheckDueOn);
  return done({ next });
};

const recordRevocation =
  (revoked: boolean): Work =>
  async ({ act, thing }, { decision }) => {
    const { today } = act.call;
    if (!decision) return refuse('hearing-missing', {}, chainCitation(act.law.profile, today));
    const noticeOn = localDate(decision.noticeOn);
    if (noticeOn > today) return refuse('date-in-future', { value: noticeOn, today });
    // Told before the step was due, the firm was told of something else.
    if (noticeOn < thing.recheckFrom)
      return refuse(
        'notice-before-step',
        { day: printDate(noticeOn), step: printDate(thing.recheckFrom) },
        chainCitation(act.law.profile, today),
      );
    // What the register knows is decided there, by who has the power; article 17 speaks of the business licence.
    const known = revoked && !underArticle17(act.law.profile, today) ? await licencesOfCard(act.tx, thing.cardId, today) : []; // prettier-ignore
    if (known.length > 0)
      return refuse('licence-on-record', { licences: pair(known.join('、'), known.join(', ')) }, cite('notice', '4.3.2')); // prettier-ignore
    // Nothing was revoked: the overhaul stands, and what fails from now on may be proposed again.
    if (revoked) await closeTasksOf(act, [thing.id]);
    else await storeChanges(act.tx, thing.id, { step: 'overhaul', recheckFrom: today });
    return done({ payload: { decision } });
  };

const pause: Work = async ({ act, thing, reason }, input) => {
  const ground = given(input.ground);
  for (const clock of [rectifyClock, recheckClock]) {
    const paused = await pauseDeadlines(act, clock, [thing.id], reason ?? '');
    if (!paused.ok) return paused;
  }
  const tasks = await pauseTasksOf(act, [thing.id], reason ?? '');
  if (!tasks.ok) return tasks;
  await storeChanges(act.tx, thing.id, { before: backTo(thing), ground });
  return done({ payload: { ground } });
};

const end: Work = async (doing, input) => {
  const paused = await pause(doing, input);
  if (paused.ok) emit(doing.act, cardEndedType, doing.thing);
  return paused;
};

const resume: Work = async ({ act, thing, reason }) => {
  const changes: { dueOn?: LocalDate; recheckDueOn?: LocalDate } = {};
  for (const [clock, column] of [[rectifyClock, 'dueOn'], [recheckClock, 'recheckDueOn']] as const) {
    const resumed = await resumeDeadlines(act, clock, [thing.id], reason ?? '');
    if (!resumed.ok) return resumed;
    const [run] = resumed.value;
    if (run) changes[column] = run.dueOn;
  } // prettier-ignore
  const tasks = await resumeTasksOf(act, [thing.id], reason ?? '');
  if (!tasks.ok) return tasks;
  await storeChanges(act.tx, thing.id, { ...changes, ground: null });
  const dueOn = changes.dueOn ?? thing.dueOn;
  return done({ next: onItsDay(thing.before ?? thing.state, dueOn, act.call.today), payload: changes });
};

const reopen: Work = async (doing, input) => {
  const resumed = await resume(doing, input);
  if (resumed.ok) emit(doing.act, cardReopenedType, doing.thing);
  return resumed;
};

const works: Readonly<Record<RectificationVerb, Work>> = {
  serve,
  answer,
  'register-answer': answer,
  'ask-extension': askExtension,
  'register-extension': askExtension,
  extend,
  'decline-extension': declineExtension,
  'record-refusal': recordRefusal,
  'confirm-visit': async ({ act, thing }) => {
    await storeChanges(act.tx, thing.id, { visitedOn: act.call.today });
    return done();
  },
  'send-back': sendBack,
  arrange,
  'pass-on-site': passOnSite,
  'propose-step': propose(false),
  'propose-serious': propose(true),
  'decide-step': decideStep,
  'return-step': returnStep,
  'record-revocation': recordRevocation(true),
  'record-no-revocation': recordRevocation(false),
  pause,
  resume,
  end,
  reopen,
};

/** The last day that an act has given to the firm. */
const dueAfter = (payload: Readonly<Record<string, unknown>> | undefined): LocalDate | null =>
  typeof payload?.['dueOn'] === 'string' ? localDate(payload['dueOn']) : null;

/** Takes an act on a rectification: with what the act needs, its papers, clocks, facts and work items, in one transaction. */
export const actOnRectification = (
  call: Call,
  id: number,
  verb: RectificationVerb,
  input: RectificationInput,
): Promise<Result<undefined>> =>
  takeAct(call, keeping(call), id, verb, input, async (doing) => {
    const worked = await works[verb](doing, input);
    if (!worked.ok) return worked;
    const state = worked.value.next ?? doing.next;
    const proposedBy = state === 'proposed' ? doing.account : null;
    return ok({
      ...worked.value,
      after: async () => {
        const { act, thing, reason } = doing;
        await followWork(act, [{ ...thing, proposedBy }], state);
        await tellOfRectifications(act, verb, [thing], { reason, dueOn: dueAfter(worked.value.payload) });
        // What was reported while it stood still, or waited for a decision, decides now.
        if (verb === 'resume' || verb === 'reopen' || verb === 'return-step') await decideRechecks(act, [id]);
      },
    });
  });
