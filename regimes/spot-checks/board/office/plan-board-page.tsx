import { Button, Space, Tag } from 'antd';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { TextPair } from '#foundation/text-pair.ts';
import { formatDate, Loaded, Page, PlainTable, saveCsv, Section, useApi, useMay, useSpeech } from '#platform/office/index.ts'; // prettier-ignore
import { planProcess } from '../../plans/plan.ts';
import { dueKinds, dueLabels, overdueIn } from '../board.ts';
import { getPlanBoard, type PlanBoard } from '../contract.ts';
import { BoardNumbers } from './board-numbers.tsx';
import { countText, OverdueMark, type Part, partColumns, ProgressBar } from './progress-cells.tsx';

interface Line extends Part {
  readonly key: string;
  readonly name: string;
}

/** The parts of a plan under each other. */
const PartTable = ({
  first,
  file,
  lines,
  targets,
  visitsOf,
}: {
  readonly first: TextPair;
  readonly file: string;
  readonly lines: readonly Line[];
  readonly targets: boolean;
  /** Where the overdue visits of a line are listed, for whoever may see them. */
  readonly visitsOf?: (line: Line) => string | undefined;
}) => {
  const { say } = useSpeech();
  const shown = partColumns.filter(({ key }) => targets || key !== 'targets');
  const head = [first, ...shown.map(({ title }) => title), { zh: '逾期（项）', en: 'Overdue' }];
  return (
    <Section
      title={say(first)}
      extra={
        <Button
          size="small"
          onClick={() =>
            saveCsv(
              file,
              head.map(say),
              lines.map((line) => [line.name, ...shown.map(({ value }) => value(line)), overdueIn(line.overdue)]),
            )
          }
        >
          {say({ zh: '导出此表', en: 'Export' })}
        </Button>
      }
    >
      <PlainTable<Line>
        rowKey="key"
        dataSource={lines}
        locale={{
          emptyText: say({ zh: '还没有抽取，也没有数目。', en: 'Nothing is drawn yet, so there are no numbers.' }),
        }}
        columns={[
          { title: say(first), width: 200, render: (_, line) => line.name },
          {
            title: say({ zh: '逾期', en: 'Overdue' }),
            width: 120,
            render: (_, line) => {
              const link = line.overdue.visit > 0 ? visitsOf?.(line) : undefined;
              const mark = <OverdueMark overdue={line.overdue} />;
              return link === undefined ? mark : <a href={link}>{mark}</a>;
            },
          },
          { title: say({ zh: '进度', en: 'Progress' }), width: 150, render: (_, line) => <ProgressBar part={line} /> },
          ...shown.map(({ key, title, width, value }) => ({
            key,
            title: say(title),
            width,
            align: 'right' as const,
            className: 'numeric',
            render: (_: unknown, line: Line) => countText(value(line)),
          })),
        ]}
      />
    </Section>
  );
};

const OverdueKinds = ({ board }: { readonly board: PlanBoard }) => {
  const { say } = useSpeech();
  const kinds = dueKinds.filter((kind) => board.total.overdue[kind] > 0);
  if (kinds.length === 0) return null;
  return (
    <p className="overdue">
      ▲ {say({ zh: '逾期：', en: 'Overdue: ' })}
      {kinds.map((kind) => `${say(dueLabels[kind])} ${board.total.overdue[kind]}`).join(say({ zh: '、', en: ', ' }))}
    </p>
  );
};

/** The board of one plan, by city and by laboratory. */
const PlanBoardPage = () => {
  const { say, language } = useSpeech();
  const navigate = useNavigate();
  const seesVisits = useMay('spot-checks.see-visits');
  const { id } = useParams({ strict: false }) as { readonly id: string };
  const query = useApi(getPlanBoard, { params: { planId: Number(id) } });
  const unknown = say({ zh: '市未确定', en: 'City unknown' });
  return (
    <Loaded query={query}>
      {(board) => (
        <Page
          title={say({ zh: `${board.plan.title}：进度`, en: `${board.plan.title}: board` })}
          state={
            <Tag>
              {board.plan.number} · {say(planProcess.states[board.plan.state])}
            </Tag>
          }
          acts={
            <Space wrap>
              <Button onClick={() => void navigate({ to: `/plans/${board.plan.id}` })}>
                {say({ zh: '查看计划', en: 'Open the plan' })}
              </Button>
              <Button onClick={() => void navigate({ to: '/board', search: { dataset: board.plan.dataset } as never })}>
                {say({ zh: '全部计划的进度', en: 'Board of all plans' })}
              </Button>
            </Space>
          }
          intro={say({
            zh: `${board.plan.authority.name}，${board.plan.region.name}，抽样期间 ${formatDate(board.plan.startsOn)}至${formatDate(board.plan.endsOn)}。只有数目，不显示抽查对象；不按县区列出，以免从数目看出企业。`,
            en: `${board.plan.authority.name}, ${board.plan.region.name}, sampling ${formatDate(board.plan.startsOn, language)} to ${formatDate(board.plan.endsOn, language)}. Numbers alone; not by county, where a number of one would name the firm.`,
          })}
        >
          <BoardNumbers part={board.total} />
          <OverdueKinds board={board} />
          <PartTable
            first={{ zh: '按市', en: 'By city' }}
            file={`${board.plan.number ?? 'plan'}-city`}
            targets
            lines={board.byCity.map((part) => ({
              ...part,
              key: part.code,
              name: part.code === '' ? unknown : part.name,
            }))}
            visitsOf={({ key }) =>
              seesVisits && key !== ''
                ? `/office/visits?dataset=${board.plan.dataset}&planId=${board.plan.id}&city=${key}&overdue=true`
                : undefined
            }
          />
          <PartTable
            first={{ zh: '按承检机构', en: 'By laboratory' }}
            file={`${board.plan.number ?? 'plan'}-laboratory`}
            targets={false}
            lines={board.byLaboratory.map((part) => ({
              ...part,
              key: String(part.id),
              name: part.id === 0 ? say({ zh: '未指定', en: 'None yet' }) : part.name,
            }))}
          />
        </Page>
      )}
    </Loaded>
  );
};
export default PlanBoardPage;
