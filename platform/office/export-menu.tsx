import { Button, Dropdown } from 'antd';
import type { TextPair } from '#foundation/text-pair.ts';
import { useSay } from './language.tsx';

/** Exports all that matches, as a table file of the reader's choice. `address` gives where a format is fetched. */
export const ExportMenu = ({
  title,
  address,
}: {
  readonly title: TextPair;
  readonly address: (format: 'xlsx' | 'csv') => string;
}) => {
  const say = useSay();
  return (
    <Dropdown
      menu={{
        items: [
          { key: 'xlsx', label: <a href={address('xlsx')}>Excel（.xlsx）</a> },
          { key: 'csv', label: <a href={address('csv')}>CSV（.csv）</a> },
        ],
      }}
    >
      <Button>{say(title)}</Button>
    </Dropdown>
  );
};
