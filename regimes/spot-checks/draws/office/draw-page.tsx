import { labelsOf } from '#foundation/process-labels.ts';
import { Descriptions, Input, Modal, Space, Tag, Typography } from 'antd';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ActsBar, addressOf, EventTimeline, formatCount, formatInstant, Loaded, NextAct, Page, PlainTable, ProblemNotice, Section, useAct, useApi, useMay, useSpeech } from '#platform/office/index.ts'; // prettier-ignore
import { actOnDraw, downloadProof, type DrawDetail, getDraw, listExclusions } from '../contract.ts';
import { drawProcess, exclusionLabels } from '../draw.ts';
import { Entries } from './entries.tsx';

const Digest = ({ text }: { readonly text: string | null }) =>
  text === null ? (
    <>—</>
  ) : (
    <Typography.Text code copyable={{ text }} className="digest">{`${text.slice(0, 16)}…`}</Typography.Text>
  );

const Exclusions = ({ drawId }: { readonly drawId: number }) => {
  const { say, language } = useSpeech();
  const query = useApi(listExclusions, { params: { drawId }, query: { limit: 100 } });
  return (
    <>
      {query.error && <ProblemNotice problem={query.error} />}
      <PlainTable
        rowKey="id"
        dataSource={query.data?.rows ?? []}
        columns={[
          {
            title: say({ zh: '企业', en: 'Enterprise' }),
            render: (_, row) => <a href={`/office/enterprises/${row.enterprise.id}`}>{row.enterprise.name}</a>,
          },
          { title: say({ zh: '产品种类', en: 'Category' }), render: (_, row) => row.category.name },
          { title: say({ zh: '原因', en: 'Reason' }), render: (_, row) => say(exclusionLabels[row.reason]) },
          {
            title: say({ zh: '事实', en: 'Facts' }),
            render: (_, row) => row.facts.map((fact) => fact[language]).join('；') || '—',
          },
        ]}
      />
      {query.data !== undefined && query.data.total > query.data.rows.length && (
        <p className="quiet">
          {say({
            zh: `共 ${formatCount(query.data.total)} 家，列出前 100 家`,
            en: `${query.data.total} in all, the first 100 are shown`,
          })}
        </p>
      )}
    </>
  );
};

const consequences = {
  freeze: {
    zh: '名单、权重、检查人员即刻固定，摘要公布；之后不能再改。',
    en: 'Pool, weights and inspectors are fixed at once and their digests published; nothing can be changed afterwards.',
  },
  draw: {
    zh: '抽取对象、检查人员和承检机构将确定，抽样任务即刻下达；抽样结束前须保密。',
    en: 'Targets, inspectors and laboratories are settled and the visits opened; secret until they are over.',
  },
  publish: {
    zh: '证明文件对所有人公开，企业编号加盐，权重不附理由。',
    en: 'The proof is open to everybody; ids are salted, weights stand without their reasons.',
  },
  void: {
    zh: '本次抽取作废，未开始的抽样任务取消；作废理由和承诺仍公开可查。',
    en: 'The draw is void and visits not begun are cancelled; its reason and commitment stay public.',
  },
} as const;

