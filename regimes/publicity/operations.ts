import { createHash } from 'node:crypto';
import { ok, refusal, refuse, type Refusal, refuseFields, type Result } from '#foundation/refusal.ts';
import { fill, pair } from '#foundation/text-pair.ts';
import { type Act, type Call, perform } from '#platform/operation/index.ts';
import { applyStroke, freezeGrounds, type LockedExposure, lockExposures, selectVisible } from './acts-storage.ts';
import { decideAct, needsReason } from './acts.ts';
import type { ExposureSelection } from './contract.ts';
import { exposureGrounds, lawFor } from './explain.ts';
import { actPermissions, type ExposureAct, type ExposureState, verbLabels } from './exposure.ts';
import { exposureTakenDownType } from './facts.ts';
import { eventsOf } from './events-storage.ts';
import { endHearing, tellFirms } from './operations-papers.ts';
import { journalWhole, makePublic } from './operations-release.ts';
import { closeReviews } from './operations-reviews.ts';
import { storiesOf } from './storage.ts';

/** What came of an act on several exposures. */
export interface ActAnswer {
  readonly done: number;
  readonly refused: number;
  readonly refusals: { readonly id: number; readonly refusal: Refusal }[];
}

const theExposure = pair('该曝光', 'The exposure');
const mostRefusals = 100;
const mostAtOnce = 20_000;
const tooMany = pair(
  `一次最多办理 ${mostAtOnce} 件，请缩小范围分批办理`,
  `At most ${mostAtOnce} at once; narrow the filter and act in parts`,
);

/** Somebody was faster: says who and with what. */
const overtaken = async (act: Act, id: number): Promise<Refusal> => {
  const last = (await eventsOf(act.tx, 'exposure', id)).at(-1);
  const plain = refusal('conflict');
  if (!last) return plain;
  const told = fill(pair('（最近一次：{by}{verb}）', ' (latest: {verb} by {by})'), {
    by: last.by ?? pair('系统', 'the program'),
    verb: verbLabels[last.verb as ExposureAct],
  });
  return { ...plain, text: { zh: plain.text.zh + told.zh, en: plain.text.en + told.en } };
};

const freeze = async (act: Act, ids: readonly number[]): Promise<void> => {
  const lawOn = lawFor(act.law, act.call.today);
  for (let from = 0; from < ids.length; from += 1000) {
    const stories = await storiesOf(act.tx, ids.slice(from, from + 1000));
    await freezeGrounds(
      act.tx,
      stories.map((story) => ({ id: story.id, grounds: exposureGrounds(story, lawOn) })),
    );
  }
};

/** Acts that the public sees: they stand whole in the journal. */
const seen: ReadonlySet<ExposureAct> = new Set(['release', 'take-down', 'revoke']);

/** What an act brings with it before its new state is stored. */
const prepare = async (
  act: Act,
  verb: ExposureAct,
  exposures: readonly LockedExposure[],
  reason: string | null,
): Promise<void> => {
  const ids = exposures.map((exposure) => exposure.id);
  if (verb === 'submit') await freeze(act, ids);
  if (verb === 'withdraw') await endHearing(act, ids, reason ?? '');
  if (verb === 'keep' || verb === 'revoke') await closeReviews(act, ids);
};

/** What follows from the new state, once it is stored. */
const follow = async (
  act: Act,
  verb: ExposureAct,
  exposures: readonly LockedExposure[],
): Promise<Result<undefined>> => {
  if (verb === 'decide')
    return tellFirms(
      act,
      exposures.map(({ id }) => id),
    );
  if (verb === 'release') await makePublic(act, exposures);
  if (verb === 'take-down' || verb === 'revoke')
    for (const [dataset, group] of Map.groupBy(exposures, (exposure) => exposure.dataset))
      act.emit({ type: exposureTakenDownType, payload: { dataset, exposureIds: group.map(({ id }) => id) } });
  return ok(undefined);
};

