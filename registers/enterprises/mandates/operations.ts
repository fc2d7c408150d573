import type { Dataset } from '#foundation/dataset.ts';
import { addDays, daysBetween, type LocalDate, localDate, printDate } from '#foundation/local-date.ts';
import { type ActInput, offerActs } from '#foundation/process.ts';
import { ok, refuse, refuseFields, type Result } from '#foundation/refusal.ts';
import { fill, pair } from '#foundation/text-pair.ts';
import { deliver } from '#platform/delivery/index.ts';
import { attachEvidence, evidenceOf } from '#platform/evidence/index.ts';
import { endRole, giveRole, prepareAccount } from '#platform/identity/index.ts';
import { type Act, type Call, holds, observe, perform, type View } from '#platform/operation/index.ts';
import { eventsIn, type Keeping, takeAct } from '#platform/process/index.ts';
import { closeWork, openWork } from '#platform/work/index.ts';
import { findEnterprise } from '../storage.ts';
import type { MandateLine } from './contract.ts';
import { longestMandate, mandateProcess, type MandateState, mandateStates, type MandateVerb, type NewMandate, permissionsFor } from './mandate.ts'; // prettier-ignore
import { countMandates, insertMandate, isMandateVisible, listMandateRows, lockMandate, type MandateRow, storeMandateGrant, storeMandateState } from './storage.ts'; // prettier-ignore

const { recordEvents } = eventsIn('enterprises');
const partyOf = (enterpriseId: number): string => `enterprise/${enterpriseId}`;
const workKey = (id: number) => ({ kind: 'enterprises.check-mandate', subject: `mandate/${id}` });

const keeping: Keeping<MandateState, MandateVerb, MandateRow> = {
  flow: mandateProcess,
  isVisible: isMandateVisible,
  lock: lockMandate,
  placeOf: (mandate, verb) => (verb === 'end' ? partyOf(mandate.enterpriseId) : mandate.place),
  notBy: (mandate, verb) => (verb === 'end' ? [] : [mandate.filedBy]),
  storeState: storeMandateState,
};

const periodProblem = ({ validFrom, validTo }: NewMandate, today: LocalDate) => {
  if (validTo < validFrom || validTo < today)
    return {
      validTo: pair('截止日期应在起始日期和今天之后', 'The last day must not lie before the first one or before today'),
    };
  if (daysBetween(today, validTo) > longestMandate)
    return {
      validTo: fill(pair('委托期限最长两年，截止日期不晚于{day}', 'Two years at most: not later than {day}'), {
        day: printDate(addDays(today, longestMandate)),
      }),
    };
  return undefined;
};

/** The enterprise hands in a power of attorney; officials of its place check it. */
export const fileMandate = (call: Call, { evidence, ...mandate }: NewMandate): Promise<Result<{ id: number }>> =>
  perform(call, { permission: 'enterprises.mandate' }, async (act) => {
    const party = partyOf(mandate.enterpriseId);
    const refused = await act.authorise(party);
    if (refused) return refused;
    const problem = periodProblem({ evidence, ...mandate }, call.today);
    if (problem) return refuseFields(problem);
    await act.asEngine();
    const enterprise = await findEnterprise(act.tx, mandate.enterpriseId);
    const filedBy = call.actor.accountId;
    if (!enterprise || filedBy === null) return refuse('not-found', { thing: pair('该企业', 'The enterprise') });
    const { dataset } = enterprise;
    const filedAt = call.services.now();
    const id = await insertMandate(act.tx, { ...mandate, dataset, filedBy, filedAt });
    const place = enterprise.countyCode ?? enterprise.cityCode ?? null;
    const attached = await attachEvidence(act, {
      subject: `mandate/${id}`,
      dataset,
      ids: evidence,
      readers: [
        { permission: 'enterprises.settle', place },
        { permission: 'enterprises.mandate', place: party },
      ],
    });
    if (!attached.ok) return attached;
    await recordEvents(act.tx, [{ kind: 'mandate', id, verb: 'file', state: 'filed', account: filedBy, at: filedAt }]);
    await openWork(act, [
      {
        ...workKey(id),
        dataset,
        title: pair(
          `核对授权委托书：${enterprise.name}委托${mandate.agentName}`,
          `Check a power of attorney: ${enterprise.name} for ${mandate.agentName}`,
        ),
        link: '/mandates',
        permission: 'enterprises.settle',
        region: place,
        notBy: filedBy,
      },
    ]);
    act.journal({
      act: 'enterprises.file-mandate',
      subject: `mandate/${id}`,
      dataset,
      ...(place === null ? {} : { region: place }),
      payload: {
        agent: mandate.agentName,
        matters: mandate.matters,
        until: mandate.validTo,
        files: attached.value.map(({ sha256 }) => sha256),
      },
    });
    return ok({ id });
  });

