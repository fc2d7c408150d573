import type { TextPair } from '#foundation/text-pair.ts';
import type { FieldVisit } from '../contract-field.ts';
import type { SheetInput } from '../sheet-input.ts';

/** One field of the form. `path` is its place in the sheet. */
export interface FormField {
  readonly path: string;
  readonly label: TextPair;
  readonly type: 'text' | 'whole' | 'yuan' | 'date' | 'seals' | 'choice' | 'yes' | 'long';
  readonly needed?: true;
  readonly choices?: Readonly<Record<string, TextPair>>;
}
export interface FormPart {
  readonly title: TextPair;
  readonly fields: readonly FormField[];
}

const field = (
  path: string,
  zh: string,
  en: string,
  more: Partial<Omit<FormField, 'path' | 'label'>> = {},
): FormField => ({
  path,
  label: { zh, en },
  type: 'text',
  ...more,
});
const needed = { needed: true } as const;
const firm = (of: string): FormField[] => [
  field(`${of}.name`, '名称', 'Name', needed),
  field(`${of}.address`, '地址', 'Address'),
  field(`${of}.representative`, '法定代表人', 'Legal representative'),
  field(`${of}.contact`, '联系人', 'Contact'),
  field(`${of}.phone`, '电话', 'Phone'),
];

/** The form in the order of the paper sheet 抽样单. */
export const sheetForm: readonly FormPart[] = [
  { title: { zh: '受检单位', en: 'Inspected unit' }, fields: firm('unit') },
  {
    title: { zh: '生产单位', en: 'Producer' },
    fields: [
      ...firm('producer'),
      field('producer.postcode', '邮编', 'Postcode'),
      field('producer.creditCode', '营业执照／组织机构代码', 'Business licence or organisation code'),
      field('producer.employees', '从业人数', 'Employees'),
      field('producer.outputValue', '产值', 'Output value'),
      field('producer.output', '产量', 'Output'),
      field('producer.economy', '经济类型', 'Form of ownership'),
    ],
  },
  {
    title: { zh: '受检产品', en: 'Product' },
    fields: [
      field('product.certificate', '证书种类', 'Certificate', {
        type: 'choice',
        choices: {
          none: { zh: '无', en: 'None' },
          licence: { zh: '生产许可证', en: 'Production licence' },
          ccc: { zh: 'CCC', en: 'CCC' },
          qs: { zh: 'QS', en: 'QS' },
          other: { zh: '其他', en: 'Other' },
        },
      }),
      field('product.certificateNumber', '证书编号', 'Number of the certificate'),
      field('product.name', '产品名称', 'Product', needed),
      field('product.model', '规格型号', 'Model and specification'),
      field('product.batch', '生产日期／批号（标注）', 'Date or lot as marked'),
      field('product.producedOn', '生产日期', 'Produced on', { type: 'date' }),
      field('product.brand', '商标', 'Trade mark'),
      field('product.quantity', '抽样数量', 'Quantity taken', needed),
      field('product.grade', '产品等级', 'Grade'),
      field('product.lotSize', '抽样基数／批量', 'Lot', { type: 'whole' }),
      field('product.standard', '标注执行标准／技术文件', 'Standard as marked'),
      field('product.priceFen', '样品价款（元）', 'Price paid (yuan)', { type: 'yuan' }),
      field('product.exported', '是否出口', 'For export', { type: 'yes' }),
    ],
  },
  {
    title: { zh: '抽样与封样', en: 'Sampling and seals' },
    fields: [
      field('sampledOn', '抽样日期', 'Sampling date', { type: 'date', needed: true }),
      field('seals', '样品封样编号', 'Seals of the sample', { type: 'seals', needed: true }),
      field('reserve.quantity', '备样量', 'Quantity of the reserve'),
      field('reserve.keptBy', '备样封存于', 'Reserve kept by', {
        type: 'choice',
        choices: {
          laboratory: { zh: '承检机构', en: 'Laboratory' },
          enterprise: { zh: '受检单位', en: 'Inspected unit' },
          none: { zh: '无备样', en: 'No reserve' },
        },
      }),
      field('reserve.place', '封存地点', 'Where exactly'),
      field('reserve.seals', '备样封样编号', 'Seals of the reserve', { type: 'seals' }),
      field('sendTo', '寄送地点', 'Send to'),
      field('sendUntil', '寄送截止日期', 'Send until', { type: 'date' }),
      field('remark', '备注', 'Remarks', { type: 'long' }),
    ],
  },
  {
    title: { zh: '签字', en: 'Signatures' },
    fields: [
      field('signedBy', '受检单位签字人', 'Signed for the firm by'),
      field('witness', '拒签的见证人', 'Witness, where the firm will not sign'),
    ],
  },
];

/** What has been typed, field by field. */
export type Draft = Readonly<Record<string, string>>;

/** A sheet begun from what was downloaded. At the factory the producer is the firm visited. */
export const beginDraft = (visit: FieldVisit, today: string): Draft => {
  const { enterprise, rule, laboratory, site } = visit;
  const own: Draft =
    site === 'factory'
      ? {
          'producer.name': enterprise.name,
          'producer.address': enterprise.address ?? '',
          'producer.creditCode': enterprise.creditCode ?? '',
        }
      : {};
  return {
    'unit.name': enterprise.name,
    'unit.address': enterprise.address ?? '',
    ...own,
    'product.certificate': 'none',
    'product.name': visit.category.name,
    'product.quantity': rule?.sampleQuantity ?? '',
    sampledOn: today,
    'reserve.quantity': rule?.reserveQuantity ?? '',
    'reserve.keptBy': 'laboratory',
    sendTo: laboratory?.name ?? '',
  };
};