/** Journal: an act that the public sees of each exposure whole, so that it can be shown as it was; anything else by what was chosen. */
const note = async (
  act: Act,
  verb: ExposureAct,
  exposures: readonly LockedExposure[],
  reason: string | null,
): Promise<void> => {
  const why = reason === null ? {} : { reason };
  if (seen.has(verb)) {
    await journalWhole(act, `publicity.${verb}`, exposures.map(({ id }) => id), why); // prettier-ignore
    return;
  }
  for (const [dataset, group] of Map.groupBy(exposures, (exposure) => exposure.dataset)) {
    const ids = group.map((exposure) => exposure.id);
    const [only] = group;
    const one = group.length === 1 && only ? only : undefined;
    const chosen =
      ids.length <= 200 ? { exposures: ids } : { sha256: createHash('sha256').update(ids.join()).digest('hex') };
    act.journal({
      act: `publicity.${verb}`,
      subject: one ? `exposure/${one.id}` : 'exposures',
      dataset,
      ...(one?.cityCode ? { region: one.cityCode } : {}),
      payload: { count: ids.length, ...chosen, ...why },
    });
  }
};

const carryOut = async (
  act: Act,
  verb: ExposureAct,
  selection: ExposureSelection,
  { reason, releaseAt }: { readonly reason: string | null; readonly releaseAt: Date | undefined },
): Promise<Result<ActAnswer>> => {
  const { actor } = act.call;
  const visible = await selectVisible(act.tx, selection, actPermissions[verb]);
  if ('filter' in selection && visible.length !== selection.count) return refuse('conflict');
  if (visible.length > mostAtOnce) return refuseFields({ selection: tooMany });
  await act.asEngine();
  const seen = new Map('exposures' in selection ? selection.exposures.map((one) => [one.id, one.version]) : []);
  const allowed = new Set(visible.filter((one) => one.allowed || actor.kind === 'system').map((one) => one.id));
  const refusals: { id: number; refusal: Refusal }[] = [];
  for (const id of seen.keys())
    if (!visible.some((one) => one.id === id))
      refusals.push({ id, refusal: refusal('not-found', { thing: theExposure }) });
  for (const one of visible)
    if (!allowed.has(one.id)) refusals.push({ id: one.id, refusal: refusal('outside-your-region') });
  const byState = new Map<ExposureState, LockedExposure[]>();
  for (const exposure of await lockExposures(act.tx, [...allowed])) {
    const decided = decideAct(exposure, verb, actor.accountId);
    if (!decided.ok) refusals.push({ id: exposure.id, refusal: decided.refusal });
    else if (seen.size > 0 && seen.get(exposure.id) !== exposure.version)
      refusals.push({
        id: exposure.id,
        refusal: refusals.length < mostRefusals ? await overtaken(act, exposure.id) : refusal('conflict'),
      });
    else {
      const group = byState.get(decided.value);
      if (group) group.push(exposure);
      else byState.set(decided.value, [exposure]);
    }
  }
  const [first] = refusals;
  const exposures = [...byState.values()].flat();
  if (exposures.length === 0 && refusals.length === 1 && first) return { ok: false, refusal: first.refusal };
  for (const [state, group] of byState) {
    await prepare(act, verb, group, reason);
    const stroke = { act: verb, state, account: actor.accountId, at: act.call.services.now(), reason, ...(releaseAt && { releaseAt }) }; // prettier-ignore
    await applyStroke(act.tx, group.map((exposure) => exposure.id), stroke); // prettier-ignore
    const followed = await follow(act, verb, group);
    if (!followed.ok) return followed;
  }
  if (exposures.length > 0) await note(act, verb, exposures, reason);
  return ok({ done: exposures.length, refused: refusals.length, refusals: refusals.slice(0, mostRefusals) });
};

/**
 * Takes an act on a selection of exposures, in one transaction. What can't be taken is told one by one; a selection of one that
 * is refused gives its refusal.
 */
export const actOnExposures = (
  call: Call,
  verb: ExposureAct,
  selection: ExposureSelection,
  reason?: string,
  releaseAt?: Date,
): Promise<Result<ActAnswer>> => {
  const given = reason === undefined || reason === '' ? null : reason;
  if (needsReason(verb) && given === null) return Promise.resolve(refuse('reason-required'));
  if (verb === 'schedule' && (releaseAt === undefined || releaseAt <= call.services.now()))
    return Promise.resolve(refuse('release-time-past'));
  const permission = actPermissions[verb];
  const demand = {
    permission,
    ...(permission === 'publicity.release' ? { region: call.services.province } : {}),
    act: `publicity.${verb}`,
  };
  return perform(call, demand, (act) => carryOut(act, verb, selection, { reason: given, releaseAt }));
};
