import { z } from 'zod';
import { dayTextSchema } from '#foundation/local-date.ts';
import { type FormField, sheetForm } from '../visits/field/sheet-form.ts';
import { sheetInput } from '../visits/sheet-input.ts';
import { cells, note, orBlank, printDay, row, signatures, table } from './blocks.ts';

/** What the sampling sheet 抽样单 says. A correction makes a new paper, with the former values. */
export const samplingSheetFields = z.object({
  sampleNumber: z.string(),
  plan: z.string(),
  planNumber: z.string().nullable(),
  task: z.string(),
  kind: z.string(),
  site: z.string(),
  noticeNumber: z.string().nullable(),
  sheet: sheetInput,
  inspectors: z.array(z.object({ name: z.string(), certificateNo: z.string() })),
  corrections: z.array(
    z.object({
      revision: z.number().int(),
      changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
      reason: z.string(),
      signedBy: z.string(),
      by: z.string().nullable(),
      on: dayTextSchema,
    }),
  ),
});

const fieldsByPath = new Map(sheetForm.flatMap((part) => part.fields.map((field) => [field.path, field])));

const printed = (field: FormField | undefined, given: unknown): string => {
  if (Array.isArray(given)) return given.join('、');
  if (typeof given === 'boolean') return given ? '是' : '否';
  if (typeof given !== 'string' && typeof given !== 'number') return '';
  const value = String(given);
  switch (field?.type) {
    case 'date':
      return printDay(value);
    case 'yuan':
      return `${Math.floor(Number(value) / 100)}.${String(Number(value) % 100).padStart(2, '0')}元`;
    case 'choice':
      return field.choices?.[value]?.zh ?? value;
    default:
      return value;
  }
};

const valueAt = (sheet: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>> | undefined)?.[key], sheet);

/** Fields that need the width of the form for themselves. */
const wide = /(^|\.)(name|address|standard|seals|place|sendTo|remark)$/;

const rowsOf = (fields: readonly FormField[], sheet: unknown): ReturnType<typeof row>[] => {
  const rows: ReturnType<typeof row>[] = [];
  let waiting: (readonly [string, string])[] = [];
  const close = (): void => {
    if (waiting.length > 0) rows.push(row(...waiting));
    waiting = [];
  };
  for (const field of fields) {
    const pair = [field.label.zh, printed(field, valueAt(sheet, field.path))] as const;
    if (wide.test(field.path)) {
      close();
      rows.push(row(pair));
      continue;
    }
    waiting.push(pair);
    if (waiting.length === 2) close();
  }
  close();
  return rows;
};

const signed = ({ signedBy, witness }: z.output<typeof sheetInput>): string =>
  signedBy === '' ? `拒绝签字，见证人：${witness}` : signedBy;

export const composeSamplingSheet = (fields: z.output<typeof samplingSheetFields>) => {
  const { sheet, inspectors, corrections } = fields;
  const revision = corrections.at(-1)?.revision ?? 0;
  return {
    title: `产品质量监督抽查抽样单${revision === 0 ? '' : `（第${revision}次更正）`}`,
    blocks: [
      cells('', [
        row(['抽样单编号', fields.sampleNumber], ['通知书文号', fields.noticeNumber]),
        row(['任务来源', [fields.plan, fields.planNumber, fields.task].filter(Boolean).join('　')]),
        row(['检查类别', fields.kind], ['抽样地点', fields.site]),
      ]),
      // The signatures stand below, on lines of their own.
      ...sheetForm.slice(0, -1).map((part) => cells(part.title.zh, rowsOf(part.fields, sheet))),
      ...(corrections.length === 0
        ? []
        : [
            table(
              '更正记录（双方签字，保留原值）',
              [
                { title: '次', width: 1, align: 'center' },
                { title: '项目', width: 3 },
                { title: '原值', width: 4 },
                { title: '更正为', width: 4 },
                { title: '事由', width: 4 },
                { title: '签字人、日期', width: 4 },
              ],
              corrections.flatMap(({ revision: of, changes, reason, signedBy, by, on }) =>
                changes.map(({ field, from, to }) => {
                  const known = fieldsByPath.get(field);
                  return [String(of), known?.label.zh ?? field, orBlank(printed(known, from)), orBlank(printed(known, to)), reason, `${signedBy}、${by ?? '抽样人员'}，${printDay(on)}`]; // prettier-ignore
                }),
              ),
            ),
          ]),
      signatures(
        ['受检单位（签字、盖章）：', signed(sheet)],
        ['抽样人员（签字）：', inspectors.map(({ name, certificateNo }) => `${name}（${certificateNo}）`).join('、')],
        ['日期：', printDay(sheet.sampledOn)],
      ),
      note('本单一式四联：第一联抽样人员存，第二联交受检（生产）单位，第三联报组织抽查的机关，第四联供后处理使用。'),
      note('签字、签名图像和现场照片与抽样记录一并保存。更正后的抽样单代替更正前的抽样单，抽样单编号不变。'),
    ],
  };
};
