import { Flex, Space, Tag } from 'antd';
import { useState } from 'react';
import type { RouteOutput } from '#foundation/contract.ts';
import {
  ActButton,
  ActWithReason,
  FileField,
  dayOfInstant,
  formatDate,
  Loaded,
  Page,
  PlainTable,
  ProblemNotice,
  Section,
  useAct,
  useApi,
  useMay,
  useSay,
} from '#platform/office/index.ts';
import { decideTemplate, listTemplates, proposeTemplate, type TemplateLine } from '../templates/contract.ts';

type Listed = RouteOutput<typeof listTemplates>;
type Kind = Listed['kinds'][number];

const states = {
  proposed: { zh: '待批准', en: 'Waits for approval' },
  'in-force': { zh: '使用中', en: 'In force' },
  replaced: { zh: '已被替换', en: 'Replaced' },
  rejected: { zh: '已退回', en: 'Rejected' },
  ended: { zh: '已停用', en: 'Ended' },
} as const;

/** Sends a .docx for one kind of paper. */
const UploadFor = ({ kind }: { kind: Kind }) => {
  const say = useSay();
  const propose = useAct(proposeTemplate);
  return (
    <>
      {propose.error && <ProblemNotice problem={propose.error} />}
      <Space wrap>
        {say({ zh: '上传模板（.docx）', en: 'Upload a template (.docx)' })}
        <FileField
          accept=".docx"
          aria-label={say({ zh: `上传“${kind.title.zh}”的模板`, en: `Upload a template of “${kind.title.en}”` })}
          onChoose={([file]) => {
            const body = new FormData();
            if (file) body.append('file', file);
            propose.mutate({ params: { kind: kind.kind }, body: body as never });
          }}
        />
      </Space>
    </>
  );
};

interface Refusing {
  readonly id: number;
  readonly act: 'reject' | 'end';
}

/** The templates of one kind, and what may be done with the newest. */
const TemplatesOf = ({ kind, onRefuse }: { kind: Kind; onRefuse: (refusing: Refusing) => void }) => {
  const say = useSay();
  const decide = useAct(decideTemplate);
  const mayPropose = useMay('documents.propose-template');
  return (
    <Flex vertical gap={12}>
      {decide.error && <ProblemNotice problem={decide.error} />}
      {kind.templates.length > 0 && (
        <PlainTable<TemplateLine>
          rowKey="id"
          dataSource={[...kind.templates]}
          columns={[
            {
              title: say({ zh: '版本', en: 'Version' }),
              render: (_, one) => (
                <a href={`/api/v1/paper-templates/${one.id}/file`}>{`${one.version} · ${one.fileName}`}</a>
              ),
            },
            {
              title: say({ zh: '状态', en: 'State' }),
              render: (_, { state }) => (
                <Tag color={state === 'in-force' ? 'green' : state === 'proposed' ? 'orange' : undefined}>
                  {say(states[state])}
                </Tag>
              ),
            },
            {
              title: say({ zh: '提出', en: 'Proposed' }),
              render: (_, { proposedBy, proposedAt }) =>
                `${proposedBy.name ?? '—'} ${formatDate(dayOfInstant(proposedAt))}`,
            },
            {
              title: say({ zh: '决定', en: 'Decision' }),
              render: (_, { id, state, decidedBy, reason }) => (
                <Flex gap={8} wrap align="center">
                  {[decidedBy?.name, reason].filter(Boolean).join('：')}
                  {state === 'proposed' && (
                    <ActButton
                      type="primary"
                      size="small"
                      permission="documents.approve-template"
                      loading={decide.isPending}
                      onClick={() => decide.mutate({ params: { templateId: id }, body: { act: 'approve' } })}
                    >
                      {say({ zh: '批准', en: 'Approve' })}
                    </ActButton>
                  )}
                  {state === 'proposed' && (
                    <ActButton
                      size="small"
                      permission="documents.approve-template"
                      onClick={() => onRefuse({ id, act: 'reject' })}
                    >
                      {say({ zh: '退回', en: 'Reject' })}
                    </ActButton>
                  )}
                  {state === 'in-force' && (
                    <ActButton
                      size="small"
                      permission="documents.approve-template"
                      onClick={() => onRefuse({ id, act: 'end' })}
                    >
                      {say({ zh: '停用', en: 'End its use' })}
                    </ActButton>
                  )}
                </Flex>
              ),
            },
          ]}
        />
      )}
      {mayPropose && <UploadFor kind={kind} />}
    </Flex>
  );
};

