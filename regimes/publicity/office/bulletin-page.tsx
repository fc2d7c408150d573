import { Alert, Button, Form, Input, Tag } from 'antd';
import { useNavigate, useParams } from '@tanstack/react-router';
import { datasetLabel } from '#foundation/dataset.ts';
import {
  EventTimeline,
  formatCount,
  formatInstant,
  formatShare,
  Loaded,
  NextAct,
  Page,
  PaperLinks,
  PlainTable,
  ProblemNotice,
  Section,
  useAct,
  useApi,
  useMay,
  useSay,
} from '#platform/office/index.ts';
import {
  composeBulletin,
  discardBulletin,
  editBulletin,
  getBulletin,
  releaseBulletin,
  returnBulletin,
  scheduleBulletin,
  submitBulletin,
  unscheduleBulletin,
} from '../contract.ts';
import { bulletinProcess, nameAsTested } from '../bulletin.ts';
import { bulletinActLabels } from './words.ts';
import { ReleaseActs } from './release-acts.tsx';

/** One bulletin: edited as a draft, released by a second person, corrected only by a further one. */
const BulletinPage = () => {
  const say = useSay();
  const { id } = useParams({ strict: false }) as { readonly id: string };
  const params = { bulletinId: id };
  const query = useApi(getBulletin, { params });
  const edit = useAct(editBulletin);
  const acts = {
    submit: useAct(submitBulletin),
    return: useAct(returnBulletin),
    release: useAct(releaseBulletin),
    discard: useAct(discardBulletin),
    unschedule: useAct(unscheduleBulletin),
  };
  const schedule = useAct(scheduleBulletin);
  const mayWrite = useMay('publicity.write');
  const compose = useAct(composeBulletin);
  const navigate = useNavigate();
  const problem = edit.error ?? compose.error;
  return (
    <Loaded query={query}>
      {(bulletin) => (
        <Page
          title={bulletin.title}
          state={
            <>
              <Tag>{say(bulletinProcess.states[bulletin.state])}</Tag>
              <Tag>{say(datasetLabel[bulletin.dataset])}</Tag>
            </>
          }
          acts={
            <ReleaseActs
              acts={bulletin.acts}
              labels={bulletinActLabels}
              main={bulletin.next?.act ?? null}
              consequence={(act) => bulletin.consequences[act]}
              pending={Object.values(acts).some((act) => act.isPending)}
              onAct={(act, reason) =>
                acts[act].mutateAsync({
                  params,
                  body: { version: bulletin.version, ...(reason === '' ? {} : { reason }) },
                })
              }
              schedule={{
                ...schedule,
                set: (releaseAt, done) =>
                  schedule.mutate({ params, body: { version: bulletin.version, releaseAt } }, done),
              }}
            />
          }
        >
          {problem && <ProblemNotice problem={problem} />}
          <NextAct next={bulletin.next} />
          {bulletin.releaseAt !== null && (
            <Alert
              className="above"
              type="info"
              title={say({
                zh: `定于${formatInstant(bulletin.releaseAt)}发布`,
                en: `To be released on ${formatInstant(bulletin.releaseAt)}`,
              })}
            />
          )}
          {bulletin.returnReason !== null && (
            <Alert
              className="above"
              type="warning"
              title={say({ zh: `退回：${bulletin.returnReason}`, en: `Returned: ${bulletin.returnReason}` })}
            />
          )}
          {bulletin.corrects !== null && (
            <Alert
              className="above"
              type="info"
              title={
                <a href={`/office/bulletins/${bulletin.corrects.id}`}>
                  {say({ zh: `更正《${bulletin.corrects.title}》`, en: `Corrects ${bulletin.corrects.title}` })}
                </a>
              }
            />
          )}
          {bulletin.correctedBy.map((other) => (
            <Alert
              key={other.id}
              type="warning"
              showIcon
              title={
                <a href={`/office/bulletins/${other.id}`}>
                  {say({ zh: `已由《${other.title}》更正`, en: `Corrected by ${other.title}` })}
                </a>
              }
            />
          ))}
          {bulletin.state === 'draft' && mayWrite ? (
            <Form
              key={bulletin.version}
              layout="vertical"
              initialValues={{ title: bulletin.title, body: bulletin.body }}
              onFinish={(values: { title: string; body: string }) =>
                edit.mutate({ params, body: { ...values, version: bulletin.version } })
              }
            >
              <Form.Item name="title" label={say({ zh: '标题', en: 'Title' })} rules={[{ required: true }]}>
                <Input maxLength={200} />
              </Form.Item>
              <Form.Item
                name="body"
                label={say({ zh: '正文（段落之间空一行）', en: 'Text (an empty line between paragraphs)' })}
                rules={[{ required: true }]}
              >
                <Input.TextArea autoSize={{ minRows: 10, maxRows: 30 }} />
              </Form.Item>
              <Button htmlType="submit" autoInsertSpace={false} loading={edit.isPending}>
                {say({ zh: '保存草稿', en: 'Save the draft' })}
              </Button>
            </Form>
          ) : (
            <article className="paper">
              {bulletin.body.split(/\n\s*\n/).map((paragraph) => (
                <p key={paragraph}>{paragraph}</p>
              ))}
            </article>
          )}
          {bulletin.state === 'released' && mayWrite && (
            <Button
              className="above"
              autoInsertSpace={false}
              loading={compose.isPending}
              onClick={() =>
                compose.mutate(
                  {
                    body: {
                      checkId: bulletin.check.id,
                      ...(bulletin.category === null ? {} : { categoryId: bulletin.category.id }),
                      correctsId: bulletin.id,
                    },
                  },
                  { onSuccess: (correction) => void navigate({ to: `/bulletins/${correction.id}` }) },
                )
              }
            >
              {say({ zh: '起草更正通报', en: 'Draft a correction' })}
            </Button>
          )}
          {bulletin.paperId !== null && (
            <Section title={say({ zh: '公文', en: 'Paper' })}>
              <PaperLinks subject={`bulletin/${bulletin.id}`} dataset={bulletin.dataset} />
            </Section>
          )}
          <Section title={say({ zh: '数字（起草时）', en: 'Figures as composed' })}>
            <p>
              {say({
                zh: `${formatCount(bulletin.figures.total.samples)} 批次：合格 ${formatCount(bulletin.figures.total.passed)}，不合格 ${formatCount(bulletin.figures.total.failed)}，合格率 ${formatShare(bulletin.figures.total.rate?.value)}`,
                en: `${formatCount(bulletin.figures.total.samples)} batches: ${formatCount(bulletin.figures.total.passed)} passed, ${formatCount(bulletin.figures.total.failed)} failed, ${formatShare(bulletin.figures.total.rate?.value)}`,
              })}
            </p>
            <PlainTable
              rowKey="resultId"
              dataSource={bulletin.figures.failing}
              pagination={{ pageSize: 20, size: 'small' }}
              columns={[
                { title: say({ zh: '产品种类', en: 'Category' }), dataIndex: 'category' },
                {
                  title: say({ zh: '生产企业', en: 'Producer' }),
                  render: (_, row) => nameAsTested(row.producer, row.producerNow),
                },
                { title: say({ zh: '产品', en: 'Product' }), dataIndex: 'product' },
                { title: say({ zh: '规格型号', en: 'Model' }), dataIndex: 'model' },
                { title: say({ zh: '不合格项目', en: 'Failing items' }), render: (_, row) => row.items.join('、') },
              ]}
            />
          </Section>
          <Section title={say({ zh: '经过', en: 'What happened' })}>
            <EventTimeline events={bulletin.events} />
          </Section>
        </Page>
      )}
    </Loaded>
  );
};
export default BulletinPage;
