import { pair } from '#foundation/text-pair.ts';
import {
  formatCount,
  Loaded,
  Nothing,
  Page,
  PlainTable,
  useApi,
  useDataset,
  useSpeech,
} from '#platform/office/index.ts';
import { rectificationBoard } from '../contract.ts';
import { type RectificationState, type Stage, stageLabels, stages, stageStates } from '../rectification.ts';

const holds = (stage: Stage, state: RectificationState): boolean =>
  (stageStates[stage] as readonly RectificationState[]).includes(state);

/** The board: cities down, stages across; in red what is late. */
const BoardPage = () => {
  const { say, language } = useSpeech();
  const [dataset] = useDataset();
  const query = useApi(rectificationBoard, { query: { dataset } });
  return (
    <Page
      title={say(pair('整改一览', 'Rectifications by city'))}
      intro={say(
        pair(
          '按地市和阶段统计；括号内是已超过期限的件数。点数字查看清单。',
          'By city and stage; in brackets those whose time is over. Click a number for the list.',
        ),
      )}
      withDataset
    >
      <Loaded query={query}>
        {({ rows, tasks }) => {
          if (rows.length === 0)
            return <Nothing why={pair('还没有整改事项。黄牌发出后在这里出现。', 'Nothing yet. Rectifications appear here when cards are issued.')} />; // prettier-ignore
          const cities = [...Map.groupBy(rows, ({ cityCode }) => cityCode)].map(([code, group]) => ({
            code: code ?? 'unknown',
            name: group[0]?.city ?? say(pair('市未确定', 'City unknown')),
            group,
          }));
          const total = { code: 'all', name: say(pair('合计', 'All')), group: rows };
          return (
            <PlainTable
              rowKey="code"
              dataSource={[...cities, total]}
              columns={[
                {
                  title: say(pair('地市', 'City')),
                  fixed: 'left',
                  render: (_, row) => (row.code === 'all' ? <strong>{row.name}</strong> : row.name),
                },
                ...stages.map((stage) => ({
                  title: say(stageLabels[stage]),
                  key: stage,
                  align: 'right' as const,
                  render: (_: unknown, row: (typeof cities)[number]) => {
                    const held = row.group.filter(({ state }) => holds(stage, state));
                    const count = held.reduce((sum, one) => sum + one.count, 0);
                    const late = held.reduce((sum, one) => sum + one.late, 0);
                    if (count === 0) return <span className="quiet">0</span>;
                    const city = row.code === 'all' ? '' : `&city=${row.code}`;
                    return (
                      <a className="numeric" href={`/office/rectifications?dataset=${dataset}${city}&stage=${stage}`}>
                        {formatCount(count, language)}
                        {late > 0 && <span className="overdue">（{formatCount(late, language)}）</span>}
                      </a>
                    );
                  },
                })),
                {
                  title: say(pair('会同部门未反馈', 'Departments still to answer')),
                  key: 'tasks',
                  align: 'right' as const,
                  render: (_: unknown, row: (typeof cities)[number]) => {
                    const held = tasks.filter(
                      ({ cityCode }) => row.code === 'all' || (cityCode ?? 'unknown') === row.code,
                    );
                    const open = held.reduce((sum, one) => sum + one.open, 0);
                    const late = held.reduce((sum, one) => sum + one.late, 0);
                    return (
                      <span className={open === 0 ? 'quiet numeric' : 'numeric'}>
                        {formatCount(open, language)}
                        {late > 0 && <span className="overdue">（{formatCount(late, language)}）</span>}
                      </span>
                    );
                  },
                },
              ]}
            />
          );
        }}
      </Loaded>
    </Page>
  );
};
export default BoardPage;
