import { Form, Input, Select } from 'antd';
import { useSay } from '#platform/office/index.ts';
import type { LawLine } from '../contract.ts';

/** The new value of a parameter: a choice where its values have names, a line to type elsewhere. */
export const ValueField = ({ line }: { readonly line: LawLine }) => {
  const say = useSay();
  const value = line.current?.value;
  const named = Object.entries(line.words).map(([name, words]) => ({ name, label: say(words) }));
  const rules = [{ required: true, message: say({ zh: '请填写', en: 'Required' }) }];
  const label = say({ zh: '新取值', en: 'New value' });
  if (typeof value === 'boolean')
    return (
      <Form.Item name="value" label={label} rules={rules}>
        <Select options={named.map(({ name, label: text }) => ({ value: name === 'true', label: text }))} />
      </Form.Item>
    );
  if (Array.isArray(value))
    return (
      <Form.Item name="value" label={label}>
        <Select mode="multiple" options={named.map(({ name, label: text }) => ({ value: name, label: text }))} />
      </Form.Item>
    );
  if (typeof value === 'object' && value !== null)
    return Object.keys(value).map((part) => (
      <Form.Item
        key={part}
        name={['value', part]}
        label={`${label} · ${named.find(({ name }) => name === part)?.label ?? part}`}
        rules={rules}
      >
        <Input />
      </Form.Item>
    ));
  return (
    <Form.Item name="value" label={label} rules={rules}>
      <Input />
    </Form.Item>
  );
};
