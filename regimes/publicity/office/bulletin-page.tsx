import { Alert, Button, Form, Input, Tag } from 'antd';
import { useParams } from '@tanstack/react-router';
import { datasetLabel } from '#foundation/dataset.ts';
import {
  ActsBar,
  formatCount,
  formatShare,
  Loaded,
  NextAct,
  Page,
  PlainTable,
  ProblemNotice,
  Section,
  useAct,
  useApi,
  useMay,
  useSay,
} from '#platform/office/index.ts';
import {
  discardBulletin,
  editBulletin,
  getBulletin,
  releaseBulletin,
  returnBulletin,
  submitBulletin,
} from '../contract.ts';
import { bulletinActLabels, bulletinStateLabels } from '../bulletin.ts';

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
  };
  const mayWrite = useMay('publicity.write');
  const problem = edit.error ?? Object.values(acts).find((act) => act.error)?.error;
  return (
    <Loaded query={query}>
      {(bulletin) => (
        <Page
          title={bulletin.title}
          state={
            <>
              <Tag>{say(bulletinStateLabels[bulletin.state])}</Tag>
              <Tag>{say(datasetLabel[bulletin.dataset])}</Tag>
            </>
          }
          acts={
            <ActsBar
              acts={bulletin.acts}
              labels={bulletinActLabels}
              main={bulletin.next?.act ?? null}
              consequence={(act) => (act === 'release' ? bulletin.consequence : undefined)}
              pending={Object.values(acts).some((act) => act.isPending)}
              onAct={(act, reason) =>
                acts[act].mutateAsync({
                  params,
                  body: { version: bulletin.version, ...(reason === '' ? {} : { reason }) },
                })
              }
            />
          }
        >
          {problem && <ProblemNotice problem={problem} />}
          <NextAct next={bulletin.next} />
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
                { title: say({ zh: '生产企业', en: 'Producer' }), dataIndex: 'producer' },
                { title: say({ zh: '产品', en: 'Product' }), dataIndex: 'product' },
                { title: say({ zh: '规格型号', en: 'Model' }), dataIndex: 'model' },
                { title: say({ zh: '不合格项目', en: 'Failing items' }), render: (_, row) => row.items.join('、') },
              ]}
            />
          </Section>
        </Page>
      )}
    </Loaded>
  );
};
export default BulletinPage;
