import { Button, Form, Input, InputNumber, Select } from 'antd';
import type { Dataset } from '#foundation/dataset.ts';
import { narrowed, Section, useApi, useSay } from '#platform/office/index.ts';
import { listCategories } from '#registers/products/contract.ts';
import { comparisonLabels, itemClassLabels, type RuleInput, verdictRuleLabels } from '../inspection-rule.ts';

export interface RuleDraft extends RuleInput {
  readonly categoryId?: number;
}

/** The form of inspection rules: whose, by what, how much, then item by item. */
export const RuleForm = ({
  dataset,
  initial,
  saving,
  onSave,
}: {
  /** Where the category is to be chosen; absent for a draft that has one. */
  readonly dataset: Dataset | undefined;
  readonly initial: RuleDraft | undefined;
  readonly saving: boolean;
  readonly onSave: (rule: RuleDraft) => void;
}) => {
  const say = useSay();
  const categories = useApi(
    listCategories,
    { query: { dataset: dataset ?? 'live' } },
    { enabled: dataset !== undefined },
  );
  const required = [{ required: true, message: say({ zh: '请填写', en: 'Required' }) }];
  const labels = <Key extends string>(of: Readonly<Record<Key, { zh: string; en: string }>>) =>
    (Object.entries(of) as [Key, { zh: string; en: string }][]).map(([value, label]) => ({ value, label: say(label) }));
  return (
    <Form<RuleDraft>
      layout="vertical"
      scrollToFirstError
      initialValues={
        initial ?? {
          verdictRule: 'any-item',
          basis: '',
          reserveQuantity: '',
          items: [{ class: 'A', comparison: 'full', method: '', limitStandard: '', unit: '' }],
        }
      }
      onFinish={(values) =>
        onSave({
          ...values,
          basis: values.basis ?? '',
          reserveQuantity: values.reserveQuantity ?? '',
          leastLot: values.leastLot ?? null,
          items: (values.items ?? []).map((item) => ({
            ...item,
            method: item.method ?? '',
            limitStandard: item.limitStandard ?? '',
            unit: item.unit ?? '',
          })),
        })
      }
    >
      <div className="form-columns">
        {dataset !== undefined && (
          <Form.Item name="categoryId" label={say({ zh: '产品种类', en: 'Category' })} rules={required}>
            <Select
              {...narrowed}
              options={(categories.data?.items ?? [])
                .filter(({ unassigned }) => !unassigned)
                .map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
        )}
        <Form.Item name="title" label={say({ zh: '名称', en: 'Title' })} rules={required}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="basis" label={say({ zh: '依据的标准或规定', en: 'Standards it rests on' })}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name="verdictRule" label={say({ zh: '判定规则', en: 'Verdict rule' })} rules={required}>
          <Select options={labels(verdictRuleLabels)} />
        </Form.Item>
        <Form.Item
          name="sampleQuantity"
          label={say({ zh: '检验样品数量', en: 'Quantity for the test' })}
          rules={required}
        >
          <Input maxLength={60} placeholder={say({ zh: '例如 3 件', en: 'for example 3 pieces' })} />
        </Form.Item>
        <Form.Item name="reserveQuantity" label={say({ zh: '备用样品数量', en: 'Quantity in reserve' })}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="leastLot" label={say({ zh: '最低抽样基数', en: 'Least lot' })}>
          <InputNumber min={1} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Section title={say({ zh: '检验项目', en: 'Items' })}>
        <Form.List name="items">
          {(items, { add, remove }) => (
            <>
              {items.map(({ key, name }) => (
                <div key={key} className="rule-item">
                  <Form.Item name={[name, 'item']} label={say({ zh: '项目', en: 'Item' })} rules={required}>
                    <Input maxLength={120} />
                  </Form.Item>
                  <Form.Item name={[name, 'limit']} label={say({ zh: '标准值', en: 'Limit' })} rules={required}>
                    <Input maxLength={200} placeholder="≤0.10" />
                  </Form.Item>
                  <Form.Item name={[name, 'unit']} label={say({ zh: '单位', en: 'Unit' })}>
                    <Input maxLength={30} />
                  </Form.Item>
                  <Form.Item name={[name, 'class']} label={say({ zh: '类别', en: 'Class' })} rules={required}>
                    <Select options={labels(itemClassLabels)} />
                  </Form.Item>
                  <Form.Item
                    name={[name, 'comparison']}
                    label={say({ zh: '比较方法', en: 'Comparison' })}
                    rules={required}
                  >
                    <Select options={labels(comparisonLabels)} />
                  </Form.Item>
                  <Form.Item name={[name, 'method']} label={say({ zh: '检验方法', en: 'Method' })}>
                    <Input maxLength={120} />
                  </Form.Item>
                  <Form.Item name={[name, 'limitStandard']} label={say({ zh: '标准值依据', en: 'Limit by' })}>
                    <Input maxLength={120} />
                  </Form.Item>
                  <Button
                    size="small"
                    autoInsertSpace={false}
                    disabled={items.length === 1}
                    onClick={() => remove(name)}
                  >
                    {say({ zh: '删去', en: 'Remove' })}
                  </Button>
                </div>
              ))}
              <Button onClick={() => add({ class: 'A', comparison: 'full', method: '', limitStandard: '', unit: '' })}>
                {say({ zh: '增加项目', en: 'Add an item' })}
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
