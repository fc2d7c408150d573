import { Select } from 'antd';
import { useState } from 'react';
import { getEnterprise, searchEnterprises } from '#registers/enterprises/contract.ts';
import type { EnterpriseSummary } from '#registers/enterprises/enterprise.ts';
import { listCategories } from '#registers/products/contract.ts';
import { useApi, useDataset, useReach, useSay } from '#platform/office/index.ts';

/** Finds an enterprise by name, pinyin initials or credit code; those that the permission does not reach come last and say so. */
export const EnterprisePicker = ({
  value,
  permission,
  onChange,
}: {
  /** Its number. */
  readonly value: string | undefined;
  readonly permission: string;
  readonly onChange: (id: string | undefined) => void;
}) => {
  const say = useSay();
  const [dataset] = useDataset();
  const reaches = useReach(permission);
  const [q, look] = useState('');
  const found = useApi(searchEnterprises, { query: { q, dataset, limit: 20 } }, { enabled: [...q].length >= 2 });
  const chosen = useApi(getEnterprise, { params: { id: value } }, { enabled: value !== undefined });
  const placeOf = ({ cityCode, countyCode }: EnterpriseSummary) => countyCode ?? cityCode;
  const within = (item: EnterpriseSummary): boolean => reaches(placeOf(item));
  const markOf = (item: EnterpriseSummary): string => {
    if (within(item)) return '';
    return placeOf(item) === null
      ? say({ zh: '（所在地未确定）', en: ' (place not known)' })
      : say({ zh: '（不在您的管辖地区内）', en: ' (outside your region)' });
  };
  const optionOf = (item: EnterpriseSummary) => ({
    value: String(item.id),
    // The mark before the code: what is too long for the field is cut off at its end.
    label: `${item.name}${markOf(item)}${item.creditCode === null ? '' : `（${item.creditCode}）`}`,
  });
  const items = (found.data?.items ?? []).toSorted((a, b) => Number(within(b)) - Number(within(a)));
  const own = chosen.data && String(chosen.data.id) === value ? chosen.data : undefined;
  const listed = own && items.every(({ id }) => id !== own.id) ? [own, ...items] : items;
  return (
    <Select
      className="wide-select"
      allowClear
      {...(own && !within(own) ? { status: 'warning' as const } : {})}
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
      options={listed.map(optionOf)}
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
