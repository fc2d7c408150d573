import { Button, Checkbox, Form, Input, Modal, Select, Space, Tag } from 'antd';
import { useState } from 'react';
import {
  ActButton,
  addressOf,
  formatInstant,
  Loaded,
  Page,
  PaperLinks,
  PlainTable,
  ProblemNotice,
  Section,
  useAct,
  useApi,
  useDataset,
  useSay,
} from '#platform/office/index.ts';
import { addMedium, changeMedium, downloadPackage, handOver, listMedia, listReleases, type MediaRelease, type Medium } from '../contract.ts'; // prettier-ignore
import { outletKindLabels, outletKinds } from '../media.ts';

/** Enters a medium, or changes one. */
const MediumForm = ({ medium, onClose }: { readonly medium: Medium | undefined; readonly onClose: () => void }) => {
  const say = useSay();
  const add = useAct(addMedium);
  const change = useAct(changeMedium);
  const error = add.error ?? change.error;
  const required = [{ required: true, message: say({ zh: '请填写', en: 'Required' }) }];
  const send = (values: Omit<Medium, 'id' | 'version'>) => {
    if (medium === undefined) add.mutate({ body: values }, { onSuccess: onClose });
    else
      change.mutate(
        { params: { mediumId: medium.id }, body: { ...values, version: medium.version } },
        { onSuccess: onClose },
      );
  };
  return (
    <Modal
      open
      footer={null}
      onCancel={onClose}
      title={
        medium === undefined
          ? say({ zh: '列入一家媒体', en: 'Enter a medium' })
          : say({ zh: `修改：${medium.name}`, en: `Change ${medium.name}` })
      }
    >
      {error && <ProblemNotice problem={error} />}
      <Form
        layout="vertical"
        initialValues={medium ?? { name: '', kind: 'press', contact: '', email: '', active: true }}
        onFinish={send}
      >
        <Form.Item name="name" label={say({ zh: '名称', en: 'Name' })} rules={required}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="kind" label={say({ zh: '类别', en: 'Kind' })} rules={required}>
          <Select options={outletKinds.map((value) => ({ value, label: say(outletKindLabels[value]) }))} />
        </Form.Item>
        <Form.Item name="contact" label={say({ zh: '联系人和电话', en: 'Contact' })}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="email" label={say({ zh: '电子邮箱', en: 'E-mail' })}>
          <Input type="email" maxLength={200} />
        </Form.Item>
        <Form.Item name="active" valuePropName="checked">
          <Checkbox>{say({ zh: '在用', en: 'On the list' })}</Checkbox>
        </Form.Item>
        <Button type="primary" htmlType="submit" autoInsertSpace={false} loading={add.isPending || change.isPending}>
          {say({ zh: '保存', en: 'Save' })}
        </Button>
      </Form>
    </Modal>
  );
};

