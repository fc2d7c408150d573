import { Alert, Button, Form, Input, Space } from 'antd';
import { Loaded, Page, ProblemNotice, useAct, useApi, useSay } from '#platform/office/index.ts';
import { confirmAddressRoute, myAddressRoute, removeAddressRoute, setAddressRoute } from '../contract.ts';

/** One's own address for notices: entered here, proved by a code that is mailed to it. */
const MyMailPage = () => {
  const say = useSay();
  const own = useApi(myAddressRoute);
  const enter = useAct(setAddressRoute);
  const confirm = useAct(confirmAddressRoute);
  const remove = useAct(removeAddressRoute);
  const problem = enter.error ?? confirm.error ?? remove.error;
  return (
    <Page
      title={say({ zh: '邮件通知', en: 'Mail notices' })}
      intro={say({
        zh: '登记邮箱后，发给本单位的新通知会同时发到您的邮箱；多条通知合并为一封。',
        en: 'With an address, you are mailed of every new message to your authority, firm or laboratory; several go in one mail.',
      })}
    >
      {problem && <ProblemNotice problem={problem} />}
      <Loaded query={own}>
        {({ configured, address, wanted }) =>
          configured ? (
            <>
              <p>
                {address === null
                  ? say({ zh: '目前没有登记邮箱。', en: 'No address so far.' })
                  : say({ zh: `通知发往：${address}`, en: `Notices go to ${address}` })}
                {address !== null && (
                  <Button type="link" onClick={() => remove.mutate({})}>
                    {say({ zh: '不再接收', en: 'No more mails' })}
                  </Button>
                )}
              </p>
              {wanted !== null && (
                <>
                  <Alert
                    className="above"
                    type="info"
                    title={say({
                      zh: `验证码已发往 ${wanted}，30 分钟内有效`,
                      en: `A code was mailed to ${wanted}; it holds for 30 minutes`,
                    })}
                  />
                  <Form<{ code: string }>
                    layout="inline"
                    className="above"
                    onFinish={(body) => confirm.mutate({ body })}
                    requiredMark={false}
                  >
                    <Form.Item
                      name="code"
                      label={say({ zh: '验证码', en: 'Code' })}
                      rules={[
                        {
                          required: true,
                          pattern: /^\d{6}$/,
                          message: say({ zh: '请填写 6 位验证码', en: 'Six digits' }),
                        },
                      ]}
                    >
                      <Input inputMode="numeric" autoComplete="one-time-code" style={{ width: 120 }} />
                    </Form.Item>
                    <Button type="primary" htmlType="submit" loading={confirm.isPending}>
                      {say({ zh: '确认', en: 'Confirm' })}
                    </Button>
                  </Form>
                </>
              )}
              <Form<{ address: string }>
                layout="inline"
                onFinish={(body) => enter.mutate({ body })}
                requiredMark={false}
              >
                <Form.Item
                  name="address"
                  label={say({ zh: '邮箱', en: 'Address' })}
                  rules={[
                    { required: true, type: 'email', message: say({ zh: '请填写邮箱', en: 'A mail address, please' }) },
                  ]}
                >
                  <Input type="email" autoComplete="email" style={{ width: 280 }} />
                </Form.Item>
                <Space>
                  <Button htmlType="submit" loading={enter.isPending}>
                    {say({ zh: '发送验证码', en: 'Mail me a code' })}
                  </Button>
                </Space>
              </Form>
            </>
          ) : (
            <Alert
              type="info"
              title={say({
                zh: '本系统没有设置邮件服务器，请在收件箱查看通知。',
                en: 'No mail server is set up here; please look into your inbox.',
              })}
            />
          )
        }
      </Loaded>
    </Page>
  );
};
export default MyMailPage;
