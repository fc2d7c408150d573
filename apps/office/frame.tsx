import { App, ConfigProvider, Spin } from 'antd';
import en from 'antd/locale/en_US';
import zh from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { ProblemNotice, SessionContext, useSpeech } from '#platform/office/index.ts';
import { ChangePasswordPage } from './pages/change-password-page.tsx';
import { SignInPage } from './pages/sign-in-page.tsx';
import { RegionNamesProvider } from './region-names.tsx';
import { useOfficeSession } from './session.ts';
import { theme } from './theme.ts';

const Gate = ({ children }: { readonly children: ReactNode }) => {
  const { session, problem, pending, mustChangePassword } = useOfficeSession();
  if (session && mustChangePassword) return <ChangePasswordPage />;
  if (session)
    return (
      <SessionContext value={session}>
        <RegionNamesProvider>{children}</RegionNamesProvider>
      </SessionContext>
    );
  if (pending) return <Spin fullscreen />;
  if (problem && problem.status !== 401)
    return <ProblemNotice problem={problem} retry={() => window.location.reload()} />;
  return <SignInPage />;
};

/** Look, language and session around everything. */
export const Frame = ({ children }: { readonly children: ReactNode }) => {
  const { language } = useSpeech();
  return (
    <ConfigProvider theme={theme} locale={language === 'zh' ? zh : en} button={{ autoInsertSpace: false }}>
      <App>
        <Gate>{children}</Gate>
      </App>
    </ConfigProvider>
  );
};
