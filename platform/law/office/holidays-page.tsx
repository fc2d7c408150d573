import { Alert, Button, Flex, Form, Input, InputNumber, Tag, Typography } from 'antd';
import { useState } from 'react';
import { type HolidayRun, readHolidayOrder } from '#foundation/holiday-order.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import {
  ActButton,
  ActWithReason,
  dayOfInstant,
  formatDate,
  Loaded,
  Page,
  PlainTable,
  ProblemNotice,
  Section,
  useAct,
  useApi,
  useMay,
  useSay,
} from '#platform/office/index.ts';
import {
  approveCalendar,
  type CalendarEntry,
  listCalendars,
  proposeCalendar,
  rejectCalendar,
} from '../contract-calendar.ts';

interface Filing {
  readonly year: number;
  readonly text: string;
  readonly source: string;
}

const states = {
  proposed: { zh: '待批准', en: 'Waits for approval' },
  approved: { zh: '已批准', en: 'Approved' },
  rejected: { zh: '未批准', en: 'Rejected' },
} as const;

/** 1月1日 from `0101`, in either language. */
const dayInWords = (day: string) => ({
  zh: `${Number(day.slice(0, 2))}月${Number(day.slice(2))}日`,
  en: `${day.slice(0, 2)}-${day.slice(2)}`,
});

/** What was entered, one line a holiday. */
const EntryDays = ({ entry }: { entry: CalendarEntry }) => {
  const say = useSay();
  return (
    <ul>
      {entry.offDays.split(' ').map((run) => {
        const [holiday = '', span = ''] = run.split(':');
        const [first = '', last] = span.split('-');
        const words = [first, ...(last === undefined ? [] : [last])].map((day) => say(dayInWords(day)));
        return (
          <li key={run}>
            {holiday}：{words.join(say({ zh: '至', en: ' to ' }))}
          </li>
        );
      })}
      {entry.onDays !== '' && (
        <li>
          {say({ zh: '调休上班：', en: 'Make-up working days: ' })}
          {entry.onDays
            .split(' ')
            .map((day) => say(dayInWords(day)))
            .join(say({ zh: '、', en: ', ' }))}
        </li>
      )}
    </ul>
  );
};

const runWords = ({ holiday, from, to }: HolidayRun): string =>
  `${holiday}：${formatDate(from)}${from === to ? '' : `—${formatDate(to)}`}`;

/** What the program reads from the text while it is typed. */
const Reading = ({ year, text }: { year: number | null; text: string }) => {
  const say = useSay();
  if (year === null || text.trim() === '') return null;
  const { off, on, faults } = readHolidayOrder(year, text);
  return (
    <Alert
      type={faults.length === 0 ? 'success' : 'warning'}
      showIcon
      message={
        faults.length === 0
          ? say({ zh: '读到以下安排，请与原文核对：', en: 'This was read; compare it with the order:' })
          : say({ zh: '还不能录入：', en: 'Not yet right:' })
      }
      description={
        <ul>
          {faults.map((fault) => (
            <li key={fault.zh}>{say(fault)}</li>
          ))}
          {off.map((run) => (
            <li key={`${run.holiday}${run.from}`}>{runWords(run)}</li>
          ))}
          {on.length > 0 && (
            <li>
              {say({ zh: '调休上班：', en: 'Make-up working days: ' })}
              {on.map((day: LocalDate) => formatDate(day)).join(say({ zh: '、', en: ', ' }))}
            </li>
          )}
        </ul>
      }
    />
  );
};

const FilingForm = ({ year }: { year: number | undefined }) => {
  const say = useSay();
  const propose = useAct(proposeCalendar);
  const [form] = Form.useForm<Filing>();
  const typedYear = Form.useWatch('year', form) ?? null;
  const typedText = Form.useWatch('text', form) ?? '';
  const required = [{ required: true, message: say({ zh: '请填写', en: 'Required' }) }];
  return (
    <Form<Filing>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ year, text: '', source: '' }}
      onFinish={(body) => propose.mutate({ body }, { onSuccess: () => form.resetFields() })}
    >
      {propose.error && <ProblemNotice problem={propose.error} />}
      <Form.Item name="year" label={say({ zh: '年份', en: 'Year' })} rules={required}>
        <InputNumber min={2000} max={2999} />
      </Form.Item>
      <Form.Item name="source" label={say({ zh: '通知文号', en: 'Document number of the order' })} rules={required}>
        <Input placeholder={say({ zh: '例如：国办发明电〔2025〕7号', en: 'for example 国办发明电〔2025〕7号' })} />
      </Form.Item>
      <Form.Item
        name="text"
        label={say({ zh: '通知中的放假安排，照原文粘贴', en: 'The holidays, pasted from the order' })}
        extra={say({
          zh: '例如：一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。',
          en: 'One line a holiday, as the order has it.',
        })}
        rules={required}
      >
        <Input.TextArea rows={9} />
      </Form.Item>
      <Flex vertical gap={16} align="start">
        <Reading year={typedYear} text={typedText} />
        <Button type="primary" htmlType="submit" loading={propose.isPending}>
          {say({ zh: '录入，交签发人批准', en: 'Enter it for approval' })}
        </Button>
      </Flex>
    </Form>
  );
};

