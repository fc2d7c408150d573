import { pair, type TextPair } from '#foundation/text-pair.ts';
import type { RectificationDetail } from '../contract.ts';
import { answerLabels, endGrounds, groundLabels, pauseGrounds, type RectificationVerb, seriousCriteria, seriousLabels, type Step } from '../rectification.ts'; // prettier-ignore
import type { Field } from './act-form.tsx';

type Say = (words: TextPair) => string;

const reason: Field = { name: 'reason', label: pair('情况说明', 'Reason'), kind: 'area' };
const field = (name: keyof typeof answerLabels, kind: Field['kind']): Field => ({
  name,
  label: answerLabels[name],
  kind,
});
const answer: readonly Field[] = [
  field('causes', 'area'),
  field('measures', 'area'),
  field('evidence', 'area'),
  field('unit', 'text'),
  field('stock', 'number'),
  field('stockHandled', 'number'),
  field('sold', 'number'),
  field('recalled', 'number'),
  { name: 'files', label: pair('附件（照片、扫描件）', 'Files (photos, scans)'), kind: 'files' },
];
const filedOn: Field = {
  name: 'filedOn',
  label: pair('收到书面材料的日期', 'Day on which the paper came in'),
  kind: 'date',
};
const decision: readonly Field[] = [
  { name: 'by', label: pair('作出决定的机关', 'Who decided'), kind: 'text' },
  { name: 'number', label: pair('决定文号', 'Number of the decision'), kind: 'text' },
  { name: 'noticeOn', label: pair('事先告知日期', 'Day on which the firm was told'), kind: 'date' },
  { name: 'hearing', label: pair('听证情况', 'The hearing'), kind: 'area' },
  reason,
]; // prettier-ignore

/** What an act asks for besides a reason; nothing where a reason (or a yes) is all. */
export const fieldsOf = (verb: RectificationVerb, thing: RectificationDetail, say: Say): readonly Field[] | undefined => {
  switch (verb) {
    case 'answer':
      return answer;
    case 'register-answer':
      return [filedOn, ...answer];
    case 'register-extension':
      return [filedOn, reason];
    case 'arrange':
      return [
        {
          name: 'planId',
          label: pair('跟踪抽查计划（可不选）', 'Follow-up plan (optional)'),
          kind: 'select',
          optional: true,
          options: thing.plans.map(({ id, name }) => ({ value: id, label: name })),
        },
      ];
    case 'propose-serious':
      return [
        {
          name: 'criterion',
          label: pair('严重情形', 'Criterion'),
          kind: 'select',
          options: seriousCriteria.map((value) => ({ value, label: say(seriousLabels[value]) })),
        },
        reason,
      ];
    case 'decide-step':
      return thing.pendingStep === 'announcement'
        ? [{ name: 'announcedIn', label: pair('公告载体', 'Where it is announced'), kind: 'text' }]
        : thing.pendingStep === 'overhaul'
          ? [{ name: 'tasks', label: pair('会同部门', 'Departments'), kind: 'tasks' }]
          : undefined;
    case 'record-revocation':
    case 'record-no-revocation':
      return decision;
    case 'pause':
    case 'end':
      return [
        {
          name: 'ground',
          label: pair('情形', 'Case'),
          kind: 'select',
          options: (verb === 'pause' ? pauseGrounds : endGrounds).map((value) => ({ value, label: say(groundLabels[value]) })),
        },
        reason,
      ];
    default:
      return undefined;
  }
}; // prettier-ignore

/** The body of an act, made of what the form gave. */
export const bodyOf = (verb: RectificationVerb, version: number, values: Readonly<Record<string, unknown>>) => {
  const { reason: why, ...more } = values;
  const given = why === undefined ? {} : { reason: why };
  if (verb === 'answer' || verb === 'register-answer') return { version, answer: more };
  if (verb === 'record-revocation' || verb === 'record-no-revocation') return { version, ...given, decision: more };
  return { version, ...given, ...more };
};

const stepConsequences: Readonly<Record<Step, TextPair>> = {
  order: pair('批准后即按法定步骤办理，不能撤回。', 'The step takes effect at once and can’t be taken back.'),
  announcement: pair(
    '批准后即发出公告，视为送达企业，并在公众网站公布企业和产品名称，不能撤回。',
    'The announcement goes out at once: it counts as served on the firm, the portal names firm and product, and it can’t be taken back.',
  ),
  overhaul: pair(
    '批准后即作出责令停产（停业）整顿的决定，并向会同部门去函，不能撤回。',
    'The order to stop for overhaul is made at once, the departments are written to, and it can’t be taken back.',
  ),
  revocation: pair(
    '批准后即建议有权机关吊销，由其告知、听证后决定；建议不能撤回。',
    'The revocation is proposed at once to whoever has the power, who decides after notice and hearing; it can’t be taken back.',
  ),
};

/** What follows from an act on this thing, said before it. */
export const consequenceOf = (verb: RectificationVerb, thing: RectificationDetail): TextPair | undefined =>
  verb === 'decide-step' ? stepConsequences[thing.pendingStep ?? 'order'] : consequences[verb];

const consequences: Readonly<Partial<Record<RectificationVerb, TextPair>>> = {
  answer: pair('请如实填写数量。报告后，所在地机关将现场核查，再安排复查检验。', 'State the numbers truly. The authority visits and then arranges the re-check.'),
  'record-refusal': pair('拒绝整改是媒体曝光的依据之一，请确认已有证据。', 'Refusal is a ground for exposure in the media; be sure of the evidence.'),
  'record-revocation': pair('登记后整改以“已吊销”办结，不能撤回。请核对决定书。', 'The rectification ends with it as revoked, and this can’t be undone. Check the decision.'),
  'record-no-revocation': pair('登记后整改继续，等待安排复查。请核对决定书。', 'The rectification goes on and waits for its re-check. Check the decision.'),
  'pass-on-site': pair('仅用于标识等无须检验即可确认的不合格；批准后黄牌解除。', 'Only for what needs no test, such as labels; the card is lifted.'),
  end: pair('许可证、证书的暂停随之终止；恢复生产的，可以重新办理。', 'The hold on licences ends with it; when production is resumed it can be opened again.'),
  pause: pair('期限中止，剩余日数保留；恢复生产后继续计算。', 'The term stops and keeps the days left.'),
}; // prettier-ignore
