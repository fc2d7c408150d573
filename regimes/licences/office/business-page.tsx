import { Alert, Button, Input, Modal, Radio, Space, Tag } from 'antd';
import { useState } from 'react';
import { ActButton, ChoiceFilter, DataList, DateField, Filters, formatDate, ImportTable, Page, ProblemNotice, TextFilter, useAct, useDataset, useList, useSay } from '#platform/office/index.ts'; // prettier-ignore
import { type Stage, stageLabels, stages } from '../business-licence.ts';
import { endBusinessLicence, importBusinessLicences, listBusinessLicences, recordBusinessLicence, type BusinessLine } from '../contracts/business.ts'; // prettier-ignore
import { gateAnswerLabels } from '../gate.ts';
import { CategoryPicker, EnterprisePicker } from './pickers.tsx';

/** Enters what a business licence says of a product; the gate answers at once. */
const RecordForm = ({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) => {
  const say = useSay();
  const [dataset] = useDataset();
  const record = useAct(recordBusinessLicence);
  const [enterprise, setEnterprise] = useState<string>();
  const [category, setCategory] = useState<string>();
  const [stage, setStage] = useState<Stage>('preparation');
  const [since, setSince] = useState<string>();
  const [authority, setAuthority] = useState('');
  const ready = enterprise !== undefined && category !== undefined && since !== undefined && authority.trim().length > 1; // prettier-ignore
  const gate = record.data?.gate;
  return (
    <Modal
      open={open}
      destroyOnHidden
      title={say({ zh: '登记营业执照范围', en: 'Enter a business licence' })}
      okText={gate ? say({ zh: '完成', en: 'Done' }) : say({ zh: '登记', en: 'Enter' })}
      cancelText={say({ zh: '返回', en: 'Back' })}
      okButtonProps={{ disabled: !ready, loading: record.isPending }}
      afterClose={() => record.reset()}
      onCancel={onClose}
      onOk={() => {
        if (gate) onClose();
        else if (enterprise !== undefined && category !== undefined && since !== undefined)
          record.mutate({ body: { dataset, enterpriseId: Number(enterprise), category, stage, since, authority } });
      }}
    >
      {record.error && <ProblemNotice problem={record.error} />}
      <Space orientation="vertical" className="wide">
        <EnterprisePicker value={enterprise} permission="licences.business" onChange={setEnterprise} />
        <CategoryPicker value={category} onChange={setCategory} />
        <Radio.Group
          value={stage}
          onChange={(event) => setStage(event.target.value as Stage)}
          options={stages.map((value) => ({ value, label: say(stageLabels[value]) }))}
        />
        <label htmlFor="business-since">{say({ zh: '登记日期', en: 'Day of registration' })}</label>
        <DateField id="business-since" value={since ?? ''} onChange={(text) => setSince(text || undefined)} />
        <Input
          aria-label={say({ zh: '登记机关', en: 'Registering authority' })}
          placeholder={say({ zh: '登记机关', en: 'Registering authority' })}
          value={authority}
          maxLength={200}
          onChange={(event) => setAuthority(event.target.value)}
        />
        {gate && (
          <Alert
            showIcon
            type={stage === 'production' && gate.answer !== 'production-may-be-added' && gate.answer !== 'not-in-catalogue' ? 'warning' : 'success'} // prettier-ignore
            title={say({
              zh: `已登记。登记前查询的答复：${gateAnswerLabels[gate.answer].zh}`,
              en: `Entered. The gate says: ${gateAnswerLabels[gate.answer].en}`,
            })}
            description={say(gate.grounds.explanation)}
          />
        )}
      </Space>
    </Modal>
  );
};

const EndForm = ({ row, onClose }: { readonly row: BusinessLine | undefined; readonly onClose: () => void }) => {
  const say = useSay();
  const end = useAct(endBusinessLicence);
  const [on, setOn] = useState<string>();
  const [reason, setReason] = useState('');
  return (
    <Modal
      open={row !== undefined}
      destroyOnHidden
      title={say({ zh: '登记注销或删去该产品', en: 'Strike off' })}
      okText={say({ zh: '登记', en: 'Record' })}
      cancelText={say({ zh: '返回', en: 'Back' })}
      okButtonProps={{ disabled: on === undefined || reason.trim() === '', loading: end.isPending }}
      onCancel={onClose}
      afterClose={() => end.reset()}
      onOk={() => {
        if (row && on !== undefined)
          end.mutate(
            { params: { recordId: row.id }, body: { version: row.version, on, reason } },
            { onSuccess: onClose },
          );
      }}
    >
      {end.error && <ProblemNotice problem={end.error} />}
      <Space orientation="vertical" className="wide">
        <label htmlFor="business-ended">{say({ zh: '注销日期（自哪一天起）', en: 'From which day' })}</label>
        <DateField id="business-ended" value={on ?? ''} onChange={(text) => setOn(text || undefined)} />
        <Input.TextArea
          rows={2}
          aria-label={say({ zh: '理由', en: 'Reason' })}
          placeholder={say({ zh: '理由（必填）', en: 'Reason (required)' })}
          value={reason}
          maxLength={2000}
          onChange={(event) => setReason(event.target.value)}
        />
      </Space>
    </Modal>
  );
};

/** What the commerce authority keeps: preparation or production, product by product. */
const BusinessPage = () => {
  const say = useSay();
  const query = useList(listBusinessLicences);
  const [form, show] = useState<'record' | 'import'>();
  const [ending, end] = useState<BusinessLine>();
  return (
    <Page
      title={say({ zh: '营业执照登记', en: 'Business licences' })}
      intro={say({
        zh: '目录内产品先登记筹建，凭许可证或证书登记生产。登记生产时程序即时给出登记前查询的答复；没有许可证的，会成为无证生产线索。',
        en: 'Products of the catalogue: preparation first, production on a licence. Entering production shows what the gate says; without a licence it becomes a lead.',
      })}
      withDataset
      acts={
        <Space wrap>
          <Button onClick={() => show(form === 'import' ? undefined : 'import')}>
            {say({ zh: '导入表格', en: 'Import a table' })}
          </Button>
          <ActButton permission="licences.business" type="primary" onClick={() => show('record')}>
            {say({ zh: '登记', en: 'Enter' })}
          </ActButton>
        </Space>
      }
    >
      <RecordForm open={form === 'record'} onClose={() => show(undefined)} />
      <EndForm row={ending} onClose={() => end(undefined)} />
      {form === 'import' && (
        <ImportTable
          route={importBusinessLicences}
          columns={{
            zh: '表头：企业名称、统一社会信用代码、产品种类、登记范围（筹建或生产）、登记日期、注销日期、登记机关',
            en: 'Header: 企业名称, 统一社会信用代码, 产品种类, 登记范围 (筹建 or 生产), 登记日期, 注销日期, 登记机关',
          }}
        />
      )}
      <Filters>
        <TextFilter name="q" title={{ zh: '企业、产品或代码', en: 'Enterprise, product or code' }} />
        <ChoiceFilter name="stage" title={{ zh: '登记范围', en: 'Scope' }} labels={stageLabels} />
      </Filters>
      <DataList
        name="business-licences"
        query={query}
        emptyBecause={{
          zh: '还没有登记。可逐条登记，或由表格导入。',
          en: 'Nothing is entered yet. Enter records one by one or import a table.',
        }}
        columns={[
          {
            key: 'enterprise',
            title: { zh: '企业', en: 'Enterprise' },
            width: 270,
            render: (row) => row.enterprise.name,
          },
          { key: 'category', title: { zh: '产品种类', en: 'Product' }, width: 150, render: (row) => row.category.name },
          {
            key: 'stage',
            title: { zh: '登记范围', en: 'Scope' },
            width: 120,
            render: (row) => (
              <>
                <Tag>{say(stageLabels[row.stage])}</Tag>
                {row.endedOn !== null && <Tag>{say({ zh: '已注销', en: 'Struck off' })}</Tag>}
              </>
            ),
          },
          { key: 'since', title: { zh: '登记日期', en: 'Since' }, width: 120, render: (row) => formatDate(row.since) },
          {
            key: 'gate',
            title: { zh: '登记时的答复', en: 'What the gate said' },
            width: 200,
            render: (row) => (row.gateAnswer === null ? '—' : say(gateAnswerLabels[row.gateAnswer])),
          },
          { key: 'authority', title: { zh: '登记机关', en: 'Authority' }, width: 160, render: (row) => row.authority },
          {
            key: 'act',
            title: { zh: '办理', en: 'Act' },
            width: 110,
            render: (row) =>
              row.endedOn === null && (
                <Button size="small" onClick={() => end(row)}>
                  {say({ zh: '登记注销', en: 'Strike off' })}
                </Button>
              ),
          },
        ]}
      />
    </Page>
  );
};
export default BusinessPage;
