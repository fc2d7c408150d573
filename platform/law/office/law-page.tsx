import { Button, Form, Input, Modal, Space, Tag } from 'antd';
import { useState } from 'react';
import {
  DateField,
  ActButton,
  ActWithReason,
  formatDate,
  Loaded,
  Page,
  PlainTable,
  ProblemNotice,
  useAct,
  useApi,
  useSay,
  valueInWords,
} from '#platform/office/index.ts';
import { approveOverride, listLaw, proposeOverride, rejectOverride, type LawLine } from '../contract.ts';
import { ValueField } from './value-field.tsx';

interface Proposal {
  readonly value: unknown;
  readonly from: string;
  readonly to?: string;
  readonly source: string;
  readonly reason: string;
}

/** A number typed into a line is a number again. */
const typed = (value: unknown, before: unknown): unknown =>
  typeof before === 'number' && typeof value === 'string' && value.trim() !== '' ? Number(value) : value;

/** Every legal parameter with its value of the day, its source and whether the text was confirmed; changed by two persons only. */
const LawPage = () => {
  const say = useSay();
  const law = useApi(listLaw);
  const propose = useAct(proposeOverride);
  const approve = useAct(approveOverride);
  const reject = useAct(rejectOverride);
  const [changing, change] = useState<LawLine>();
  const [rejecting, setRejecting] = useState<string>();
  const problem = propose.error ?? approve.error;
  const required = [{ required: true, message: say({ zh: '请填写', en: 'Required' }) }];
  const send = (line: LawLine, { value, from, to, source, reason }: Proposal) => {
    const body = {
      key: line.key,
      value: typed(value, line.current?.value),
      from,
      to: to ? to : null,
      source: { zh: source },
      reason,
    };
    propose.mutate({ body: body }, { onSuccess: () => change(undefined) });
  };
  return (
    <Page
      title={say({ zh: '法律参数', en: 'Legal parameters' })}
      intro={say({
        zh: '期限、次数等取值都在这里，写明出处；未经核对原文的另行标注。调整须一人提出、另一人批准。',
        en: 'Time limits, counts and the like, each with its source; what was not confirmed in a text says so. A change takes two persons.',
      })}
    >
      {problem && <ProblemNotice problem={problem} />}
      <Loaded query={law}>
        {(data) => (
          <PlainTable<LawLine>
            rowKey="key"
            dataSource={data.parameters}
            expandable={{
              rowExpandable: (line) => line.defaults.length + line.overrides.length > 0,
              expandedRowRender: (line) => (
                <ul>
                  {line.defaults.map((value) => (
                    <li key={value.from}>
                      {formatDate(value.from)}
                      {value.to ? `—${formatDate(value.to)}` : say({ zh: '起', en: ' on' })}：
                      {valueInWords(value.value, line.words, say)} · {say(value.source)}
                    </li>
                  ))}
                  {line.overrides.map((one) => (
                    <li key={one.id}>
                      <Tag>
                        {say(
                          {
                            proposed: { zh: '待批准', en: 'Proposed' },
                            approved: { zh: '已批准', en: 'Approved' },
                            rejected: { zh: '未批准', en: 'Rejected' },
                          }[one.state],
                        )}
                      </Tag>
                      {formatDate(one.from)} {say({ zh: '起', en: 'on' })}：{valueInWords(one.value, line.words, say)} ·{' '}
                      {say(one.source)} · {one.reason}{' '}
                      {one.state === 'proposed' && (
                        <Space>
                          <ActButton
                            permission="law.approve"
                            onClick={() => approve.mutate({ params: { overrideId: one.id }, body: {} })}
                          >
                            {say({ zh: '批准', en: 'Approve' })}
                          </ActButton>
                          <ActButton size="small" permission="law.approve" onClick={() => setRejecting(one.id)}>
                            {say({ zh: '不批准', en: 'Reject' })}
                          </ActButton>
                        </Space>
                      )}
                    </li>
                  ))}
                </ul>
              ),
            }}
            columns={[
              { title: say({ zh: '参数', en: 'Parameter' }), render: (_, line) => say(line.title) },
              {
                title: say({ zh: '现行取值', en: 'Value today' }),
                render: (_, line) =>
                  line.current
                    ? `${valueInWords(line.current.value, line.words, say)}${line.unit ? say(line.unit) : ''}`
                    : '—',
              },
              {
                title: say({ zh: '出处', en: 'Source' }),
                width: 380,
                render: (_, line) => line.current && say(line.current.source),
              },
              {
                title: say({ zh: '核对', en: 'Confirmed' }),
                render: (_, line) =>
                  line.current &&
                  (line.current.confirmed ? (
                    say({ zh: '已核对原文', en: 'Text read' })
                  ) : (
                    <Tag color="orange">{say({ zh: '未核对原文', en: 'Not confirmed' })}</Tag>
                  )),
              },
              {
                title: say({ zh: '调整', en: 'Change' }),
                render: (_, line) => (
                  <ActButton size="small" permission="law.propose" onClick={() => change(line)}>
                    {say({ zh: '提出调整', en: 'Propose' })}
                  </ActButton>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      <Modal
        open={changing !== undefined}
        title={changing && say(changing.title)}
        footer={null}
        destroyOnHidden
        onCancel={() => change(undefined)}
      >
        {changing && (
          <Form<Proposal>
            layout="vertical"
            requiredMark={false}
            initialValues={{ value: changing.current?.value }}
            onFinish={(values) => send(changing, values)}
          >
            <ValueField line={changing} />
            <Form.Item name="from" label={say({ zh: '自何日起', en: 'From' })} rules={required}>
              <DateField />
            </Form.Item>
            <Form.Item name="to" label={say({ zh: '至何日止（可不填）', en: 'To (optional)' })}>
              <DateField />
            </Form.Item>
            <Form.Item name="source" label={say({ zh: '依据', en: 'Source' })} rules={required}>
              <Input />
            </Form.Item>
            <Form.Item name="reason" label={say({ zh: '理由', en: 'Reason' })} rules={required}>
              <Input.TextArea rows={2} />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={propose.isPending}>
              {say({ zh: '提出', en: 'Propose' })}
            </Button>
          </Form>
        )}
      </Modal>
      <ActWithReason
        title={rejecting === undefined ? undefined : say({ zh: '不批准', en: 'Reject' })}
        act={reject}
        input={(reason) =>
          rejecting === undefined ? undefined : { params: { overrideId: rejecting }, body: { reason } }
        }
        onClose={() => setRejecting(undefined)}
      />
    </Page>
  );
};
export default LawPage;
