import { type ActInput, offerActs } from '#foundation/process.ts';
import { ok, refuse, refuseFields, type Result } from '#foundation/refusal.ts';
import { printDate } from '#foundation/local-date.ts';
import { fill, pair } from '#foundation/text-pair.ts';
import { type Call, holds, observe, perform, type View } from '#platform/operation/index.ts';
import { eventsIn, type Keeping, takeAct, wordEvents } from '#platform/process/index.ts';
import { entryEventWords, entryProcess, type EntryState, entryStates, type EntryVerb } from './catalogue-entry.ts';
import type { CatalogueEntry, EntryInput } from './contracts/catalogue.ts';
import { categoryOf, countEntries, entryIsVisible, type EntryFilter, type EntryRecord, findEntry, insertEntry, listEntries, lockEntry, overlapping, storeEntryDecision, storeEntryState } from './storage-catalogue.ts'; // prettier-ignore
import { takeTurn } from './storage.ts';

const { eventsOf, recordEvents } = eventsIn('licences');

const keeping = (call: Call): Keeping<EntryState, EntryVerb, EntryRecord> => ({
  flow: entryProcess,
  isVisible: entryIsVisible,
  lock: lockEntry,
  // The catalogue is one for the province.
  placeOf: () => call.services.province,
  notBy: ({ proposerId }, verb) => (verb === 'withdraw' ? [] : [proposerId]),
  storeState: storeEntryState,
});

const shownOf = async ({ tx, call }: View, { proposerId, ...entry }: EntryRecord): Promise<CatalogueEntry> => ({
  ...entry,
  acts: offerActs(
    entryProcess,
    entry.state,
    call.actor.accountId,
    (permission) => holds(call.actor, permission, call.services.province),
    (verb) => (verb === 'withdraw' ? [] : [proposerId]),
  ),
  events:
    entry.state === 'proposed' ? wordEvents(await eventsOf(tx, 'catalogue-entry', entry.id), entryEventWords) : [],
});

const read = { permission: null } as const;

/** The catalogue, or its proposals, by product. */
export const listCatalogue = (call: Call, filter: EntryFilter) =>
  observe(call, read, async (view) => {
    const [entries, groups] = await Promise.all([listEntries(view.tx, filter), countEntries(view.tx, filter.dataset)]);
    const counts = Object.fromEntries(
      entryStates.map((state) => [state, groups.find((group) => group.state === state)?.n ?? 0]),
    ) as Record<EntryState, number>;
    return ok({ rows: await Promise.all(entries.map((entry) => shownOf(view, entry))), counts });
  });

const getEntry = (call: Call, id: number): Promise<Result<CatalogueEntry>> =>
  observe(call, read, async (view) => {
    const entry = await findEntry(view.tx, id);
    return entry ? ok(await shownOf(view, entry)) : refuse('not-found', { thing: entryProcess.name });
  });

const overlap = (found: { readonly from: never; readonly until: never }) =>
  refuseFields({
    from: fill(
      pair(
        '该产品在{from}至{until}已列入同类目录；变更请在原条目上提出，由新条目替换',
        'The product is in this catalogue from {from} until {until} already; propose the change on that entry, to replace it',
      ),
      {
        from: printDate(found.from),
        until: found.until === null ? pair('今', 'now') : printDate(found.until),
      },
    ),
  });

/** Proposes an entry: a new product, or one in the place of an entry that stands, for example with a last day. */
export const proposeEntry = async (call: Call, input: EntryInput): Promise<Result<CatalogueEntry>> => {
  const demand = {
    permission: 'licences.catalogue',
    region: call.services.province,
    act: 'licences.propose-catalogue-entry',
  };
  const done = await perform(call, demand, async (act) => {
    await act.asEngine();
    await takeTurn(act.tx);
    const category = await categoryOf(act.tx, input.categoryId);
    if (category?.dataset !== input.dataset)
      return refuse('not-found', { thing: pair('该产品种类', 'The product category') });
    if (input.replacesId !== null) {
      const replaced = await findEntry(act.tx, input.replacesId);
      if (replaced?.state !== 'in-force' || replaced.category.id !== input.categoryId || replaced.kind !== input.kind)
        return refuse('not-found', { thing: pair('被替换的条目', 'The entry to be replaced') });
    }
    const found = await overlapping(act.tx, input);
    if (found) return overlap(found as never);
    const at = call.services.now();
    const account = call.actor.accountId;
    const id = await insertEntry(act.tx, input, account, at);
    await recordEvents(act.tx, [
      { kind: 'catalogue-entry', id, verb: 'propose', state: 'proposed', account, at, reason: input.reason },
    ]);
    act.journal({
      act: demand.act,
      subject: `catalogue-entry/${id}`,
      dataset: input.dataset,
      payload: { ...input, category: category.name },
    });
    return ok(id);
  });
  return done.ok ? getEntry(call, done.value) : done;
};

/** Approves, declines or withdraws a proposed entry. An approved one takes the place of the entry that it replaces. */
export const actOnEntry = async (
  call: Call,
  id: number,
  verb: EntryVerb,
  input: ActInput,
): Promise<Result<CatalogueEntry>> => {
  const done = await takeAct(call, keeping(call), id, verb, input, async ({ act, thing, account }) => {
    const at = call.services.now();
    if (verb !== 'withdraw') await storeEntryDecision(act.tx, id, account, at);
    const value = undefined;
    if (verb !== 'approve') return ok({ value });
    await takeTurn(act.tx);
    const found = await overlapping(act.tx, { ...thing, categoryId: thing.category.id });
    if (found) return overlap(found as never);
    if (thing.replacesId !== null) {
      const replaced = await lockEntry(act.tx, thing.replacesId);
      // Another proposal has replaced it meanwhile.
      if (replaced?.state !== 'in-force') return refuse('conflict');
      await storeEntryState(act.tx, replaced.id, 'replaced');
      await recordEvents(act.tx, [
        { kind: 'catalogue-entry', id: replaced.id, verb: 'replace', state: 'replaced', account, at },
      ]);
    }
    return ok({ value, payload: { category: thing.category.name, kind: thing.kind, replaces: thing.replacesId } });
  });
  return done.ok ? getEntry(call, id) : done;
};
