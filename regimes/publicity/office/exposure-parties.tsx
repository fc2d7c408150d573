import { Alert, Button, Checkbox, Descriptions, Form, Input, Modal, Space, Tag } from 'antd';
import { useState } from 'react';
import type { Dataset } from '#foundation/dataset.ts';
import { mannerLabels, proofLabels } from '#foundation/service.ts';
import {
  DateField,
  ActsBar,
  EventTimeline,
  type Evidence,
  EvidenceField,
  EvidenceList,
  formatDate,
  PaperLinks,
  ProblemNotice,
  Section,
  ServiceForm,
  useAct,
  useSpeech,
} from '#platform/office/index.ts';
import {
  type ExposureParty,
  fileParty,
  rejectParty,
  serveParty,
  stateParty,
  upholdParty,
  waiveParty,
} from '../contract.ts';
import { partyProcess, partyRoleLabels, type PartyVerb } from '../party.ts';

const verbLabels = Object.fromEntries(
  Object.entries(partyProcess.acts).map(([verb, { label }]) => [verb, label]),
) as Record<PartyVerb, { readonly zh: string; readonly en: string }>;

interface Said {
  readonly statement: string;
  readonly statedOn: string;
  readonly wantsHearing: boolean;
}

/** Records what a firm states, from paper. */
const StatementForm = ({ party, onClose }: { readonly party: ExposureParty; readonly onClose: () => void }) => {
  const { say } = useSpeech();
  const record = useAct(stateParty);
  const required = [{ required: true, message: say({ zh: '请填写', en: 'Required' }) }];
  return (
    <Modal open footer={null} onCancel={onClose} title={say(verbLabels.state)}>
      {record.error && <ProblemNotice problem={record.error} />}
      <Form<Said>
        layout="vertical"
        initialValues={{ wantsHearing: false }}
        onFinish={(values) =>
          record.mutate(
            { params: { partyId: party.id }, body: { version: party.version, ...values } },
            { onSuccess: onClose },
          )
        }
      >
        <Form.Item
          name="statedOn"
          label={say({ zh: '提出日期（邮寄的，以邮戳为准）', en: 'Day stated (by post: the postmark)' })}
          rules={required}
        >
          <DateField />
        </Form.Item>
        <Form.Item name="statement" label={say({ zh: '陈述申辩内容', en: 'What the firm states' })} rules={required}>
          <Input.TextArea rows={5} maxLength={10_000} />
        </Form.Item>
        <Form.Item name="wantsHearing" valuePropName="checked">
          <Checkbox>{say({ zh: '要求当面听取意见', en: 'Asks to be heard in person' })}</Checkbox>
        </Form.Item>
        <Button type="primary" htmlType="submit" autoInsertSpace={false} loading={record.isPending}>
          {say(verbLabels.state)}
        </Button>
      </Form>
    </Modal>
  );
};

/** Keeps what a firm sent on paper after its last day, with the scan. */
const LateForm = ({ party, onClose }: { readonly party: ExposureParty; readonly onClose: () => void }) => {
  const { say } = useSpeech();
  const file = useAct(fileParty);
  const [files, setFiles] = useState<readonly Evidence[]>([]);
  const required = [{ required: true, message: say({ zh: '请填写', en: 'Required' }) }];
  return (
    <Modal open footer={null} onCancel={onClose} title={say(verbLabels.file)}>
      <p className="quiet">
        {say({
          zh: '留存备查并告知省局，不影响办理。期内寄出的，请按邮戳日“登记陈述申辩”。',
          en: 'It is kept and shown to whoever decides, and holds nothing up. What was posted in time is recorded as a statement.',
        })}
      </p>
      {file.error && <ProblemNotice problem={file.error} />}
      <Form<Pick<Said, 'statement' | 'statedOn'>>
        layout="vertical"
        onFinish={(values) =>
          file.mutate(
            {
              params: { partyId: party.id },
              body: { version: party.version, ...values, files: files.map(({ id }) => id) },
            },
            { onSuccess: onClose },
          )
        }
      >
        <Form.Item name="statedOn" label={say({ zh: '收到或寄出日期', en: 'Day received or posted' })} rules={required}>
          <DateField />
        </Form.Item>
        <Form.Item name="statement" label={say({ zh: '陈述申辩内容', en: 'What the firm states' })} rules={required}>
          <Input.TextArea rows={5} maxLength={10_000} />
        </Form.Item>
        <EvidenceField label={say({ zh: '扫描件', en: 'Scans' })} value={files} onChange={setFiles} />
        <Button className="above" type="primary" htmlType="submit" autoInsertSpace={false} loading={file.isPending}>
          {say(verbLabels.file)}
        </Button>
      </Form>
    </Modal>
  );
};

