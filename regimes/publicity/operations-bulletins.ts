import { cite } from '#foundation/citation.ts';
import { byNumber, countStates, inPages, type PageQuery } from '#foundation/paging.ts';
import { type ActInput, decideAct, offerActs } from '#foundation/process.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import type { Tx } from '#platform/database/index.ts';
import { issuePaper } from '#platform/documents/index.ts';
import { type Act, type Call, holds, observe, perform, type View } from '#platform/operation/index.ts';
import { type Keeping, takeAct, wordEvents } from '#platform/process/index.ts';
import { type BulletinAct, bulletinEventWords, bulletinProcess, type BulletinState, bulletinStates, type Figures } from './bulletin.ts'; // prettier-ignore
import { bulletinConsequences, draftOf, nextBulletinStep, withRate } from './bulletin-rules.ts';
import { type BulletinFilter, bulletinIsVisible, countBulletins, findBulletin, findCheck, insertBulletin, lockBulletin, type LockedBulletin, namesToday, pageOfBulletins, rawFigures, storeBulletinState, storeRelease, storeReleaseTime, storeReturn, storeText } from './bulletins-storage.ts'; // prettier-ignore
import type { BulletinDetail } from './contract.ts';
import { bulletinPaper } from './documents.ts';
import { eventsOf, recordEvents } from './events-storage.ts';
import { insertRelease } from './media-storage.ts';
import { issuer } from './operations-papers.ts';

const read = { permission: 'publicity.read' } as const;

/** A page of bulletins, newest first, with counts per state. */
export const listBulletins = (call: Call, { cursor, limit, ...filter }: BulletinFilter & PageQuery) =>
  inPages(byNumber, { cursor, limit }, ({ after, most, cut }) =>
    observe(call, read, async ({ tx }) => {
      const [rows, groups] = await Promise.all([
        pageOfBulletins(tx, filter, after ?? null, most),
        countBulletins(tx, filter),
      ]);
      return ok({ ...cut(rows), ...countStates(bulletinStates, groups, filter.state) });
    }),
  );

/** Who wrote a bulletin neither releases it nor sets its time. */
const notBy = (writer: string | null, verb: BulletinAct): readonly (string | null)[] =>
  verb === 'release' || verb === 'schedule' ? [writer] : [];

/** The names of the failing list as of today, until it is released: a firm may be renamed after the bulletin was drafted. */
const namedToday = async (tx: Tx, figures: Figures): Promise<Figures> => {
  const names = await namesToday(tx, figures.failing.map(({ resultId }) => resultId)); // prettier-ignore
  const today = new Map(names.map((line) => [line.resultId, line]));
  return { ...figures, failing: figures.failing.map((line) => ({ ...line, ...today.get(line.resultId) })) };
};

const detailOf = async ({ call, tx }: View, id: number): Promise<Result<BulletinDetail>> => {
  const bulletin = await findBulletin(tx, id);
  if (!bulletin) return refuse('not-found', { thing: bulletinProcess.name });
  const may = (permission: string) => holds(call.actor, permission, call.services.province);
  const events = await eventsOf(tx, 'bulletin', id);
  return ok({
    ...bulletin,
    figures: bulletin.state === 'released' ? bulletin.figures : await namedToday(tx, bulletin.figures),
    next: nextBulletinStep(bulletin.state),
    acts: offerActs(bulletinProcess, bulletin.state, call.actor.accountId, may, (verb) => notBy(bulletin.writer, verb)),
    consequences: bulletinConsequences,
    events: wordEvents(events, bulletinEventWords),
  });
};

/** One bulletin with its figures and what may be done next. */
export const getBulletin = (call: Call, id: number): Promise<Result<BulletinDetail>> =>
  observe(call, read, (view) => detailOf(view, id));

const figuresOf = async (act: Act, checkId: number, categoryId: number | null): Promise<Figures | undefined> => {
  const raw = await rawFigures(act.tx, checkId, categoryId);
  if (!raw.total || raw.total.samples === 0) return undefined;
  return {
    on: act.call.today,
    total: withRate(raw.total),
    categories: raw.categories.map(({ id, name, ...counts }) => ({ id, name, ...withRate(counts) })),
    items: raw.items,
    failing: raw.failing,
    unsettled: raw.unsettled,
  };
};

export interface ComposeInput {
  readonly checkId: number;
  readonly categoryId?: number | undefined;
  readonly correctsId?: number | undefined;
}

