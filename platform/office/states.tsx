import { Alert, Button, Empty, Result, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import type { TextPair } from '#foundation/text-pair.ts';
import type { Problem } from './api.ts';
import { useSay } from './language.tsx';

const askAdministrator = {
  zh: '如工作需要，请向本单位系统管理员申请。',
  en: 'If your work needs it, ask the administrator of your authority.',
};

/** What happened, what is safe, what to try, and a number to quote. */
export const ProblemNotice = ({ problem, retry }: { readonly problem: Problem; readonly retry?: () => void }) => {
  const say = useSay();
  return (
    <Alert
      className="problem"
      type="error"
      showIcon
      title={problem.message}
      description={
        <>
          {problem.citation !== undefined && (
            <div>
              {say({ zh: '依据：', en: 'Basis: ' })}
              {problem.citation}
            </div>
          )}
          {Object.entries(problem.fields).map(([field, text]) => (
            <div key={field}>{text}</div>
          ))}
          {(problem.code === 'conflict' || problem.code === 'state-not-allowed') && (
            <div>
              {say({
                zh: '页面已按最新内容更新，您填写的内容没有丢失。',
                en: 'The page shows it as it is now; what you entered is kept.',
              })}
            </div>
          )}
          {problem.code === 'forbidden' && <div>{say(askAdministrator)}</div>}
          {problem.status === 404 && (
            <div>
              {say({
                zh: '请核对网址；也可能已不在您能查看的范围内。可从左侧菜单回到清单查找。',
                en: 'Check the address; it may also lie outside what you may see. Look for it in its list, from the menu.',
              })}
            </div>
          )}
          {problem.traceId !== undefined && (
            <div className="quiet">
              {say({ zh: '如需帮助，请告知编号：', en: 'For help, quote number: ' })}
              {problem.traceId}
            </div>
          )}
        </>
      }
      action={
        retry &&
        problem.status !== 404 && (
          <Button size="small" onClick={retry}>
            {say({ zh: '重试', en: 'Try again' })}
          </Button>
        )
      }
    />
  );
};

export const NoPermission = () => {
  const say = useSay();
  return (
    <Result
      status="warning"
      title={say({ zh: '您的岗位没有查看此页的权限', en: 'Your role may not see this page' })}
      subTitle={say(askAdministrator)}
    />
  );
};

/** Empty says why it is empty and what to do. */
export const Nothing = ({ why, act }: { readonly why: TextPair; readonly act?: ReactNode }) => {
  const say = useSay();
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say(why)}>
      {act}
    </Empty>
  );
};

/** Lines that keep the place of what is still on its way. */
export const Loading = ({ rows = 6 }: { readonly rows?: number }) => (
  <Skeleton active title={false} paragraph={{ rows }} />
);

/** One of the four states of anything that is read: loading, failed, empty, there. */
export const Loaded = <T,>({
  query,
  empty,
  rows = 6,
  children,
}: {
  readonly query: { readonly data: T | undefined; readonly error: Problem | null; readonly refetch: () => unknown };
  readonly empty?: { readonly when: (data: T) => boolean; readonly why: TextPair; readonly act?: ReactNode };
  readonly rows?: number;
  readonly children: (data: T) => ReactNode;
}) => {
  if (query.data !== undefined) {
    return empty?.when(query.data) === true ? <Nothing why={empty.why} act={empty.act} /> : children(query.data);
  }
  // Other refusals of that kind (another region, the second pair of eyes) have a sentence of their own.
  if (query.error?.code === 'forbidden') return <NoPermission />;
  if (query.error) return <ProblemNotice problem={query.error} retry={() => void query.refetch()} />;
  return <Loading rows={rows} />;
};
