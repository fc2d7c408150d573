import { Image, Space, Tag } from 'antd';
import { useState } from 'react';
import { ActButton, addressOf, ActWithReason, formatInstant, PlainTable, ProblemNotice, Section, useAct, useSay } from '#platform/office/index.ts'; // prettier-ignore
import type { TextPair } from '#foundation/text-pair.ts';
import { type FieldMessageLine, getVisitFile, type VisitDetail } from '../contract.ts';
import { decideFieldMessage } from '../contract-field.ts';
import { SheetView } from './sheet-view.tsx';

const outcomeWords: Readonly<Record<FieldMessageLine['outcome'], TextPair>> = {
  applied: { zh: '已采用', en: 'Applied' },
  conflict: { zh: '待处理', en: 'To decide' },
  refused: { zh: '退回改正', en: 'Sent back' },
};
const decisionWords = {
  applied: { zh: '经处理采用', en: 'Applied after all' },
  'set-aside': { zh: '不予采用', en: 'Set aside' },
} as const;

/** What a conflict brought: the photo, the sheet, or what was said. Nobody decides on what he has not seen. */
const Brought = ({ visit, message }: { readonly visit: VisitDetail; readonly message: FieldMessageLine }) => {
  const say = useSay();
  const { file } = message;
  if (file)
    return (
      <figure className="visit-file">
        <Image
          height={96}
          alt={say({ zh: `待处理的照片或签名 ${file.caption}`, en: `Photo or signature to decide on ${file.caption}` })}
          src={addressOf(getVisitFile, { params: { visitId: visit.id, fileId: file.id } })}
        />
        <figcaption className="quiet">
          {file.caption} {formatInstant(file.takenAt)}
        </figcaption>
      </figure>
    );
  const { sheet, ...said } = (message.body ?? {}) as Readonly<Record<string, unknown>>;
  const words = [said['reason'], said['courierNumber'], said['note'], said['signedBy']].filter(Boolean).join(' · ');
  if (sheet === undefined && words === '') return null;
  return (
    <details>
      <summary>{say({ zh: '查看所报内容', en: 'See what it says' })}</summary>
      {words !== '' && <p>{words}</p>}
      {sheet !== undefined && <SheetView sheet={sheet} />}
    </details>
  );
};

/** What phones sent of a visit, with both clocks; conflicts are decided here. */
export const VisitMessages = ({ visit }: { readonly visit: VisitDetail }) => {
  const say = useSay();
  const apply = useAct(decideFieldMessage);
  const setAside = useAct(decideFieldMessage);
  const [refusing, refuse] = useState<string>();
  if (visit.messages.length === 0) return null;
  return (
    <Section title={say({ zh: '现场消息', en: 'Messages from the field' })}>
      {apply.error && <ProblemNotice problem={apply.error} />}
      <PlainTable<FieldMessageLine>
        rowKey="id"
        dataSource={visit.messages}
        columns={[
          {
            title: say({ zh: '内容', en: 'What' }),
            render: (_, row) => (
              <>
                {say(row.words)}
                <Brought visit={visit} message={row} />
              </>
            ),
          },
          { title: say({ zh: '发送人', en: 'By' }), dataIndex: 'by' },
          { title: say({ zh: '手机时间', en: 'Phone’s clock' }), render: (_, row) => formatInstant(row.deviceAt) },
          {
            title: say({ zh: '收到时间（为准）', en: 'Received (counts)' }),
            render: (_, row) => formatInstant(row.receivedAt),
          },
          {
            title: say({ zh: '结果', en: 'Outcome' }),
            render: (_, row) => (
              <>
                <Tag>{say(row.decision === null ? outcomeWords[row.outcome] : decisionWords[row.decision])}</Tag>
                {row.clockWarning && <Tag color="orange">{say({ zh: '时钟有误', en: 'Clock off' })}</Tag>}
                {row.why && row.outcome !== 'applied' && <div>{say(row.why)}</div>}
                {row.clockWarning && <div className="quiet">{say(row.clockWarning)}</div>}
                {row.decisionReason}
              </>
            ),
          },
          {
            title: '',
            render: (_, row) =>
              row.outcome === 'conflict' &&
              row.decision === null && (
                <Space>
                  <ActButton
                    permission="spot-checks.dispatch"
                    size="small"
                    onClick={() => apply.mutate({ params: { messageId: row.id }, body: { decision: 'applied' } })}
                  >
                    {say({ zh: '采用', en: 'Apply' })}
                  </ActButton>
                  <ActButton permission="spot-checks.dispatch" size="small" onClick={() => refuse(row.id)}>
                    {say({ zh: '不予采用', en: 'Set aside' })}
                  </ActButton>
                </Space>
              ),
          },
        ]}
      />
      <ActWithReason
        title={refusing === undefined ? undefined : say({ zh: '不予采用', en: 'Set aside' })}
        consequence={say({ zh: '该消息及其内容仍会保留。', en: 'The message and its content are kept.' })}
        act={setAside}
        input={(reason) =>
          refusing === undefined
            ? undefined
            : { params: { messageId: refusing }, body: { decision: 'set-aside' as const, reason } }
        }
        onClose={() => refuse(undefined)}
      />
    </Section>
  );
};
