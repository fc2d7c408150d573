import { Alert, Button, Form, Input, Modal, Progress, Select, Space, Tag } from 'antd';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { datasetLabel } from '#foundation/dataset.ts';
import {
  DateField,
  ActButton,
  formatCount,
  formatInstant,
  Loaded,
  Page,
  ProblemNotice,
  Section,
  useAct,
  useApi,
  useSay,
  type CallInput,
} from '#platform/office/index.ts';
import { cancelImport, getImport, startImport, withdrawImport } from '../contract.ts';
import { importStages, importTransitions } from '../import-state.ts';
import { checkKindLabels, levelLabels } from '../spot-check.ts';
import { ReportView } from './report-view.tsx';
import { RejectedRows } from './rejected-rows.tsx';
import { SheetReview } from './sheet-review.tsx';

type StartBody = NonNullable<CallInput<typeof startImport>['body']>;

/** One import: checked before it starts, watched while it runs, explained when it is done. */
const ImportPage = () => {
  const say = useSay();
  const { id } = useParams({ strict: false }) as { readonly id: string };
  const params = { importId: id };
  const running = useApi(getImport, { params }, { refetchInterval: 1_500 });
  const start = useAct(startImport);
  const cancel = useAct(cancelImport);
  const withdraw = useAct(withdrawImport);
  const [reason, setReason] = useState<string>();
  const problem = start.error ?? cancel.error ?? withdraw.error;
  return (
    <Loaded query={running}>
      {(one) => (
        <Page
          title={one.files.map((file) => file.name).join('、')}
          state={
            <>
              <Tag>{say(importTransitions[one.state].label)}</Tag>
              <Tag>{say(datasetLabel[one.dataset])}</Tag>
            </>
          }
          acts={
            <Space wrap>
              {(one.state === 'received' || one.state === 'running') && (
                <ActButton
                  permission="spot-checks.import"
                  onClick={() => cancel.mutate({ params })}
                  loading={cancel.isPending}
                >
                  {say({ zh: '取消导入', en: 'Cancel' })}
                </ActButton>
              )}
              {one.state === 'done' && (
                <ActButton permission="spot-checks.withdraw" danger onClick={() => setReason('')}>
                  {say({ zh: '撤回', en: 'Withdraw' })}
                </ActButton>
              )}
            </Space>
          }
        >
          {problem && <ProblemNotice problem={problem} />}
          {one.refusal && <Alert type="error" showIcon title={say(one.refusal.text)} />}
          {one.withdrawal && (
            <Alert
              type="warning"
              showIcon
              title={say({
                zh: `已于 ${formatInstant(one.withdrawal.at)} 撤回`,
                en: `Withdrawn ${formatInstant(one.withdrawal.at)}`,
              })}
              description={one.withdrawal.reason}
            />
          )}
          {one.progress && <ProgressView progress={one.progress} />}
          {one.report && <ReportView report={one.report} />}
          {one.rejected > 0 && <RejectedRows importId={one.id} />}
          {(one.state === 'received' || one.state === 'failed') && (
            <Section title={say({ zh: '核对后开始', en: 'Check, then start' })}>
              {one.knownSheets > 0 && (
                <Alert
                  type="info"
                  showIcon
                  title={say({
                    zh: `其中 ${one.knownSheets} 张表此前已导入，再次导入不会改变任何数据。`,
                    en: `${one.knownSheets} of these sheets are in the store already; importing them again changes nothing.`,
                  })}
                />
              )}
              <Form<StartBody>
                layout="inline"
                onFinish={(body) => start.mutate({ params, body })}
                className="start-form"
              >
                <Form.Item
                  name="authority"
                  label={say({ zh: '发布机关（表中未写明时采用）', en: 'Authority (where the table names none)' })}
                >
                  <Input />
                </Form.Item>
                <Form.Item name="level" label={say({ zh: '级别', en: 'Level' })}>
                  <Select
                    allowClear
                    className="filter"
                    options={Object.entries(levelLabels).map(([value, label]) => ({ value, label: say(label) }))}
                  />
                </Form.Item>
                <Form.Item name="kind" label={say({ zh: '类别', en: 'Kind' })}>
                  <Select
                    allowClear
                    className="filter"
                    options={Object.entries(checkKindLabels).map(([value, label]) => ({ value, label: say(label) }))}
                  />
                </Form.Item>
                <Form.Item name="publishedOn" label={say({ zh: '公布日期', en: 'Published' })}>
                  <DateField />
                </Form.Item>
                <ActButton permission="spot-checks.import" type="primary" htmlType="submit" loading={start.isPending}>
                  {say({ zh: '开始导入', en: 'Start the import' })}
                </ActButton>
              </Form>
            </Section>
          )}
          <Section
            title={say({ zh: `工作表（${formatCount(one.sheets.length)}）`, en: `Sheets (${one.sheets.length})` })}
          >
            {one.sheets.map((sheet) => (
              <SheetReview
                key={sheet.id}
                importId={one.id}
                sheet={sheet}
                editable={one.state === 'received'}
                authority={one.authority}
              />
            ))}
          </Section>
          <Modal
            open={reason !== undefined}
            title={say({ zh: '撤回这次导入', en: 'Withdraw this import' })}
            onCancel={() => setReason(undefined)}
            footer={
              <Button
                danger
                type="primary"
                autoInsertSpace={false}
                disabled={(reason ?? '').trim() === ''}
                loading={withdraw.isPending}
                onClick={() =>
                  withdraw.mutate({ params, body: { reason: reason ?? '' } }, { onSuccess: () => setReason(undefined) })
                }
              >
                {say({ zh: '撤回', en: 'Withdraw' })}
              </Button>
            }
          >
            <p>
              {say({
                zh: '只由这次导入带来的结果将全部撤下，据此提出的建议随之消失；已经发出的黄牌和曝光转入复核，不会自动撤销。日志保留全过程。',
                en: 'Results that only this import brought are taken out and proposals that rest on them disappear; issued cards and exposures go to review, none is revoked by itself. The journal keeps it all.',
              })}
            </p>
            <Input.TextArea
              aria-label={say({ zh: '理由', en: 'Reason' })}
              placeholder={say({ zh: '理由（必填）', en: 'Reason (required)' })}
              rows={3}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Modal>
        </Page>
      )}
    </Loaded>
  );
};

const ProgressView = ({
  progress,
}: {
  readonly progress: NonNullable<(typeof getImport)['response']['_output']['progress']>;
}) => {
  const say = useSay();
  const { rowsDone, rowsTotal, rowsPerSecond, secondsLeft, stage } = progress;
  return (
    <Section title={say(importStages[stage])}>
      <Progress
        percent={rowsTotal ? Math.min(99, Math.floor((rowsDone / rowsTotal) * 100)) : 0}
        status="active"
        aria-label={say(importStages[stage])}
      />
      <p className="quiet" aria-live="polite">
        {say({ zh: `已读 ${formatCount(rowsDone)} 行`, en: `${formatCount(rowsDone)} rows read` })}
        {rowsPerSecond !== null &&
          say({
            zh: `，每秒 ${formatCount(Math.round(rowsPerSecond))} 行`,
            en: `, ${formatCount(Math.round(rowsPerSecond))} rows a second`,
          })}
        {secondsLeft !== null &&
          say({ zh: `，约剩 ${Math.ceil(secondsLeft)} 秒`, en: `, about ${Math.ceil(secondsLeft)} s left` })}
        {say({ zh: '。可以离开此页，导入会继续。', en: '. You may leave this page; the import goes on.' })}
      </p>
    </Section>
  );
};
export default ImportPage;
