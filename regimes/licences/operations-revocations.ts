import { cite } from '#foundation/citation.ts';
import type { Dataset } from '#foundation/dataset.ts';
import type { Grounds } from '#foundation/grounds.ts';
import { localDate, printDate } from '#foundation/local-date.ts';
import { byNumber, countStates, inPages, type PageQuery } from '#foundation/paging.ts';
import { offerActs } from '#foundation/process.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { fill, pair } from '#foundation/text-pair.ts';
import { addWorkingDays } from '#foundation/working-days.ts';
import { type Act, type Call, holds, observe, perform, type View } from '#platform/operation/index.ts';
import { eventsIn, type Keeping, takeAct, type Taken, wordEvents } from '#platform/process/index.ts';
import type { RevocationDetail, StepInput } from './contracts/revocations.ts';
import { actsOf, licenceActLabels, standingLabels } from './licence.ts';
import { placeOf as placeOfLicence, theLicence } from './operations.ts';
import { decideStep, nextOfRevocation, powerProblem, revocationEventWords, revocationProcess, type RevocationState, revocationStates, type RevocationVerb } from './revocation.ts'; // prettier-ignore
import { emitRevoked } from './operations-holds.ts';
import { issueRevocation } from './operations-papers.ts';
import { tellProceeding, tellRevoked } from './operations-told.ts';
import { wholeStanding } from './rules.ts';
import { countRevocations, findPower, findRevocation, insertRevocation, lockRevocation, openForCards, pageOfRevocations, revocationIsVisible, type RevocationRecord, storeRevocationState, storeStep } from './storage-revocations.ts'; // prettier-ignore
import { findLicence, licenceIsVisible, lockLicence, storeTerm, takeTurn } from './storage.ts';

const { eventsOf, recordEvents } = eventsIn('licences');
const read = { permission: 'licences.see-revocations' } as const;
const deciding = (verb: RevocationVerb): boolean => verb === 'revoke' || verb === 'keep';

const keeping = (call: Call): Keeping<RevocationState, RevocationVerb, RevocationRecord> => ({
  flow: revocationProcess,
  isVisible: revocationIsVisible,
  lock: lockRevocation,
  // The power is the provincial bureau's, for the licences that it has issued.
  placeOf: () => call.services.province,
  notBy: ({ proposerId }, verb) => (deciding(verb) ? [proposerId] : []),
  storeState: storeRevocationState,
});

/** A page of revocations, the latest first. */
export const listRevocations = (
  call: Call,
  { dataset, state, ...page }: PageQuery & { readonly dataset: Dataset; readonly state?: RevocationState | undefined },
) =>
  inPages(byNumber, page, ({ after, most, cut }) =>
    observe(call, read, async ({ tx }) => {
      const [rows, groups] = await Promise.all([
        pageOfRevocations(tx, dataset, state, after, most),
        countRevocations(tx, dataset),
      ]);
      return ok({ ...cut(rows), ...countStates(revocationStates, groups, state) });
    }),
  );

const groundsOf = ({ law, call }: View, revocation: RevocationRecord): Grounds => {
  const on = revocation.servedOn ?? call.today;
  const years = law.get<number>('licences.barred-years', call.today);
  const days = law.get<number>('licences.hearing-days', on);
  return {
    facts: [
      {
        text: pair(revocation.facts, revocation.facts),
        ...(revocation.cardId === null ? {} : { ref: `card/${revocation.cardId}` }),
      },
    ],
    citations: [
      cite('notice', '4.3.2'),
      cite('administrative-penalty-law', '63'),
      cite('administrative-penalty-law', '64'),
      cite('production-licence-regulation', ''),
    ],
    parameters: [days, years],
    explanation: fill(
      pair(
        '拟吊销“{holder}”的生产许可证{number}。事实和理由：{facts}。企业自告知之日起{days}个工作日内可以要求听证{until}；吊销后{years}年内不得再次申请。',
        'Revocation of production licence {number} of “{holder}”. Facts and reasons: {facts}. The firm may ask for a hearing within {days} working days of being told{until}; for {years} years after a revocation it may not apply again.',
      ),
      {
        holder: revocation.holder.name,
        number: revocation.number,
        facts: revocation.facts,
        days: days.value,
        years: years.value,
        until:
          revocation.hearingUntil === null
            ? pair('', '')
            : fill(pair('（至{day}）', ' (until {day})'), { day: printDate(revocation.hearingUntil) }),
      },
    ),
  };
};

