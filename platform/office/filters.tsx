import { Button, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { TextPair } from '#foundation/text-pair.ts';
import { useAddress } from './address.ts';
import { useSay } from './language.tsx';

/** A row of filters above a list; every one of them lives in the address, and a change goes back to the first page. */
export const Filters = ({ children }: { readonly children: ReactNode }) => {
  const say = useSay();
  const [address, change] = useAddress();
  const set = Object.keys(address).filter((name) => name !== 'dataset');
  return (
    <div className="filters" role="search">
      {children}
      {set.length > 0 && (
        <Button
          size="small"
          type="link"
          onClick={() => change(Object.fromEntries(set.map((name) => [name, undefined])))}
        >
          {say({ zh: '清除筛选', en: 'Clear filters' })}
        </Button>
      )}
    </div>
  );
};

/** A choice among named values. */
export const ChoiceFilter = ({
  name,
  title,
  labels,
}: {
  readonly name: string;
  readonly title: TextPair;
  readonly labels: Readonly<Record<string, TextPair>>;
}) => {
  const say = useSay();
  const [address, change] = useAddress();
  return (
    <Select
      size="small"
      allowClear
      className="filter"
      aria-label={say(title)}
      placeholder={say(title)}
      showSearch={Object.keys(labels).length > 10 ? { optionFilterProp: 'label' } : false}
      value={address[name] ?? null}
      onChange={(value: string | null) => change({ [name]: value ?? undefined, cursor: undefined })}
      options={Object.entries(labels).map(([value, label]) => ({ value, label: say(label) }))}
    />
  );
};

/** Words to look for, or a month; applied with Enter or on leaving the field. */
export const TextFilter = ({
  name,
  title,
  type = 'text',
}: {
  readonly name: string;
  readonly title: TextPair;
  readonly type?: 'text' | 'month';
}) => {
  const say = useSay();
  const [address, change] = useAddress();
  const [typed, type_] = useState(address[name] ?? '');
  const apply = () => {
    if (typed !== (address[name] ?? '')) change({ [name]: typed, cursor: undefined });
  };
  return (
    <label className="filter-text">
      <span className="quiet">{say(title)}</span>
      <Input
        size="small"
        type={type}
        allowClear
        value={typed}
        onChange={(event) => type_(event.target.value)}
        onBlur={apply}
        onPressEnter={apply}
      />
    </label>
  );
};
