import { Alert, Button, Descriptions, Form, Input, Popconfirm, Segmented, Select, Space, Tag } from 'antd';
import type { RouteOutput } from '#foundation/contract.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import {
  type CallInput,
  ChoiceFilter,
  DataList,
  Filters,
  formatCount,
  formatInstant,
  Loaded,
  Nothing,
  Page,
  PlainTable,
  ProblemNotice,
  Section,
  useAct,
  useAddress,
  useApi,
  useSay,
} from '#platform/office/index.ts';
import {
  actOnEndpointRoute,
  createEndpointRoute,
  listAddressesRoute,
  listDispatchesRoute,
  readDeliveryRoute,
  sendAgainRoute,
} from '../contract.ts';

type State = RouteOutput<typeof readDeliveryRoute>;
type Endpoint = State['endpoints'][number];
type Fault = Endpoint['fault'];

const stateLabels: Readonly<Record<'waiting' | 'sending' | 'sent' | 'dead', TextPair>> = {
  waiting: { zh: '等待发送', en: 'Waiting' },
  sending: { zh: '正在发送', en: 'Sending' },
  sent: { zh: '已送达', en: 'Sent' },
  dead: { zh: '未能送达', en: 'Given up' },
};

const endpointLabels: Readonly<Record<Endpoint['state'], TextPair>> = {
  active: { zh: '正常', en: 'Active' },
  stopped: { zh: '已停止推送', en: 'Stopped' },
  closed: { zh: '已停用', en: 'Closed' },
};

const FaultWords = ({ fault }: { readonly fault: Fault }) => {
  const say = useSay();
  if (fault === null) return <>—</>;
  return (
    <>
      {say(fault.words)} {fault.detail !== '' && <span className="quiet">{fault.detail}</span>}
    </>
  );
};

const MailServer = ({ mail }: { readonly mail: State['mail'] }) => {
  const say = useSay();
  if (!mail.configured)
    return (
      <Nothing
        why={{
          zh: '没有设置邮件服务器，通知只进收件箱。设置 ZHIJIAN_SMTP_URL 和 ZHIJIAN_MAIL_FROM 后重新启动即可发送邮件。',
          en: 'No mail server is set: messages go to inboxes alone. Set ZHIJIAN_SMTP_URL and ZHIJIAN_MAIL_FROM and restart to send mails.',
        }}
      />
    );
  return (
    <>
      {mail.failingSince !== null && (
        <Alert
          className="above"
          type="warning"
          showIcon
          title={say({
            zh: `邮件服务器自 ${formatInstant(mail.failingSince)} 起不能发送，恢复后自动补发，不会丢失或重复`,
            en: `The mail server has not worked since ${formatInstant(mail.failingSince)}; what waits is sent when it does, nothing is lost or sent twice`,
          })}
          description={<FaultWords fault={mail.fault} />}
        />
      )}
      <Descriptions
        size="small"
        items={[
          { key: 'waiting', label: say({ zh: '等待', en: 'Waiting' }), children: formatCount(mail.waiting) },
          {
            key: 'oldest',
            label: say({ zh: '最早一封', en: 'The oldest' }),
            children: mail.oldest === null ? '—' : formatInstant(mail.oldest),
          },
          { key: 'today', label: say({ zh: '今日已送达', en: 'Sent today' }), children: formatCount(mail.sentToday) },
          { key: 'dead', label: say({ zh: '未能送达', en: 'Given up' }), children: formatCount(mail.dead) },
          {
            key: 'next',
            label: say({ zh: '下次尝试', en: 'Next attempt' }),
            children: mail.nextAt === null ? '—' : formatInstant(mail.nextAt),
          },
        ]}
      />
    </>
  );
};

const party = /^(?:enterprise|laboratory|certifier)\/[1-9]\d*$/;
const division = /^[1-9]\d{5}$/;

