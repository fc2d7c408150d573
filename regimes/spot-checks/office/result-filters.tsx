import { ChoiceFilter, Filters, TextFilter, useApi, useDataset, useSession } from '#platform/office/index.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import { listCategories } from '#registers/products/contract.ts';
import { listLaboratories } from '#registers/laboratories/contract.ts';
import { listRegions } from '#registers/regions/contract.ts';
import { checkKindLabels, levelLabels, verdictLabels } from '../spot-check.ts';

/** Proper names are the same in both languages. */
const named = (entries: readonly (readonly [string, string])[]): Readonly<Record<string, TextPair>> =>
  Object.fromEntries(entries.map(([value, name]) => [value, { zh: name, en: name }]));

const unknownCity = { unknown: { zh: '市未确定', en: 'City unknown' } };

/** Filters of the list of results; each lives in the address. */
export const ResultFilters = () => {
  const { province } = useSession();
  const [dataset] = useDataset();
  const cities = useApi(listRegions, { query: { province, level: 'city' } });
  const categories = useApi(listCategories, { query: { dataset, limit: 2000 } });
  const laboratories = useApi(listLaboratories, { query: { dataset } });
  return (
    <Filters>
      <TextFilter name="product" title={{ zh: '产品名称', en: 'Product' }} />
      <ChoiceFilter
        name="categoryId"
        title={{ zh: '产品种类', en: 'Category' }}
        labels={named((categories.data?.items ?? []).map(({ id, name }) => [String(id), name]))}
      />
      <ChoiceFilter name="verdict" title={{ zh: '结果', en: 'Verdict' }} labels={verdictLabels} />
      <ChoiceFilter
        name="city"
        title={{ zh: '所在市', en: 'City' }}
        labels={{ ...named((cities.data?.items ?? []).map(({ code, name }) => [code, name])), ...unknownCity }}
      />
      <ChoiceFilter name="level" title={{ zh: '级别', en: 'Level' }} labels={levelLabels} />
      <ChoiceFilter name="kind" title={{ zh: '抽查类别', en: 'Kind' }} labels={checkKindLabels} />
      <TextFilter name="item" title={{ zh: '不合格项目', en: 'Failing item' }} />
      <ChoiceFilter
        name="laboratoryId"
        title={{ zh: '承检机构', en: 'Laboratory' }}
        labels={named((laboratories.data?.items ?? []).map(({ id, name }) => [String(id), name]))}
      />
      <TextFilter name="from" type="month" title={{ zh: '从', en: 'From' }} />
      <TextFilter name="to" type="month" title={{ zh: '到', en: 'To' }} />
      <ChoiceFilter
        name="flagged"
        title={{ zh: '判定复核', en: 'Engine differs' }}
        labels={{ true: { zh: '仅看判定不一致', en: 'Engine differs only' } }}
      />
    </Filters>
  );
};