const most: Readonly<Record<string, number>> = {
  name: 120,
  address: 200,
  representative: 60,
  contact: 60,
  phone: 40,
  postcode: 10,
  creditCode: 30,
  employees: 20,
  outputValue: 40,
  output: 40,
  economy: 40,
  certificateNumber: 60,
  model: 120,
  batch: 80,
  brand: 80,
  quantity: 60,
  grade: 60,
  standard: 200,
  place: 200,
  sendTo: 200,
  remark: 1000,
  signedBy: 60,
  witness: 60,
};

const sealsOf = (text: string): string[] => text.split(/[\s,，、;；]+/).filter((one) => one !== '');
const isDay = (text: string): boolean => {
  const [, year = 0, month = 0, day = 0] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return year > 0 && date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

const faultOf = ({ path, type, needed: wanted, choices }: FormField, text: string): TextPair | undefined => {
  if (text === '') return wanted ? { zh: '请填写', en: 'Please fill in' } : undefined;
  switch (type) {
    case 'whole':
      return /^\d{1,9}$/.test(text) ? undefined : { zh: '请填写整数', en: 'Give a whole number' };
    case 'yuan':
      return /^\d{1,8}(\.\d{1,2})?$/.test(text) ? undefined : { zh: '请填写金额，最多两位小数', en: 'Give an amount' };
    case 'date':
      return isDay(text) ? undefined : { zh: '请填写日期', en: 'Give a date' };
    case 'seals': {
      const seals = sealsOf(text);
      const sound = seals.length <= 20 && new Set(seals).size === seals.length && seals.every((seal) => /^[A-Za-z0-9-]{3,40}$/.test(seal)); // prettier-ignore
      return sound
        ? undefined
        : {
            zh: '封样编号为3至40位字母、数字，多个用空格分开，不得重复',
            en: 'Seals are 3 to 40 letters and digits, apart by spaces, none twice',
          };
    }
    case 'choice':
      return choices !== undefined && Object.hasOwn(choices, text) ? undefined : { zh: '请选择', en: 'Please choose' };
    case 'yes':
      return undefined;
    case 'text':
    case 'long': {
      const limit = most[path.split('.').at(-1) ?? ''] ?? 200;
      return text.length <= limit ? undefined : { zh: `不超过${limit}个字`, en: `${limit} characters at most` };
    }
  }
};

const fenOf = (yuan: string): number => {
  const [whole = '0', rest = ''] = yuan.split('.');
  return Number(whole) * 100 + Number(rest.padEnd(2, '0'));
};

const valueOf = ({ type }: FormField, text: string): unknown => {
  switch (type) {
    case 'whole':
      return text === '' ? null : Number(text);
    case 'yuan':
      return text === '' ? null : fenOf(text);
    case 'date':
      return text === '' ? null : text;
    case 'seals':
      return sealsOf(text);
    case 'yes':
      return text === 'yes';
    case 'text':
    case 'long':
    case 'choice':
      return text;
  }
};

const fields = sheetForm.flatMap((part) => part.fields);

/** What is wrong with a draft, field by field; nothing where the server will take it as a sheet. */
export const faultsOf = (draft: Draft): Readonly<Record<string, TextPair>> => {
  const text = (path: string): string => (draft[path] ?? '').trim();
  const faults: Record<string, TextPair> = {};
  for (const one of fields) {
    const fault = faultOf(one, one.type === 'choice' && text(one.path) === '' ? 'none' : text(one.path));
    if (fault) faults[one.path] = fault;
  }
  const kept = text('reserve.keptBy');
  if (kept !== '' && kept !== 'none')
    for (const path of ['reserve.quantity', 'reserve.seals'])
      if (text(path) === '') faults[path] ??= { zh: '有备样的请填写', en: 'Needed where a reserve is kept' };
  const main = sealsOf(text('seals'));
  if (sealsOf(text('reserve.seals')).some((seal) => main.includes(seal)))
    faults['reserve.seals'] ??= { zh: '与样品封样编号重复', en: 'Used on the sample already' };
  if (text('signedBy') === '' && text('witness') === '')
    faults['signedBy'] ??= { zh: '请填写签字人；拒签的填写见证人', en: 'Say who signed, or who saw that nobody would' };
  return faults;
};

const textOf = ({ type }: FormField, value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (type === 'yuan') return (Number(value) / 100).toFixed(2).replace(/\.?0+$/, '');
  if (type === 'yes') return value === true ? 'yes' : '';
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'string' ? value : String(value as number);
};

/** The draft that makes a sheet again: where a correction begins. */
export const draftOf = (sheet: SheetInput): Draft =>
  Object.fromEntries(
    fields.map((one) => {
      const [first = '', second] = one.path.split('.');
      const part = (sheet as Readonly<Record<string, unknown>>)[first];
      return [one.path, textOf(one, second === undefined ? part : (part as Readonly<Record<string, unknown>>)[second])];
    }),
  );

/** The sheet that a draft without faults makes. */
export const sheetOf = (draft: Draft): SheetInput => {
  const sheet: Record<string, unknown> = {};
  for (const one of fields) {
    const text = (draft[one.path] ?? '').trim();
    const value = valueOf(one, one.type === 'choice' && text === '' ? 'none' : text);
    const [first = '', second] = one.path.split('.');
    if (second === undefined) sheet[first] = value;
    else sheet[first] = { ...(sheet[first] as object | undefined), [second]: value };
  }
  return sheet as unknown as SheetInput;
};
