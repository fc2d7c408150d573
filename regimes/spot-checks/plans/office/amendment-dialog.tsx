import { Button, Form, Input, InputNumber, Modal, Select, Space } from 'antd';
import { listLaboratories } from '#registers/laboratories/contract.ts';
import { DateField, narrowed, ProblemNotice, useAct, useApi, useSay } from '#platform/office/index.ts';
import { proposeAmendment, type PlanDetail } from '../contract.ts';
import type { PlanChanges, PlanInput } from '../plan.ts';

interface Values {
  readonly startsOn: string;
  readonly endsOn: string;
  readonly budgetYuan: number;
  readonly targets: readonly (readonly number[])[];
  readonly laboratories: readonly { readonly first: number[]; readonly retest: number[] }[];
  readonly reason: string;
}

/** What differs from the plan as it stands. */
const changesOf = (input: PlanInput, values: Values): PlanChanges => {
  const budgetFen = Math.round(values.budgetYuan * 100);
  const lines = input.lines
    .map((line, index) => ({
      ...line,
      quotas: line.quotas
        .map((quota, at) => ({ ...quota, targets: values.targets[index]?.[at] ?? quota.targets }))
        .filter(({ targets }) => targets > 0),
      laboratories: values.laboratories[index]?.first ?? line.laboratories,
      retestLaboratories: values.laboratories[index]?.retest ?? line.retestLaboratories,
    }))
    .filter(({ quotas }) => quotas.length > 0);
  return {
    ...(values.startsOn === input.startsOn ? {} : { startsOn: values.startsOn }),
    ...(values.endsOn === input.endsOn ? {} : { endsOn: values.endsOn }),
    ...(budgetFen === input.budgetFen ? {} : { budgetFen }),
    ...(JSON.stringify(lines) === JSON.stringify(input.lines) ? {} : { lines }),
  };
};

/** Proposes a change of dates, budget, numbers or laboratories, with its reason; a number of none withdraws. */
export const AmendmentDialog = ({
  plan,
  input,
  onClose,
}: {
  readonly plan: PlanDetail;
  readonly input: PlanInput;
  readonly onClose: () => void;
}) => {
  const say = useSay();
  const propose = useAct(proposeAmendment);
  const laboratories = useApi(listLaboratories, { query: { dataset: plan.dataset } });
  const choices = (laboratories.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const standing = plan.lines.filter(({ quotas }) => quotas.length > 0);
  const [form] = Form.useForm<Values>();
  const required = [{ required: true, message: say({ zh: '请填写', en: 'Required' }) }];
  const send = (values: Values) => {
    const changes = changesOf(input, values);
    if (Object.keys(changes).length === 0) {
      form.setFields([
        {
          name: 'reason',
          errors: [say({ zh: '内容没有变化，请先修改再提交', en: 'Nothing differs; change something first' })],
        },
      ]);
      return;
    }
    if (changes.lines?.length === 0) {
      form.setFields([
        {
          name: 'reason',
          errors: [
            say({
              zh: '至少保留一个产品种类；整个计划不做的，请办结',
              en: 'Keep one category at least; a plan given up is closed',
            }),
          ],
        },
      ]);
      return;
    }
    propose.mutate(
      { params: { planId: plan.id }, body: { version: plan.version, changes, reason: values.reason } },
      { onSuccess: onClose },
    );
  };
  return (
    <Modal
      open
      title={say({ zh: '提出计划变更', en: 'Propose an amendment' })}
      footer={null}
      width={640}
      onCancel={onClose}
    >
      {propose.error && <ProblemNotice problem={propose.error} />}
      <p className="quiet">
        {say({
          zh: '变更由另一位签发人审定后生效；抽取进行中不能批准变更。企业数填 0 即撤出该地区，各地区均为 0 即撤出该种类：未开始的抽样任务取消，已开始的继续办结。',
          en: 'It takes effect when another approver approves it; not while a draw is under way. A number of 0 withdraws the division, 0 everywhere the category: visits not begun are cancelled, what has begun goes on.',
        })}
      </p>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{
          startsOn: input.startsOn,
          endsOn: input.endsOn,
          budgetYuan: input.budgetFen / 100,
          targets: input.lines.map(({ quotas }) => quotas.map(({ targets }) => targets)),
          laboratories: input.lines.map((line) => ({ first: line.laboratories, retest: line.retestLaboratories })),
        }}
        onFinish={send}
      >
        <Space wrap>
          <Form.Item name="startsOn" label={say({ zh: '抽样开始日期', en: 'Sampling from' })} rules={required}>
            <DateField />
          </Form.Item>
          <Form.Item name="endsOn" label={say({ zh: '抽样结束日期', en: 'Sampling until' })} rules={required}>
            <DateField />
          </Form.Item>
          <Form.Item name="budgetYuan" label={say({ zh: '经费预算（元）', en: 'Budget (yuan)' })} rules={required}>
            <InputNumber min={0} precision={2} style={{ width: 160 }} />
          </Form.Item>
        </Space>
        {standing.map((line, index) => (
          <fieldset key={line.id} className="amendment-line">
            <legend>{line.category.name}</legend>
            <Space wrap>
              {line.quotas.map(({ region }, at) => (
                <Form.Item key={region.code} name={['targets', index, at]} label={region.name} rules={required}>
                  <InputNumber min={0} max={100_000} style={{ width: 96 }} />
                </Form.Item>
              ))}
            </Space>
            <Form.Item
              name={['laboratories', index, 'first']}
              label={say({ zh: '承检机构', en: 'Laboratories' })}
              rules={required}
            >
              <Select {...narrowed} mode="multiple" options={choices} />
            </Form.Item>
            <Form.Item
              name={['laboratories', index, 'retest']}
              label={say({ zh: '复检机构', en: 'Laboratories for retests' })}
            >
              <Select {...narrowed} mode="multiple" options={choices} />
            </Form.Item>
          </fieldset>
        ))}
        <Form.Item name="reason" label={say({ zh: '变更理由', en: 'Reason' })} rules={required}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
        <Button type="primary" htmlType="submit" autoInsertSpace={false} loading={propose.isPending}>
          {say({ zh: '提出变更', en: 'Propose' })}
        </Button>
      </Form>
    </Modal>
  );
};
