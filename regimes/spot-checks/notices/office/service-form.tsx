import { Alert, Button, Form, Input, Select } from 'antd';
import { ProblemNotice, Section, useAct, useSay } from '#platform/office/index.ts';
import { type NoticeDetail, serveNotice } from '../contract.ts';
import { type Manner, mannerLabels, manners, proofLabels, proofParts, serviceDayLabels, type ServiceInput } from '../notice.ts'; // prettier-ignore

type Values = { readonly manner: Manner; readonly day: string } & Readonly<Record<string, string>>;

/** Records the service with the proof that its manner needs. */
export const ServiceForm = ({ notice }: { readonly notice: NoticeDetail }) => {
  const say = useSay();
  const serve = useAct(serveNotice);
  const [form] = Form.useForm<Values>();
  const manner = Form.useWatch('manner', form) ?? 'hand';
  const required = [{ required: true, message: say({ zh: '请填写', en: 'Required' }) }];
  const send = (values: Values) => {
    const proof = Object.fromEntries(proofParts[values.manner].map((part) => [part, values[part]]));
    const service = { manner: values.manner, day: values.day, ...proof } as ServiceInput;
    serve.mutate({ params: { noticeId: notice.id }, body: { version: notice.version, service } });
  };
  return (
    <Section title={say({ zh: '登记送达', en: 'Record service' })}>
      {serve.error && <ProblemNotice problem={serve.error} />}
      <Alert
        className="above"
        type="warning"
        title={say({
          zh: '登记后，企业的异议期限从送达生效日起算，不能撤回。请核对日期和凭据。',
          en: 'From the effective day the time to object runs, and this can’t be undone. Check the day and the proof.',
        })}
      />
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ manner: 'hand' }}
        onFinish={send}
        className="above"
        style={{ maxWidth: 480 }}
      >
        <Form.Item name="manner" label={say({ zh: '送达方式', en: 'Manner' })} rules={required}>
          <Select options={manners.map((value) => ({ value, label: say(mannerLabels[value]) }))} />
        </Form.Item>
        <Form.Item name="day" label={say(serviceDayLabels[manner])} rules={required}>
          <Input type="date" />
        </Form.Item>
        {proofParts[manner].map((part) => (
          <Form.Item key={part} name={part} label={say(proofLabels[part] ?? { zh: part, en: part })} rules={required}>
            <Input maxLength={200} />
          </Form.Item>
        ))}
        <Button type="primary" htmlType="submit" autoInsertSpace={false} loading={serve.isPending}>
          {say({ zh: '登记送达', en: 'Record service' })}
        </Button>
      </Form>
    </Section>
  );
};
