import { Button, Checkbox, Form, Input, InputNumber, Select, Space } from 'antd';
import { useMemo } from 'react';
import type { Dataset } from '#foundation/dataset.ts';
import { DateField, narrowed, Section, useApi, useSay, useSession } from '#platform/office/index.ts';
import { listAuthorities } from '#registers/authorities/contract.ts';
import { listLaboratories } from '#registers/laboratories/contract.ts';
import { listRegions } from '#registers/regions/contract.ts';
import { checkKindLabels } from '../../spot-check.ts';
import { listRules } from '../contract-rules.ts';
import { type PlanInput, siteLabels, sites } from '../plan.ts';

type Line = PlanInput['lines'][number];

/** What the form holds: money in yuan, a region and a number per quota. */
export interface PlanDraft extends Omit<PlanInput, 'budgetFen'> {
  readonly budgetYuan: number;
}

export const draftOf = ({ budgetFen, ...plan }: PlanInput): PlanDraft => ({ ...plan, budgetYuan: budgetFen / 100 });
export const inputOf = ({ budgetYuan, ...plan }: PlanDraft): PlanInput => ({
  ...plan,
  basis: plan.basis ?? '',
  lines: (plan.lines ?? []).map((line) => ({
    ...line,
    ruleId: line.ruleId ?? null,
    laboratories: line.laboratories ?? [],
    retestLaboratories: line.retestLaboratories ?? [],
  })),
  budgetFen: Math.round((budgetYuan ?? 0) * 100),
});

/** One category of a plan. */
const LineFields = ({
  index,
  options,
  onRemove,
}: {
  readonly index: number;
  readonly options: ReturnType<typeof usePlanOptions>;
  readonly onRemove: () => void;
}) => {
  const say = useSay();
  const form = Form.useFormInstance<PlanDraft>();
  const required = [{ required: true, message: say({ zh: '请填写', en: 'Required' }) }];
  const fillCities = () => {
    const line = form.getFieldValue(['lines', index]) as Line | undefined;
    const present = new Set((line?.quotas ?? []).map(({ regionCode }) => regionCode));
    const more = options.cities
      .filter(({ value }) => !present.has(value))
      .map(({ value }) => ({ regionCode: value, targets: 1 }));
    form.setFieldValue(
      ['lines', index, 'quotas'],
      [...(line?.quotas ?? []).filter((quota) => quota?.regionCode), ...more],
    );
  };
  return (
    <div className="plan-line">
      <div className="plan-line-head">
        <Form.Item
          name={[index, 'categoryId']}
          label={say({ zh: '产品种类（有现行检验细则的）', en: 'Category (with rules in force)' })}
          rules={required}
        >
          <Select
            {...narrowed}
            options={options.categories}
            onChange={(id: number) => form.setFieldValue(['lines', index, 'ruleId'], options.ruleOf.get(id) ?? null)}
          />
        </Form.Item>
        <Form.Item name={[index, 'ruleId']} hidden>
          <InputNumber />
        </Form.Item>
        <Button size="small" autoInsertSpace={false} onClick={onRemove}>
          {say({ zh: '删去此种类', en: 'Take out' })}
        </Button>
      </div>
      <Form.List name={[index, 'quotas']}>
        {(quotas, { add, remove }) => (
          <div className="plan-quotas">
            {quotas.map(({ key, name }) => (
              <Space.Compact key={key}>
                <Form.Item name={[name, 'regionCode']} noStyle rules={required}>
                  <Select
                    {...narrowed}
                    style={{ width: 150 }}
                    options={options.places}
                    aria-label={say({ zh: '地区', en: 'Division' })}
                  />
                </Form.Item>
                <Form.Item name={[name, 'targets']} noStyle rules={required}>
                  <InputNumber
                    min={1}
                    max={100_000}
                    style={{ width: 110 }}
                    suffix={say({ zh: '家', en: 'firms' })}
                    aria-label={say({ zh: '企业数', en: 'Firms' })}
                  />
                </Form.Item>
                <Button aria-label={say({ zh: '删去', en: 'Remove' })} onClick={() => remove(name)}>
                  ×
                </Button>
              </Space.Compact>
            ))}
            <Button size="small" onClick={() => add({ targets: 1 })}>
              {say({ zh: '增加地区', en: 'Add a division' })}
            </Button>
            <Button size="small" onClick={fillCities}>
              {say({ zh: '列出所辖各市', en: 'List the cities' })}
            </Button>
          </div>
        )}
      </Form.List>
      <div className="form-columns">
        <Form.Item name={[index, 'laboratories']} label={say({ zh: '承检机构', en: 'Laboratories' })} rules={required}>
          <Select {...narrowed} mode="multiple" options={options.laboratories} />
        </Form.Item>
        <Form.Item name={[index, 'retestLaboratories']} label={say({ zh: '复检机构', en: 'Laboratories for retests' })}>
          <Select {...narrowed} mode="multiple" options={options.laboratories} />
        </Form.Item>
      </div>
    </div>
  );
};

