import { Select } from 'antd';
import { useState } from 'react';
import { datasetLabel } from '#foundation/dataset.ts';
import {
  narrowed,
  useApi,
  useDataset,
  useRegionName,
  useSay,
  useSession,
  type PlacePickerProps,
} from '#platform/office/index.ts';
import { listCertifiers } from '#registers/certifiers/contract.ts';
import { searchEnterprises } from '#registers/enterprises/contract.ts';
import { listLaboratories } from '#registers/laboratories/contract.ts';
import { listRegions } from '#registers/regions/contract.ts';

/** A choice of one place, of the kind that is asked for. */
const PlacePicker = ({ kind, value, onChange, id }: PlacePickerProps) => {
  const say = useSay();
  const nameRegion = useRegionName();
  const { province } = useSession();
  const [dataset] = useDataset();
  const [words, look] = useState('');
  const regions = useApi(listRegions, { query: { province } }, { enabled: kind === 'division' });
  const laboratories = useApi(listLaboratories, { query: { dataset } }, { enabled: kind === 'laboratory' });
  const certifiers = useApi(listCertifiers, { query: { dataset } }, { enabled: kind === 'certifier' });
  const enterprises = useApi(
    searchEnterprises,
    { query: { q: words, limit: 20 } },
    { enabled: kind === 'enterprise' && [...words].length >= 2 },
  );
  const options = {
    division: (regions.data?.items ?? [])
      .filter(({ validTo }) => validTo === null)
      .map(({ code }) => ({ value: code, label: `${nameRegion(code)}（${code}）` })),
    laboratory: (laboratories.data?.items ?? []).map((one) => ({ value: `laboratory/${one.id}`, label: one.name })),
    certifier: (certifiers.data?.items ?? []).map((one) => ({ value: `certifier/${one.id}`, label: one.name })),
    enterprise: (enterprises.data?.items ?? []).map((one) => ({
      value: `enterprise/${one.id}`,
      label: `${one.name}（${one.creditCode ?? say(datasetLabel[one.dataset])}）`,
    })),
  };
  const hints = {
    division: { zh: '输入名称或代码查找，含下级', en: 'Name or code; what lies below is included' },
    laboratory: { zh: '输入机构名称查找', en: 'Name of the laboratory' },
    certifier: { zh: '输入机构名称查找', en: 'Name of the body' },
    enterprise: { zh: '企业名称、拼音首字母或信用代码', en: 'Name, pinyin initials or credit code' },
  };
  return (
    <Select
      {...(kind === 'enterprise'
        ? { showSearch: { filterOption: false, onSearch: (typed: string) => look(typed.trim()) } }
        : narrowed)}
      {...(id === undefined ? {} : { id })}
      value={value ?? null}
      onChange={(place: string | null) => onChange?.(place ?? undefined)}
      placeholder={say(hints[kind])}
      notFoundContent={say(
        kind === 'enterprise' && [...words].length < 2
          ? { zh: '请输入两个字以上', en: 'Type two characters or more' }
          : { zh: '没有查到，可减少字数再试', en: 'Nothing found; try fewer words' },
      )}
      options={options[kind]}
    />
  );
};
export default PlacePicker;
