import { Tag } from 'antd';
import { useState } from 'react';
import { ActButton, formatInstant, PlainTable, Section, useApi, useSay } from '#platform/office/index.ts';
import { type DrawLine, drawsOfPlan } from '../contract.ts';
import { drawProcess } from '../draw.ts';
import { CommitDialog } from './commit-dialog.tsx';

/** The draws of a plan, and the beginning of one. */
export const PlanDraws = ({ planId, approved }: { readonly planId: number; readonly approved: boolean }) => {
  const say = useSay();
  const query = useApi(drawsOfPlan, { params: { planId } });
  const [committing, commit] = useState(false);
  const rows = query.data?.rows ?? [];
  const running = rows.some(({ state }) => state !== 'void');
  if (!approved && rows.length === 0) return null;
  return (
    <Section
      title={say({ zh: '随机抽取', en: 'Draws' })}
      extra={
        <ActButton
          permission="spot-checks.plan"
          size="small"
          because={
            running
              ? say({
                  zh: '已有一次抽取；如需重抽，请先说明理由作废',
                  en: 'There is a draw; to draw again, declare it void first',
                })
              : undefined
          }
          onClick={() => commit(true)}
        >
          {say({ zh: '开始抽取', en: 'Begin a draw' })}
        </ActButton>
      }
    >
      {rows.length === 0 ? (
        <p className="quiet">
          {say({
            zh: '还没有抽取。抽取对象和检查人员都由可核验的随机抽取产生。',
            en: 'Nothing drawn yet. Targets and inspectors both come from a draw that anybody can check.',
          })}
        </p>
      ) : (
        <PlainTable<DrawLine>
          rowKey="id"
          dataSource={rows}
          columns={[
            {
              title: say({ zh: '抽取', en: 'Draw' }),
              render: (_, row) => (
                <a href={`/office/draws/${row.id}`}>{say({ zh: `第 ${row.id} 号抽取`, en: `Draw ${row.id}` })}</a>
              ),
            },
            {
              title: say({ zh: '状态', en: 'State' }),
              render: (_, row) => <Tag>{say(drawProcess.states[row.state])}</Tag>,
            },
            {
              title: say({ zh: '公开随机数', en: 'Public number' }),
              render: (_, row) => `${row.entropySource} ${row.entropyIssue}`,
            },
            { title: say({ zh: '承诺时间', en: 'Committed' }), render: (_, row) => formatInstant(row.committedAt) },
            { title: say({ zh: '抽取时间', en: 'Drawn' }), render: (_, row) => formatInstant(row.drawnAt) || '—' },
          ]}
        />
      )}
      {committing && <CommitDialog planId={planId} onClose={() => commit(false)} />}
    </Section>
  );
};
