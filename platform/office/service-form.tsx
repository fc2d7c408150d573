import { DateField } from './date-field.tsx';
import { Alert, Button, Form, Input, Select } from 'antd';
import { type Manner, mannerLabels, manners, proofLabels, proofParts, serviceDayLabels, type ServiceInput } from '#foundation/service.ts'; // prettier-ignore
import type { TextPair } from '#foundation/text-pair.ts';
import type { Problem } from './api.ts';
import { useSay } from './language.tsx';
import { Section } from './page.tsx';
import { ProblemNotice } from './states.tsx';

type Values = { readonly manner: Manner; readonly day: string } & Readonly<Record<string, string>>;

interface ServiceFormProps {
  /** What follows from recording it, said before. */
  readonly consequence: TextPair;
  readonly problem: Problem | null;
  readonly pending: boolean;
  readonly onServe: (service: ServiceInput) => void;
}

/** Records the service of a paper with the proof that its manner needs. */
export const ServiceForm = ({ consequence, problem, pending, onServe }: ServiceFormProps) => {
  const say = useSay();
  const [form] = Form.useForm<Values>();
  const manner = Form.useWatch('manner', form) ?? 'hand';
  const required = [{ required: true, message: say({ zh: '请填写', en: 'Required' }) }];
  const send = (values: Values) => {
    const proof = Object.fromEntries(proofParts[values.manner].map((part) => [part, values[part]]));
    onServe({ manner: values.manner, day: values.day, ...proof } as ServiceInput);
  };
  return (
    <Section title={say({ zh: '登记送达', en: 'Record service' })}>
      {problem && <ProblemNotice problem={problem} />}
      <Alert className="above" type="warning" title={say(consequence)} />
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
          <DateField />
        </Form.Item>
        {proofParts[manner].map((part) => (
          <Form.Item key={part} name={part} label={say(proofLabels[part] ?? { zh: part, en: part })} rules={required}>
            <Input maxLength={200} />
          </Form.Item>
        ))}
        <Button type="primary" htmlType="submit" autoInsertSpace={false} loading={pending}>
          {say({ zh: '登记送达', en: 'Record service' })}
        </Button>
      </Form>
    </Section>
  );
};
