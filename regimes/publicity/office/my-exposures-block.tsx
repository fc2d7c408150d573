import { Alert, Button, Card, Checkbox, Form, Input, Modal, Space, Tag } from 'antd';
import { useState } from 'react';
import { pair } from '#foundation/text-pair.ts';
import {
  ActButton,
  daysLeftWords,
  type Evidence,
  EvidenceField,
  EvidenceList,
  formatDate,
  Loaded,
  PaperLinks,
  ProblemNotice,
  Section,
  useAct,
  useApi,
  useSpeech,
} from '#platform/office/index.ts';
import { myExposures, type OwnExposure, pleadParty } from '../contract.ts';
import { exposureGroundLabels, exposureStateLabels } from '../exposure.ts';
import { partyProcess, partyRoleLabels } from '../party.ts';

interface Said {
  readonly statement: string;
  readonly wantsHearing: boolean;
}

/** What the firm states, with files; late it says that it is only kept. */
const PleaForm = ({ exposure, onClose }: { readonly exposure: OwnExposure; readonly onClose: () => void }) => {
  const { say } = useSpeech();
  const plead = useAct(pleadParty);
  const [files, setFiles] = useState<readonly Evidence[]>([]);
  const late = exposure.mayState === 'late';
  return (
    <Modal open footer={null} onCancel={onClose} title={say(partyProcess.acts.plead.label)}>
      {late && (
        <Alert
          type="warning"
          title={say(
            pair(
              '期限已过。您仍可提交，材料将留存并转交办理人员，但不影响办理进度。',
              'The time is over. You may still send it: it is kept and shown to whoever decides, but it holds nothing up.',
            ),
          )}
        />
      )}
      {plead.error && <ProblemNotice problem={plead.error} />}
      <Form<Said>
        layout="vertical"
        initialValues={{ wantsHearing: false }}
        onFinish={(said) =>
          plead.mutate(
            {
              params: { partyId: exposure.id },
              body: { version: exposure.version, ...said, files: files.map(({ id }) => id) },
            },
            { onSuccess: onClose },
          )
        }
      >
        <Form.Item
          name="statement"
          label={say(pair('事实、理由和要求', 'Facts, reasons, and what you ask for'))}
          rules={[{ required: true, message: say(pair('请填写', 'Required')) }]}
        >
          <Input.TextArea rows={6} maxLength={10_000} />
        </Form.Item>
        <Form.Item hidden={late} name="wantsHearing" valuePropName="checked">
          <Checkbox>{say(pair('要求当面听取意见', 'We ask to be heard in person'))}</Checkbox>
        </Form.Item>
        <EvidenceField label={say(pair('证明材料', 'Evidence'))} value={files} onChange={setFiles} />
        <Button className="above" type="primary" htmlType="submit" autoInsertSpace={false} loading={plead.isPending}>
          {say(pair('提交', 'Send'))}
        </Button>
      </Form>
    </Modal>
  );
};

const OwnExposureCard = ({ exposure }: { readonly exposure: OwnExposure }) => {
  const { say, language } = useSpeech();
  const [asked, ask] = useState(false);
  const { daysLeft, heardUntil, mayState } = exposure;
  const facts: readonly (readonly [string, string])[] = [
    ...(exposure.statement === null ? [] : [[say(pair('我方陈述', 'What we stated')), exposure.statement] as const]),
    ...(exposure.answer === null ? [] : [[say(pair('复核答复', 'Answer')), exposure.answer] as const]),
    ...(exposure.lateStatement === null
      ? []
      : [[say(pair('逾期提交，已留存', 'Sent late, kept')), exposure.lateStatement] as const]),
  ];
  return (
    <Card size="small" className="above">
      <Space wrap>
        <strong>{exposure.product}</strong>
        <Tag>{say(exposureGroundLabels[exposure.ground])}</Tag>
        <Tag>
          {say(
            exposure.exposureState === 'told'
              ? partyProcess.states[exposure.state]
              : exposureStateLabels[exposure.exposureState],
          )}
        </Tag>
        {daysLeft !== null && <strong>{say(daysLeftWords(daysLeft))}</strong>}
        {mayState !== null && (
          <ActButton
            permission="publicity.answer"
            type={mayState === 'in-time' ? 'primary' : 'default'}
            onClick={() => ask(true)}
          >
            {say(partyProcess.acts.plead.label)}
          </ActButton>
        )}
      </Space>
      <div className="quiet">
        {exposure.number} · {say(partyRoleLabels[exposure.role])}
        {heardUntil !== null &&
          ` · ${say(pair('陈述申辩截止', 'May state its case until'))} ${formatDate(heardUntil, language)}`}
      </div>
      <p>{say(exposure.explanation)}</p>
      {facts.map(([label, words]) => (
        <p key={label}>
          <span className="quiet">{label}：</span>
          {words}
        </p>
      ))}
      {exposure.files.length > 0 && <EvidenceList files={exposure.files} />}
      <PaperLinks subject={`party/${exposure.id}`} dataset={exposure.dataset} />
      {asked && <PleaForm exposure={exposure} onClose={() => ask(false)} />}
    </Card>
  );
};

/** What is to be exposed of a firm, and its right to be heard. */
const MyExposuresBlock = () => {
  const { say } = useSpeech();
  const query = useApi(myExposures);
  return (
    <Loaded query={query}>
      {({ rows }) =>
        rows.length === 0 ? null : (
          <Section title={say(pair('拟曝光告知', 'Notices of exposure'))}>
            <p className="quiet">
              {say(
                pair(
                  '在期限内提交陈述申辩的，复核答复之前不会发布；采纳的，不公布贵单位。',
                  'While your statement in time waits for its answer, nothing is released; where it is upheld you are not named.',
                ),
              )}
            </p>
            {rows.map((exposure) => (
              <OwnExposureCard key={exposure.id} exposure={exposure} />
            ))}
          </Section>
        )
      }
    </Loaded>
  );
};
export default MyExposuresBlock;
