import { ChoiceFilter, Filters, TextFilter, useApi, useDataset, useSession } from '#platform/office/index.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import { listLaboratories } from '#registers/laboratories/contract.ts';
import { listRegions } from '#registers/regions/contract.ts';
import { planProcess } from '../../plans/plan.ts';
import { checkKindLabels, levelLabels } from '../../spot-check.ts';
import { waitingLabels } from '../board.ts';

/** Proper names are the same in both languages. */
const named = (entries: readonly (readonly [string, string])[]): Readonly<Record<string, TextPair>> =>
  Object.fromEntries(entries.map(([value, name]) => [value, { zh: name, en: name }]));

const thisYear = new Date().getFullYear();
/** The years that a choice offers: the next, and five back from this one. */
const years = [1, 0, -1, -2, -3, -4, -5].map((step) => String(thisYear + step));

/** Filters of the board; each lives in the address. */
export const BoardFilters = () => {
  const { province } = useSession();
  const [dataset] = useDataset();
  const cities = useApi(listRegions, { query: { province, level: 'city' } });
  const laboratories = useApi(listLaboratories, { query: { dataset } });
  return (
    <Filters>
      <TextFilter name="q" title={{ zh: '名称或编号', en: 'Title or number' }} />
      <ChoiceFilter name="year" title={{ zh: '年度', en: 'Year' }} labels={named(years.map((year) => [year, year]))} />
      <ChoiceFilter name="level" title={{ zh: '级别', en: 'Level' }} labels={levelLabels} />
      <ChoiceFilter name="kind" title={{ zh: '抽查类别', en: 'Kind' }} labels={checkKindLabels} />
      <ChoiceFilter
        name="city"
        title={{ zh: '市', en: 'City' }}
        labels={named((cities.data?.items ?? []).map(({ code, name }) => [code, name]))}
      />
      <ChoiceFilter
        name="laboratoryId"
        title={{ zh: '承检机构', en: 'Laboratory' }}
        labels={named((laboratories.data?.items ?? []).map(({ id, name }) => [String(id), name]))}
      />
      <ChoiceFilter
        name="state"
        title={{ zh: '状态', en: 'State' }}
        labels={{ approved: { zh: '进行中', en: 'Under way' }, closed: planProcess.states.closed }}
      />
      <ChoiceFilter
        name="overdue"
        title={{ zh: '期限', en: 'Due' }}
        labels={{ true: { zh: '仅看有逾期的', en: 'Overdue only' } }}
      />
      <ChoiceFilter name="waiting" title={{ zh: '待办', en: 'Waiting for' }} labels={waitingLabels} />
    </Filters>
  );
};
