import { daysLeft } from '#foundation/deadline.ts';
import { type LocalDate, localDate } from '#foundation/local-date.ts';
import { byDay, countStates, inPages, type PageQuery } from '#foundation/paging.ts';
import { type OfferedAct, offerActs, type Rules } from '#foundation/process.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import type { Dataset } from '#foundation/dataset.ts';
import { evidenceOf } from '#platform/evidence/index.ts';
import { type Call, holds, observe, type View } from '#platform/operation/index.ts';
import { eventsIn, offerAll, wordEvents } from '#platform/process/index.ts';
import type { RectificationDetail, RectificationFilter, RectificationLine } from './contract.ts';
import { announcementEventWords, announcementProcess } from './announcement.ts';
import { handOverProcess } from './hand-over.ts';
import { nextStepOf } from './next-step.ts';
import { actPlace } from './operations.ts';
import { sellerPlace } from './operations-sellers.ts';
import { placeOf } from './operations-work.ts';
import { approvedSteps, rectificationEventWords, rectificationProcess, type RectificationState, rectificationStates, type RectificationVerb } from './rectification.ts'; // prettier-ignore
import { chainCitation, type ChainStep, followingStep, recheckWindow, seriousStep, stepCitation } from './rules.ts';
import { sellerRules } from './seller-order.ts';
import { handOversOf } from './storage-hand-over.ts';
import { boardOf, countRectifications, findRectification, followUpPlans, type LineRow, pageOfRectifications, rectificationOf, rectificationsOfParties, tasksOf } from './storage-reading.ts'; // prettier-ignore
import { tasksByCity } from './storage-tasks.ts';
import { sellerOrdersOf, sellerOrdersOfParties } from './storage-sellers.ts';

const read = { permission: 'warning-cards.read' } as const;
const { eventsOf } = eventsIn('warning-cards');

const withDays =
  (today: LocalDate) =>
  (row: LineRow): RectificationLine => ({
    ...row,
    daysLeft: row.clock === null ? null : daysLeft(localDate(row.clock), today),
  });

const nearestFirst = byDay<RectificationLine>(({ clock }) => clock, 'infinity');

/** A page of rectifications, the nearest clock first, with counts per state. */
export const listRectifications = (call: Call, { cursor, limit, ...filter }: RectificationFilter & PageQuery) =>
  inPages(nearestFirst, { cursor, limit }, ({ after, most, cut }) =>
    observe(call, read, async ({ tx }) => {
      const [rows, groups] = await Promise.all([
        pageOfRectifications(tx, filter, call.today, after, most),
        countRectifications(tx, filter, call.today),
      ]);
      return ok({
        ...cut(rows.map(withDays(call.today))),
        ...countStates(rectificationStates, groups, filter.state),
      });
    }),
  );

export const readBoard = (call: Call, dataset: Dataset) =>
  observe(call, read, async ({ tx }) =>
    ok({ rows: await boardOf(tx, dataset, call.today), tasks: await tasksByCity(tx, dataset, call.today) }),
  );

export const readRectificationOfCard = (call: Call, cardId: number) =>
  observe(call, read, async ({ tx }) => {
    const found = await rectificationOf(tx, cardId);
    const step = found ? nextStepOf(found.state) : null;
    return ok({
      rectification: found ? withDays(call.today)(found) : null,
      next: found && step ? { ...step, due: found.clock } : null,
    });
  });

export const readMyRectifications = (call: Call) =>
  observe(call, { permission: 'warning-cards.answer' }, async ({ tx }) =>
    ok({
      rows: (await rectificationsOfParties(tx)).map(withDays(call.today)),
      sellerOrders: (await sellerOrdersOfParties(tx)).map((order) => ({
        ...order,
        daysLeft:
          order.dueOn === null || order.state !== 'running' ? null : daysLeft(localDate(order.dueOn), call.today),
      })),
    }),
  );

