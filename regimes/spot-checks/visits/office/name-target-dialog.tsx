import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { DateField, narrowed, ProblemNotice, useAct, useApi, useSay } from '#platform/office/index.ts';
import type { Dataset } from '#foundation/dataset.ts';
import { searchEnterprises } from '#registers/enterprises/contract.ts';
import { getPlan, listPlans } from '../../plans/contract.ts';
import { type Site, siteLabels } from '../../plans/plan.ts';
import { nameTarget } from '../contract.ts';
import { listInspectors } from '../contract-inspectors.ts';

interface Typed {
  readonly planId: number;
  readonly lineId: number;
  readonly enterpriseId: number;
  readonly site: Site;
  readonly laboratoryId: number;
  readonly dueOn?: string;
  readonly inspectorIds: number[];
  readonly leaderId: number;
  readonly reason: string;
}

/** Names a target of a follow-up or urgent plan; those of regular and special plans are drawn. */
export const NameTargetDialog = ({
  dataset,
  onDone,
  onClose,
}: {
  readonly dataset: Dataset;
  readonly onDone: (visitId: number) => void;
  readonly onClose: () => void;
}) => {
  const say = useSay();
  const [form] = Form.useForm<Typed>();
  const planId = Form.useWatch('planId', form);
  const lineId = Form.useWatch('lineId', form);
  const chosen = Form.useWatch('inspectorIds', form) ?? [];
  const [typed, type] = useState('');
  const plans = useApi(listPlans, { query: { dataset, state: 'approved', limit: 200 } });
  const plan = useApi(getPlan, { params: { planId: planId ?? 0 } }, { enabled: planId !== undefined });
  const firms = useApi(searchEnterprises, { query: { q: typed, dataset } }, { enabled: typed.trim().length > 1 });
  const inspectors = useApi(listInspectors, { query: { dataset, state: 'active', limit: 200 } });
  const name = useAct(nameTarget);
  const line = plan.data?.lines.find(({ id }) => id === lineId);
  const people = (inspectors.data?.rows ?? []).map((one) => ({
    value: one.id,
    label: `${one.name}（${one.region.name}）`,
  }));
  const required = [{ required: true }];
  return (
    <Modal
      open
      title={say({ zh: '指定抽查对象（跟踪、应急抽查）', en: 'Name a target (follow-up and urgent checks)' })}
      okText={say({ zh: '指定', en: 'Name' })}
      okButtonProps={{ loading: name.isPending }}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      {name.error && <ProblemNotice problem={name.error} />}
      <p className="quiet">
        {say({
          zh: '指定后由另一位签发人审定，审定前不能前往抽样。',
          en: 'Another person, an approver, confirms it; nobody goes there before.',
        })}
      </p>
      <Form<Typed>
        form={form}
        layout="vertical"
        onFinish={(values) =>
          name.mutate(
            { body: { ...values, dueOn: values.dueOn || undefined } },
            { onSuccess: (visit) => onDone(visit.id) },
          )
        }
      >
        <Form.Item name="planId" label={say({ zh: '计划', en: 'Plan' })} rules={required}>
          <Select
            {...narrowed}
            onChange={() => form.setFieldsValue({ lineId: undefined, laboratoryId: undefined })}
            options={(plans.data?.rows ?? [])
              .filter(({ kind }) => kind === 'follow-up' || kind === 'urgent')
              .map(({ id, title, number }) => ({ value: id, label: [title, number].filter(Boolean).join(' ') }))}
          />
        </Form.Item>
        <Form.Item name="lineId" label={say({ zh: '产品种类', en: 'Category' })} rules={required}>
          <Select options={(plan.data?.lines ?? []).map(({ id, category }) => ({ value: id, label: category.name }))} />
        </Form.Item>
        <Form.Item name="enterpriseId" label={say({ zh: '企业', en: 'Enterprise' })} rules={required}>
          <Select
            showSearch={{ filterOption: false, onSearch: type }}
            placeholder={say({ zh: '输入企业名称', en: 'Type the name' })}
            options={(firms.data?.items ?? []).map(({ id, name: label }) => ({ value: id, label }))}
          />
        </Form.Item>
        <Form.Item name="site" label={say({ zh: '抽样地点', en: 'Site' })} rules={required}>
          <Select options={(plan.data?.sites ?? []).map((value) => ({ value, label: say(siteLabels[value]) }))} />
        </Form.Item>
        <Form.Item name="laboratoryId" label={say({ zh: '承检机构', en: 'Laboratory' })} rules={required}>
          <Select options={(line?.laboratories ?? []).map(({ id, name: label }) => ({ value: id, label }))} />
        </Form.Item>
        <Form.Item
          name="inspectorIds"
          label={say({ zh: '抽样人员（两人以上）', en: 'Inspectors, two at least' })}
          rules={required}
        >
          {' '}
          {/* prettier-ignore */}
          <Select {...narrowed} mode="multiple" options={people} />
        </Form.Item>
        <Form.Item name="leaderId" label={say({ zh: '带队人员', en: 'Who leads' })} rules={required}>
          <Select options={people.filter(({ value }) => chosen.includes(value))} />
        </Form.Item>
        <Form.Item name="dueOn" label={say({ zh: '完成期限（不填为计划结束日）', en: 'Due (empty: end of the plan)' })}>
          <DateField />
        </Form.Item>
        <Form.Item name="reason" label={say({ zh: '指定理由', en: 'Why this firm' })} rules={required}>
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
