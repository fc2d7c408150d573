import { Alert, Button, Form, Input } from 'antd';
import { useEffect } from 'react';
import { ProblemNotice, useAct, useApi, useSpeech } from '#platform/office/index.ts';
import { readSignInPage, signInRoute } from '#platform/identity/contract.ts';

/** Sign-in. The evaluation accounts are offered by the server in evaluation mode only. */
export const SignInPage = () => {
  const { say, language, setLanguage } = useSpeech();
  const page = useApi(readSignInPage);
  const signIn = useAct(signInRoute);
  useEffect(() => {
    document.title = say({ zh: '登录 · 质监', en: 'Sign in · Zhijian' });
  }, [say]);
  return (
    <main className="login">
      <div className="login-card">
        <h1>{say({ zh: '质监 · 产品质量监督', en: 'Zhijian · product quality supervision' })}</h1>
        <p className="quiet">
          {say({ zh: '工作人员登录', en: 'Sign in for officials' })} ·{' '}
          <a href="/">{say({ zh: '公众查询', en: 'Public look-up' })}</a> ·{' '}
          <Button type="link" size="small" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
            {language === 'zh' ? 'English' : '中文'}
          </Button>
        </p>
        {signIn.error && <ProblemNotice problem={signIn.error} />}
        <Form
          layout="vertical"
          requiredMark={false}
          onFinish={(body: { loginName: string; password: string }) => signIn.mutate({ body })}
        >
          <Form.Item
            name="loginName"
            label={say({ zh: '账号', en: 'Account' })}
            rules={[{ required: true, message: say({ zh: '请填写账号', en: 'Enter your account' }) }]}
          >
            <Input autoComplete="username" />
          </Form.Item>
          <Form.Item
            name="password"
            label={say({ zh: '密码', en: 'Password' })}
            rules={[{ required: true, message: say({ zh: '请填写密码', en: 'Enter your password' }) }]}
          >
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
            {say({ zh: '登录', en: 'Sign in' })}
          </Button>
        </Form>
      </div>
      {page.data?.mode === 'evaluation' && page.data.accounts.length > 0 && (
        <Alert
          className="login-accounts"
          type="info"
          title={say({ zh: '演示模式：点一个岗位直接登录', en: 'Evaluation mode: choose a role to sign in' })}
          description={
            <ul>
              {page.data.accounts.map((account) => (
                <li key={account.loginName}>
                  <Button
                    size="small"
                    onClick={() =>
                      signIn.mutate({ body: { loginName: account.loginName, password: account.password } })
                    }
                  >
                    {account.name}
                  </Button>{' '}
                  <span className="quiet">{account.roles.map(say).join('、')}</span>
                </li>
              ))}
            </ul>
          }
        />
      )}
    </main>
  );
};