const toldWords = {
  confirm: pair('授权委托书已核对登记', 'Your power of attorney was registered'),
  refuse: pair('授权委托书不予登记', 'Your power of attorney was not registered'),
  stop: pair('代理已停止', 'Your agent was stopped'),
} as const;

/** Tells the firm what an official did about its power of attorney. Call as engine. */
const tellFirm = (act: Act, verb: keyof typeof toldWords, mandate: MandateRow, reason: string | null) => {
  const { zh, en } = toldWords[verb];
  const [from, until] = [printDate(localDate(mandate.validFrom)), printDate(localDate(mandate.validTo))];
  const why = reason === null ? pair('', '') : pair(`说明：${reason}。`, ` In words: ${reason}.`);
  return deliver(act, [
    {
      to: { party: `enterprise/${mandate.enterpriseId}` },
      kind: 'enterprises.mandate',
      subject: `mandate/${mandate.id}`,
      dataset: mandate.dataset,
      title: pair(`${zh}：${mandate.agentName}`, `${en}: ${mandate.agentName}`),
      body: pair(
        `${zh}，代理人${mandate.agentName}，自${from.zh}至${until.zh}。${why.zh}`,
        `${en}: ${mandate.agentName}, ${from.en} to ${until.en}.${why.en}`,
      ),
      link: '/my-enterprise',
      key: `enterprises mandate ${mandate.id} ${verb}`,
    },
  ]);
};

/** An official has checked the document: the agent's account gets the role; one that isn't there yet is made, its password is shown once. */
export const confirmMandate = async (
  call: Call,
  id: number,
  input: ActInput,
): Promise<Result<{ password: string | null }>> => {
  const prepared = await prepareAccount();
  return takeAct(call, keeping, id, 'confirm', input, async ({ act, thing, reason }) => {
    if (thing.validTo < call.today) return refuse('mandate-over', { until: thing.validTo });
    const given = await giveRole(act, {
      loginName: thing.loginName,
      displayName: thing.agentOf === null ? `${thing.agentName}（代理人）` : `${thing.agentName}（${thing.agentOf}）`,
      prepared,
      grant: {
        role: 'enterprise-agent',
        limitedTo: permissionsFor(thing.matters),
        regionCode: partyOf(thing.enterpriseId),
        validFrom: thing.validFrom as LocalDate,
        validTo: thing.validTo as LocalDate,
      },
    });
    if (!given.ok) return given;
    await storeMandateGrant(act.tx, id, given.value.accountId, given.value.grantId);
    await closeWork(act, [workKey(id)]);
    await tellFirm(act, 'confirm', thing, reason);
    return ok({ value: { password: given.value.password }, payload: { account: given.value.accountId } });
  });
};

/** Refuses, ends or stops a power of attorney; the role of the agent ends in the same moment. */
export const closeMandate = (
  call: Call,
  id: number,
  verb: 'refuse' | 'end' | 'stop',
  input: ActInput,
): Promise<Result<Record<string, never>>> =>
  takeAct(call, keeping, id, verb, input, async ({ act, thing, reason }) => {
    if (thing.grantId !== null) await endRole(act, thing.grantId);
    await closeWork(act, [workKey(id)]);
    if (verb !== 'end') await tellFirm(act, verb, thing, reason);
    return ok({ value: {} });
  });

const linesOf = async ({ call, tx }: View, rows: readonly MandateRow[]): Promise<MandateLine[]> => {
  const files = await evidenceOf(
    tx,
    rows.map(({ id }) => `mandate/${id}`),
  );
  return rows.map(({ grantId: _, filedBy, place, matters, ...row }) => {
    const may = (permission: string): boolean =>
      holds(call.actor, permission, permission === 'enterprises.mandate' ? partyOf(row.enterpriseId) : place);
    return {
      ...row,
      matters: [...matters],
      over: row.state === 'valid' && row.validTo < call.today,
      files: files.get(`mandate/${row.id}`) ?? [],
      acts: offerActs(mandateProcess, row.state, call.actor.accountId, may, (verb) =>
        verb === 'end' ? [] : [filedBy],
      ).filter(({ permission }) => holds(call.actor, permission)),
    };
  });
};

/** Powers of attorney of an official's place. */
export const listMandates = (
  call: Call,
  filter: { readonly dataset: Dataset; readonly state?: MandateState | undefined },
) =>
  observe(call, { permission: 'enterprises.settle' }, async (view) => {
    const groups = await countMandates(view.tx, filter.dataset);
    const counts = Object.fromEntries(
      mandateStates.map((state) => [state, groups.find((group) => group.state === state)?.n ?? 0]),
    ) as Record<MandateState, number>;
    return ok({ rows: await linesOf(view, await listMandateRows(view.tx, filter)), counts });
  });

/** Powers of attorney of the actor's own enterprises. */
export const myMandates = (call: Call) =>
  observe(call, { permission: 'enterprises.mandate' }, async (view) =>
    ok({ rows: await linesOf(view, await listMandateRows(view.tx, {})) }),
  );
