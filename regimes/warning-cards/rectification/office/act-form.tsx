import { Button, Card, Form, Input, InputNumber, Modal, Select, Space } from 'antd';
import { otherAuthorityKinds } from '#foundation/authority-kind.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import { taskAuthorityLabels } from '../rectification.ts';
import { DateField, EvidenceField, type Problem, ProblemNotice, useSay } from '#platform/office/index.ts';

/** One field of the form of an act. */
export interface Field {
  readonly name: string;
  readonly label: TextPair;
  readonly kind: 'text' | 'area' | 'date' | 'number' | 'select' | 'lines' | 'files' | 'tasks';
  readonly options?: readonly { readonly value: string | number; readonly label: string }[];
  readonly optional?: boolean;
}

type Values = Record<string, unknown>;

const Files = ({
  label,
  value = [],
  onChange = () => undefined,
}: {
  readonly label: string;
  readonly value?: Parameters<typeof EvidenceField>[0]['value'];
  readonly onChange?: Parameters<typeof EvidenceField>[0]['onChange'];
}) => <EvidenceField label={label} value={value} onChange={onChange} />;

/** Two fields a line where there is room. */
const pairs = { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))', columnGap: 12 } as const;

const Tasks = ({ required }: { readonly required: string }) => {
  const say = useSay();
  const rules = [{ required: true, message: required }];
  return (
    <Form.List name="tasks" initialValue={[{}]}>
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }, at) => (
            <Card
              key={key}
              size="small"
              className="above"
              title={say({ zh: `会同部门${at + 1}`, en: `Department ${at + 1}` })}
              extra={
                fields.length > 1 && (
                  <Button size="small" autoInsertSpace={false} onClick={() => remove(name)}>
                    {say({ zh: '删除', en: 'Remove' })}
                  </Button>
                )
              }
            >
              <div style={pairs}>
                <Form.Item name={[name, 'department']} label={say({ zh: '部门', en: 'Department' })} rules={rules}>
                  <Input maxLength={100} />
                </Form.Item>
                <Form.Item name={[name, 'authority']} label={say({ zh: '去函', en: 'Letter to' })}>
                  <Select
                    allowClear
                    placeholder={say({ zh: '书面发函', en: 'On paper' })}
                    options={otherAuthorityKinds.map((value) => ({ value, label: say(taskAuthorityLabels[value]) }))}
                  />
                </Form.Item>
                <Form.Item name={[name, 'task']} label={say({ zh: '任务', en: 'Task' })} rules={rules}>
                  <Input.TextArea autoSize maxLength={500} />
                </Form.Item>
                <Form.Item name={[name, 'dueOn']} label={say({ zh: '期限', en: 'Until' })} rules={rules}>
                  <DateField />
                </Form.Item>
              </div>
            </Card>
          ))}
          <Button className="above" autoInsertSpace={false} onClick={() => add({})}>
            {say({ zh: '增加部门', en: 'Add a department' })}
          </Button>
        </>
      )}
    </Form.List>
  );
};

/** Asks for what an act needs besides a reason. */
export const ActForm = ({
  title,
  verb = title,
  consequence,
  fields,
  problem,
  pending,
  onDo,
  onClose,
}: {
  readonly title: string;
  /** What the button says, where that is shorter than the title. */
  readonly verb?: string;
  readonly consequence: TextPair | undefined;
  readonly fields: readonly Field[];
  readonly problem: Problem | null;
  readonly pending: boolean;
  readonly onDo: (values: Values) => void;
  readonly onClose: () => void;
}) => {
  const say = useSay();
  const [form] = Form.useForm<Values>();
  const needed = say({ zh: '请填写', en: 'Required' });
  const send = (values: Values) => {
    const cleaned = Object.fromEntries(
      fields.flatMap(({ name, kind }): [string, unknown][] => {
        const value = values[name];
        if (kind === 'lines')
          return [[name, (typeof value === 'string' ? value : '').split('\n').map((line) => line.trim()).filter((line) => line !== '')]]; // prettier-ignore
        if (kind === 'files') return [[name, ((value ?? []) as { id: number }[]).map(({ id }) => id)]];
        return value === undefined || value === '' || value === null ? [] : [[name, value]];
      }),
    );
    onDo(cleaned);
  };
  return (
    <Modal
      open
      title={title}
      width={640}
      onCancel={onClose}
      footer={
        <Space>
          <Button autoInsertSpace={false} onClick={onClose}>
            {say({ zh: '返回', en: 'Back' })}
          </Button>
          <Button type="primary" autoInsertSpace={false} loading={pending} onClick={() => form.submit()}>
            {verb}
          </Button>
        </Space>
      }
    >
      {problem && <ProblemNotice problem={problem} />}
      {consequence && <p>{say(consequence)}</p>}
      <Form<Values> form={form} layout="vertical" onFinish={send}>
        {fields.map(({ name, label, kind, options, optional }) =>
          kind === 'tasks' ? (
            <Tasks key={name} required={needed} />
          ) : (
            <Form.Item
              key={name}
              name={name}
              label={kind === 'files' ? undefined : say(label)}
              rules={optional || kind === 'files' ? [] : [{ required: true, message: needed }]}
            >
              {kind === 'select' ? (
                <Select allowClear={optional === true} options={[...(options ?? [])]} />
              ) : kind === 'area' || kind === 'lines' ? (
                <Input.TextArea rows={3} maxLength={4000} />
              ) : kind === 'number' ? (
                <InputNumber min={0} style={{ width: '100%' }} />
              ) : kind === 'date' ? (
                <DateField />
              ) : kind === 'files' ? (
                <Files label={say(label)} />
              ) : (
                <Input maxLength={500} />
              )}
            </Form.Item>
          ),
        )}
      </Form>
    </Modal>
  );
};
