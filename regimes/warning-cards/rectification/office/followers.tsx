import { Space, Tag } from 'antd';
import { useState } from 'react';
import type { RouteContract } from '#foundation/contract.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import {
  ActButton,
  daysLeftWords,
  formatDate,
  PaperLinks,
  PlainTable,
  Section,
  useSpeech,
} from '#platform/office/index.ts';
import { answerTask, handOver, receiveHandOver, type RectificationDetail, returnOutcome } from '../contract.ts';
import { findingLabels, findings, handOverProcess, outcomeLabels, outcomes } from '../hand-over.ts';
import { sellerOrderProcess } from '../seller-order.ts';
import { ActForm, type Field } from './act-form.tsx';
import { SellerOrderActs } from './seller-order-acts.tsx';
import { useAnyAct } from './use-any-act.ts';

interface Asked {
  readonly title: TextPair;
  readonly verb: TextPair;
  readonly contract: RouteContract;
  readonly params: Readonly<Record<string, unknown>>;
  readonly fields: readonly Field[];
  readonly body: (values: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

const evidence: readonly Field[] = [
  { name: 'recipient', label: pair('稽查机构', 'Enforcement body'), kind: 'text' },
  { name: 'suspicion', label: pair('涉嫌违法行为', 'Suspected of'), kind: 'area' },
  { name: 'evidence', label: pair('证据清单（每行一项）', 'Evidence, one a line'), kind: 'lines' },
];
const receipt: readonly Field[] = [
  { name: 'receipt', label: pair('签收文号', 'Number of the receipt'), kind: 'text' },
  { name: 'receivedOn', label: pair('签收日期', 'Day of the receipt'), kind: 'date' },
];

/** Sellers with their orders, departments’ answers, and hand-overs to enforcement: what goes along with a rectification. */
export const Followers = ({ thing }: { readonly thing: RectificationDetail }) => {
  const { say, language } = useSpeech();
  const act = useAnyAct();
  const [asked, setAsked] = useState<Asked>();
  const ask = (what?: Asked) => {
    act.reset();
    setAsked(what);
  };
  const outcome: readonly Field[] = [
    { name: 'outcome', label: pair('处理结果', 'Outcome'), kind: 'select', options: outcomes.map((value) => ({ value, label: say(outcomeLabels[value]) })) },
    { name: 'amount', label: pair('罚没金额（元）', 'Amount (yuan)'), kind: 'number', optional: true },
    { name: 'words', label: pair('决定内容和文号', 'The decision with its number'), kind: 'area' },
    { name: 'finding', label: pair('是否认定假冒、伪造（曝光依据之一）', 'Found to be fake (a ground of exposure)'), kind: 'select', options: findings.map((value) => ({ value, label: say(findingLabels[value]) })) },
    { name: 'returnedOn', label: pair('反馈日期', 'Day of the answer'), kind: 'date' },
  ]; // prettier-ignore
  const day = (value: string | null) => (value === null ? '—' : formatDate(value, language));
  const answered = pair('登记办理情况', 'Record the answer');
  const askForAnswer = (task: RectificationDetail['tasks'][number]) =>
    ask({
      title: pair(`登记办理情况：${task.department}`, `Record the answer: ${task.department}`),
      verb: answered,
      contract: answerTask,
      params: { rectificationId: thing.id, taskId: task.id },
      fields: [{ name: 'answer', label: pair('办理情况', 'Answer'), kind: 'area' }],
      body: (values) => values,
    });
  return (
    <>
      {thing.tasks.length > 0 && (
        <Section title={say(pair('会同部门', 'Departments that act along'))}>
          <PlainTable
            rowKey="id"
            dataSource={thing.tasks}
            columns={[
              { title: say(pair('部门', 'Department')), dataIndex: 'department' },
              { title: say(pair('任务', 'Task')), dataIndex: 'task' },
              {
                title: say(pair('期限', 'Until')),
                render: (_, { dueOn, daysLeft }) =>
                  daysLeft === null ? (
                    day(dueOn)
                  ) : (
                    <span className={daysLeft < 0 ? 'overdue' : ''}>
                      {`${day(dueOn)} ${say(daysLeftWords(daysLeft))}`}
                    </span>
                  ),
              },
              {
                title: say(pair('去函', 'Letter')),
                render: (_, { writtenOn }) =>
                  writtenOn === null ? say(pair('无收件箱，请书面发函', 'No inbox: write on paper')) : day(writtenOn),
              },
              {
                title: say(pair('办理情况', 'Answer')),
                render: (_, task) =>
                  task.doneOn !== null ? (
                    `${day(task.doneOn)} ${task.answer ?? ''}`
                  ) : thing.mayHandOver ? (
                    <ActButton size="small" permission="warning-cards.follow" onClick={() => askForAnswer(task)}>
                      {say(answered)}
                    </ActButton>
                  ) : (
                    '—'
                  ),
              },
            ]}
          />
        </Section>
      )}
      {thing.sellers.length > 0 && (
        <Section title={say(pair('对销售者的责令', 'Orders to sellers'))}>
          {thing.sellers.map((order) => (
            <div key={order.id} className="above">
              <Space wrap>
                <a href={`/office/seller-orders/${order.id}`}>{order.firm}</a>
                <Tag>{say(sellerOrderProcess.states[order.state])}</Tag>
                <span className="quiet">
                  {order.number}
                  {order.dueOn === null
                    ? say(pair('，期限自送达生效日起算', '; the term runs from service'))
                    : say(pair(`，期限至${day(order.dueOn)}`, `; until ${day(order.dueOn)}`))}
                </span>
              </Space>
              <div className="between">
                <SellerOrderActs order={order} />
              </div>
              {order.report && (
                <div>
                  {say(
                    pair(
                      `下架${order.report.offSale}、退货${order.report.returned}、销毁${order.report.destroyed}（${order.report.unit}）；${order.report.measures}`,
                      `Off sale ${order.report.offSale}, returned ${order.report.returned}, destroyed ${order.report.destroyed} (${order.report.unit}); ${order.report.measures}`,
                    ),
                  )}
                </div>
              )}
              <PaperLinks subject={`seller-order/${order.id}`} dataset={thing.dataset} />
            </div>
          ))}
        </Section>
      )}
      {(thing.mayHandOver || thing.handOvers.length > 0) && (
        <Section title={say(pair('移交稽查', 'Hand-over to enforcement'))}>
          {thing.handOvers.map((one) => (
            <div key={one.id} className="above">
              <Space wrap>
                <strong>{one.recipient}</strong>
                <Tag>{say(handOverProcess.states[one.state])}</Tag>
                <span className="quiet">
                  {one.number} · {day(one.handedOn)}
                </span>
                {one.acts.map((offer) => (
                  <ActButton
                    key={offer.act}
                    size="small"
                    permission={offer.permission}
                    because={offer.refusal ? say(offer.refusal.text) : undefined}
                    onClick={() =>
                      ask({
                        title: handOverProcess.acts[offer.act].label,
                        verb: handOverProcess.acts[offer.act].label,
                        contract: offer.act === 'receive' ? receiveHandOver : returnOutcome,
                        params: { handOverId: one.id },
                        fields: offer.act === 'receive' ? receipt : outcome,
                        body: (values) =>
                          offer.act === 'receive'
                            ? { version: one.version, ...values }
                            : { version: one.version, amount: null, ...values },
                      })
                    }
                  >
                    {say(handOverProcess.acts[offer.act].label)}
                  </ActButton>
                ))}
              </Space>
              <div>
                {say(pair('涉嫌：', 'Suspected of: '))}
                {one.suspicion}；{say(pair('证据：', 'Evidence: '))}
                {one.evidence.join('、')}
              </div>
              {one.receivedOn !== null && (
                <div>
                  {say(pair('签收：', 'Receipt: '))}
                  {one.receipt} {day(one.receivedOn)}
                </div>
              )}
              {one.outcome !== null && (
                <div>
                  {say(outcomeLabels[one.outcome])}
                  {one.finding === 'fake' && `，${say(findingLabels.fake)}`}
                  {one.amount !== null && ` ${one.amount} ${say(pair('元', 'yuan'))}`} {one.outcomeWords}{' '}
                  {day(one.returnedOn)}
                </div>
              )}
              <PaperLinks subject={`hand-over/${one.id}`} dataset={thing.dataset} />
            </div>
          ))}
          {thing.mayHandOver && (
            <ActButton
              permission="warning-cards.follow"
              onClick={() =>
                ask({
                  title: pair('移交稽查处理', 'Hand over to enforcement'),
                  verb: pair('移交稽查处理', 'Hand over to enforcement'),
                  contract: handOver,
                  params: { rectificationId: thing.id },
                  fields: evidence,
                  body: (values) => values,
                })
              }
            >
              {say(pair('移交稽查处理', 'Hand over to enforcement'))}
            </ActButton>
          )}
        </Section>
      )}
      {asked && (
        <ActForm
          title={say(asked.title)}
          verb={say(asked.verb)}
          consequence={undefined}
          fields={asked.fields}
          problem={act.error}
          pending={act.isPending}
          onClose={() => ask()}
          onDo={(values) =>
            act.mutate(
              { contract: asked.contract, params: asked.params, body: asked.body(values) },
              { onSuccess: () => ask() },
            )
          }
        />
      )}
    </>
  );
};
