import { Tag } from 'antd';
import { useSay } from '#platform/office/index.ts';
import { verdictLabels, type Verdict } from '../spot-check.ts';

const colours = { pass: 'green', fail: 'red', refused: 'volcano', none: 'default' } as const;

/** A verdict in words and shape; colour only adds to it. */
export const VerdictTag = ({ verdict }: { readonly verdict: Verdict }) => {
  const say = useSay();
  return (
    <Tag color={colours[verdict]} variant="outlined">
      {say(verdictLabels[verdict])}
    </Tag>
  );
};
