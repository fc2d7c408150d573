import { Button, Form, Input } from 'antd';
import { ProblemNotice, useAct, useSay } from '#platform/office/index.ts';
import { changePasswordRoute } from '#platform/identity/contract.ts';

/** A first password is changed before anything else. */
export const ChangePasswordPage = () => {
  const say = useSay();
  const change = useAct(changePasswordRoute);
  const required = [{ required: true, message: say({ zh: '请填写', en: 'Required' }) }];
  return (
    <main className="login">
      <div className="login-card">
        <h1>{say({ zh: '请先修改密码', en: 'Please change your password first' })}</h1>
        {change.error && <ProblemNotice problem={change.error} />}
        <Form
          layout="vertical"
          requiredMark={false}
          onFinish={(body: { current: string; next: string }) => change.mutate({ body })}
        >
          <Form.Item name="current" label={say({ zh: '现在的密码', en: 'Present password' })} rules={required}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Form.Item name="next" label={say({ zh: '新密码', en: 'New password' })} rules={required}>
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={change.isPending}>
            {say({ zh: '修改密码', en: 'Change the password' })}
          </Button>
        </Form>
      </div>
    </main>
  );
};