/** Records that a firm waives its right on paper, with the scan. */
const WaiverForm = ({ party, onClose }: { readonly party: ExposureParty; readonly onClose: () => void }) => {
  const { say } = useSpeech();
  const waive = useAct(waiveParty);
  const [files, setFiles] = useState<readonly Evidence[]>([]);
  return (
    <Modal open footer={null} onCancel={onClose} title={say(verbLabels.waive)}>
      <p className="quiet">
        {say({
          zh: '登记后视为已听取该企业意见，不再等期限届满。请上传企业书面材料的扫描件；登记人不能发布该项曝光，由另一人发布。',
          en: 'The firm counts as heard and its time is not waited for. Hand in a scan of what it wrote; another person than you releases the exposure.',
        })}
      </p>
      {waive.error && <ProblemNotice problem={waive.error} />}
      <Form<{ readonly waivedOn: string }>
        layout="vertical"
        onFinish={({ waivedOn }) =>
          waive.mutate(
            {
              params: { partyId: party.id },
              body: { version: party.version, waivedOn, files: files.map(({ id }) => id) },
            },
            { onSuccess: onClose },
          )
        }
      >
        <Form.Item
          name="waivedOn"
          label={say({ zh: '收到日期', en: 'Day received' })}
          rules={[{ required: true, message: say({ zh: '请填写', en: 'Required' }) }]}
        >
          <DateField />
        </Form.Item>
        <EvidenceField
          label={say({ zh: '书面材料的扫描件（必须上传）', en: 'Scans of what the firm wrote (needed)' })}
          value={files}
          onChange={setFiles}
        />
        <Button className="above" type="primary" htmlType="submit" autoInsertSpace={false} loading={waive.isPending}>
          {say(verbLabels.waive)}
        </Button>
      </Form>
    </Modal>
  );
};

interface Answer {
  readonly reason: string;
  readonly hearingOn?: string;
}

