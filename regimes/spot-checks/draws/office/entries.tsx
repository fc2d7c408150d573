import { Alert, Button, Space } from 'antd';
import { useState } from 'react';
import type { RouteOutput } from '#foundation/contract.ts';
import { formatCount, PlainTable, ProblemNotice, Section, useAct, useMay, useSpeech } from '#platform/office/index.ts';
import { seeEntries } from '../contract.ts';

type Row = RouteOutput<typeof seeEntries>['rows'][number];

/** Who is drawn: shown only when asked for, because that somebody looked goes into the journal. */
export const Entries = ({
  drawId,
  drawn,
  open,
}: {
  readonly drawId: number;
  readonly drawn: boolean;
  readonly open: number;
}) => {
  const { say, language } = useSpeech();
  const may = useMay('spot-checks.see-visits');
  const look = useAct(seeEntries);
  const [rows, setRows] = useState<readonly Row[]>();
  const next = look.data?.next ?? null;
  const ask = (after: number) =>
    look.mutate(
      { params: { drawId }, body: { drawnOnly: drawn, after, limit: 100 } },
      { onSuccess: (page) => setRows((before) => [...(after === 0 ? [] : (before ?? [])), ...page.rows]) },
    );
  return (
    <Section
      title={
        drawn ? say({ zh: '抽查对象和检查人员', en: 'Targets and inspectors' }) : say({ zh: '名单', en: 'The pool' })
      }
    >
      {look.error && <ProblemNotice problem={look.error} />}
      {rows === undefined ? (
        <Space wrap>
          <Button autoInsertSpace={false} disabled={!may} loading={look.isPending} onClick={() => ask(0)}>
            {say({ zh: '查看（将记入日志）', en: 'Look (it is journalled)' })}
          </Button>
          <span className="quiet">
            {may
              ? say({
                  zh: '抽样结束前，谁将被抽查须保密；每次查看都记入日志。',
                  en: 'Until the visits are over it is secret who will be visited; each look is journalled.',
                })
              : say({ zh: '您的岗位不能查看抽查对象。', en: 'Your role may not see who is drawn.' })}
          </span>
        </Space>
      ) : (
        <>
          {open > 0 && (
            <Alert
              type="warning"
              showIcon
              title={say({ zh: '抽样尚未结束，请勿外传。', en: 'The visits are not over: keep this to yourself.' })}
            />
          )}
          <PlainTable<Row>
            rowKey="place"
            dataSource={rows}
            columns={[
              {
                title: say({ zh: '次序', en: 'Rank' }),
                width: 64,
                align: 'right',
                render: (_, row) => row.rank ?? '—',
              },
              {
                title: say({ zh: '企业', en: 'Enterprise' }),
                render: (_, row) => <a href={`/office/enterprises/${row.enterprise.id}`}>{row.enterprise.name}</a>,
              },
              { title: say({ zh: '产品种类', en: 'Category' }), render: (_, row) => row.category.name },
              { title: say({ zh: '地区', en: 'Division' }), render: (_, row) => row.region.name },
              { title: say({ zh: '权重', en: 'Weight' }), width: 64, align: 'right', render: (_, row) => row.weight },
              {
                title: say({ zh: '权重依据', en: 'Why' }),
                render: (_, row) =>
                  row.reasons.length === 0
                    ? say({ zh: '基础权重', en: 'Base weight' })
                    : row.reasons
                        .map(({ words, points }) => `${say(words)} ${points > 0 ? '+' : ''}${points}`)
                        .join(language === 'zh' ? '；' : '; '),
              },
              {
                title: say({ zh: '检查人员', en: 'Inspectors' }),
                render: (_, row) =>
                  row.inspectors
                    .map(({ name, leads }) => (leads ? say({ zh: `${name}（组长）`, en: `${name} (leads)` }) : name))
                    .join('、') || '—',
              },
              { title: say({ zh: '承检机构', en: 'Laboratory' }), render: (_, row) => row.laboratory ?? '—' },
              {
                title: say({ zh: '抽样', en: 'Visit' }),
                render: (_, row) =>
                  row.visitId === null ? (
                    '—'
                  ) : (
                    <a href={`/office/visits/${row.visitId}`}>{say({ zh: '查看', en: 'Open' })}</a>
                  ),
              },
            ]}
          />
          <Space>
            <span className="quiet">
              {say({
                zh: `已列 ${formatCount(rows.length)} / ${formatCount(look.data?.total ?? rows.length)}`,
                en: `${rows.length} of ${look.data?.total ?? rows.length}`,
              })}
            </span>
            {next !== null && (
              <Button size="small" loading={look.isPending} onClick={() => ask(next)}>
                {say({ zh: '再列 100 条', en: 'A hundred more' })}
              </Button>
            )}
          </Space>
        </>
      )}
    </Section>
  );
};