const detailOf = async (view: View, id: number): Promise<Result<RevocationDetail>> => {
  const { tx, call } = view;
  const revocation = await findRevocation(tx, id);
  const missing = () => refuse('not-found', { thing: revocationProcess.name });
  if (!revocation) return missing();
  const [events, licence] = await Promise.all([
    eventsOf(tx, 'revocation', id),
    findLicence(tx, revocation.licenceId, call.today),
  ]);
  if (!licence) return missing();
  const { proposerId, issuerRegion: _region, place: _place, holderId: _holder, ...rest } = revocation;
  const offered = offerActs(
    revocationProcess,
    revocation.state,
    call.actor.accountId,
    (permission) => holds(call.actor, permission, call.services.province),
    (verb) => (deciding(verb) ? [proposerId] : []),
  ).map((act) => {
    // Why it is too early is said before anybody tries.
    const early = act.act === 'revoke' && act.refusal === null ? decideStep('revoke', revocation, { on: call.today, today: call.today, noticedOn: null }, 0, view.law.calendar) : undefined; // prettier-ignore
    return early && !early.ok ? { ...act, refusal: early.refusal } : act;
  });
  return ok({
    ...rest,
    grounds: groundsOf(view, revocation),
    next: nextOfRevocation(revocation.state, revocation, call.today),
    acts: offered,
    events: wordEvents(events, revocationEventWords),
    licence,
  });
};

/** One revocation: its grounds, what comes next, what happened. */
export const getRevocation = (call: Call, id: number): Promise<Result<RevocationDetail>> =>
  observe(call, read, (view) => detailOf(view, id));

/** Proposes the revocation of a licence that the provincial bureau has issued. */
export const proposeRevocation = async (
  call: Call,
  licenceId: number,
  { facts, cardId }: { readonly facts: string; readonly cardId: number | null },
): Promise<Result<RevocationDetail>> => {
  const demand = { permission: 'licences.propose', region: call.services.province, act: 'licences.propose-revocation' };
  const done = await perform(call, demand, async (act) => {
    if (call.actor.kind !== 'system' && !(await licenceIsVisible(act.tx, licenceId)))
      return refuse('not-found', { thing: theLicence });
    await act.asEngine();
    await takeTurn(act.tx);
    const [licence, power] = [await lockLicence(act.tx, licenceId), await findPower(act.tx, licenceId)];
    if (!licence || !power) return refuse('not-found', { thing: theLicence });
    if (licence.dataset === 'historical') return refuse('historical-record');
    const may = powerProblem(power, call.services.province);
    if (!may.ok) return may;
    const standing = wholeStanding(licence, licence.holds, call.today, licence.scope);
    if (!(actsOf[standing] as readonly string[]).includes('issuer-revoke'))
      return refuse('state-not-allowed', { state: standingLabels[standing], act: licenceActLabels['issuer-revoke'] }, cite('notice', '4.3.2')); // prettier-ignore
    const at = call.services.now();
    const account = call.actor.accountId;
    const id = await insertRevocation(act.tx, { dataset: licence.dataset, licenceId, cardId, facts, by: account, at });
    if (id === undefined) return refuse('revocation-open');
    await recordEvents(act.tx, [
      { kind: 'revocation', id, verb: 'propose', state: 'proposed', account, at, reason: facts },
    ]);
    act.journal({
      act: demand.act,
      subject: `revocation/${id}`,
      dataset: licence.dataset,
      ...(placeOfLicence(licence) === null ? {} : { region: placeOfLicence(licence) ?? '' }),
      payload: { licenceId, facts, cardId },
    });
    return ok(id);
  });
  return done.ok ? getRevocation(call, done.value) : done;
};

