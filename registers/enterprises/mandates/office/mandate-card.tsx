import { Card, Space, Tag } from 'antd';
import type { ReactNode } from 'react';
import { EvidenceList, formatDate, useSpeech } from '#platform/office/index.ts';
import type { MandateLine } from '../contract.ts';
import { mandateProcess, matterLabels } from '../mandate.ts';

/** A power of attorney: who acts for whom until when, its document, and what can be done with it. */
export const MandateCard = ({
  mandate,
  head,
  children,
}: {
  readonly mandate: MandateLine;
  readonly head?: ReactNode;
  readonly children?: ReactNode;
}) => {
  const { say, language } = useSpeech();
  const { agentName, agentOf, loginName, matters, validFrom, validTo, state, over, files } = mandate;
  return (
    <Card size="small" className="above">
      {head}
      <Space wrap>
        <strong>{agentOf === null ? agentName : `${agentName}（${agentOf}）`}</strong>
        <Tag>{over ? say({ zh: '已到期', en: 'Over' }) : say(mandateProcess.states[state])}</Tag>
        <span className="quiet">
          {say({ zh: '登录名', en: 'Login name' })} {loginName}
        </span>
      </Space>
      <div>
        {say({
          zh: `委托期限：${formatDate(validFrom)}至${formatDate(validTo)}`,
          en: `From ${formatDate(validFrom, language)} to ${formatDate(validTo, language)}`,
        })}
      </div>
      <div>
        {say({ zh: '委托事项：', en: 'Matters: ' })}
        {matters.map((matter) => say(matterLabels[matter])).join(say({ zh: '；', en: '; ' }))}
      </div>
      <EvidenceList files={files} />
      {children}
    </Card>
  );
};
