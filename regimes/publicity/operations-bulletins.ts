import { yearOf } from '#foundation/local-date.ts';
import { ok, refusal, refuse, type Refusal, refuseFields, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { type Act, type Call, holds, observe, perform, type View } from '#platform/operation/index.ts';
import { type BulletinAct, bulletinActPermissions, bulletinActs, type BulletinState, bulletinStates, bulletinTransitions, type Figures } from './bulletin.ts'; // prettier-ignore
import { bulletinConsequence, bulletinNeedsReason, bulletinNumber, decideBulletin, draftOf, nextBulletinStep, withRate } from './bulletin-rules.ts'; // prettier-ignore
import { type BulletinFilter, type BulletinRecord, countBulletins, findBulletin, findCheck, insertBulletin, lockBulletin, pageOfBulletins, rawFigures, storeText, strokeBulletin, takeNumber } from './bulletins-storage.ts'; // prettier-ignore
import type { BulletinDetail } from './contract.ts';

const theBulletin = pair('该通报', 'The bulletin');
const read = { permission: 'publicity.read' } as const;

/** A page of bulletins, newest first, with counts per state. */
export const listBulletins = (
  call: Call,
  { cursor, limit, ...filter }: BulletinFilter & { readonly cursor?: string | undefined; readonly limit: number },
) => {
  if (cursor !== undefined && !/^\d{1,15}$/.test(cursor))
    return Promise.resolve(
      refuseFields({
        cursor: pair(
          '翻页位置无效，请从第一页重新查看',
          'This place in the list is not valid; start at the first page',
        ),
      }),
    );
  return observe(call, read, async ({ tx }) => {
    const after = cursor === undefined ? null : Number(cursor);
    const [rows, groups] = await Promise.all([
      pageOfBulletins(tx, filter, after, limit + 1),
      countBulletins(tx, filter),
    ]);
    const counts = Object.fromEntries(
      bulletinStates.map((state) => [state, groups.find((group) => group.state === state)?.n ?? 0]),
    ) as Record<BulletinState, number>;
    const total = filter.state === undefined ? groups.reduce((sum, group) => sum + group.n, 0) : counts[filter.state];
    const page = rows.slice(0, limit);
    return ok({ rows: page, next: rows.length > limit ? String(page.at(-1)?.id) : null, total, counts });
  });
};

const offeredAct = (call: Call, bulletin: BulletinRecord, act: BulletinAct) => {
  const permission = bulletinActPermissions[act];
  let no: Refusal | null = null;
  if (!holds(call.actor, permission, call.services.province)) no = refusal('forbidden');
  else {
    const decided = decideBulletin({ state: bulletin.state, writtenBy: bulletin.writer }, act, call.actor.accountId);
    if (!decided.ok) no = decided.refusal;
  }
  return { act, permission, needsReason: bulletinNeedsReason(act), refusal: no };
};

const detailOf = async ({ call, tx }: View, id: number): Promise<Result<BulletinDetail>> => {
  const bulletin = await findBulletin(tx, id);
  if (!bulletin) return refuse('not-found', { thing: theBulletin });
  const onward = bulletinActs.filter((act) => act in bulletinTransitions[bulletin.state]);
  const shown: readonly BulletinAct[] = bulletin.state === 'draft' ? [...onward, 'release'] : onward;
  return ok({
    ...bulletin,
    next: nextBulletinStep(bulletin.state),
    acts: shown.map((act) => offeredAct(call, bulletin, act)),
    consequence: bulletinConsequence,
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
      const figures = await figuresOf(act, checkId, categoryId);
      if (!figures) return refuse('not-found', { thing: pair('该次抽查的结果', 'Any result of this spot check') });
      const corrects = corrected ? { number: corrected.number ?? '', title: corrected.title } : null;
      const draft = draftOf({ dataset: check.dataset, check, category: check.category, corrects, figures });
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
      if (!bulletin) return refuse('not-found', { thing: theBulletin });
      const decided = decideBulletin(bulletin, 'submit', call.actor.accountId);
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

/** Submits, returns, releases or discards a bulletin; a release gives it the next number of the year. */
export const actOnBulletin = (
  call: Call,
  id: number,
  verb: BulletinAct,
  input: { readonly version: number; readonly reason?: string | undefined },
): Promise<Result<BulletinDetail>> => {
  const reason = input.reason === undefined || input.reason === '' ? null : input.reason;
  if (bulletinNeedsReason(verb) && reason === null) return Promise.resolve(refuse('reason-required'));
  const demand = {
    permission: bulletinActPermissions[verb],
    region: call.services.province,
    act: `publicity.${verb}-bulletin`,
  };
  return perform(call, demand, async (act) => {
    await act.asEngine();
    const bulletin = await lockBulletin(act.tx, id);
    if (!bulletin) return refuse('not-found', { thing: theBulletin });
    const decided = decideBulletin(bulletin, verb, call.actor.accountId);
    if (!decided.ok) return decided;
    if (bulletin.version !== input.version) return refuse('conflict');
    const year = yearOf(call.today);
    const prefix = act.law.get<string>('publicity.number-prefix', call.today).value;
    const number =
      verb === 'release'
        ? bulletinNumber(prefix, year, await takeNumber(act.tx, bulletin.dataset, prefix, year), bulletin.dataset)
        : null;
    await strokeBulletin(act.tx, id, {
      state: decided.value,
      account: call.actor.accountId,
      at: call.services.now(),
      reason,
      number,
    });
    act.journal({
      act: demand.act,
      subject: `bulletin/${id}`,
      dataset: bulletin.dataset,
      payload: { ...(number === null ? {} : { number }), ...(reason === null ? {} : { reason }) },
    });
    return detailOf(act, id);
  });
};
