import { addDays, type LocalDate } from '#foundation/local-date.ts';
import { type Services, systemCall } from '#platform/operation/index.ts';
import * as cards from '#regimes/warning-cards/contract.ts';
import * as contract from '#regimes/warning-cards/rectification/contract.ts';
import type { RectificationVerb } from '#regimes/warning-cards/rectification/rectification.ts';
import { type Staff, staffOf } from './days.ts';
import { use } from './people.ts';

interface Step {
  readonly ago: number;
  readonly verb: RectificationVerb;
  readonly body?: (day: LocalDate) => Readonly<Record<string, unknown>>;
  readonly by?: 'provincial-approver';
}

const served = (ago: number): Step => ({
  ago,
  verb: 'serve',
  body: (day) => ({ service: { manner: 'hand', day, signedBy: '演示联系人' } }),
});
const reported = (ago: number): Step => ({
  ago,
  verb: 'register-answer',
  body: (day) => ({
    answer: {
      filedOn: day,
      causes: '原材料进厂检验不严',
      measures: '更换供应商，增加进厂检验项目，对生产线重新调试',
      evidence: '整改报告、检验记录、库存处理照片',
      stock: 320,
      stockHandled: 320,
      sold: 1500,
      recalled: 870,
      unit: '件',
    },
  }),
});
const because =
  (reason: string, more: Readonly<Record<string, unknown>> = {}) =>
  () => ({ reason, ...more });
const visited = (ago: number): Step => ({ ago, verb: 'confirm-visit', body: because('现场核查，报告属实') });

/** What has happened to some firms, so that every stage can be seen; days are counted back from today. */
const stories: readonly (readonly Step[])[] = [
  [served(50), reported(40), visited(36), { ago: 30, verb: 'pass-on-site', by: 'provincial-approver', body: because('不合格批次已全部处理，整改措施到位，现场核查符合') }],
  [served(10)],
  [served(20), { ago: 3, verb: 'register-extension', body: (day) => ({ filedOn: day, reason: '检测设备未到货' }) }],
  [served(50)],
  [served(40), { ago: 15, verb: 'record-refusal', body: because('书面表示不予整改') }],
  [served(30), reported(5)],
  [served(35), reported(15), visited(8)],
  [served(45), reported(30), visited(25), { ago: 20, verb: 'arrange', body: () => ({}) }],
  [served(40), { ago: 30, verb: 'pause', body: because('季节性停产，次年二月恢复', { ground: 'seasonal' }) }],
  [served(40), { ago: 25, verb: 'end', body: because('已办理注销登记', { ground: 'deregistered' }) }],
  [served(40), { ago: 4, verb: 'propose-serious', body: because('标称安全项目严重不合格', { criterion: 'danger' }) }],
  [
    served(50),
    { ago: 30, verb: 'propose-serious', body: because('掺杂掺假，事实清楚', { criterion: 'fake' }) },
    {
      ago: 26,
      verb: 'decide-step',
      by: 'provincial-approver',
      body: (day) => ({ tasks: [{ department: '工商行政管理部门', task: '监督停止生产、销售', dueOn: addDays(day, 40) }] }),
    },
    served(24),
  ],
]; // prettier-ignore

const tell = async (
  staff: Staff,
  rectificationId: number,
  story: readonly Step[],
  back: (ago: number) => LocalDate,
): Promise<void> => {
  for (const { ago, verb, body, by } of story) {
    const day = back(ago);
    const actor = await staff(by ?? 'provincial-officer', day);
    const { version } = await use(actor, contract.getRectification, { params: { rectificationId } });
    await use(actor, contract.rectificationActs[verb], {
      params: { rectificationId },
      body: { version, ...body?.(day) },
    });
  }
};

/** Issues some of the oldest cards two months ago and lets their rectifications run; terms that are over since then end by the program. */
export const rectifySome = async (services: Services, today: LocalDate, old: LocalDate): Promise<void> => {
  const staff = staffOf(services);
  const back = (ago: number): LocalDate => addDays(today, -ago);
  const officer = await staff('provincial-officer', back(60));
  // The list begins with the latest; the oldest are on its last pages.
  const chosen: cards.CardLine[] = [];
  for (let cursor: string | undefined; chosen.length < stories.length;) {
    const { rows, next } = await use(officer, cards.listCards, {
      query: { dataset: 'demo', state: 'proposed', kind: 'yellow', limit: 200, cursor },
    });
    chosen.push(...rows.filter(({ publishedOn, city }) => publishedOn !== null && publishedOn < old && city !== null));
    if (next === null) break;
    cursor = next;
  }
  chosen.splice(stories.length);
  const lot = (more: number) => chosen.map(({ id, version }) => ({ id, version: version + more }));
  if (chosen.length === 0) return;
  await use(officer, cards.submitCards, { body: { selection: { cards: lot(0) }, reason: '经核实，同意报审' } });
  await use(await staff('provincial-approver', back(59)), cards.issueCards, { body: { selection: { cards: lot(1) } } });
  for (const [at, { id }] of chosen.entries()) {
    const { rectification } = await use(officer, contract.rectificationOfCard, { params: { cardId: id } });
    if (rectification) await tell(staff, rectification.id, stories[at] ?? [], back);
  }
  await services.composition.jobs.find(({ name }) => name === 'deadlines.run')?.run(systemCall(services), {});
};
