import type { Dataset } from '#foundation/dataset.ts';
import { byNumber, countStates, inPages, type PageQuery } from '#foundation/paging.ts';
import { actName, type ActInput, offerActs } from '#foundation/process.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { type LocalDate, localDate } from '#foundation/local-date.ts';
import { numbersInEntry } from '#platform/journal/index.ts';
import { type Act, type Call, holds, observe, perform } from '#platform/operation/index.ts';
import { eventsIn, type Keeping, takeAct, wordEvents } from '#platform/process/index.ts';
import type { LeadDetail } from './contracts/leads.ts';
import { leadFoundType } from './facts.ts';
import { leadEventWords, leadGrounds, leadProcess, type LeadState, leadStates, type LeadVerb } from './lead.ts';
import type { LicenceKind } from './licence.ts';
import { countLeads, findLead, insertLeads, leadCandidates, type LeadFilter, leadIsVisible, type LeadRecord, lockLead, pageOfLeads, storeLeadDecision, storeLeadState } from './storage-leads.ts'; // prettier-ignore
import { licencesOfHolder, takeTurn } from './storage.ts';

const { eventsOf } = eventsIn('licences');
const read = { permission: 'licences.leads' } as const;
const compareAct = 'licences.compare';

const placeOf = ({ countyCode, cityCode }: LeadRecord): string | null => countyCode ?? cityCode;

const keeping: Keeping<LeadState, LeadVerb, LeadRecord> = {
  flow: leadProcess,
  isVisible: leadIsVisible,
  lock: lockLead,
  placeOf,
  storeState: storeLeadState,
};

/** The first day of the month so many months before. */
const monthsBefore = (day: LocalDate, months: number): LocalDate => {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  return localDate(`${Math.trunc(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}-01`);
};

/** Notes in the journal what the program itself did of leads. */
export const noteLeads = (act: Act, verb: 'find' | 'merge', dataset: Dataset, ids: readonly number[]): void =>
  act.journal({
    act: actName(leadProcess, verb),
    subject: ids.length === 1 && ids[0] !== undefined ? `lead/${ids[0]}` : 'leads',
    dataset,
    payload: { count: ids.length, ...numbersInEntry('leads', ids) },
  });

/** Looks for producers without a licence, all of them or those of some cards, and stores what is new. As engine, in sets. */
export const findLeads = async (
  act: Act,
  dataset: Dataset,
  cards: readonly number[] | null,
): Promise<readonly number[]> => {
  // Nothing follows from historical data, and nothing is sought in it.
  if (dataset === 'historical') return [];
  const { tx, call, law } = act;
  const { today } = call;
  await takeTurn(tx);
  const months = law.get<number>('licences.producer-months', today);
  const kinds = law.get<readonly LicenceKind[]>('licences.gate-kinds', today).value;
  const found = await leadCandidates(tx, {
    dataset,
    province: call.services.province,
    since: monthsBefore(today, months.value),
    today,
    kinds,
    cards,
  });
  if (found.length === 0) return [];
  const leads = found.map((candidate) => ({ ...candidate, grounds: leadGrounds(candidate, months) }));
  const leadIds = await insertLeads(tx, dataset, leads, call.services.now());
  if (leadIds.length === 0) return leadIds;
  noteLeads(act, 'find', dataset, leadIds);
  act.emit({ type: leadFoundType, payload: { dataset, leadIds } });
  return leadIds;
};

const compareOne = async (act: Act, dataset: Dataset): Promise<number> => {
  await act.asEngine();
  const { length } = await findLeads(act, dataset, null);
  if (length > 0 || act.call.actor.kind !== 'system')
    act.journal({ act: compareAct, subject: 'leads', dataset, payload: { found: length } });
  return length;
};

/** Compares at once, for whoever works leads of the whole province. */
export const compareNow = (call: Call, dataset: Dataset): Promise<Result<{ found: number }>> =>
  perform(call, { permission: 'licences.leads', region: call.services.province, act: compareAct }, async (act) =>
    ok({ found: await compareOne(act, dataset) }),
  );

/** The comparison of every night. */
export const compareAtNight = async (call: Call): Promise<void> => {
  for (const dataset of ['demo', 'live'] as const)
    await perform(call, { permission: null, act: compareAct }, async (act) => ok(await compareOne(act, dataset)));
};

/** A page of leads, the latest first. */
export const listLeads = (call: Call, { cursor, limit, ...filter }: LeadFilter & PageQuery) =>
  inPages(byNumber, { cursor, limit }, ({ after, most, cut }) =>
    observe(call, read, async ({ tx }) => {
      const [rows, groups] = await Promise.all([pageOfLeads(tx, filter, after, most), countLeads(tx, filter)]);
      return ok({ ...cut(rows), ...countStates(leadStates, groups, filter.state) });
    }),
  );

/** One lead with its grounds, and the licences of the enterprise as they stand now. */
export const getLead = (call: Call, id: number): Promise<Result<LeadDetail>> =>
  observe(call, read, async ({ tx }) => {
    const lead = await findLead(tx, id);
    if (!lead) return refuse('not-found', { thing: leadProcess.name });
    const { cityCode: _city, countyCode: _county, ...rest } = lead;
    const [events, licences] = await Promise.all([
      eventsOf(tx, 'lead', id),
      licencesOfHolder(tx, lead.enterprise.id, call.today),
    ]);
    return ok({
      ...rest,
      acts: offerActs(leadProcess, lead.state, call.actor.accountId, (permission) =>
        holds(call.actor, permission, placeOf(lead)),
      ),
      events: wordEvents(events, leadEventWords),
      licences,
    });
  });

/** Hands a lead over to enforcement, or finds it unfounded, with the reason. */
export const actOnLead = (call: Call, id: number, verb: LeadVerb, input: ActInput): Promise<Result<{ done: true }>> =>
  takeAct(call, keeping, id, verb, input, async ({ act, thing, account, reason }) => {
    await storeLeadDecision(act.tx, id, account, call.services.now(), reason);
    return ok({
      value: { done: true as const },
      payload: { enterprise: thing.enterprise.name, category: thing.category.name },
    });
  });