/** Whose messages, by place and authority (or the number of a firm or laboratory), and whither. */
const NewEndpoint = ({
  pending,
  onEnter,
}: {
  readonly pending: boolean;
  readonly onEnter: (endpoint: { readonly inbox: string; readonly url: string }) => void;
}) => {
  const say = useSay();
  const [form] = Form.useForm<{ place: string; authority?: number; url: string }>();
  const place = Form.useWatch('place', form) ?? '';
  const authorities = useApi(listAddressesRoute, { query: { place } }, { enabled: division.test(place) });
  return (
    <Form
      form={form}
      layout="inline"
      style={{ marginBlockStart: 12, rowGap: 8 }}
      requiredMark={false}
      onFinish={({ place: whose, authority, url }) =>
        onEnter({ inbox: party.test(whose) ? whose : `authority/${authority}`, url })
      }
    >
      <Form.Item
        name="place"
        label={say({ zh: '地区代码', en: 'Region' })}
        rules={[
          {
            required: true,
            pattern: /^(?:[1-9]\d{5}|(?:enterprise|laboratory|certifier)\/[1-9]\d*)$/,
            message: say({
              zh: '6 位地区代码；企业、实验室、认证机构填 enterprise/33、laboratory/17、certifier/5',
              en: 'Six digits; for a firm, laboratory or certification body enterprise/33, laboratory/17, certifier/5',
            }),
          },
        ]}
      >
        <Input placeholder="440600" style={{ width: 130 }} />
      </Form.Item>
      {division.test(place) && (
        <Form.Item
          name="authority"
          label={say({ zh: '收件机关', en: 'Authority' })}
          rules={[{ required: true, message: say({ zh: '请选择机关', en: 'Choose the authority' }) }]}
        >
          <Select
            style={{ width: 240 }}
            showSearch={{ optionFilterProp: 'label' }}
            options={(authorities.data?.items ?? []).map(({ authorityId, name }) => ({
              value: authorityId,
              label: name,
            }))}
          />
        </Form.Item>
      )}
      <Form.Item
        name="url"
        label={say({ zh: '推送地址', en: 'Address' })}
        rules={[{ required: true, type: 'url', message: say({ zh: '请填写网址', en: 'An address, please' }) }]}
      >
        <Input placeholder="https://" style={{ width: 260 }} />
      </Form.Item>
      <Button htmlType="submit" loading={pending}>
        {say({ zh: '登记推送地址', en: 'Enter the endpoint' })}
      </Button>
    </Form>
  );
};

const Endpoints = ({ state }: { readonly state: State }) => {
  const say = useSay();
  const create = useAct(createEndpointRoute);
  const act = useAct(actOnEndpointRoute);
  const problem = create.error ?? act.error;
  const secret = create.data?.secret ?? act.data?.secret ?? null;
  const strike = (id: number, verb: 'start' | 'close' | 'new-secret'): void =>
    act.mutate({ params: { id }, body: { act: verb } });
  return (
    <>
      {problem && <ProblemNotice problem={problem} />}
      {secret !== null && (
        <Alert
          className="above"
          type="success"
          showIcon
          closable
          title={say({
            zh: `签名密钥（只显示这一次）：${secret}`,
            en: `Key of the signatures (shown this once): ${secret}`,
          })}
        />
      )}
      {state.endpoints.length === 0 ? (
        <Nothing
          why={{
            zh: '还没有推送地址。协作部门的系统可以登记地址，有新通知时收到签名的推送。',
            en: 'No endpoint yet. The program of another department can be told of new messages by signed requests.',
          }}
        />
      ) : (
        <PlainTable<Endpoint>
          rowKey="id"
          dataSource={state.endpoints as Endpoint[]}
          columns={[
            { title: say({ zh: '收件单位', en: 'Whose messages' }), width: 200, dataIndex: 'to' },
            { title: say({ zh: '地址', en: 'Address' }), width: 260, dataIndex: 'url' },
            {
              title: say({ zh: '状态', en: 'State' }),
              width: 110,
              render: (_, row) => (
                <Tag color={row.state === 'stopped' ? 'error' : undefined}>{say(endpointLabels[row.state])}</Tag>
              ),
            },
            {
              title: say({ zh: '等待', en: 'Waiting' }),
              width: 80,
              align: 'right',
              render: (_, row) => formatCount(row.waiting),
            },
            {
              title: say({ zh: '最近一次失败', en: 'Last failure' }),
              width: 260,
              render: (_, row) => <FaultWords fault={row.fault} />,
            },
            {
              title: say({ zh: '办理', en: 'Acts' }),
              width: 240,
              render: (_, row) =>
                row.state !== 'closed' && (
                  <Space>
                    {row.failures > 0 && (
                      <Button size="small" onClick={() => strike(row.id, 'start')}>
                        {say({ zh: '恢复推送', en: 'Start again' })}
                      </Button>
                    )}
                    <Popconfirm
                      title={say({ zh: '旧密钥立即失效，确认更换？', en: 'The old key ends at once. Go on?' })}
                      onConfirm={() => strike(row.id, 'new-secret')}
                    >
                      <Button size="small">{say({ zh: '更换密钥', en: 'New key' })}</Button>
                    </Popconfirm>
                    <Popconfirm
                      title={say({
                        zh: '等待中的推送将不再发送，确认停用？',
                        en: 'What waits will not be sent. Close it?',
                      })}
                      onConfirm={() => strike(row.id, 'close')}
                    >
                      <Button size="small">{say({ zh: '停用', en: 'Close' })}</Button>
                    </Popconfirm>
                  </Space>
                ),
            },
          ]}
        />
      )}
      <NewEndpoint pending={create.isPending} onEnter={(body) => create.mutate({ body })} />
    </>
  );
};

