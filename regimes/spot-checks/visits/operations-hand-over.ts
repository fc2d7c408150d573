import { printDate } from '#foundation/local-date.ts';
import { refusal, type Refusal } from '#foundation/refusal.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import type { HandOver, HandOverTo } from '#platform/manifest.ts';
import type { Act } from '#platform/operation/index.ts';
import { recordEvents } from '../common/events-storage.ts';
import { decideInspectors } from './rules.ts';
import { countOpenVisitsOf, inspectorOf, type OpenVisit, openVisitsOf } from './storage-hand-over.ts';
import { crewOf, findReassignment, inspectorFacts, insertReassignment, lockVisit, storeVisitState } from './storage.ts';
import { visitProcess } from './visit.ts';

const notAnInspector = pair(
  '接办人不在该数据集的抽样人员名录内，请先登记',
  'The other is not in the register of inspectors; register him first',
);

/** Proposes the other in the place of an inspector of one visit, or says why not. */
const proposeOther = async (
  act: Act,
  visit: OpenVisit,
  { from, to, reason }: HandOverTo,
): Promise<TextPair | undefined> => {
  const { tx, call } = act;
  if (visit.state === 'started' || visit.state === 'ordered')
    return pair('已开始抽样，由原人员办结', 'It is under way and is finished by those who began it');
  const thing = await lockVisit(tx, visit.id);
  if (!thing || thing.state !== visit.state) return refusal('conflict').text;
  const outside = await act.authorise(thing.place);
  if (outside) return outside.refusal.text;
  if (await findReassignment(tx, visit.id)) return refusal('reassignment-open').text;
  const other = await inspectorOf(tx, thing.dataset, to);
  if (other === undefined) return notAnInspector;
  const crew = await crewOf(tx, visit.id);
  const mine = await inspectorOf(tx, thing.dataset, from);
  const inspectorIds = crew.map(({ id }) => (id === mine ? other : id));
  const leader = crew.find(({ leads }) => leads)?.id ?? 0;
  const leaderId = leader === mine ? other : leader;
  const facts = await inspectorFacts(tx, inspectorIds, thing, call.today);
  const sound: { readonly ok: boolean; readonly refusal?: Refusal } = decideInspectors(inspectorIds, leaderId, facts);
  if (sound.refusal) return sound.refusal.text;
  const { accountId: account } = call.actor;
  const at = call.services.now();
  await insertReassignment(tx, visit.id, { leaderId, inspectorIds, reason, account, at });
  await storeVisitState(tx, visit.id, thing.state);
  await recordEvents(tx, [{ kind: 'visit', id: visit.id, verb: 'propose', state: thing.state, account, at, reason }]);
  act.journal({
    act: 'spot-checks.propose-visit',
    subject: `visit/${visit.id}`,
    dataset: thing.dataset,
    ...(thing.place === null ? {} : { region: thing.place }),
    confidential: true,
    payload: { reason, inspectorIds, leaderId, handedOver: { from, to } },
  });
  return undefined;
};

/**
 * Visits of an inspector who hands over: the other is proposed in his place by the rules of any change of inspectors, so that another person
 * decides on each and whom chance has drawn is not exchanged by a single hand.
 */
export const visitHandOver: HandOver = {
  title: pair(
    '抽样任务（交接时提出更换人员，由另一人同意）',
    'Visits (handed over as a change of inspectors, for another person to approve)',
  ),
  count: countOpenVisitsOf,
  handOver: async (act, whom) => {
    const left: { what: TextPair; why: TextPair }[] = [];
    let moved = 0;
    for (const visit of await openVisitsOf(act.tx, whom.from)) {
      const why = await proposeOther(act, visit, whom);
      const due = printDate(visit.dueOn);
      const state = visitProcess.states[visit.state];
      // Who is visited stays with those who may know it.
      if (why)
        left.push({
          what: pair(
            `抽样任务 ${visit.id}（${state.zh}，${due.zh}前）`,
            `Visit ${visit.id} (${state.en}, by ${due.en})`,
          ),
          why,
        });
      else moved += 1;
    }
    return { moved, left };
  },
};
