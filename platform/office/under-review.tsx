import { Tag } from 'antd';
import { Say } from './language.tsx';

/** Beside the state of what is in force, while it is reviewed because its ground is gone. */
export const UnderReview = () => (
  <Tag color="orange">
    <Say words={{ zh: '复核中', en: 'Under review' }} />
  </Tag>
);
