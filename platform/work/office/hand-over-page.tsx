import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { RouteOutput } from '#foundation/contract.ts';
import {
  formatDate,
  Loaded,
  Page,
  PlainTable,
  ProblemNotice,
  Section,
  useAct,
  useApi,
  useSay,
} from '#platform/office/index.ts';
import type { WorkLine } from '../contract.ts';
import { handOver, readOpenWork } from '../contract-hand-over.ts';

type OpenWork = RouteOutput<typeof readOpenWork>;
type Outcome = RouteOutput<typeof handOver>;

interface Handing {
  readonly to: string;
  readonly reason: string;
}

const OutcomeNotice = ({ outcome }: { outcome: Outcome }) => {
  const say = useSay();
  const { moved, left, named } = outcome;
  return (
    <Alert
      type={left.length === 0 ? 'success' : 'warning'}
      showIcon
      title={say({ zh: `已交接 ${moved} 项`, en: `${moved} items were handed over` })}
      description={
        <ul>
          {named
            .filter(({ count }) => count > 0)
            .map(({ title, count }) => (
              <li key={title.zh}>
                {say(title)}
                {say({ zh: `：${count} 项`, en: `: ${count}` })}
              </li>
            ))}
          {left.map(({ what, why }) => (
            <li key={what.zh}>
              {say({ zh: '未交接：', en: 'Stays: ' })}
              {say(what)} — {say(why)}
            </li>
          ))}
        </ul>
      }
    />
  );
};

/** What one person has open, and the form that hands it to another. */
const OpenWorkOf = ({ account, work }: { account: string; work: OpenWork }) => {
  const say = useSay();
  const act = useAct(handOver);
  const [chosen, choose] = useState<readonly number[]>([]);
  const required = [{ required: true, message: say({ zh: '请填写', en: 'Required' }) }];
  const hidden = work.held - work.items.length;
  const send = ({ to, reason }: Handing) =>
    act.mutate({ body: { from: account, to, reason, ...(chosen.length > 0 ? { items: [...chosen] } : {}) } });
  return (
    <>
      <Section title={say({ zh: `${work.name}承办的事项`, en: `Work of ${work.name}` })}>
        <ul>
          <li>{say({ zh: `由其承办的待办：${work.held} 项`, en: `Items he holds: ${work.held}` })}</li>
          {work.named.map(({ title, count }) => (
            <li key={title.zh}>
              {say(title)}
              {say({ zh: `：${count} 项`, en: `: ${count}` })}
            </li>
          ))}
          <li>
            {say({
              zh: `除其以外无人有岗位可办的待办：${work.onlyHis} 项${work.onlyHis > 0 ? '（请给接任者授予相应岗位）' : ''}`,
              en: `Items that nobody else has the post for: ${work.onlyHis}`,
            })}
          </li>
        </ul>
        {work.items.length > 0 && (
          <PlainTable<WorkLine>
            rowKey="id"
            dataSource={work.items}
            rowSelection={{
              selectedRowKeys: [...chosen],
              onChange: (keys) => choose(keys.map(Number)),
              getCheckboxProps: (item) => ({ 'aria-label': say(item.title) }) as object,
            }}
            columns={[
              { title: say({ zh: '事项', en: 'Task' }), render: (_, item) => say(item.title) },
              {
                title: say({ zh: '期限', en: 'Due' }),
                width: 140,
                render: (_, item) => (item.dueOn ? formatDate(item.dueOn) : '—'),
              },
            ]}
          />
        )}
        {hidden > 0 && (
          <p className="quiet">
            {say({
              zh: `另有 ${hidden} 项不在您可查看的范围内，全部交接时一并交出。`,
              en: `${hidden} more you may not see; they go along when all is handed over.`,
            })}
          </p>
        )}
      </Section>
      <Section title={say({ zh: '交给', en: 'Hand over to' })}>
        {act.error && <ProblemNotice problem={act.error} />}
        {act.data && <OutcomeNotice outcome={act.data} />}
        <Form<Handing> layout="vertical" requiredMark={false} onFinish={send}>
          <Form.Item name="to" label={say({ zh: '接办人账号', en: 'Account of the other' })} rules={required}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="reason" label={say({ zh: '交接理由', en: 'Reason' })} rules={required}>
            <Input.TextArea rows={2} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={act.isPending}>
            {chosen.length > 0
              ? say({ zh: `交接选中的 ${chosen.length} 项`, en: `Hand over the ${chosen.length} chosen` })
              : say({ zh: '全部交接', en: 'Hand over all' })}
          </Button>
        </Form>
      </Section>
    </>
  );
};

/** Hands a person's open work to another; what the other may not do stays, with the reason. */
const HandOverPage = () => {
  const say = useSay();
  const [account, setAccount] = useState<string>();
  const work = useApi(readOpenWork, { query: { account: account ?? '' } }, { enabled: account !== undefined });
  return (
    <Page
      title={say({ zh: '工作交接', en: 'Hand over work' })}
      intro={say({
        zh: '人员调离、休假时，把其承办的未办事项交给另一人，写明理由，记入日志。接办人须有相应岗位；经办过上一步的人不能接办审核的一步。',
        en: 'When somebody leaves, the open work goes to another, with a reason, into the journal. The other needs the post, and may not have taken the step before.',
      })}
    >
      <Form<{ account: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={(form) => setAccount(form.account.trim())}
      >
        <Form.Item name="account" label={say({ zh: '原承办人账号', en: 'Account of who hands over' })}>
          <Input autoComplete="off" />
        </Form.Item>
        <Button htmlType="submit">{say({ zh: '查看未办事项', en: 'Show the open work' })}</Button>
      </Form>
      {account !== undefined && (
        <Loaded query={work}>{(found) => <OpenWorkOf key={account} account={account} work={found} />}</Loaded>
      )}
    </Page>
  );
};
export default HandOverPage;
