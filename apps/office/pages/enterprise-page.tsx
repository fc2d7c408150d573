import { Descriptions, Spin, Tag, Timeline } from 'antd';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { datasetLabel } from '#foundation/dataset.ts';
import {
  formatDate,
  Loaded,
  Nothing,
  Page,
  Section,
  useApi,
  useSay,
  type TimelineEntry,
  type TimelineHook,
} from '#platform/office/index.ts';
import { getEnterprise } from '#registers/enterprises/contract.ts';
import { regionBasisLabels, scaleLabels, statusLabels } from '#registers/enterprises/enterprise.ts';
import { rooms } from '../rooms.ts';

const tones = { good: 'green', bad: 'red', card: '#c79a00', plain: 'gray' } as const;

interface Shown {
  readonly enterpriseId: number;
}

/** Entries of every room. They are loaded together and once, so that the list of hooks never changes. */
const EnterpriseTimeline = lazy(async () => {
  const loaded = await Promise.all(rooms.flatMap(({ enterpriseTimeline }) => enterpriseTimeline?.() ?? []));
  const hooks: readonly TimelineHook[] = loaded.map((module) => module.default);
  const EveryRoom = ({ enterpriseId }: Shown) => {
    const parts = hooks.map((useEntries) => useEntries(enterpriseId));
    return (
      <TimelineOf
        loading={parts.some((part) => part.loading)}
        entries={parts
          .flatMap((part) => part.entries)
          .toSorted((left, right) => (left.date < right.date ? 1 : left.date > right.date ? -1 : 0))}
      />
    );
  };
  return { default: EveryRoom };
});

const TimelineOf = ({
  entries,
  loading,
}: {
  readonly entries: readonly TimelineEntry[];
  readonly loading: boolean;
}) => {
  const say = useSay();
  return (
    <>
      {entries.length === 0 && !loading && (
        <Nothing
          why={{
            zh: '没有这家企业的抽查、黄牌或曝光记录。',
            en: 'No check, card or exposure of this enterprise is on record.',
          }}
        />
      )}
      <Timeline
        pending={loading}
        items={entries.map((entry) => ({
          key: entry.key,
          color: tones[entry.tone],
          content: (
            <>
              <span className="quiet numeric">{formatDate(entry.date)}</span>{' '}
              {entry.link ? <a href={`/office${entry.link}`}>{say(entry.title)}</a> : say(entry.title)}
              {entry.detail && <div className="quiet">{say(entry.detail)}</div>}
            </>
          ),
        }))}
      />
    </>
  );
};

/** 企业质量档案: who it is, and everything that happened, on one timeline. */
const EnterprisePage = () => {
  const say = useSay();
  const { id } = useParams({ strict: false }) as { readonly id: string };
  const query = useApi(getEnterprise, { params: { id } });
  return (
    <Loaded query={query}>
      {(enterprise) => (
        <Page
          title={enterprise.name}
          state={
            <>
              <Tag>{say(statusLabels[enterprise.status])}</Tag>
              <Tag>{say(datasetLabel[enterprise.dataset])}</Tag>
              {enterprise.retailer && (
                <Tag color="orange">{say({ zh: '零售单位，须核实生产者', en: 'Retailer: verify the producer' })}</Tag>
              )}
            </>
          }
        >
          {enterprise.mergedInto !== null && (
            <p>
              <a href={`/office/enterprises/${enterprise.mergedInto}`}>
                {say({ zh: '已并入另一条企业记录，点此查看', en: 'Merged into another entry: open it' })}
              </a>
            </p>
          )}
          <Descriptions
            size="small"
            bordered
            column={{ xs: 1, md: 2 }}
            items={[
              {
                key: 'code',
                label: say({ zh: '统一社会信用代码', en: 'Credit code' }),
                children: enterprise.creditCode ?? say({ zh: '来源未载明', en: 'Not in the sources' }),
              },
              {
                key: 'scale',
                label: say({ zh: '规模', en: 'Scale' }),
                children: enterprise.scale ? say(scaleLabels[enterprise.scale]) : '—',
              },
              {
                key: 'place',
                label: say({ zh: '所在地', en: 'Place' }),
                children: `${enterprise.place ?? '—'}（${say(regionBasisLabels[enterprise.regionBasis])}）`,
              },
              { key: 'address', label: say({ zh: '地址', en: 'Address' }), children: enterprise.address ?? '—' },
              {
                key: 'former',
                label: say({ zh: '曾用名', en: 'Former names' }),
                children: enterprise.formerNames.map((former) => former.name).join('、') || '—',
              },
              {
                key: 'matches',
                label: say({ zh: '疑似同一企业', en: 'Uncertain matches' }),
                children:
                  enterprise.openMatches === 0 ? (
                    '—'
                  ) : (
                    <a href="/office/enterprise-matches">{enterprise.openMatches}</a>
                  ),
              },
            ]}
          />
          <Section title={say({ zh: '历次抽查、黄牌和曝光', en: 'Checks, cards and exposures' })}>
            <Suspense fallback={<Spin />}>
              <EnterpriseTimeline enterpriseId={enterprise.id} />
            </Suspense>
          </Section>
        </Page>
      )}
    </Loaded>
  );
};
export default EnterprisePage;