/** Drafts a bulletin from a spot check, with figures and the failing list; with `correctsId` a correction of a released one. */
export const composeBulletin = (call: Call, input: ComposeInput): Promise<Result<BulletinDetail>> =>
  perform(
    call,
    { permission: 'publicity.write', region: call.services.province, act: 'publicity.compose' },
    async (act) => {
      await act.asEngine();
      const { checkId, categoryId = null, correctsId = null } = input;
      const check = await findCheck(act.tx, checkId, categoryId);
      if (!check) return refuse('not-found', { thing: pair('该次抽查', 'The spot check') });
      const corrected = correctsId === null ? undefined : await lockBulletin(act.tx, correctsId);
      if (correctsId !== null && (!corrected || corrected.state !== 'released' || corrected.dataset !== check.dataset))
        return refuse('not-found', { thing: pair('要更正的已发布通报', 'The released bulletin to correct') });
      const levels = act.law.get<readonly string[]>('publicity.levels', call.today);
      if (!levels.value.includes(check.level)) return refuse('bulletin-level', {}, cite('notice', '4.2'));
      const figures = await figuresOf(act, checkId, categoryId);
      if (!figures) return refuse('not-found', { thing: pair('该次抽查的结果', 'Any result of this spot check') });
      const corrects = corrected ? { number: corrected.number ?? '', title: corrected.title } : null;
      const smallBelow = act.law.get<number>('spot-checks.small-number', call.today).value;
      const draft = draftOf({ dataset: check.dataset, check, category: check.category, corrects, figures, smallBelow });
      const at = call.services.now();
      const id = await insertBulletin(act.tx, {
        ...draft,
        dataset: check.dataset,
        checkId,
        categoryId,
        correctsId,
        figures,
        account: call.actor.accountId,
        at,
      });
      await recordEvents(act.tx, [
        { kind: 'bulletin', id, verb: 'compose', state: 'draft', account: call.actor.accountId, at },
      ]);
      act.journal({
        act: 'publicity.compose',
        subject: `bulletin/${id}`,
        dataset: check.dataset,
        payload: { checkId, categoryId, correctsId },
      });
      return detailOf(act, id);
    },
  );

export interface EditInput {
  readonly version: number;
  readonly title: string;
  readonly body: string;
}

/** Changes the text of a draft. */
export const editBulletin = (call: Call, id: number, input: EditInput): Promise<Result<BulletinDetail>> =>
  perform(
    call,
    { permission: 'publicity.write', region: call.services.province, act: 'publicity.edit' },
    async (act) => {
      await act.asEngine();
      const bulletin = await lockBulletin(act.tx, id);
      if (!bulletin) return refuse('not-found', { thing: bulletinProcess.name });
      const decided = decideAct(bulletinProcess, bulletin.state, 'submit', call.actor.accountId);
      if (!decided.ok) return decided;
      if (bulletin.version !== input.version) return refuse('conflict');
      await storeText(act.tx, id, input.title, input.body, call.actor.accountId, call.services.now());
      act.journal({
        act: 'publicity.edit',
        subject: `bulletin/${id}`,
        dataset: bulletin.dataset,
        payload: { title: input.title, body: input.body },
      });
      return detailOf(act, id);
    },
  );

const keeping = ({ services }: Call): Keeping<BulletinState, BulletinAct, LockedBulletin> => ({
  flow: bulletinProcess,
  isVisible: bulletinIsVisible,
  lock: lockBulletin,
  placeOf: () => services.province,
  notBy: ({ writtenBy }, verb) => notBy(writtenBy, verb),
  storeState: storeBulletinState,
});

/** Issues a bulletin as a paper, whose number is its own, and makes it public. Call as engine, before its state is stored. */
export const publishBulletin = async (
  act: Act,
  bulletin: LockedBulletin,
  account: string | null,
): Promise<Result<{ readonly number: string }>> => {
  const { id, dataset, title, body } = bulletin;
  const figures = await namedToday(act.tx, bulletin.figures);
  const paper = await issuePaper(act, {
    kind: bulletinPaper.key,
    subject: `bulletin/${id}`,
    dataset,
    authority: await issuer(act),
    place: act.call.services.province,
    to: { name: '' },
    fields: { title, body, failing: figures.failing },
  });
  if (!paper.ok) return paper;
  const { number, paperId } = paper.value;
  const at = act.call.services.now();
  await storeRelease(act.tx, id, { number, paperId, figures, at, account });
  await insertRelease(act.tx, { dataset, exposureIds: [], bulletinId: id, at });
  return ok({ number });
};

/** Submits, returns, releases, discards, or cancels the time of a bulletin. */
export const actOnBulletin = async (
  call: Call,
  id: number,
  verb: Exclude<BulletinAct, 'schedule'>,
  input: ActInput,
): Promise<Result<BulletinDetail>> => {
  const done = await takeAct(call, keeping(call), id, verb, input, async ({ act, thing, reason, account }) => {
    if (verb === 'return') await storeReturn(act.tx, id, reason);
    if (verb !== 'release') return ok({ value: undefined });
    if (thing.unpublished) return refuse('results-unpublished', {}, cite('notice', '4.2'));
    const published = await publishBulletin(act, thing, account);
    return published.ok ? ok({ value: undefined, payload: published.value }) : published;
  });
  return done.ok ? getBulletin(call, id) : done;
};

/** Sets the time at which a bulletin is released. */
export const scheduleBulletin = async (
  call: Call,
  id: number,
  { releaseAt, ...input }: ActInput & { readonly releaseAt: Date },
): Promise<Result<BulletinDetail>> => {
  const done = await takeAct(call, keeping(call), id, 'schedule', input, async ({ act, thing, account }) => {
    if (releaseAt <= call.services.now()) return refuse('release-time-past');
    if (thing.unpublished) return refuse('results-unpublished', {}, cite('notice', '4.2'));
    await storeReleaseTime(act.tx, id, releaseAt, account);
    return ok({ value: undefined, payload: { releaseAt: releaseAt.toISOString() } });
  });
  return done.ok ? getBulletin(call, id) : done;
};
