import { Descriptions } from 'antd';
import {
  EvidenceList,
  formatCount,
  formatDate,
  formatShare,
  Section,
  useMay,
  useSpeech,
} from '#platform/office/index.ts';
import { serviceWords } from '#foundation/service.ts';
import { pair } from '#foundation/text-pair.ts';
import type { RectificationDetail } from '../contract.ts';
import { announcementProcess } from '../announcement.ts';
import { answerLabels, groundLabels, seriousLabels, stepLabels } from '../rectification.ts';

/** A part of a whole with its unit and its share. */
const Of = ({ part, whole, unit }: { readonly part: number; readonly whole: number; readonly unit: string }) => (
  <span className="numeric">
    {`${formatCount(part)}／${formatCount(whole)} ${unit}`}
    {whole > 0 && ` (${formatShare(part / whole)})`}
  </span>
);

/** Facts of a rectification: the order with its service, the terms, the report, the re-check. */
export const RectificationFacts = ({ thing }: { readonly thing: RectificationDetail }) => {
  const { say, language } = useSpeech();
  const day = (value: string | null) => (value === null ? '—' : formatDate(value, language));
  const item = (key: string, label: { zh: string; en: string }, children: React.ReactNode) => ({
    key,
    label: say(label),
    children,
  });
  const { answer, announcement } = thing;
  // What a firm may not open is no link for it.
  const official = useMay('warning-cards.read');
  const link = (path: string, words: string) => (official ? <a href={`/office/${path}`}>{words}</a> : words);
  const shownItem =
    announcement === null
      ? []
      : [
          item(
            'announcementShown',
            pair('公告的公布', 'The announcement on the portal'),
            announcement.state === 'shown'
              ? say(pair(`公布至${day(announcement.shownUntil)}`, `Shown until ${day(announcement.shownUntil)}`))
              : `${say(announcementProcess.states[announcement.state])} ${day(announcement.endedOn)}`,
          ),
        ];
  return (
    <>
      <Descriptions
        size="small"
        bordered
        className="above"
        column={{ xs: 1, md: 2 }}
        items={[
          item('firm', pair('生产者', 'Producer'), link(`enterprises/${thing.firm.id}`, thing.firm.name)),
          item('category', pair('产品种类', 'Category'), thing.category),
          ...(official || thing.cardNumber !== null ? [item('card', pair('黄牌', 'Card'), link(`cards/${thing.cardId}`, thing.cardNumber ?? '—'))] : []),
          item('number', pair('文书编号', 'Number of the paper'), thing.number ?? '—'),
          item('step', pair('法定步骤', 'Step of the law'), say(pair(`${stepLabels[thing.step].zh}（${thing.basis.zh}）`, `${stepLabels[thing.step].en} (${thing.basis.en})`))),
          item('city', pair('所在地', 'Place'), thing.city ?? '—'),
          item('ordered', pair('文书日期', 'Day of the paper'), day(thing.orderedOn)),
          item('effective', pair('送达生效', 'Service effective'), day(thing.effectiveOn)),
          item('due', pair('整改期限', 'Rectify until'), day(thing.dueOn)),
          item('recheckDue', pair('复查期限', 'Re-check until'), day(thing.recheckDueOn)),
          ...(thing.manner === null
            ? []
            : [
                item(
                  'manner',
                  pair('送达方式和凭据', 'Service and proof'),
                  say(serviceWords(thing.manner, thing.proof)),
                ),
              ]),
          ...(thing.extensionAskedOn === null
            ? []
            : [
                item(
                  'extension',
                  pair('延期申请', 'Extension'),
                  `${day(thing.extensionAskedOn)} ${thing.extensionReason ?? ''} ${say(thing.extended ? pair('（已同意）', '(granted)') : pair('（待定）', '(to be decided)'))}`,
                ),
              ]),
          ...(thing.pendingStep === null ? [] : [item('pending', pair('报请的下一步', 'Step proposed'), say(stepLabels[thing.pendingStep]))]),
          ...(thing.serious === null ? [] : [item('serious', pair('严重情形', 'Serious by'), say(seriousLabels[thing.serious]))]),
          ...(thing.ground === null ? [] : [item('ground', pair('情形', 'Case'), say(groundLabels[thing.ground]))]),
          ...(thing.announcedOn === null ? [] : [item('announced', pair('公告', 'Announced'), `${day(thing.announcedOn)} ${thing.announcedIn ?? ''} ${thing.announcementNumber ?? ''}`), item('announcementServed', pair('公告的送达', 'Service of the announcement'), say(pair(`${day(thing.announcedOn)} 公告之日即公开送达，企业账户同日收到副本`, `${day(thing.announcedOn)}, by the announcement itself; the firm has its copy in its account`))), ...shownItem]),
          ...(thing.plan === null ? [] : [item('plan', pair('复查计划', 'Plan of the re-check'), link(`plans/${thing.plan.id}`, thing.plan.name))]),
          ...(thing.recheckOutcome === null
            ? []
            : [
                item(
                  'recheck',
                  pair('复查结果', 'Re-check'),
                  `${say(thing.recheckOutcome === 'pass' ? pair('合格', 'Passed') : pair('不合格', 'Failed'))} ${day(thing.recheckOn)} ${thing.recheck?.name ?? ''}`,
                ),
              ]),
        ]}
      />
      {answer && (
        <Section title={say(pair(`整改报告（${day(thing.answeredOn)}）`, `Report of ${day(thing.answeredOn)}`))}>
          <Descriptions
            size="small"
            bordered
            column={1}
            items={[
              item('causes', answerLabels.causes, answer.causes),
              item('measures', answerLabels.measures, answer.measures),
              item('evidence', answerLabels.evidence, answer.evidence),
              item('stock', pair('库存：已处理／总数', 'Stock: handled of'), <Of part={answer.stockHandled} whole={answer.stock} unit={answer.unit} />),
              item('sold', pair('已售：已召回／总数', 'Sold: called back of'), <Of part={answer.recalled} whole={answer.sold} unit={answer.unit} />),
              item('files', pair('附件', 'Files'), <EvidenceList files={thing.files} />),
            ]}
          />
        </Section>
      )}
    </>
  );
}; // prettier-ignore
