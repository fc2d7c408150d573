import { App, ConfigProvider, Spin } from 'antd';
import en from 'antd/locale/en_US';
import zh from 'antd/locale/zh_CN';
import { lazy, Suspense, type ReactNode } from 'react';
import {
  PlacePickerContext,
  ProblemNotice,
  SessionContext,
  useSpeech,
  type PlacePickerProps,
} from '#platform/office/index.ts';
import { ChangePasswordPage } from './pages/change-password-page.tsx';
import { SignInPage } from './pages/sign-in-page.tsx';
import { RegionNamesProvider } from './region-names.tsx';
import { useOfficeSession } from './session.ts';
import { theme } from './theme.ts';

const LoadedPicker = lazy(() => import('./place-picker.tsx'));
const placePicker = (props: PlacePickerProps) => (
  <Suspense fallback={<Spin />}>
    <LoadedPicker {...props} />
  </Suspense>
);

const Gate = ({ children }: { readonly children: ReactNode }) => {
  const { session, problem, pending, mustChangePassword } = useOfficeSession();
  if (session && mustChangePassword) return <ChangePasswordPage />;
  if (session)
    return (
      <SessionContext value={session}>
        <PlacePickerContext value={placePicker}>
          <RegionNamesProvider>{children}</RegionNamesProvider>
        </PlacePickerContext>
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
