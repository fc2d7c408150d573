import { Descriptions } from 'antd';
import { formatDate, useSpeech } from '#platform/office/index.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import { type FormField, sheetForm } from '../field/sheet-form.ts';

const at = (sheet: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key], sheet);

/** What a field of the sheet is called; its path where the form doesn't know it. */
export const sheetFieldLabel = (path: string): TextPair =>
  sheetForm.flatMap(({ fields }) => fields).find((field) => field.path === path)?.label ?? { zh: path, en: path };

/** A value of the sheet for people. */
export const sheetValue = (path: string, value: unknown, say: (words: TextPair) => string): string => {
  const field: FormField | undefined = sheetForm.flatMap(({ fields }) => fields).find((one) => one.path === path);
  if (value === null || value === undefined || value === '') return '—';
  if (field?.type === 'yes') return say(value === true ? { zh: '是', en: 'Yes' } : { zh: '否', en: 'No' });
  if (field?.type === 'yuan') return (Number(value) / 100).toFixed(2);
  if (field?.type === 'date' && typeof value === 'string') return formatDate(value);
  if (Array.isArray(value)) return value.length === 0 ? '—' : value.join('、');
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value : JSON.stringify(value);
  const words = field?.choices?.[text];
  return words ? say(words) : text;
};

/** The sampling sheet as filled in, in the order of the paper form. */
export const SheetView = ({ sheet }: { readonly sheet: unknown }) => {
  const { say } = useSpeech();
  return sheetForm.map(({ title, fields }) => (
    <Descriptions
      key={title.zh}
      size="small"
      title={say(title)}
      column={{ xs: 1, md: 2, xl: 3 }}
      items={fields.map(({ path, label }) => ({
        key: path,
        label: say(label),
        children: sheetValue(path, at(sheet, path), say),
      }))}
    />
  ));
};
