import { Alert, Button, Checkbox, Form, Input, InputNumber, Modal, Popconfirm, Radio } from 'antd';
import { useState } from 'react';
import {
  DataList,
  formatInstant,
  Page,
  ProblemNotice,
  useAct,
  useApi,
  useSay,
  useSession,
} from '#platform/office/index.ts';
import { createTokenRoute, listRolesRoute, listTokensRoute, revokeTokenRoute } from '../contract.ts';

interface NewToken {
  readonly name: string;
  readonly days: number;
  readonly extent: 'some' | 'all';
  readonly permissions?: string[];
}

/** For which of one's own permissions a token is made: some by default, so that a found one opens little. */
const ExtentFields = () => {
  const say = useSay();
  const { permissions: own } = useSession();
  const roles = useApi(listRolesRoute);
  const extent = Form.useWatch<NewToken['extent'] | undefined>('extent');
  const names = new Map(
    (roles.data?.roles ?? []).flatMap(({ permissions }) =>
      permissions.map(({ permission, name }) => [permission, say(name)] as const),
    ),
  );
  return (
    <>
      <Form.Item name="extent" label={say({ zh: '权限范围', en: 'What it opens' })}>
        <Radio.Group
          options={[
            { value: 'some', label: say({ zh: '只限所选权限', en: 'What is chosen here alone' }) },
            { value: 'all', label: say({ zh: '本人的全部权限', en: 'All that I may do' }) },
          ]}
        />
      </Form.Item>
      {extent === 'some' && (
        <Form.Item
          name="permissions"
          label={say({ zh: '所选权限', en: 'Chosen' })}
          rules={[
            // `required` would put aria-required on a group, which no reader of the screen understands.
            {
              validator: (_rule, chosen: string[] = []) =>
                chosen.length > 0
                  ? Promise.resolve()
                  : Promise.reject(new Error(say({ zh: '请至少选择一项', en: 'Choose at least one' }))),
            },
          ]}
        >
          <Checkbox.Group
            style={{ display: 'grid' }}
            options={own.map((permission) => ({ value: permission, label: names.get(permission) ?? permission }))}
          />
        </Form.Item>
      )}
    </>
  );
};

/** One's own tokens, for programs that act in one's name: made, seen with what they open, revoked. */
const TokensPage = () => {
  const say = useSay();
  const tokens = useApi(listTokensRoute);
  const create = useAct(createTokenRoute);
  const revoke = useAct(revokeTokenRoute);
  const [open, setOpen] = useState(false);
  const shown = create.data?.token;
  const make = ({ name, days, extent, permissions = [] }: NewToken) =>
    create.mutate(
      { body: { name, days, ...(extent === 'some' ? { permissions } : {}) } },
      { onSuccess: () => setOpen(false) },
    );
  return (
    <Page
      title={say({ zh: '接口令牌', en: 'API tokens' })}
      intro={say({
        zh: '系统对接用。程序凭令牌以您的名义办理，请按用途只给所需权限；令牌外泄的，立即吊销。修改密码后全部失效。',
        en: 'For programs that act in your name. Give each only what it needs; revoke one that may be known to others. All end when you change your password.',
      })}
      acts={
        <Button type="primary" onClick={() => setOpen(true)}>
          {say({ zh: '新建令牌', en: 'New token' })}
        </Button>
      }
    >
      {revoke.error && <ProblemNotice problem={revoke.error} />}
      {shown !== undefined && (
        <Alert
          className="above"
          type="success"
          showIcon
          closable
          title={say({ zh: '令牌（只显示这一次，请妥善保存）', en: 'The token (shown this once; keep it safe)' })}
          description={<code style={{ wordBreak: 'break-all' }}>{shown}</code>}
        />
      )}
      <DataList
        name="tokens"
        query={{ ...tokens, data: tokens.data && { rows: tokens.data.tokens } }}
        emptyBecause={{ zh: '还没有令牌。', en: 'No token yet.' }}
        columns={[
          { key: 'name', title: { zh: '用途', en: 'For' }, width: 180, render: (row) => row.name },
          {
            key: 'permissions',
            title: { zh: '权限范围', en: 'Opens' },
            width: 320,
            render: ({ permissions }) =>
              permissions === null
                ? say({ zh: '本人的全部权限', en: 'All that I may do' })
                : permissions.map(({ name }) => say(name)).join(say({ zh: '；', en: '; ' })),
          },
          {
            key: 'created',
            title: { zh: '新建时间', en: 'Made' },
            width: 150,
            render: (row) => formatInstant(row.createdAt),
          },
          {
            key: 'expires',
            title: { zh: '有效至', en: 'Until' },
            width: 150,
            render: (row) => formatInstant(row.expiresAt),
          },
          {
            key: 'acts',
            title: { zh: '操作', en: 'Acts' },
            width: 90,
            render: (row) => (
              <Popconfirm
                title={say({
                  zh: '吊销后使用它的程序立即不能办理，确认？',
                  en: 'Programs that use it are refused at once. Revoke?',
                })}
                onConfirm={() => revoke.mutate({ params: { id: row.id } })}
              >
                <Button size="small">{say({ zh: '吊销', en: 'Revoke' })}</Button>
              </Popconfirm>
            ),
          },
        ]}
      />
      <Modal
        open={open}
        title={say({ zh: '新建令牌', en: 'New token' })}
        onCancel={() => setOpen(false)}
        footer={null}
        destroyOnHidden
      >
        {create.error && <ProblemNotice problem={create.error} />}
        <Form<NewToken>
          layout="vertical"
          requiredMark={false}
          initialValues={{ days: 90, extent: 'some' }}
          onFinish={make}
        >
          <Form.Item
            name="name"
            label={say({ zh: '用途', en: 'What it is for' })}
            rules={[{ required: true, max: 100, message: say({ zh: '请填写用途', en: 'Say what it is for' }) }]}
          >
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="days"
            label={say({ zh: '有效天数（至多 366）', en: 'Days that it holds (366 at most)' })}
            rules={[{ required: true, message: say({ zh: '请填写天数', en: 'How many days' }) }]}
          >
            <InputNumber min={1} max={366} precision={0} />
          </Form.Item>
          <ExtentFields />
          <Button type="primary" htmlType="submit" loading={create.isPending}>
            {say({ zh: '新建', en: 'Make it' })}
          </Button>
        </Form>
      </Modal>
    </Page>
  );
};
export default TokensPage;
