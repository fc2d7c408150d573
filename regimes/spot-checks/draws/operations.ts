import { createHash, createHmac, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Assignment } from '#foundation/draw/assign.ts';
import { commitmentOf, type Hashes, saltedId } from '#foundation/draw/hashes.ts';
import { freeze, freezePool, makeProof } from '#foundation/draw/make-proof.ts';
import { proofText } from '#foundation/draw/proof-text.ts';
import { ok, refuse, refuseFields, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { type Act, type Call, dayAt, perform } from '#platform/operation/index.ts';
import type { ActInput } from '#foundation/process.ts';
import { recordEvents } from '../common/events-storage.ts';
import { type Keeping, takeAct } from '#platform/process/index.ts';
import { planProcess } from '../plans/plan.ts';
import { lockPlan, planIsVisible } from '../plans/storage.ts';
import type { SpotCheckPorts } from '../ports.ts';
import { openVisits } from '../visits/operations.ts';
import type { DrawDetail } from './contract.ts';
import { algorithm, drawProcess, type DrawState, type DrawVerb } from './draw.ts';
import { getDraw } from './operations-read.ts';
import { drawNotBy, exclusionGrounds, monthsBefore, weightOf } from './rules.ts';
import { countVisits, drawIsVisible, drawnFor, insertDraw, loadFrozen, type LockedDraw, lockDraw, openDrawOf, storeDrawn, storeDrawState, storeFrozen, storePublished, storeVoid } from './storage.ts'; // prettier-ignore
import { gatherCandidates, listConflicts, listLeftOut, listPeople, listPool, listQuotas, listRecords, type PersonRow, storeEntries, storeExclusions } from './storage-pool.ts'; // prettier-ignore

/** The hashes of the algorithm, from the library. */
export const hashes: Hashes = {
  sha256: (message) => createHash('sha256').update(message).digest(),
  hmac: (key, message) => createHmac('sha256', key).update(message).digest(),
};

export const drawKeeping: Keeping<DrawState, DrawVerb, LockedDraw> = {
  flow: drawProcess,
  isVisible: drawIsVisible,
  lock: lockDraw,
  placeOf: ({ regionCode }) => regionCode,
  notBy: drawNotBy,
  storeState: storeDrawState,
};

export interface Commitment {
  /** Which public random source, for example an index of a stock exchange or a lottery. */
  readonly entropySource: string;
  readonly entropyIssue: string;
  /** When it is published. */
  readonly entropyDueAt: string;
}

/** Commits to a seed that nobody sees, and names the public entropy that will be mixed in, which nobody knows yet. */
export const commitDraw = async (call: Call, planId: number, given: Commitment): Promise<Result<DrawDetail>> => {
  const made = await perform(call, { permission: 'spot-checks.plan', act: 'spot-checks.commit-draw' }, async (act) => {
    const missing = refuse('not-found', { thing: planProcess.name });
    if (!(await planIsVisible(act.tx, planId))) return missing;
    await act.asEngine();
    const plan = await lockPlan(act.tx, planId);
    if (!plan) return missing;
    const refused = await act.authorise(plan.regionCode);
    if (refused) return refused;
    if (plan.state !== 'approved')
      return refuse('state-not-allowed', { state: planProcess.states[plan.state], act: pair('抽取', 'draw') });
    if ((await openDrawOf(act.tx, planId)) !== undefined || (await drawnFor(act.tx, planId, plan.revision)))
      return refuse('draw-exists');
    const now = call.services.now();
    if (new Date(given.entropyDueAt) <= now)
      return refuseFields({
        entropyDueAt: pair(
          '公开随机数必须在此之后才公布，否则可以事先知道；请另选一期',
          'The public number must be published later, or it could be known already; name a later issue',
        ),
      });
    const seed = randomBytes(32);
    const commitment = commitmentOf(hashes, seed.toString('hex'));
    const id = await insertDraw(act.tx, {
      ...given,
      dataset: plan.dataset,
      planId,
      planRevision: plan.revision,
      commitment,
      seed,
      algorithm,
      account: call.actor.accountId,
      at: now,
    });
    await recordEvents(act.tx, [
      { kind: 'draw', id, verb: 'commit', state: 'committed', account: call.actor.accountId, at: now },
    ]);
    act.journal({
      act: 'spot-checks.commit-draw',
      subject: `draw/${id}`,
      dataset: plan.dataset,
      region: plan.regionCode,
      payload: { plan: plan.number, revision: plan.revision, commitment, ...given, algorithm },
    });
    return ok(id);
  });
  return made.ok ? getDraw(call, made.value) : made;
};

/** The groups of the second draw: people who may go to the same strata stand in one group. */
const assignmentOf = (
  people: readonly PersonRow[],
  conflicts: readonly { readonly inspectorId: number; readonly entry: string }[],
  pool: ReadonlySet<string>,
) => {
  const named: Record<string, { kind: PersonRow['kind']; id: number; salt: string }> = {};
  const saltedOf = new Map<string, string>();
  const groups = new Map<string, readonly string[]>();
  const members = {
    inspector: [] as Assignment['inspectors'][number][],
    laboratory: [] as Assignment['laboratories'][number][],
  };
  for (const { kind, id, strata, load } of people) {
    // Strata without an entry are no part of the pool.
    const own = strata.filter((stratum) => pool.has(stratum));
    if (own.length === 0) continue;
    const salt = randomBytes(16).toString('hex');
    const salted = saltedId(hashes, salt, `${kind}/${id}`);
    named[salted] = { kind, id, salt };
    if (kind === 'inspector') saltedOf.set(String(id), salted);
    const group = createHash('sha256').update(own.join('\n')).digest('hex').slice(0, 16);
    groups.set(group, own);
    if (kind === 'inspector') members.inspector.push({ id: salted, group, load });
    else members.laboratory.push({ id: salted, group, load, share: 1 });
  }
  const assignment: Assignment = {
    groups: [...groups].map(([name, strata]) => ({ name, strata })),
    inspectors: members.inspector,
    laboratories: members.laboratory,
    conflicts: conflicts.flatMap(({ inspectorId, entry }) => {
      const who = saltedOf.get(String(inspectorId));
      return who === undefined ? [] : [[who, entry] as const];
    }),
  };
  return { assignment, people: named };
};

/** Builds the pool of a plan: exclusions with their reasons, weights, salts. */
const buildPool = async (act: Act, draw: LockedDraw, ports: Pick<SpotCheckPorts, 'exemptionsOn'>): Promise<number> => {
  const { tx } = act;
  const months = act.law.get<number>('spot-checks.no-repeat-months', draw.startsOn);
  const excepted = draw.kind === 'follow-up' || draw.kind === 'urgent';
  await gatherCandidates(
    tx,
    { ...draw, id: draw.planId },
    {
      threeYears: monthsBefore(draw.startsOn, 36),
      lately: excepted ? null : monthsBefore(draw.startsOn, months.value),
    },
  );
  const exempt =
    (await ports.exemptionsOn?.(tx, { dataset: draw.dataset, planId: draw.planId, day: draw.startsOn })) ?? [];
  await storeExclusions(tx, draw.id, [
    ...exempt.map(({ lineId, enterpriseId, words }) => ({
      lineId,
      enterpriseId,
      reason: 'exempt',
      grounds: exclusionGrounds('exempt', [{ text: words }], undefined, draw.startsOn),
    })),
    ...(await listLeftOut(tx)).map(({ lineId, enterpriseId, reason, words }) => ({
      lineId,
      enterpriseId,
      reason,
      grounds: exclusionGrounds(reason, words === null ? [] : [{ text: pair(words, words) }], months, draw.startsOn),
    })),
  ]);
  const records = await listRecords(tx, draw.startsOn);
  return storeEntries(
    tx,
    draw.id,
    draw.startsOn,
    records.map((record) => ({ ...record, ...weightOf({ ...record, daysSinceCheck: record.days }) })),
  );
};

const poolOf = async (act: Act, drawId: number) => freezePool(await listPool(act.tx, drawId));

const freezeDraw = async (
  act: Act,
  draw: LockedDraw,
  ports: Pick<SpotCheckPorts, 'exemptionsOn'>,
): Promise<Result<object>> => {
  const now = act.call.services.now();
  if (draw.revisionNow !== draw.planRevision) return refuse('draw-plan-amended');
  if (new Date(draw.entropyDueAt) <= now) return refuse('draw-entropy-published');
  if ((await buildPool(act, draw, ports)) === 0) return refuse('draw-pool-empty');
  const pool = await poolOf(act, draw.id);
  if (!pool.ok) return pool;
  const strata = new Set(pool.value.strata.map(({ name }) => name));
  const quotas = (await listQuotas(act.tx, draw.planId)).filter(({ stratum }) => strata.has(stratum));
  const { assignment, people } = assignmentOf(
    await listPeople(act.tx, draw.planId, draw.dataset, dayAt(now)),
    await listConflicts(act.tx, draw.id, draw.startsOn),
    strata,
  );
  const digests = freeze(hashes, {
    commitment: draw.commitment,
    entropy: { source: draw.entropySource, issue: draw.entropyIssue },
    pool: pool.value,
    quotas,
    assignment,
  });
  if (!digests.ok) return digests;
  await storeFrozen(act.tx, draw.id, { quotas, assignment, people }, digests.value, now);
  return ok({ ...digests.value, entries: pool.value.ids.length });
};

const drawNow = async (act: Act, draw: LockedDraw, entropyValue: string): Promise<Result<object>> => {
  const { services } = act.call;
  const now = services.now();
  if (new Date(draw.entropyDueAt) > now)
    return refuse('draw-entropy-not-yet', { at: draw.entropyDueAt.slice(0, 16).replace('T', ' ') });
  const [frozen, pool] = [await loadFrozen(act.tx, draw.id), await poolOf(act, draw.id)];
  if (!frozen) return refuse('not-found', { thing: drawProcess.name });
  if (!pool.ok) return pool;
  const proof = makeProof(hashes, {
    commitment: draw.commitment,
    seed: frozen.seed,
    entropy: { source: draw.entropySource, issue: draw.entropyIssue, value: entropyValue },
    ids: 'salted',
    about: { plan: draw.planNumber ?? '', title: draw.planTitle, revision: String(draw.planRevision) },
    times: { committed: draw.committedAt, frozen: draw.frozenAt ?? '', drawn: now.toISOString() },
    pool: pool.value,
    quotas: frozen.quotas as { stratum: string; quota: number }[],
    assignment: frozen.assignment as Assignment,
  });
  if (!proof.ok) return proof;
  const text = Buffer.from([...proofText(proof.value)].join(''));
  const sha256 = createHash('sha256').update(text).digest('hex');
  const drawn = await storeDrawn(
    act.tx,
    draw.id,
    proof.value.result,
    entropyValue,
    { file: gzipSync(text), sha256 },
    now,
  );
  const idOf = (salted: string | undefined): number | null =>
    salted === undefined ? null : (frozen.people[salted]?.id ?? null);
  await openVisits(
    act,
    draw.dataset,
    proof.value.result.map(({ inspectors = ['', ''], laboratory }, at) => ({
      planId: draw.planId,
      lineId: drawn[at]?.lineId ?? 0,
      drawId: draw.id,
      enterpriseId: drawn[at]?.enterpriseId ?? 0,
      laboratoryId: idOf(laboratory),
      site: draw.sites[0] ?? 'factory',
      dueOn: draw.endsOn,
      namedBecause: null,
      inspectors: inspectors.flatMap((salted, place) => {
        const id = idOf(salted);
        return id === null ? [] : [{ id, leads: place === 0 }];
      }),
    })),
  );
  return ok({ sha256, drawn: drawn.length, entropyValue });
};

const publishDraw = async (act: Act, draw: LockedDraw): Promise<Result<object>> => {
  const { open } = await countVisits(act.tx, draw.id);
  if (open > 0) return refuse('draw-visits-open', { count: open });
  await storePublished(act.tx, draw.id, act.call.services.now());
  return ok({});
};

const voidDraw = async (act: Act, draw: LockedDraw, reason: string): Promise<Result<object>> => {
  if ((await countVisits(act.tx, draw.id)).begun > 0) return refuse('draw-visits-begun');
  const cancelled = await storeVoid(act.tx, draw.id, reason);
  const { actor, services } = act.call;
  await recordEvents(
    act.tx,
    cancelled.map((id) => ({
      kind: 'visit',
      id,
      verb: 'cancel',
      state: 'cancelled',
      account: actor.accountId,
      at: services.now(),
      reason,
    })),
  );
  return ok({ cancelled: cancelled.length });
};

/** Freezes, draws, publishes or declares void. */
export const actOnDraw = async (
  call: Call,
  ports: Pick<SpotCheckPorts, 'exemptionsOn'>,
  id: number,
  verb: DrawVerb,
  input: ActInput & { readonly entropyValue?: string | undefined },
): Promise<Result<DrawDetail>> => {
  const done = await takeAct(call, drawKeeping, id, verb, input, async ({ act, thing, reason }) => {
    const worked = await (verb === 'freeze'
      ? freezeDraw(act, thing, ports)
      : verb === 'draw'
        ? drawNow(act, thing, input.entropyValue ?? '')
        : verb === 'publish'
          ? publishDraw(act, thing)
          : voidDraw(act, thing, reason ?? ''));
    return worked.ok ? ok({ value: undefined, payload: worked.value as Record<string, unknown> }) : worked;
  });
  return done.ok ? getDraw(call, id) : done;
};