/** The holidays by which every term is counted: which years are on file, and a new one by the order that the State Council publishes. */
const HolidaysPage = () => {
  const say = useSay();
  const mayEnter = useMay('law.propose');
  const calendars = useApi(listCalendars);
  const approve = useAct(approveCalendar);
  const reject = useAct(rejectCalendar);
  const [rejecting, setRejecting] = useState<string>();
  const problem = approve.error;
  return (
    <Page
      title={say({ zh: '节假日安排', en: 'Holidays' })}
      intro={say({
        zh: '期限遇节假日顺延、工作日的计算都以这里为准。每年 11 月前后国务院办公厅公布下一年的安排，录入后由另一人批准即生效，不必升级程序。',
        en: 'Every time limit is counted by these. When the order for the next year is published, about November, one person enters it and another approves it; no new release is needed.',
      })}
    >
      {problem && <ProblemNotice problem={problem} />}
      <Loaded query={calendars}>
        {({ years, missing, entries }) => (
          <>
            {missing.length > 0 ? (
              <Alert
                type="warning"
                showIcon
                message={say({
                  zh: `缺少${missing.join('、')}年的安排：跨到该年的期限不能推算，送达、受理等会被拒绝`,
                  en: `The holidays of ${missing.join(', ')} are missing: nothing can be done whose time limit ends there`,
                })}
              />
            ) : (
              <Typography.Paragraph>
                {say({ zh: `已有 ${years[0]}—${years.at(-1)} 年。`, en: `On file: ${years[0]}–${years.at(-1)}.` })}
              </Typography.Paragraph>
            )}
            <Section title={say({ zh: '录入和批准', en: 'Entered and approved' })}>
              <PlainTable<CalendarEntry>
                rowKey="id"
                dataSource={entries}
                expandable={{ expandedRowRender: (entry) => <EntryDays entry={entry} />, defaultExpandAllRows: true }}
                columns={[
                  { title: say({ zh: '年份', en: 'Year' }), dataIndex: 'year' },
                  { title: say({ zh: '文号', en: 'Order' }), dataIndex: 'source' },
                  {
                    title: say({ zh: '状态', en: 'State' }),
                    render: (_, { state }) => (
                      <Tag color={state === 'proposed' ? 'orange' : undefined}>{say(states[state])}</Tag>
                    ),
                  },
                  {
                    title: say({ zh: '录入人', en: 'Entered by' }),
                    render: (_, { proposedBy, proposedAt }) =>
                      `${proposedBy === null ? say({ zh: '命令行', en: 'Command line' }) : (proposedBy.name ?? '—')} ${formatDate(dayOfInstant(proposedAt))}`,
                  },
                  {
                    title: say({ zh: '决定', en: 'Decision' }),
                    render: (_, { id, state, decidedBy, decisionReason }) =>
                      state === 'proposed' ? (
                        <Flex gap={8} wrap>
                          <ActButton
                            type="primary"
                            size="small"
                            permission="law.approve"
                            loading={approve.isPending}
                            onClick={() => approve.mutate({ params: { entryId: id }, body: {} })}
                          >
                            {say({ zh: '批准', en: 'Approve' })}
                          </ActButton>
                          <ActButton size="small" permission="law.approve" onClick={() => setRejecting(id)}>
                            {say({ zh: '不批准', en: 'Reject' })}
                          </ActButton>
                        </Flex>
                      ) : (
                        [decidedBy?.name, decisionReason].filter(Boolean).join('：')
                      ),
                  },
                ]}
              />
            </Section>
            {mayEnter && (
              <Section title={say({ zh: '录入一年的安排', en: 'Enter a year' })}>
                <FilingForm year={missing.at(-1) ?? (years.at(-1) ?? 0) + 1} />
              </Section>
            )}
          </>
        )}
      </Loaded>
      <ActWithReason
        title={rejecting === undefined ? undefined : say({ zh: '不批准', en: 'Reject' })}
        act={reject}
        input={(reason) => (rejecting === undefined ? undefined : { params: { entryId: rejecting }, body: { reason } })}
        onClose={() => setRejecting(undefined)}
      />
    </Page>
  );
};
export default HolidaysPage;
