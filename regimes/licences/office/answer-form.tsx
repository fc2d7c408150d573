import { Form, Input, Modal, Select } from 'antd';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { DateField, type Evidence, EvidenceField, ProblemNotice, useAct, useSay } from '#platform/office/index.ts';
import { requestActs, type RequestDetail } from '../contracts/requests.ts';
import { issuerAnswerLabels } from '../licence.ts';
import { type BodyAnswer, bodyAnswers, requestProcess, type RequestVerb } from '../request.ts';

const consequences: Readonly<Record<RequestVerb, TextPair>> = {
  suspend: pair(
    '自决定之日起暂停该产品的证书。黄牌、红牌解除后不自动恢复，由贵机构在证书页面登记恢复。',
    'The certificate is suspended for this product from that day. When the card is lifted it stays so until you end it on the page of the certificate.',
  ),
  withdraw: pair(
    '自决定之日起证书撤销，不能恢复；持证企业和工商登记机关随即收到通知。',
    'The certificate is withdrawn from that day for good; its holder and the commerce authority are told at once.',
  ),
  keep: pair(
    '证书维持有效，理由载入证书和黄牌的经过。黄牌、红牌的暂停使用不因此结束。',
    'The certificate is kept, and the reason stands with certificate and card. The suspension by the card goes on.',
  ),
  record: pair(
    '按来函登记认证机构的决定，效力与其在账号中登记的相同。',
    'The decision counts as if the body had recorded it in its account.',
  ),
};

interface Values {
  readonly answer?: BodyAnswer;
  readonly on: string;
  readonly documentNumber: string;
  readonly reason: string;
  readonly files?: readonly Evidence[];
}

const Files = ({
  label,
  value = [],
  onChange = () => undefined,
}: {
  readonly label: string;
  readonly value?: readonly Evidence[];
  readonly onChange?: (files: readonly Evidence[]) => void;
}) => <EvidenceField label={label} value={value} onChange={onChange} />;

/** Asks for the decision of a body: its day, the number of its paper, why, and files where there are some. */
export const AnswerForm = ({
  request,
  verb,
  onClose,
}: {
  readonly request: RequestDetail;
  readonly verb: RequestVerb;
  readonly onClose: () => void;
}) => {
  const say = useSay();
  const act = useAct(requestActs[verb] as typeof requestActs.record);
  const [form] = Form.useForm<Values>();
  const label = say(requestProcess.acts[verb].label);
  const required = [{ required: true, message: say({ zh: '请填写', en: 'Required' }) }];
  const send = ({ answer, files = [], ...given }: Values) => {
    const body = { ...given, files: files.map(({ id }) => id), version: request.version };
    act.mutate(
      {
        params: { requestId: request.id },
        body: (verb === 'record' ? { ...body, answer } : body) as typeof body & { answer: BodyAnswer },
      },
      { onSuccess: onClose },
    );
  };
  return (
    <Modal
      open
      title={label}
      okText={label}
      cancelText={say({ zh: '返回', en: 'Back' })}
      okButtonProps={{ loading: act.isPending }}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      {act.error && <ProblemNotice problem={act.error} />}
      <p>{say(consequences[verb])}</p>
      <Form<Values> form={form} layout="vertical" requiredMark={false} onFinish={send}>
        {verb === 'record' && (
          <Form.Item name="answer" label={say({ zh: '决定', en: 'Decision' })} rules={required}>
            <Select options={bodyAnswers.map((value) => ({ value, label: say(issuerAnswerLabels[value]) }))} />
          </Form.Item>
        )}
        <Form.Item name="on" label={say({ zh: '决定日期', en: 'Day of the decision' })} rules={required}>
          <DateField />
        </Form.Item>
        <Form.Item name="documentNumber" label={say({ zh: '决定文号', en: 'Number of the paper' })} rules={required}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="reason" label={say({ zh: '理由', en: 'Reason' })} rules={required}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
        <Form.Item name="files">
          <Files label={say({ zh: '附件（可不附）', en: 'Files (optional)' })} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