const Dispatches = () => {
  const say = useSay();
  const [address, change] = useAddress();
  const channel = address['channel'] === 'webhook' ? 'webhook' : 'mail';
  const filter = { ...address, channel } as unknown as NonNullable<CallInput<typeof listDispatchesRoute>['query']>;
  const dispatches = useApi(listDispatchesRoute, { query: filter }, { refetchInterval: 30_000 });
  const again = useAct(sendAgainRoute);
  return (
    <>
      {again.error && <ProblemNotice problem={again.error} />}
      <Segmented<'mail' | 'webhook'>
        className="above"
        value={channel}
        aria-label={say({ zh: '投递方式', en: 'Channel' })}
        options={[
          { value: 'mail', label: say({ zh: '邮件', en: 'Mails' }) },
          { value: 'webhook', label: say({ zh: '推送', en: 'Webhooks' }) },
        ]}
        onChange={(value) => change({ channel: value === 'mail' ? undefined : value, cursor: undefined })}
      />
      <Filters>
        <ChoiceFilter name="state" title={{ zh: '状态', en: 'State' }} labels={stateLabels} />
      </Filters>
      <DataList
        name="deliveries"
        query={dispatches}
        emptyBecause={{ zh: '没有符合条件的投递记录。', en: 'Nothing matches.' }}
        columns={[
          { key: 'to', title: { zh: '发往', en: 'To' }, width: 200, render: (row) => row.to },
          { key: 'what', title: { zh: '内容', en: 'What' }, width: 130, render: (row) => say(row.what) },
          {
            key: 'state',
            title: { zh: '状态', en: 'State' },
            width: 96,
            render: (row) => (
              <Tag color={row.state === 'dead' ? 'error' : undefined}>{say(stateLabels[row.state])}</Tag>
            ),
          },
          {
            key: 'attempts',
            title: { zh: '尝试次数', en: 'Attempts' },
            width: 86,
            numeric: true,
            render: (row) => formatCount(row.attempts),
          },
          {
            key: 'created',
            title: { zh: '产生时间', en: 'Made' },
            width: 146,
            render: (row) => formatInstant(row.createdAt),
          },
          {
            key: 'sent',
            title: { zh: '送达时间', en: 'Sent' },
            width: 146,
            render: (row) => (row.sentAt === null ? '—' : formatInstant(row.sentAt)),
          },
          {
            key: 'fault',
            title: { zh: '最近一次失败', en: 'Last failure' },
            width: 230,
            render: (row) => <FaultWords fault={row.fault} />,
          },
          {
            key: 'acts',
            title: { zh: '办理', en: 'Acts' },
            width: 96,
            render: (row) =>
              row.state === 'dead' && (
                <Button size="small" onClick={() => again.mutate({ params: { channel, id: row.id } })}>
                  {say({ zh: '重新投递', en: 'Send again' })}
                </Button>
              ),
          },
        ]}
      />
    </>
  );
};

/** How mails and webhooks do: for the administrator, who sees that and whither something was sent, not what it says. */
const DeliveriesPage = () => {
  const say = useSay();
  const state = useApi(readDeliveryRoute, undefined, { refetchInterval: 30_000 });
  return (
    <Page
      title={say({ zh: '投递', en: 'Delivery' })}
      intro={say({
        zh: '收件箱总能收到；邮件和推送另行发送，失败的自动重试。这里只显示投递情况，不显示通知内容。',
        en: 'Inboxes always receive. Mails and webhooks are sent besides and tried again where they fail. What messages say is not shown here.',
      })}
    >
      <Loaded query={state}>
        {(data) => (
          <>
            <Section title={say({ zh: '邮件服务器', en: 'Mail server' })}>
              <MailServer mail={data.mail} />
            </Section>
            <Section title={say({ zh: '推送地址', en: 'Webhook endpoints' })}>
              <Endpoints state={data} />
            </Section>
          </>
        )}
      </Loaded>
      <Section title={say({ zh: '投递记录', en: 'What was sent' })}>
        <Dispatches />
      </Section>
    </Page>
  );
};
export default DeliveriesPage;