const detailOf = async ({ call, tx, law }: View, id: number): Promise<Result<RectificationDetail>> => {
  const found = await findRectification(tx, id);
  if (!found) return refuse('not-found', { thing: rectificationProcess.name });
  const { before: _before, proposedBy, enterpriseId, categoryId, provinceCode, cityCode, countyCode, ...kept } = found;
  const { today, services, actor } = call;
  const account = actor.accountId;
  const place = { enterpriseId, provinceCode, cityCode, countyCode };
  const mine = <Verb extends string>(acts: OfferedAct<Verb>[]): OfferedAct<Verb>[] =>
    acts.filter(({ permission }) => holds(actor, permission));
  const official = holds(actor, 'warning-cards.read');
  const asked = kept.extensionAskedOn !== null && !kept.extended;
  const citation = chainCitation(law.profile, today);
  const chain = law.get<readonly ChainStep[]>('warning-cards.chain', today).value;
  const serious = law.get<readonly string[]>('warning-cards.serious', today).value;
  const barOf = (_: unknown, verb: RectificationVerb) => {
    const decided =
      verb === 'propose-step'
        ? followingStep(chain, kept, citation)
        : verb === 'propose-serious'
          ? seriousStep(serious, 'danger', kept.step, citation)
          : (verb === 'extend' || verb === 'decline-extension') && !asked
            ? refuse('extension-not-asked')
            : verb === 'arrange' && kept.state === 'announced' && kept.announcedOn !== null
              ? recheckWindow(localDate(kept.announcedOn), today, law.get<{ from: number; to: number }>('warning-cards.announced-recheck', today).value, citation) // prettier-ignore
              : ok(undefined);
    return decided.ok ? undefined : decided.refusal;
  };
  const notBy = (_: unknown, verb: RectificationVerb) => (verb === 'decide-step' ? [proposedBy] : []);
  const rules: Rules<RectificationState, RectificationVerb, { readonly state: RectificationState }> = {
    flow: rectificationProcess,
    notBy,
    barOf,
  };
  const acts = mine(offerAll(actor, rules, kept, (verb) => actPlace(place, verb, services.province)));
  const [events, ofAnnouncement, tasks, sellers, handOvers, plans, files] = await Promise.all([
    eventsOf(tx, 'rectification', id),
    kept.announcement === null ? [] : eventsOf(tx, 'announcement', id),
    tasksOf(tx, id),
    official ? sellerOrdersOf(tx, kept.cardId) : [],
    official ? handOversOf(tx, id) : [],
    official ? followUpPlans(tx, kept.dataset, categoryId) : [],
    evidenceOf(tx, [`rectification/${id}`]),
  ]);
  const step = nextStepOf(kept.state);
  return ok({
    ...withDays(today)(kept),
    ...kept,
    announcement: kept.announcement && {
      ...kept.announcement,
      acts: mine(
        offerActs(announcementProcess, kept.announcement.state, account, (permission) =>
          holds(actor, permission, services.province),
        ),
      ),
    },
    basis: stepCitation(kept.step, law.profile, today).text,
    files: files.get(`rectification/${id}`) ?? [],
    next: step === null ? null : { ...step, due: kept.clock },
    acts,
    plans,
    tasks: tasks.map((task) => ({
      ...task,
      daysLeft: task.doneOn === null ? daysLeft(localDate(task.dueOn), today) : null,
    })),
    sellers: sellers.map(({ provinceCode: province, cityCode: city, countyCode: county, ...order }) => {
      const at = { enterpriseId: order.enterpriseId, provinceCode: province, cityCode: city, countyCode: county };
      return {
        ...order,
        acts: mine(offerAll(actor, sellerRules, order, (act) => sellerPlace(at, act, services.province))),
      };
    }),
    mayHandOver: kept.state !== 'void' && holds(actor, 'warning-cards.follow', placeOf(place, services.province)),
    handOvers: handOvers.map((one) => ({
      ...one,
      evidence: [...one.evidence],
      acts: mine(
        offerActs(handOverProcess, one.state, account, (permission) =>
          holds(actor, permission, placeOf(place, services.province)),
        ),
      ),
    })),
    events: [
      ...events.flatMap((event) => {
        const step = event.verb === 'decide-step' ? approvedSteps[event.state] : undefined;
        return wordEvents([event], step ? { 'decide-step': step } : rectificationEventWords);
      }),
      ...wordEvents(ofAnnouncement, announcementEventWords),
    ].toSorted((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at))),
  });
};

/** One rectification, for officials of the place or for the firm itself. */
export const readRectification = (
  call: Call,
  id: number,
  permission: 'warning-cards.read' | 'warning-cards.answer',
): Promise<Result<RectificationDetail>> => observe(call, { permission }, (view) => detailOf(view, id));
