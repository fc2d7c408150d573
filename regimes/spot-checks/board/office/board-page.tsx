import { useNavigate } from '@tanstack/react-router';
import { addressOf, DataList, ExportMenu, Page, ProblemNotice, useApi, useDataset, useListFilter, useSpeech } from '#platform/office/index.ts'; // prettier-ignore
import { checkKindLabels, levelLabels } from '../../spot-check.ts';
import { exportBoard, listBoard } from '../contract.ts';
import { BoardFilters } from './board-filters.tsx';
import { BoardNumbers } from './board-numbers.tsx';
import { countText, OverdueMark, partColumns, ProgressBar } from './progress-cells.tsx';

/** How far the plans in force have come, one a row. */
const BoardPage = () => {
  const { say } = useSpeech();
  const navigate = useNavigate();
  const [dataset] = useDataset();
  const filter = useListFilter<typeof listBoard>();
  const query = useApi(listBoard, { query: filter });
  const { data } = query;
  return (
    <Page
      title={say({ zh: '抽查进度', en: 'Plan board' })}
      withDataset
      acts={
        <ExportMenu
          title={{ zh: '导出全部符合条件的计划', en: 'Export all that matches' }}
          address={(format) => addressOf(exportBoard, { query: { ...filter, cursor: undefined, format } })}
        />
      }
      intro={say({
        zh: '已批准的计划抽到哪一步、哪里逾期。只有数目，不显示抽查对象。',
        en: 'How far the approved plans have come, and what is overdue. Numbers alone: nobody who is to be visited is named.',
      })}
    >
      <BoardFilters />
      {query.error && data !== undefined && <ProblemNotice problem={query.error} />}
      {data && <BoardNumbers part={data.total} plans={data.total.plans} />}
      <DataList
        name="board"
        query={{ ...query, data: data && { ...data, total: data.total.plans } }}
        onOpen={(row) => void navigate({ to: `/board/${row.id}`, search: { dataset } as never })}
        emptyBecause={{
          zh: '没有符合条件的已批准计划。计划批准后才列入进度。',
          en: 'No approved plan matches. A plan is listed once it is approved.',
        }}
        columns={[
          {
            key: 'title',
            title: { zh: '计划', en: 'Plan' },
            width: 230,
            render: (row) => (
              <span className="board-plan">
                {row.title}
                <br />
                <span className="quiet">
                  {row.number} · {say(levelLabels[row.level])} · {say(checkKindLabels[row.kind])}
                </span>
              </span>
            ),
          },
          {
            key: 'overdue',
            title: { zh: '逾期', en: 'Overdue' },
            width: 110,
            render: (row) => <OverdueMark overdue={row.overdue} />,
          },
          {
            key: 'progress',
            title: { zh: '进度', en: 'Progress' },
            width: 150,
            render: (row) => <ProgressBar part={row} />,
          },
          ...partColumns.map(({ key, title, width, value }) => ({
            key,
            title,
            width,
            numeric: true,
            render: (row: NonNullable<typeof data>['rows'][number]) => countText(value(row)),
          })),
        ]}
      />
    </Page>
  );
};
export default BoardPage;
