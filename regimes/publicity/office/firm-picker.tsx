import { Select } from 'antd';
import { useState } from 'react';
import type { TextPair } from '#foundation/text-pair.ts';
import { searchEnterprises } from '#registers/enterprises/contract.ts';
import { useApi, useDataset, useSay } from '#platform/office/index.ts';

export interface PickedFirm {
  readonly id: number;
  readonly name: string;
}

/** Finds firms of the register by name or credit code; one, or several. */
export const FirmPicker = ({
  id,
  label,
  value,
  most,
  onChange,
}: {
  readonly id: string;
  readonly label: TextPair;
  readonly value: readonly PickedFirm[];
  readonly most: number;
  readonly onChange: (firms: readonly PickedFirm[]) => void;
}) => {
  const say = useSay();
  const [dataset] = useDataset();
  const [q, look] = useState('');
  const found = useApi(searchEnterprises, { query: { q, dataset, limit: 20 } }, { enabled: [...q].length >= 2 });
  const items = found.data?.items ?? [];
  const known = new Map([...value, ...items].map((firm) => [firm.id, firm.name]));
  return (
    <Select
      id={id}
      className="wide"
      mode="multiple"
      maxCount={most}
      allowClear
      showSearch={{ filterOption: false, onSearch: (words) => look(words.trim()) }}
      aria-label={say(label)}
      placeholder={say({ zh: '企业名称或统一社会信用代码', en: 'Name or credit code' })}
      value={value.map((firm) => firm.id)}
      notFoundContent={say(
        [...q].length < 2
          ? { zh: '请输入两个字以上', en: 'Type two characters or more' }
          : { zh: '没有查到该企业', en: 'No such enterprise' },
      )}
      onChange={(ids: number[]) => onChange(ids.map((one) => ({ id: one, name: known.get(one) ?? '' })))}
      options={[
        ...items.map((item) => ({
          value: item.id,
          label: item.creditCode === null ? item.name : `${item.name}（${item.creditCode}）`,
        })),
        ...value
          .filter((firm) => items.every((item) => item.id !== firm.id))
          .map((firm) => ({ value: firm.id, label: firm.name })),
      ]}
    />
  );
};
