import { Descriptions } from 'antd';
import { formatDate, PlainTable, Section, useSpeech } from '#platform/office/index.ts';
import type { NoticeDetail } from '../contract.ts';
import { mannerLabels, proofLabels, serviceDayLabels } from '#foundation/service.ts';
import { identityProcess, partyLabels } from '../notice.ts';
import { conclusionLabels } from './words.ts';

/** What was found, and how it was served. */
export const NoticeFacts = ({ notice }: { readonly notice: NoticeDetail }) => {
  const { say, language } = useSpeech();
  const day = (value: string | null): string => (value === null ? '—' : formatDate(value, language));
  const { manner, proof } = notice;
  const facts: [string, string, React.ReactNode][] = [
    ['收件人', 'Addressee', `${notice.addressee}（${say(partyLabels[notice.party])}）`],
    ...(notice.nowCalled === null
      ? []
      : ([['现由其办理', 'Goes on as', notice.nowCalled]] as [string, string, React.ReactNode][])),
    ['抽查', 'Spot check', `${notice.authority} · ${notice.plan}`],
    ['产品', 'Product', [notice.product, notice.brand, notice.model, notice.batch].filter(Boolean).join(' · ')],
    ['抽样单', 'Sample', `${notice.sampleNumber} · ${day(notice.sampledOn)}`],
    ['检验机构', 'Laboratory', notice.laboratory],
    ['检验报告', 'Report', notice.reportNumber ?? '—'],
    ['检验结论', 'Conclusion', <strong key="c">{say(conclusionLabels[notice.conclusion])}</strong>],
    ['不合格项目', 'Failing items', notice.failingItems.length === 0 ? '—' : notice.failingItems.join('、')],
    ...(manner === null
      ? []
      : ([
          ['送达方式', 'Manner of service', say(mannerLabels[manner])],
          [serviceDayLabels[manner].zh, serviceDayLabels[manner].en, day(notice.servedOn)],
          ...Object.entries(proof ?? {}).map(([part, value]) => [
            proofLabels[part]?.zh ?? part,
            proofLabels[part]?.en ?? part,
            value,
          ]),
          ['送达生效', 'Takes effect', day(notice.effectiveOn)],
          ['异议期限', 'Object until', day(notice.objectionUntil)],
        ] as [string, string, string][])),
    ...(notice.identity === 'not-asked'
      ? []
      : ([
          [
            '产品确认',
            'Whose product',
            `${say(identityProcess.states[notice.identity])}${notice.identity === 'asked' && notice.identityUntil !== null ? `（${say({ zh: `${day(notice.identityUntil)}前`, en: `until ${day(notice.identityUntil)}` })}）` : ''}`,
          ],
          ...(notice.identityText === null ? [] : [['否认理由', 'Why denied', notice.identityText]]),
        ] as [string, string, string][])),
    ...(notice.finalVerdict === null
      ? []
      : ([
          [
            '最终结果',
            'Final result',
            `${say(notice.finalVerdict === 'pass' ? conclusionLabels.pass : conclusionLabels.fail)} · ${day(notice.finalOn)}`,
          ],
        ] as [string, string, string][])),
  ];
  return (
    <>
      <Section title={say({ zh: '告知内容', en: 'What is told' })}>
        <Descriptions
          size="small"
          column={{ xs: 1, sm: 2, lg: 3 }}
          items={facts.map(([zh, en, children]) => ({ key: en, label: say({ zh, en }), children }))}
        />
      </Section>
      <Section title={say({ zh: '检验项目', en: 'Items' })}>
        <PlainTable
          rowKey="item"
          dataSource={notice.items}
          columns={[
            { title: say({ zh: '项目', en: 'Item' }), dataIndex: 'item' },
            { title: say({ zh: '标准要求', en: 'Limit' }), dataIndex: 'limit' },
            {
              title: say({ zh: '实测值', en: 'Measured' }),
              render: (_, { measured, unit }) => `${measured}${unit === '' ? '' : ` ${unit}`}`,
            },
            {
              title: say({ zh: '判定', en: 'Verdict' }),
              render: (_, { verdict }) =>
                verdict === 'pass' || verdict === 'fail' ? say(conclusionLabels[verdict]) : '—',
            },
          ]}
        />
      </Section>
    </>
  );
};
