import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { DateField, narrowed, ProblemNotice, useAct, useApi, useSay } from '#platform/office/index.ts';
import type { Dataset } from '#foundation/dataset.ts';
import { listAuthorities } from '#registers/authorities/contract.ts';
import { searchEnterprises } from '#registers/enterprises/contract.ts';
import { listCategories } from '#registers/products/contract.ts';
import { createInspector, declareConflict, editInspector, type InspectorLine } from '../contract-inspectors.ts';
import { type ConflictForm, type InspectorForm, inspectorStateLabels, inspectorStates } from '../inspector.ts';

/** Registers an inspector, or changes one. */
export const InspectorDialog = ({
  dataset,
  inspector,
  onClose,
}: {
  readonly dataset: Dataset;
  readonly inspector: InspectorLine | 'new';
  readonly onClose: () => void;
}) => {
  const say = useSay();
  const [form] = Form.useForm<InspectorForm>();
  const authorities = useApi(listAuthorities, { query: { kind: 'quality' } });
  const categories = useApi(listCategories, { query: { dataset } });
  const create = useAct(createInspector);
  const edit = useAct(editInspector);
  const problem = create.error ?? edit.error;
  const known = inspector === 'new' ? undefined : inspector;
  const begin = known && { name: known.name, certificateNo: known.certificateNo, authorityId: known.authority.id, regionCode: known.region.code, validTo: known.validTo, state: known.state, categories: known.categories.map(({ id }) => id), loginName: known.loginName }; // prettier-ignore
  const save = (values: InspectorForm) => {
    const written = { ...values, validTo: values.validTo || null, loginName: values.loginName || null };
    if (known === undefined) create.mutate({ body: { dataset, inspector: written } }, { onSuccess: onClose });
    else edit.mutate({ params: { inspectorId: known.id }, body: { inspector: written } }, { onSuccess: onClose });
  };
  const list = authorities.data?.items ?? [];
  return (
    <Modal
      open
      title={known === undefined ? say({ zh: '登记抽样人员', en: 'Register an inspector' }) : say({ zh: '修改抽样人员', en: 'Change an inspector' })} // prettier-ignore
      okText={say({ zh: '保存', en: 'Save' })}
      okButtonProps={{ loading: create.isPending || edit.isPending }}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      {problem && <ProblemNotice problem={problem} />}
      <Form<InspectorForm>
        form={form}
        layout="vertical"
        initialValues={begin ?? { state: 'active', categories: [] }}
        onFinish={save}
      >
        {' '}
        {/* prettier-ignore */}
        <Form.Item name="name" label={say({ zh: '姓名', en: 'Name' })} rules={[{ required: true }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="certificateNo" label={say({ zh: '执法证号', en: 'Certificate' })} rules={[{ required: true }]}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="validTo" label={say({ zh: '证件有效期至（长期的不填）', en: 'Valid until (empty: no end)' })}>
          <DateField />
        </Form.Item>
        <Form.Item name="authorityId" label={say({ zh: '单位', en: 'Authority' })} rules={[{ required: true }]}>
          <Select
            {...narrowed}
            options={list.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id: number) => form.setFieldValue('regionCode', list.find((one) => one.id === id)?.regionCode)}
          />
        </Form.Item>
        <Form.Item
          name="regionCode"
          label={say({ zh: '负责地区代码（含下辖）', en: 'Code of the division visited, with its parts' })}
          rules={[{ required: true, pattern: /^[1-9]\d{5}$/ }]}
        >
          <Input maxLength={6} />
        </Form.Item>
        <Form.Item name="categories" label={say({ zh: '抽样资格（不选为全部种类）', en: 'Qualified for (none: all)' })}>
          <Select
            {...narrowed}
            mode="multiple"
            options={(categories.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item name="loginName" label={say({ zh: '现场抽样所用账号', en: 'Account used in the field' })}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="state" label={say({ zh: '状态', en: 'State' })}>
          <Select options={inspectorStates.map((value) => ({ value, label: say(inspectorStateLabels[value]) }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
};

/** Declares that an inspector may not visit an enterprise. */
export const ConflictDialog = ({
  inspector,
  onClose,
}: {
  readonly inspector: InspectorLine;
  readonly onClose: () => void;
}) => {
  const say = useSay();
  const [form] = Form.useForm<ConflictForm>();
  const [typed, type] = useState('');
  const found = useApi(searchEnterprises, { query: { q: typed, dataset: inspector.dataset } }, { enabled: typed.trim().length > 1 }); // prettier-ignore
  const declare = useAct(declareConflict);
  return (
    <Modal
      open
      title={say({ zh: `登记回避：${inspector.name}`, en: `Conflict of interest: ${inspector.name}` })}
      okText={say({ zh: '登记', en: 'Declare' })}
      okButtonProps={{ loading: declare.isPending }}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      {declare.error && <ProblemNotice problem={declare.error} />}
      <p>
        {say({
          zh: '登记后，随机抽取和人员更换不再把该人员派往该企业。',
          en: 'From then on the inspector is neither drawn for the enterprise nor assigned to it.',
        })}
      </p>{' '}
      {/* prettier-ignore */}
      <Form<ConflictForm>
        form={form}
        layout="vertical"
        onFinish={(values) =>
          declare.mutate(
            { params: { inspectorId: inspector.id }, body: { ...values, to: values.to || null } },
            { onSuccess: onClose },
          )
        }
      >
        <Form.Item name="enterpriseId" label={say({ zh: '企业', en: 'Enterprise' })} rules={[{ required: true }]}>
          <Select
            showSearch={{ filterOption: false, onSearch: type }}
            placeholder={say({ zh: '输入企业名称', en: 'Type the name' })}
            options={(found.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item name="reason" label={say({ zh: '理由', en: 'Why' })} rules={[{ required: true, min: 2 }]}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name="from" label={say({ zh: '自', en: 'From' })} rules={[{ required: true }]}>
          <DateField />
        </Form.Item>
        <Form.Item name="to" label={say({ zh: '至（不定期的不填）', en: 'Until (empty: open)' })}>
          <DateField />
        </Form.Item>
      </Form>
    </Modal>
  );
};
