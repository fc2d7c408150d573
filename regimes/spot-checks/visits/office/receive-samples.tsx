import { Space, Tag } from 'antd';
import { useState } from 'react';
import { ActButton, AskReason, formatInstant, Loaded, PlainTable, ProblemNotice, useAct, useApi, useDataset, useSay } from '#platform/office/index.ts'; // prettier-ignore
import { type ArrivingSample, listArriving, reserveActs, sampleActs } from '../contract-samples.ts';

/** What is on its way to the own laboratory, with the seals to look at: received, or rejected with the reason. */
export const ReceiveSamples = () => {
  const say = useSay();
  const [dataset] = useDataset();
  const query = useApi(listArriving, { query: { dataset } });
  const acts = {
    main: { good: useAct(sampleActs.receive), bad: useAct(sampleActs.reject) },
    reserve: { good: useAct(reserveActs['receive-reserve']), bad: useAct(reserveActs['tamper-reserve']) },
  };
  const [asked, ask] = useState<{ readonly row: ArrivingSample; readonly how: 'good' | 'bad' }>();
  const act = asked && acts[asked.row.part][asked.how];
  const problem = Object.values(acts)
    .flatMap(({ good, bad }) => [good, bad])
    .find(({ error }) => error)?.error;
  const title = (row: ArrivingSample, how: 'good' | 'bad') =>
    how === 'good' ? say({ zh: '封样完好，收样', en: 'Seal intact: receive' }) : row.part === 'main' ? say({ zh: '封样破损或不符，退样', en: 'Seal broken or not as on the sheet: reject' }) : say({ zh: '备样异常', en: 'Reserve tampered with' }); // prettier-ignore
  return (
    <Loaded
      query={query}
      empty={{
        when: ({ rows }) => rows.length === 0,
        why: {
          zh: '没有在途样品。样品寄出后在这里出现。',
          en: 'Nothing is on its way. Samples appear here once they are sent.',
        },
      }}
    >
      {({ rows }) => (
        <>
          {problem && <ProblemNotice problem={problem} />}
          <PlainTable<ArrivingSample>
            rowKey={(row) => `${row.part}-${row.id}`}
            dataSource={rows}
            columns={[
              {
                title: say({ zh: '抽样单号', en: 'Sheet' }),
                render: (_, row) => (
                  <>
                    <a href={`/office/samples/${row.id}`}>{row.number}</a>{' '}
                    {row.part === 'reserve' && <Tag>{say({ zh: '备样', en: 'Reserve' })}</Tag>}
                  </>
                ),
              },
              { title: say({ zh: '产品', en: 'Product' }), dataIndex: 'productName' },
              { title: say({ zh: '数量', en: 'Quantity' }), dataIndex: 'quantity' },
              {
                title: say({ zh: '封样编号（请核对）', en: 'Seals (compare)' }),
                render: (_, row) => row.seals.join('、'),
              },
              { title: say({ zh: '快递单号', en: 'Consignment' }), render: (_, row) => row.courierNumber || '—' },
              { title: say({ zh: '寄出', en: 'Sent' }), render: (_, row) => formatInstant(row.sentAt) },
              {
                title: '',
                render: (_, row) => (
                  <Space>
                    {(['good', 'bad'] as const).map((how) => (
                      <ActButton
                        key={how}
                        size="small"
                        type={how === 'good' ? 'primary' : 'default'}
                        permission="spot-checks.receive"
                        onClick={() => ask({ row, how })}
                      >
                        {how === 'good' ? say({ zh: '收样', en: 'Receive' }) : say({ zh: '退样', en: 'Reject' })}
                      </ActButton>
                    ))}
                  </Space>
                ),
              },
            ]}
          />
          <AskReason
            title={asked && title(asked.row, asked.how)}
            consequence={
              asked &&
              (asked.how === 'good'
                ? say({ zh: '确认封样完好、编号与抽样单一致。', en: 'You confirm that the seal is intact and its number as on the sheet.' }) // prettier-ignore
                : say({ zh: '停止检验，请写明封样情况。', en: 'The test stops; say what is wrong with the seal.' }))
            }
            required={asked?.how === 'bad'}
            pending={act?.isPending === true}
            onClose={() => ask(undefined)}
            onDo={(reason) =>
              asked &&
              act?.mutate(
                {
                  params: { sampleId: asked.row.id },
                  body: {
                    version: asked.row.version,
                    seal: asked.how === 'good' ? 'intact' : 'broken',
                    ...(reason === '' ? {} : { reason }),
                  },
                },
                { onSettled: () => ask(undefined) },
              )
            }
          />
        </>
      )}
    </Loaded>
  );
};