/** One draw: what was promised, what was fixed, what came of it. */
const DrawPage = () => {
  const { say, language } = useSpeech();
  const { id } = useParams({ strict: false }) as { readonly id: string };
  const query = useApi(getDraw, { params: { drawId: id } });
  const act = useAct(actOnDraw);
  const maySee = useMay('spot-checks.see-visits');
  const [asking, ask] = useState<DrawDetail>();
  const [entropy, setEntropy] = useState('');
  const send = (draw: DrawDetail, verb: DrawDetail['acts'][number]['act'], more: object) =>
    act.mutateAsync({ params: { drawId: draw.id, verb }, body: { version: draw.version, ...more } });
  return (
    <Loaded query={query}>
      {(draw) => (
        <Page
          title={say({ zh: `随机抽取：${draw.plan.title}`, en: `Draw: ${draw.plan.title}` })}
          state={
            <Space wrap>
              <Tag>{say(drawProcess.states[draw.state])}</Tag>
              <a href={`/office/plans/${draw.plan.id}`}>{draw.plan.number ?? say({ zh: '计划', en: 'Plan' })}</a>
            </Space>
          }
          acts={
            <ActsBar
              acts={draw.acts}
              labels={labelsOf(drawProcess)}
              main={
                draw.state === 'committed'
                  ? 'freeze'
                  : draw.state === 'frozen'
                    ? 'draw'
                    : draw.state === 'drawn'
                      ? 'publish'
                      : null
              }
              consequence={(verb) => consequences[verb]}
              pending={act.isPending}
              onAct={(verb, reason) => {
                if (verb === 'draw') {
                  ask(draw);
                  return Promise.resolve();
                }
                return send(draw, verb, reason === '' ? {} : { reason });
              }}
            />
          }
        >
          {act.error && <ProblemNotice problem={act.error} />}
          <NextAct next={draw.next} />
          <Descriptions
            size="small"
            column={{ xs: 1, md: 2 }}
            items={[
              {
                key: 'commitment',
                label: say({ zh: '种子承诺（SHA-256）', en: 'Commitment (SHA-256)' }),
                children: <Digest text={draw.commitment} />,
              },
              {
                key: 'committed',
                label: say({ zh: '承诺时间', en: 'Committed' }),
                children: formatInstant(draw.committedAt),
              },
              {
                key: 'entropy',
                label: say({ zh: '公开随机数', en: 'Public number' }),
                children: `${draw.entropySource} ${draw.entropyIssue}${draw.entropyValue === null ? '' : `：${draw.entropyValue}`}`,
              },
              {
                key: 'due',
                label: say({ zh: '公布时间', en: 'Published at' }),
                children: formatInstant(draw.entropyDueAt),
              },
              {
                key: 'pool',
                label: say({ zh: '名单摘要', en: 'Digest of the pool' }),
                children: <Digest text={draw.poolDigest} />,
              },
              {
                key: 'frozen',
                label: say({ zh: '冻结摘要', en: 'Digest of the freezing' }),
                children: <Digest text={draw.frozenDigest} />,
              },
              {
                key: 'frozen-at',
                label: say({ zh: '冻结时间', en: 'Frozen' }),
                children: formatInstant(draw.frozenAt) || '—',
              },
              {
                key: 'drawn-at',
                label: say({ zh: '抽取时间', en: 'Drawn' }),
                children: formatInstant(draw.drawnAt) || '—',
              },
              { key: 'algorithm', label: say({ zh: '算法', en: 'Algorithm' }), children: draw.algorithm },
              {
                key: 'proof',
                label: say({ zh: '证明文件', en: 'Proof' }),
                children:
                  draw.state === 'published' ? (
                    <Space wrap>
                      <a href={addressOf(downloadProof, { params: { drawId: draw.id } })}>
                        {say({ zh: '下载', en: 'Download' })}
                      </a>
                      <a href="/draws/verify">{say({ zh: '核验', en: 'Check it' })}</a>
                    </Space>
                  ) : (
                    say({ zh: '抽样全部结束后公开', en: 'published when the visits are over' })
                  ),
              },
              ...(draw.voidReason === null
                ? []
                : [{ key: 'void', label: say({ zh: '作废理由', en: 'Void because' }), children: draw.voidReason }]),
            ]}
          />
          <Section title={say({ zh: '各层数量', en: 'Numbers by stratum' })}>
            <PlainTable
              rowKey={(row) => `${row.category.id}/${row.region.code}`}
              dataSource={draw.strata}
              columns={[
                { title: say({ zh: '产品种类', en: 'Category' }), render: (_, row) => row.category.name },
                { title: say({ zh: '地区', en: 'Division' }), render: (_, row) => row.region.name },
                {
                  title: say({ zh: '名单企业', en: 'In the pool' }),
                  align: 'right',
                  render: (_, row) => formatCount(row.entries, language),
                },
                {
                  title: say({ zh: '计划抽取', en: 'To draw' }),
                  align: 'right',
                  render: (_, row) => formatCount(row.quota, language),
                },
                {
                  title: say({ zh: '已抽取', en: 'Drawn' }),
                  align: 'right',
                  render: (_, row) => (
                    <Space>
                      {draw.frozenAt !== null && row.entries < row.quota && (
                        <Tag>{say({ zh: '名单不足，全部抽取', en: 'too few, all taken' })}</Tag>
                      )}
                      {formatCount(row.drawn, language)}
                    </Space>
                  ),
                },
              ]}
            />
          </Section>
          {draw.exclusions.length > 0 && (
            <Section title={say({ zh: '未列入名单', en: 'Left out of the pool' })}>
              <p>
                {draw.exclusions
                  .map(({ reason, count }) => `${say(exclusionLabels[reason])} ${formatCount(count, language)}`)
                  .join(language === 'zh' ? '；' : '; ')}
              </p>
              {maySee && <Exclusions drawId={draw.id} />}
            </Section>
          )}
          {draw.frozenAt !== null && <Entries drawId={draw.id} drawn={draw.drawnAt !== null} open={draw.visits.open} />}
          <Section title={say({ zh: '经过', en: 'What happened' })}>
            <EventTimeline events={draw.events} />
          </Section>
          <Modal
            open={asking !== undefined}
            title={say({ zh: '抽取', en: 'Draw' })}
            okText={say({ zh: '抽取', en: 'Draw' })}
            cancelText={say({ zh: '返回', en: 'Back' })}
            okButtonProps={{ disabled: entropy.trim() === '', loading: act.isPending }}
            onCancel={() => ask(undefined)}
            onOk={() => {
              if (asking)
                void send(asking, 'draw', { entropyValue: entropy.trim() }).then(
                  () => ask(undefined),
                  () => ask(undefined),
                );
            }}
          >
            <p>{say(consequences.draw)}</p>
            <label>
              {say({
                zh: `${draw.entropySource} ${draw.entropyIssue} 公布的数值（照原样填写）`,
                en: `${draw.entropySource} ${draw.entropyIssue} as published, to the letter`,
              })}
              <Input value={entropy} maxLength={500} onChange={(event) => setEntropy(event.target.value)} />
            </label>
          </Modal>
        </Page>
      )}
    </Loaded>
  );
};
export default DrawPage;
