import { Select } from 'antd';
import { useState } from 'react';
import { searchEnterprises } from '#registers/enterprises/contract.ts';
import { listCategories } from '#registers/products/contract.ts';
import { useApi, useDataset, useSay } from '#platform/office/index.ts';

/** Finds an enterprise by name, pinyin initials or credit code. */
export const EnterprisePicker = ({
  value,
  label,
  onChange,
}: {
  readonly value: string | undefined;
  /** Its name, where the page knows it. */
  readonly label?: string | undefined;
  readonly onChange: (id: string | undefined) => void;
}) => {
  const say = useSay();
  const [dataset] = useDataset();
  const [q, look] = useState('');
  const found = useApi(searchEnterprises, { query: { q, dataset, limit: 20 } }, { enabled: [...q].length >= 2 });
  const items = (found.data?.items ?? []).map((item) => ({
    value: String(item.id),
    label: item.creditCode === null ? item.name : `${item.name}（${item.creditCode}）`,
  }));
  const options =
    value !== undefined && label !== undefined && items.every((item) => item.value !== value)
      ? [{ value, label }, ...items]
      : items;
  return (
    <Select
      className="wide-select"
      allowClear
      showSearch={{ filterOption: false, onSearch: (words) => look(words.trim()) }}
      aria-label={say({ zh: '企业', en: 'Enterprise' })}
      placeholder={say({ zh: '企业名称或统一社会信用代码', en: 'Name or credit code' })}
      value={value ?? null}
      notFoundContent={say(
        [...q].length < 2
          ? { zh: '请输入两个字以上', en: 'Type two characters or more' }
          : { zh: '没有查到该企业', en: 'No such enterprise' },
      )}
      onChange={(id: string | null) => onChange(id ?? undefined)}
      options={options}
    />
  );
};

/** Chooses a product category of the register. */
export const CategoryPicker = ({
  value,
  onChange,
}: {
  readonly value: string | undefined;
  readonly onChange: (id: string | undefined) => void;
}) => {
  const say = useSay();
  const [dataset] = useDataset();
  const categories = useApi(listCategories, { query: { dataset, limit: 2000 } });
  return (
    <Select
      className="wide-select"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={say({ zh: '产品种类', en: 'Product category' })}
      placeholder={say({ zh: '产品种类', en: 'Product category' })}
      value={value ?? null}
      onChange={(id: string | null) => onChange(id ?? undefined)}
      options={(categories.data?.items ?? [])
        .filter(({ unassigned }) => !unassigned)
        .map(({ id, name }) => ({ value: String(id), label: name }))}
    />
  );
};