/** Where samples are taken. The form would mark the group as required in a way that a group may not be. */
const SiteChoice = ({
  id,
  value = [],
  onChange,
}: {
  readonly id?: string;
  readonly value?: PlanInput['sites'];
  readonly onChange?: (sites: PlanInput['sites']) => void;
}) => {
  const say = useSay();
  return (
    <Checkbox.Group
      {...(id === undefined ? {} : { id })}
      value={value}
      options={sites.map((site) => ({ value: site, label: say(siteLabels[site]) }))}
      onChange={(chosen) => onChange?.(sites.filter((site) => chosen.includes(site)))}
    />
  );
};

/** What the form offers: categories with rules in force, divisions, laboratories, authorities. */
const usePlanOptions = (dataset: Dataset) => {
  const { province } = useSession();
  const rules = useApi(listRules, { query: { dataset, state: 'in-force', limit: 2000 } });
  const laboratories = useApi(listLaboratories, { query: { dataset } });
  const authorities = useApi(listAuthorities, { query: { kind: 'quality' } });
  const regions = useApi(listRegions, { query: { province } });
  return useMemo(() => {
    const divisions = (regions.data?.items ?? []).filter(({ validTo }) => validTo === null);
    return {
      categories: (rules.data?.rows ?? []).map(({ category }) => ({ value: category.id, label: category.name })),
      ruleOf: new Map((rules.data?.rows ?? []).map((rule) => [rule.category.id, rule.id])),
      laboratories: (laboratories.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
      authorities: (authorities.data?.items ?? [])
        .filter(({ validTo }) => validTo === null)
        .map(({ id, name }) => ({ value: id, label: name })),
      cities: divisions.filter(({ level }) => level === 'city').map(({ code, name }) => ({ value: code, label: name })),
      places: divisions
        .filter(({ level }) => level === 'city' || level === 'county')
        .map(({ code, name }) => ({ value: code, label: name })),
    };
  }, [rules.data, laboratories.data, authorities.data, regions.data]);
};

/** The form of a plan, in the order of the paper: task, time, money, then category by category. */
export const PlanForm = ({
  dataset,
  initial,
  saving,
  onSave,
}: {
  readonly dataset: Dataset;
  readonly initial: PlanDraft | undefined;
  readonly saving: boolean;
  readonly onSave: (plan: PlanInput) => void;
}) => {
  const say = useSay();
  const options = usePlanOptions(dataset);
  const required = [{ required: true, message: say({ zh: '请填写', en: 'Required' }) }];
  return (
    <Form<PlanDraft>
      layout="vertical"
      initialValues={initial ?? { kind: 'regular', sites: ['factory'], budgetYuan: 0, basis: '', lines: [] }}
      scrollToFirstError
      onFinish={(values) => onSave(inputOf(values))}
    >
      <div className="form-columns">
        <Form.Item name="title" label={say({ zh: '计划名称', en: 'Title' })} rules={required}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="authorityId" label={say({ zh: '组织机关', en: 'Authority' })} rules={required}>
          <Select {...narrowed} options={options.authorities} />
        </Form.Item>
        <Form.Item name="kind" label={say({ zh: '抽查类别', en: 'Kind' })} rules={required}>
          <Select options={Object.entries(checkKindLabels).map(([value, label]) => ({ value, label: say(label) }))} />
        </Form.Item>
        <Form.Item name="startsOn" label={say({ zh: '抽样开始日期', en: 'Sampling from' })} rules={required}>
          <DateField />
        </Form.Item>
        <Form.Item
          name="endsOn"
          label={say({ zh: '抽样结束日期', en: 'Sampling until' })}
          dependencies={['startsOn']}
          rules={[
            ...required,
            ({ getFieldValue }) => ({
              validator: (_, value: string) =>
                value && value < (getFieldValue('startsOn') as string)
                  ? Promise.reject(new Error(say({ zh: '不能早于开始日期', en: 'Not before the first day' })))
                  : Promise.resolve(),
            }),
          ]}
        >
          <DateField />
        </Form.Item>
        <Form.Item name="budgetYuan" label={say({ zh: '经费预算（元）', en: 'Budget (yuan)' })} rules={required}>
          <InputNumber min={0} max={10_000_000_000} precision={2} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Form.Item name="sites" label={say({ zh: '抽样地点', en: 'Where samples are taken' })} rules={required}>
        <SiteChoice />
      </Form.Item>
      <Form.Item name="basis" label={say({ zh: '任务来源', en: 'Where the task comes from' })}>
        <Input maxLength={500} />
      </Form.Item>
      <Section title={say({ zh: '产品种类和数量', en: 'Categories and numbers' })}>
        <Form.List name="lines">
          {(lines, { add, remove }) => (
            <>
              {lines.map(({ key, name }) => (
                <LineFields key={key} index={name} options={options} onRemove={() => remove(name)} />
              ))}
              <Button onClick={() => add({ quotas: [], laboratories: [], retestLaboratories: [] })}>
                {say({ zh: '增加产品种类', en: 'Add a category' })}
              </Button>
            </>
          )}
        </Form.List>
      </Section>
      <Button className="form-foot" type="primary" htmlType="submit" autoInsertSpace={false} loading={saving}>
        {say({ zh: '保存草案', en: 'Save the draft' })}
      </Button>
    </Form>
  );
};
