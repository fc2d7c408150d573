import { CheckCircleOutlined, ClockCircleOutlined, PauseCircleOutlined, StopOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import { Say } from '#platform/office/index.ts';
import { type Standing, standingLabels } from '../licence.ts';

const marks = {
  'not-yet': <ClockCircleOutlined aria-hidden />,
  valid: <CheckCircleOutlined aria-hidden />,
  suspended: <PauseCircleOutlined aria-hidden />,
  expired: <ClockCircleOutlined aria-hidden />,
  surrendered: <StopOutlined aria-hidden />,
  revoked: <StopOutlined aria-hidden />,
} as const satisfies Record<Standing, unknown>;

/** How a licence stands, in words and by a mark. */
export const StandingTag = ({ standing }: { readonly standing: Standing }) => (
  <Tag icon={marks[standing]}>
    <Say words={standingLabels[standing]} />
  </Tag>
);