/** Answers a statement with reasons. */
const AnswerForm = ({
  party,
  verb,
  onClose,
}: {
  readonly party: ExposureParty;
  readonly verb: 'uphold' | 'reject';
  readonly onClose: () => void;
}) => {
  const { say } = useSpeech();
  const uphold = useAct(upholdParty);
  const reject = useAct(rejectParty);
  const error = uphold.error ?? reject.error;
  const required = [{ required: true, message: say({ zh: '请填写', en: 'Required' }) }];
  const send = ({ reason, hearingOn }: Answer) => {
    const params = { partyId: party.id };
    const body = { version: party.version, reason };
    if (verb === 'uphold') uphold.mutate({ params, body }, { onSuccess: onClose });
    else reject.mutate({ params, body: { ...body, ...(hearingOn ? { hearingOn } : {}) } }, { onSuccess: onClose });
  };
  return (
    <Modal open footer={null} onCancel={onClose} title={say(verbLabels[verb])}>
      {error && <ProblemNotice problem={error} />}
      <p className="quiet">
        {say(
          verb === 'uphold'
            ? {
                zh: '采纳后不公布该企业；生产者的陈述采纳的，整项不予曝光。',
                en: 'The firm is not named; where it is the producer, nothing is exposed.',
              }
            : { zh: '不予采纳的，向企业出具说明理由的复核决定书。', en: 'The firm is given the reasons on paper.' },
        )}
      </p>
      <Form<Answer> layout="vertical" onFinish={send}>
        <Form.Item name="reason" label={say({ zh: '理由', en: 'Reason' })} rules={required}>
          <Input.TextArea rows={4} maxLength={2000} />
        </Form.Item>
        {verb === 'reject' && party.wantsHearing && (
          <Form.Item
            name="hearingOn"
            label={say({ zh: '当面听取意见的日期', en: 'Day on which it was heard in person' })}
            rules={required}
          >
            <DateField />
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" autoInsertSpace={false} loading={uphold.isPending || reject.isPending}>
          {say(verbLabels[verb])}
        </Button>
      </Form>
    </Modal>
  );
};

const PartyFacts = ({ party }: { readonly party: ExposureParty }) => {
  const { say, language } = useSpeech();
  const facts: [string, React.ReactNode][] = [
    [say({ zh: '告知书', en: 'Notice' }), party.number ?? '—'],
    ...(party.manner === null
      ? []
      : ([
          [say(mannerLabels[party.manner]), party.servedOn === null ? '—' : formatDate(party.servedOn, language)],
          ...Object.entries(party.proof ?? {}).map(([part, value]) => [
            say(proofLabels[part] ?? { zh: part, en: part }),
            value,
          ]),
          [
            say({ zh: '陈述申辩截止', en: 'May state its case until' }),
            party.heardUntil === null ? '—' : formatDate(party.heardUntil, language),
          ],
        ] as [string, string][])),
    ...(party.statement === null
      ? []
      : ([
          [
            say({ zh: '陈述申辩', en: 'Statement' }),
            `${party.statement}${party.wantsHearing ? say({ zh: '（要求当面听取意见）', en: ' (asks to be heard in person)' }) : ''}`,
          ],
        ] as [string, string][])),
    ...(party.lateStatement === null
      ? []
      : ([
          [
            say({ zh: '逾期陈述申辩', en: 'Stated late' }),
            `${party.lateStatement}（${party.lateOn === null ? '' : formatDate(party.lateOn, language)}）`,
          ],
        ] as [string, string][])),
    ...(party.waivedOn === null
      ? []
      : ([[say({ zh: '书面放弃，收到日期', en: 'Written waiver received' }), formatDate(party.waivedOn, language)]] as [
          string,
          string,
        ][])),
    ...(party.files.length === 0
      ? []
      : ([
          [say({ zh: '企业提交的材料', en: 'Files of the firm' }), <EvidenceList key="files" files={party.files} />],
        ] as [string, React.ReactNode][])),
    ...(party.hearingOn === null
      ? []
      : ([[say({ zh: '当面听取', en: 'Heard in person' }), formatDate(party.hearingOn, language)]] as [
          string,
          string,
        ][])),
    ...(party.answer === null
      ? []
      : ([[say({ zh: '复核答复', en: 'Answer' }), `${party.answer}（${party.answeredBy ?? ''}）`]] as [
          string,
          string,
        ][])),
  ];
  return (
    <Descriptions
      size="small"
      column={{ xs: 1, md: 2 }}
      items={facts.map(([label, children]) => ({ key: label, label, children }))}
    />
  );
};

const Party = ({ party, dataset }: { readonly party: ExposureParty; readonly dataset: Dataset }) => {
  const { say } = useSpeech();
  const [asked, ask] = useState<'state' | 'file' | 'uphold' | 'reject' | 'serve' | 'waive'>();
  const serve = useAct(serveParty);
  const params = { partyId: party.id };
  const { daysLeft } = party;
  return (
    <div className="above">
      <Space wrap>
        <strong>
          {say(partyRoleLabels[party.role])}：
          <a href={`/office/enterprises/${party.enterprise.id}`}>{party.enterprise.name}</a>
        </strong>
        <Tag>{say(partyProcess.states[party.state])}</Tag>
        {daysLeft !== null && <Tag>{say({ zh: `还有 ${daysLeft} 天`, en: `${daysLeft} days left` })}</Tag>}
      </Space>
      <div className="between">
        <ActsBar
          acts={party.acts}
          labels={verbLabels}
          main={null}
          consequence={() => undefined}
          pending={false}
          onOpen={(verb) => {
            if (verb === 'plead') return false;
            ask(verb);
            return true;
          }}
          onAct={() => Promise.resolve()}
        />
      </div>
      {serve.error && party.state !== 'to-serve' && <ProblemNotice problem={serve.error} />}
      {asked === 'serve' && party.state === 'to-serve' && (
        <ServiceForm
          consequence={{
            zh: '登记后，企业陈述申辩的期限从送达生效日起算，不能撤回。请核对日期和凭据。',
            en: 'From the effective day the firm has its time to state its case; this can’t be undone. Check day and proof.',
          }}
          problem={serve.error}
          pending={serve.isPending}
          onServe={(service) => serve.mutate({ params, body: { version: party.version, service } })}
        />
      )}
      {asked === 'waive' && <WaiverForm party={party} onClose={() => ask(undefined)} />}
      {asked === 'file' && <LateForm party={party} onClose={() => ask(undefined)} />}
      {asked === 'state' && <StatementForm party={party} onClose={() => ask(undefined)} />}
      {(asked === 'uphold' || asked === 'reject') && (
        <AnswerForm party={party} verb={asked} onClose={() => ask(undefined)} />
      )}
      <PartyFacts party={party} />
      <PaperLinks subject={`party/${party.id}`} dataset={dataset} />
      <EventTimeline events={party.events} />
    </div>
  );
};

/** The firms that an exposure names: how each was told and heard. */
export const ExposureParties = ({
  parties,
  dataset,
}: {
  readonly parties: readonly ExposureParty[];
  readonly dataset: Dataset;
}) => {
  const { say } = useSpeech();
  if (parties.length === 0) return null;
  return (
    <Section title={say({ zh: '告知和听取意见', en: 'Told and heard' })}>
      {parties.some(({ state }) => state === 'to-serve') && (
        <Alert
          className="above"
          type="info"
          title={say({
            zh: '每一家都送达并听取意见之后，才能发布。',
            en: 'It can be released once every firm was served and heard.',
          })}
        />
      )}
      {parties.map((party) => (
        <Party key={party.id} party={party} dataset={dataset} />
      ))}
    </Section>
  );
};
