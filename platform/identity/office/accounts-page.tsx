import { Alert, Button, Form, Input, Modal, Popconfirm, Select, Space, Tag } from 'antd';
import { useState } from 'react';
import {
  DataList,
  narrowed,
  Page,
  PlacePicker,
  ProblemNotice,
  useAct,
  useApi,
  useRegionName,
  useSay,
  type CallInput,
} from '#platform/office/index.ts';
import { listAddressesRoute } from '#platform/delivery/contract.ts';
import {
  createAccountRoute,
  disableAccountRoute,
  enableAccountRoute,
  listAccountsRoute,
  resetPasswordRoute,
} from '../contract.ts';
import { placeOfRole, roleNames, roles, type Role } from '../roles.ts';

interface NewAccount {
  readonly loginName: string;
  readonly displayName: string;
  readonly role: Role;
  readonly regionCode: string;
  readonly authorityId?: number;
}

/** On whose behalf: for the roles of other departments, whose place alone does not say which authority they sit in. */
const AuthorityField = () => {
  const say = useSay();
  const role = Form.useWatch<Role | undefined>('role');
  const place = Form.useWatch<string | undefined>('regionCode') ?? '';
  const asked = role === 'partner' || role === 'commerce-officer' || role === 'government';
  const found = useApi(listAddressesRoute, { query: { place } }, { enabled: asked && /^[1-9]\d{5}$/.test(place) });
  if (!asked) return null;
  return (
    <Form.Item
      name="authorityId"
      label={say({ zh: '所在机关（收件箱按机关）', en: 'Authority (its inbox is theirs)' })}
      rules={[{ required: true, message: say({ zh: '请选择机关', en: 'Choose the authority' }) }]}
    >
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={(found.data?.items ?? []).map(({ authorityId, name }) => ({ value: authorityId, label: name }))}
      />
    </Form.Item>
  );
};

const placeLabels = {
  division: { zh: '地区（含下级）', en: 'Division, with what lies below it' },
  laboratory: { zh: '检验机构', en: 'Laboratory' },
  enterprise: { zh: '企业', en: 'Enterprise' },
  certifier: { zh: '认证机构', en: 'Certification body' },
} as const;

/** Where the role holds: people of a laboratory, an enterprise or a certification body act for it, officials in a division. */
const PlaceField = () => {
  const say = useSay();
  const role = Form.useWatch<Role | undefined>('role');
  const kind = role === undefined ? 'division' : placeOfRole(role);
  return (
    <Form.Item
      name="regionCode"
      label={say(placeLabels[kind])}
      rules={[{ required: true, message: say({ zh: '请从列表中选择', en: 'Choose one from the list' }) }]}
    >
      <PlacePicker key={kind} kind={kind} />
    </Form.Item>
  );
};

/** Accounts within one's region: made, disabled, given a new first password. None is ever deleted, the journal names them. */
const AccountsPage = () => {
  const say = useSay();
  const nameRegion = useRegionName();
  const accounts = useApi(listAccountsRoute);
  const create = useAct(createAccountRoute);
  const disable = useAct(disableAccountRoute);
  const enable = useAct(enableAccountRoute);
  const reset = useAct(resetPasswordRoute);
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<NewAccount>();
  const problem = create.error ?? disable.error ?? enable.error ?? reset.error;
  const shown = create.data?.password ?? reset.data?.password;
  const make = ({ role, regionCode, authorityId, ...account }: NewAccount) => {
    const body = { ...account, grants: [{ role, regionCode, authorityId }] } as NonNullable<
      CallInput<typeof createAccountRoute>['body']
    >;
    create.mutate({ body }, { onSuccess: () => setOpen(false) });
  };
  const required = [{ required: true, message: say({ zh: '请填写', en: 'Required' }) }];
  return (
    <Page
      title={say({ zh: '账号', en: 'Accounts' })}
      acts={
        <Button type="primary" onClick={() => setOpen(true)}>
          {say({ zh: '新建账号', en: 'New account' })}
        </Button>
      }
    >
      {problem && <ProblemNotice problem={problem} />}
      {shown !== undefined && (
        <Alert
          type="success"
          showIcon
          closable
          title={say({ zh: `初始密码（只显示这一次）：${shown}`, en: `First password (shown this once): ${shown}` })}
        />
      )}
      <DataList
        name="accounts"
        query={{ ...accounts, data: accounts.data && { rows: accounts.data.accounts } }}
        emptyBecause={{ zh: '管辖范围内还没有账号。', en: 'No account in your region yet.' }}
        columns={[
          { key: 'login', title: { zh: '账号', en: 'Account' }, width: 160, render: (row) => row.loginName },
          { key: 'name', title: { zh: '姓名', en: 'Name' }, width: 160, render: (row) => row.displayName },
          {
            key: 'roles',
            title: { zh: '岗位与地区', en: 'Roles and regions' },
            width: 320,
            render: (row) =>
              row.grants.map((grant) => (
                <Tag
                  key={grant.id}
                >{`${say(grant.roleName)} · ${grant.partyName ?? nameRegion(grant.regionCode)}`}</Tag>
              )),
          },
          {
            key: 'state',
            title: { zh: '状态', en: 'State' },
            width: 90,
            render: (row) =>
              row.state === 'active' ? say({ zh: '正常', en: 'Active' }) : say({ zh: '已停用', en: 'Disabled' }),
          },
          {
            key: 'acts',
            title: { zh: '操作', en: 'Acts' },
            width: 220,
            render: (row) => (
              <Space>
                {row.state === 'active' ? (
                  <Popconfirm
                    title={say({ zh: '停用后其登录立即失效，确认？', en: 'Its sessions end at once. Disable?' })}
                    onConfirm={() => disable.mutate({ params: { id: row.id } })}
                  >
                    <Button size="small">{say({ zh: '停用', en: 'Disable' })}</Button>
                  </Popconfirm>
                ) : (
                  <Button size="small" onClick={() => enable.mutate({ params: { id: row.id } })}>
                    {say({ zh: '恢复', en: 'Enable' })}
                  </Button>
                )}
                <Popconfirm
                  title={say({ zh: '将生成新的初始密码，确认？', en: 'A new first password is made. Go on?' })}
                  onConfirm={() => reset.mutate({ params: { id: row.id } })}
                >
                  <Button size="small">{say({ zh: '重置密码', en: 'Reset password' })}</Button>
                </Popconfirm>
              </Space>
            ),
          },
        ]}
      />
      <Modal
        open={open}
        title={say({ zh: '新建账号', en: 'New account' })}
        onCancel={() => setOpen(false)}
        footer={null}
        destroyOnHidden
      >
        <Form<NewAccount> form={form} layout="vertical" requiredMark={false} onFinish={make}>
          <Form.Item name="loginName" label={say({ zh: '账号', en: 'Account' })} rules={required}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="displayName" label={say({ zh: '姓名', en: 'Name' })} rules={required}>
            <Input />
          </Form.Item>
          <Form.Item name="role" label={say({ zh: '岗位', en: 'Role' })} rules={required}>
            <Select
              {...narrowed}
              options={roleNames.map((role) => ({ value: role, label: say(roles[role].name) }))}
              onChange={() => form.resetFields(['regionCode', 'authorityId'])}
            />
          </Form.Item>
          <PlaceField />
          <AuthorityField />
          <Button type="primary" htmlType="submit" loading={create.isPending}>
            {say({ zh: '新建', en: 'Create' })}
          </Button>
        </Form>
      </Modal>
    </Page>
  );
};
export default AccountsPage;