const FieldsTable = ({ fields }: { fields: Listed['fields'] }) => {
  const say = useSay();
  return (
    <PlainTable<Listed['fields'][number]>
      rowKey="name"
      dataSource={[...fields]}
      columns={[
        { title: say({ zh: '字段', en: 'Field' }), render: (_, { name }) => <code>{`{{${name}}}`}</code> },
        { title: say({ zh: '填入', en: 'Filled with' }), render: (_, { meaning }) => say(meaning) },
        {
          title: say({ zh: '是否必需', en: 'Required' }),
          render: (_, { requiredOf }) =>
            requiredOf.length === 2
              ? say({ zh: '必需', en: 'yes' })
              : say({ zh: '公文（有主送的）必需', en: 'for letters' }),
        },
      ]}
    />
  );
};

/** Own templates of papers: which kinds have one, what a template has to name, and the two persons that put one in force. */
const TemplatesPage = () => {
  const say = useSay();
  const templates = useApi(listTemplates);
  const refuse = useAct(decideTemplate);
  const [refusing, setRefusing] = useState<Refusing>();
  return (
    <Page
      title={say({ zh: '文书模板', en: 'Templates of papers' })}
      intro={say({
        zh: '可用本单位的 .docx 代替程序自带的版式：一人上传，另一人批准，此后签发的文书按它生成 .docx，已签发的不变。正文由程序按法定内容整段填入。PDF 及其核验摘要始终用程序自带的版式，两者文字相同；需要本单位版式的，用 .docx 打印、用印。',
        en: 'An own .docx can take the place of the program’s layout: one person uploads it, another approves it, and papers issued from then on are made by it as .docx. The text comes whole from the program. The PDF with its digest always keeps the program’s own layout; both say the same. Who needs the own layout prints and seals the .docx.',
      })}
    >
      <Loaded query={templates}>
        {({ kinds, fields }) => (
          <>
            <Section title={say({ zh: '模板中的字段', en: 'Fields of a template' })}>
              <FieldsTable fields={fields} />
            </Section>
            <Section title={say({ zh: '各种文书', en: 'Kinds of paper' })}>
              <PlainTable<Kind>
                rowKey="kind"
                dataSource={[...kinds]}
                expandable={{
                  expandedRowRender: (kind) => <TemplatesOf kind={kind} onRefuse={setRefusing} />,
                  defaultExpandedRowKeys: kinds
                    .filter((kind) => kind.templates.some(({ state }) => state === 'proposed'))
                    .map(({ kind }) => kind),
                }}
                columns={[
                  { title: say({ zh: '文书', en: 'Paper' }), render: (_, { title }) => say(title) },
                  {
                    title: say({ zh: '种类', en: 'Layout' }),
                    render: (_, { layout }) =>
                      layout === 'letter' ? say({ zh: '公文', en: 'Letter' }) : say({ zh: '表格文书', en: 'Form' }),
                  },
                  {
                    title: say({ zh: '现用版式', en: 'Laid out by' }),
                    render: (_, { templates: list }) => {
                      const used = list.find(({ state }) => state === 'in-force');
                      return used
                        ? say({ zh: `本单位模板第 ${used.version} 版`, en: `own template, version ${used.version}` })
                        : say({ zh: '程序自带', en: 'the program' });
                    },
                  },
                ]}
              />
            </Section>
          </>
        )}
      </Loaded>
      <ActWithReason
        title={
          refusing === undefined
            ? undefined
            : refusing.act === 'end'
              ? say({ zh: '停用模板', en: 'End its use' })
              : say({ zh: '退回模板', en: 'Reject' })
        }
        act={refuse}
        input={(reason) => refusing && { params: { templateId: refusing.id }, body: { act: refusing.act, reason } }}
        onClose={() => setRefusing(undefined)}
      />
    </Page>
  );
};
export default TemplatesPage;
