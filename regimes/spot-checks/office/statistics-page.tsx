import { Segmented, Select, Space } from 'antd';
import {
  ChoiceFilter,
  Filters,
  formatCount,
  formatShare,
  Loaded,
  Page,
  Section,
  TextFilter,
  useAddress,
  useApi,
  useDataset,
  useSay,
} from '#platform/office/index.ts';
import {
  statisticsByCity,
  statisticsByItem,
  statisticsByLaboratory,
  statisticsByPeriod,
  statisticsByProduct,
  statisticsSummary,
  type StatisticsFilter,
} from '../contract.ts';
import { checkKindLabels, checkKinds, levelLabels, type CheckKind } from '../spot-check.ts';
import { FigureTable } from './figure-table.tsx';
import { Trend } from './trend.tsx';
import { TileMap } from './tile-map.tsx';

const steps = {
  month: { zh: '按月', en: 'Monthly' },
  quarter: { zh: '按季', en: 'Quarterly' },
  year: { zh: '按年', en: 'Yearly' },
} as const;

/** Pass rates with their denominators; kinds of check are never mixed, small numbers carry their interval, firms are not ranked. */
const StatisticsPage = () => {
  const say = useSay();
  const [address, change] = useAddress();
  const [dataset] = useDataset();
  const kind = (checkKinds as readonly string[]).includes(address['kind'] ?? '')
    ? (address['kind'] as CheckKind)
    : 'regular';
  const step = (address['step'] ?? 'year') as keyof typeof steps;
  const filter = {
    dataset,
    kind,
    level: address['level'],
    from: address['from'],
    to: address['to'],
    categoryId: address['categoryId'],
    province: address['province'],
    city: address['city'],
  } as unknown as StatisticsFilter;
  const summary = useApi(statisticsSummary, { query: filter });
  const cities = useApi(statisticsByCity, { query: filter });
  const products = useApi(statisticsByProduct, { query: filter });
  const periods = useApi(statisticsByPeriod, { query: { ...filter, step } });
  const items = useApi(statisticsByItem, { query: filter });
  const laboratories = useApi(statisticsByLaboratory, { query: filter });
  return (
    <Page title={say({ zh: '抽查统计', en: 'Statistics' })} withDataset>
      <Filters>
        <Select<CheckKind>
          size="small"
          className="filter"
          aria-label={say({ zh: '抽查类别', en: 'Kind of check' })}
          value={kind}
          onChange={(value) => change({ kind: value })}
          options={checkKinds.map((value) => ({ value, label: say(checkKindLabels[value]) }))}
        />
        <ChoiceFilter name="level" title={{ zh: '全部级别', en: 'All levels' }} labels={levelLabels} />
        <TextFilter name="from" type="month" title={{ zh: '从', en: 'From' }} />
        <TextFilter name="to" type="month" title={{ zh: '到', en: 'To' }} />
      </Filters>
      <Loaded query={summary} rows={2}>
        {(figure) => (
          <div className="headline">
            <div className="headline-figure">{formatShare(figure.rate)}</div>
            <div>
              <div>
                {say({
                  zh: `批次合格率：${formatCount(figure.denominator)} 批次中合格 ${formatCount(figure.passed)}、不合格 ${formatCount(figure.failed)}；另有拒检 ${formatCount(figure.refused)}、未给结论 ${formatCount(figure.noVerdict)}，不计入。`,
                  en: `Pass rate: ${formatCount(figure.passed)} of ${formatCount(figure.denominator)} batches passed, ${formatCount(figure.failed)} failed; ${formatCount(figure.refused)} refused and ${formatCount(figure.noVerdict)} without verdict are not counted.`,
                })}
              </div>
              <div className="quiet">
                {figure.low !== null &&
                  figure.high !== null &&
                  say({
                    zh: `95% 区间 ${formatShare(figure.low)}–${formatShare(figure.high)}。`,
                    en: `95% interval ${formatShare(figure.low)}–${formatShare(figure.high)}. `,
                  })}
                {say(figure.source)}
              </div>
            </div>
          </div>
        )}
      </Loaded>
      <Section title={say({ zh: '各市', en: 'By city' })}>
        <Loaded query={cities}>
          {(data) => (
            <div className="beside">
              <TileMap rows={data.rows} smallBelow={data.smallBelow} />
              <FigureTable name="city" rows={data.rows} smallBelow={data.smallBelow} first={{ zh: '市', en: 'City' }} />
            </div>
          )}
        </Loaded>
      </Section>
      <Section
        title={say({ zh: '走势', en: 'Trend' })}
        extra={
          <Segmented
            size="small"
            value={step}
            onChange={(value) => change({ step: value })}
            options={Object.entries(steps).map(([value, label]) => ({
              value: value as keyof typeof steps,
              label: say(label),
            }))}
          />
        }
      >
        <Loaded
          query={periods}
          empty={{
            when: (data) => data.rows.length === 0,
            why: { zh: '所选范围内没有结果。', en: 'No result in this range.' },
          }}
        >
          {(data) => <Trend rows={data.rows} smallBelow={data.smallBelow} />}
        </Loaded>
      </Section>
      <Section title={say({ zh: '产品种类', en: 'By product category' })}>
        <Loaded query={products}>
          {(data) => (
            <FigureTable
              name="product"
              rows={data.rows}
              smallBelow={data.smallBelow}
              first={{ zh: '产品种类', en: 'Category' }}
            />
          )}
        </Loaded>
      </Section>
      <Section title={say({ zh: '主要不合格项目', en: 'Failing items' })}>
        <Loaded query={items}>
          {(data) => (
            <FigureTable
              name="item"
              rows={data.rows}
              smallBelow={data.smallBelow}
              first={{ zh: '项目', en: 'Item' }}
              failuresOnly
            />
          )}
        </Loaded>
      </Section>
      <Section title={say({ zh: '承检机构', en: 'By laboratory' })}>
        <Loaded query={laboratories}>
          {(data) => (
            <FigureTable
              name="laboratory"
              rows={data.rows}
              smallBelow={data.smallBelow}
              first={{ zh: '承检机构', en: 'Laboratory' }}
            />
          )}
        </Loaded>
      </Section>
      <Space />
    </Page>
  );
};
export default StatisticsPage;
