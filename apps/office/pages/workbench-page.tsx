import { Button, Tag } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import {
  formatCount,
  formatDate,
  formatInstant,
  Loaded,
  Nothing,
  Page,
  PlainTable,
  Section,
  useAct,
  useApi,
  useSay,
  useSession,
} from '#platform/office/index.ts';
import type { RouteOutput } from '#foundation/contract.ts';
import { readWorkbench, type WorkLine } from '#platform/work/contract.ts';
import { putItemBack, takeItem } from '#platform/work/contract-hand-over.ts';
import { pages } from '../rooms.ts';
import { datasetLabel } from '#foundation/dataset.ts';

/** What waits for me, what is due, what changed: one question answered on the first screen. */
const WorkbenchPage = () => {
  const say = useSay();
  const navigate = useNavigate();
  const { name, permissions } = useSession();
  const query = useApi(readWorkbench, undefined, { refetchInterval: 60_000 });
  const open = (link: string) => void navigate({ to: link });
  const shortcuts = pages.flatMap(({ path, shortcut }) =>
    shortcut !== undefined && permissions.includes(shortcut.permission) ? [{ path, words: shortcut.words }] : [],
  );
  return (
    <Page
      title={say({ zh: `工作台 · ${name}`, en: `Workbench · ${name}` })}
      windowTitle={say({ zh: '工作台', en: 'Workbench' })}
      acts={shortcuts.map(({ path, words }) => (
        <Button
          key={path}
          type="primary"
          size="large"
          href={`/office${path}`}
          onClick={(event) => {
            event.preventDefault();
            open(path);
          }}
        >
          {say(words)}
        </Button>
      ))}
    >
      <Loaded query={query}>
        {(bench) => (
          <>
            <Section title={say({ zh: '等我办理', en: 'Waiting for me' })}>
              <div className="work-numbers">
                {bench.counts.overdue > 0 && (
                  <Number label={say({ zh: '已超期', en: 'Overdue' })} value={bench.counts.overdue} />
                )}
                {bench.queues
                  .filter((queue) => queue.count > 0)
                  .map((queue) => (
                    <Number
                      key={queue.key}
                      label={say(queue.title)}
                      value={queue.count}
                      link={queue.link}
                      due={queue.oldestDue}
                      since={queue.oldest}
                      unplaced={queue.unplaced}
                      elsewhere={queue.elsewhere}
                      onOpen={() => open(queue.link)}
                    />
                  ))}
              </div>
              {bench.items.length > 0 ? (
                <WorkTable items={bench.items} onOpen={open} />
              ) : (
                bench.queues.every((queue) => queue.count === 0) && (
                  <Nothing why={{ zh: '目前没有等您办理的事项。', en: 'Nothing waits for you at present.' }} />
                )
              )}
            </Section>
            <Section title={say({ zh: '最近变动', en: 'Recent changes' })}>
              {bench.changed.length === 0 ? (
                <Nothing
                  why={{ zh: '您能查看的范围内还没有变动。', en: 'Nothing has changed yet in what you may see.' }}
                />
              ) : (
                <ChangesTable changes={bench.changed} onOpen={open} />
              )}
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
};

const Number = ({
  label,
  value,
  link,
  due,
  since,
  unplaced = 0,
  elsewhere = 0,
  onOpen,
}: {
  readonly label: string;
  readonly value: number;
  readonly link?: string;
  readonly due?: string | null;
  readonly since?: string | null;
  readonly unplaced?: number;
  readonly elsewhere?: number;
  readonly onOpen?: () => void;
}) => {
  const say = useSay();
  const inside = (
    <>
      <span>{label}</span>
      <b>{formatCount(value)}</b>
      {due && (
        <span className="quiet">
          {say({ zh: `最早 ${formatDate(due)}到期`, en: `earliest ${formatDate(due, 'en')}` })}
        </span>
      )}
      {since && (
        <span className="quiet">
          {say({ zh: `最早 ${formatDate(since)}`, en: `oldest ${formatDate(since, 'en')}` })}
        </span>
      )}
      {unplaced > 0 && (
        <div className="quiet">
          {say({
            zh: `其中 ${formatCount(unplaced)} 件所在地未确定，确定后由当地机关办理`,
            en: `${formatCount(unplaced)} of them of unknown place: the authority there takes them over once it is confirmed`,
          })}
        </div>
      )}
      {elsewhere > 0 && (
        <div className="quiet">
          {say({
            zh: `另有 ${formatCount(elsewhere)} 件由当地机关办理`,
            en: `${formatCount(elsewhere)} more with the authorities of their places`,
          })}
        </div>
      )}
    </>
  );
  return link === undefined ? (
    <div className="work-number">{inside}</div>
  ) : (
    <a
      className="work-number"
      href={`/office${link}`}
      onClick={(event) => {
        event.preventDefault();
        onOpen?.();
      }}
    >
      {inside}
    </a>
  );
};

type Changed = RouteOutput<typeof readWorkbench>['changed'][number];

const ChangesTable = ({
  changes,
  onOpen,
}: {
  readonly changes: readonly Changed[];
  readonly onOpen: (link: string) => void;
}) => {
  const say = useSay();
  return (
    <PlainTable<Changed>
      rowKey={(change) => `${change.link} ${change.at}`}
      dataSource={changes}
      columns={[
        { title: say({ zh: '时间', en: 'When' }), width: 150, render: (_, change) => formatInstant(change.at) },
        {
          title: say({ zh: '变动', en: 'What' }),
          render: (_, change) => (
            <a
              href={`/office${change.link}`}
              onClick={(event) => {
                event.preventDefault();
                onOpen(change.link);
              }}
            >
              {say(change.title)}
            </a>
          ),
        },
        {
          title: say({ zh: '数据', en: 'Data' }),
          width: 120,
          render: (_, change) => <Tag>{say(datasetLabel[change.dataset])}</Tag>,
        },
      ]}
    />
  );
};

/** Whose an item is: taken and put back by whoever may do it, so that two do not begin the same. */
const Holder = ({ item }: { readonly item: WorkLine }) => {
  const say = useSay();
  const take = useAct(takeItem);
  const putBack = useAct(putItemBack);
  const input = { params: { itemId: item.id }, body: {} };
  const problem = take.error ?? putBack.error;
  if (problem) return <span role="alert">{problem.message}</span>;
  if (item.holder?.me === true)
    return (
      <>
        {say({ zh: '我 ', en: 'me ' })}
        <Button size="small" loading={putBack.isPending} onClick={() => putBack.mutate(input)}>
          {say({ zh: '放回', en: 'Put back' })}
        </Button>
      </>
    );
  if (item.holder) return item.holder.name ?? '—';
  return (
    <Button size="small" loading={take.isPending} onClick={() => take.mutate(input)}>
      {say({ zh: '由我承办', en: 'Take it' })}
    </Button>
  );
};

const WorkTable = ({
  items,
  onOpen,
}: {
  readonly items: readonly WorkLine[];
  readonly onOpen: (link: string) => void;
}) => {
  const say = useSay();
  return (
    <PlainTable<WorkLine>
      rowKey="id"
      dataSource={items}
      columns={[
        {
          title: say({ zh: '事项', en: 'Task' }),
          render: (_, item) => (
            <a
              href={`/office${item.link}`}
              onClick={(event) => {
                event.preventDefault();
                onOpen(item.link);
              }}
            >
              {say(item.title)}
            </a>
          ),
        },
        {
          title: say({ zh: '期限', en: 'Due' }),
          width: 140,
          render: (_, item) => (item.dueOn ? formatDate(item.dueOn) : '—'),
        },
        {
          title: say({ zh: '数据', en: 'Data' }),
          width: 120,
          render: (_, item) => item.dataset && <Tag>{say(datasetLabel[item.dataset])}</Tag>,
        },
        { title: say({ zh: '承办', en: 'Taken by' }), width: 150, render: (_, item) => <Holder item={item} /> },
      ]}
    />
  );
};
export default WorkbenchPage;