/** The steps of the law against a card are done: the program opens the revocation of each licence that the card suspends and that is ours. */
export const proposeForCards = async (act: Act, dataset: Dataset, cardIds: readonly number[]): Promise<void> => {
  if (dataset === 'historical') return;
  const { call, tx } = act;
  await takeTurn(tx);
  const opened = await openForCards(tx, cardIds, call.services.province, call.services.now());
  if (opened.length === 0) return;
  act.journal({
    act: 'licences.propose-revocation',
    subject: opened.length === 1 && opened[0] !== undefined ? `revocation/${opened[0]}` : 'licences',
    dataset,
    payload: { revocations: opened, cards: [...cardIds] },
  });
};

/** Stores what a step fixes; a revocation ends the licence on the day of the decision. */
const store = async (
  { act, thing, account, reason }: Taken<RevocationState, RevocationRecord>,
  verb: RevocationVerb,
  on: ReturnType<typeof localDate>,
): Promise<Result<unknown>> => {
  const { tx, call, law } = act;
  switch (verb) {
    case 'notify': {
      const days = law.get<number>('licences.hearing-days', on).value;
      const until = addWorkingDays(on, days, law.calendar);
      if (!until.ok) return until;
      await storeStep(tx, thing.id, { servedOn: on, hearingUntil: until.value });
      await tellProceeding(act, thing.id, thing.licenceId, { hearingUntil: until.value });
      return ok(undefined);
    }
    case 'request-hearing':
      await storeStep(tx, thing.id, { requestedOn: on });
      return ok(undefined);
    case 'hear':
      await storeStep(tx, thing.id, { heardOn: on });
      return ok(undefined);
    case 'keep':
    case 'withdraw':
      await storeStep(tx, thing.id, {
        decidedOn: call.today,
        reason,
        ...(verb === 'keep' ? { decidedBy: account } : {}),
      });
      // What the holder was never told of is not taken back to it either.
      if (thing.servedOn !== null)
        await tellProceeding(act, thing.id, thing.licenceId, verb === 'keep' ? 'kept' : 'withdrawn');
      return ok(undefined);
    case 'revoke': {
      const licence = await lockLicence(tx, thing.licenceId);
      if (!licence) return refuse('not-found', { thing: theLicence });
      // The holder may have surrendered it meanwhile, or the issuer revoked it: there is nothing left to revoke.
      if (licence.revokedOn !== null || licence.surrenderedOn !== null) return refuse('conflict');
      await storeStep(tx, thing.id, { decidedOn: call.today, decidedBy: account, reason });
      await storeTerm(tx, thing.licenceId, { revokedOn: call.today });
      await recordEvents(tx, [
        {
          kind: 'licence',
          id: thing.licenceId,
          verb: 'revoke',
          state: 'revoked',
          account,
          at: call.services.now(),
          reason,
          detail: { revocationId: thing.id, on: call.today },
        },
      ]);
      const paper = await issueRevocation(act, thing, reason ?? '');
      if (!paper.ok) return paper;
      await tellRevoked(act, thing.id, thing.licenceId);
      await emitRevoked(act, thing.dataset, [thing.licenceId]);
      return ok(undefined);
    }
  }
};

/** Takes a step of a revocation; none is skipped, and nobody decides before the firm could be heard. */
export const actOnRevocation = async (
  call: Call,
  id: number,
  verb: RevocationVerb,
  { on: day, noticedOn, ...input }: StepInput,
): Promise<Result<RevocationDetail>> => {
  const on = day === undefined ? call.today : localDate(day);
  const done = await takeAct(call, keeping(call), id, verb, input, async (taken) => {
    const { act, thing } = taken;
    await takeTurn(act.tx);
    const noticeDays = act.law.get<number>('licences.hearing-notice-days', on).value;
    const noticed = noticedOn === undefined ? null : localDate(noticedOn);
    const step = decideStep(verb, thing, { on, today: call.today, noticedOn: noticed }, noticeDays, act.law.calendar);
    if (!step.ok) return step;
    const stored = await store(taken, verb, on);
    return stored.ok
      ? ok({ value: undefined, payload: { licenceId: thing.licenceId, on, noticedOn: noticed } })
      : stored;
  });
  return done.ok ? getRevocation(call, id) : done;
};