/** One release: its package, its papers, and who was given it. */
const Release = ({ release, media }: { readonly release: MediaRelease; readonly media: readonly Medium[] }) => {
  const say = useSay();
  const hand = useAct(handOver);
  const [chosen, choose] = useState<number[]>([]);
  const open = media.filter(({ id, active }) => active && !release.handed.some(({ outletId }) => outletId === id));
  const { bulletin } = release;
  return (
    <Section
      title={
        bulletin === null
          ? say({ zh: `曝光 ${release.exposures} 项`, en: `${release.exposures} exposures` })
          : bulletin.title
      }
    >
      {hand.error && <ProblemNotice problem={hand.error} />}
      <Space wrap>
        <span className="quiet">{formatInstant(release.releasedAt)}</span>
        {release.ended > 0 && (
          <Tag color="orange">
            {say({
              zh: `其中 ${release.ended} 项已撤下，不在包内`,
              en: `${release.ended} taken down, not in the package`,
            })}
          </Tag>
        )}
        <Button
          autoInsertSpace={false}
          href={addressOf(downloadPackage, { params: { releaseId: String(release.id) } })}
          aria-label={say({ zh: `下载资料包 ${release.id}`, en: `The package ${release.id}` })}
        >
          {say({ zh: '下载资料包', en: 'The package' })}
        </Button>
        {bulletin !== null && (
          <a href={`/office/bulletins/${bulletin.id}`}>{bulletin.number ?? say({ zh: '通报', en: 'bulletin' })}</a>
        )}
      </Space>
      <p>
        {release.handed.length === 0
          ? say({ zh: '还没有提供给任何媒体。', en: 'No medium was given it yet.' })
          : say({
              zh: `已提供：${release.handed.map(({ name, at, by }) => `${name}（${formatInstant(at)} ${by ?? ''}）`).join('；')}`,
              en: `Given to: ${release.handed.map(({ name, at, by }) => `${name} (${formatInstant(at)} ${by ?? ''})`).join('; ')}`,
            })}
      </p>
      {open.length > 0 && (
        <Space wrap>
          <Select
            mode="multiple"
            className="wide-select"
            value={chosen}
            onChange={choose}
            aria-label={say({ zh: '选择媒体', en: 'Choose media' })}
            placeholder={say({ zh: '选择媒体', en: 'Choose media' })}
            options={open.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <ActButton
            permission="publicity.write"
            disabled={chosen.length === 0}
            loading={hand.isPending}
            onClick={() =>
              hand.mutate(
                { params: { releaseId: release.id }, body: { media: chosen } },
                { onSuccess: () => choose([]) },
              )
            }
          >
            {say({ zh: '登记已提供', en: 'Note as given' })}
          </ActButton>
        </Space>
      )}
      {bulletin === null && <PaperLinks subject={`release/${release.id}`} dataset={release.dataset} />}
    </Section>
  );
};

/** What was released to the media, and the list of media. */
const MediaPage = () => {
  const say = useSay();
  const [dataset] = useDataset();
  const media = useApi(listMedia);
  const releases = useApi(listReleases, { query: { dataset, limit: 20 } });
  const [asked, ask] = useState<Medium | 'new'>();
  return (
    <Page
      title={say({ zh: '媒体发布', en: 'For the media' })}
      withDataset
      acts={
        <ActButton permission="publicity.write" onClick={() => ask('new')}>
          {say({ zh: '列入一家媒体', en: 'Enter a medium' })}
        </ActButton>
      }
    >
      {asked !== undefined && (
        <MediumForm medium={asked === 'new' ? undefined : asked} onClose={() => ask(undefined)} />
      )}
      <Loaded query={media}>
        {({ rows }) => (
          <>
            <Section title={say({ zh: '媒体名单', en: 'The list of media' })}>
              {rows.length === 0 ? (
                <p className="quiet">
                  {say({ zh: '名单还是空的。列入媒体之后，可以登记资料包提供给了谁。', en: 'The list is empty.' })}
                </p>
              ) : (
                <PlainTable
                  rowKey="id"
                  dataSource={rows}
                  columns={[
                    { title: say({ zh: '名称', en: 'Name' }), dataIndex: 'name' },
                    { title: say({ zh: '类别', en: 'Kind' }), render: (_, row) => say(outletKindLabels[row.kind]) },
                    { title: say({ zh: '联系人', en: 'Contact' }), dataIndex: 'contact' },
                    { title: say({ zh: '电子邮箱', en: 'E-mail' }), dataIndex: 'email' },
                    {
                      title: say({ zh: '状态', en: 'State' }),
                      render: (_, row) =>
                        row.active ? say({ zh: '在用', en: 'On the list' }) : say({ zh: '停用', en: 'Off the list' }),
                    },
                    {
                      title: say({ zh: '办理', en: 'Act' }),
                      render: (_, row) => (
                        <ActButton permission="publicity.write" size="small" onClick={() => ask(row)}>
                          {say({ zh: '修改', en: 'Change' })}
                        </ActButton>
                      ),
                    },
                  ]}
                />
              )}
            </Section>
            <Loaded query={releases}>
              {(list) =>
                list.rows.length === 0 ? (
                  <p className="quiet">
                    {say({
                      zh: '还没有发布。发布曝光或通报之后，资料包在这里。',
                      en: 'Nothing was released yet; packages of what is released are here.',
                    })}
                  </p>
                ) : (
                  list.rows.map((release) => <Release key={release.id} release={release} media={rows} />)
                )
              }
            </Loaded>
          </>
        )}
      </Loaded>
    </Page>
  );
};
export default MediaPage;
