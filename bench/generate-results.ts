import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** How large and how varied the generated table is. The same options give the same bytes. */
export interface GeneratedResults {
  readonly rows: number;
  readonly producers?: number;
  readonly seed?: number;
}

const header =
  '表号,发布机关,年份,批次,表类,产品种类,序号,生产企业名称,所在地,省份,受检单位,电商平台,产品名称,商标,规格型号,产品等级,生产日期或批号,抽查结果,结果归一,不合格项目,复查检验结果,承检机构,备注';

const provinces = ['广东', '浙江', '江苏', '山东', '河北', '上海', '福建', '辽宁', '河南', '四川'];
const suffixOf = (province: string): string => (province === '上海' ? '市' : '省');
const materials = [
  '木',
  '棉',
  '铝合金',
  '不锈钢',
  '塑料',
  '陶瓷',
  '玻璃',
  '竹',
  '皮革',
  '橡胶',
  '纸',
  '尼龙',
  '搪瓷',
  '铸铁',
  '藤',
  '亚麻',
  '硅胶',
  '铜',
  '羊毛',
  '大理石',
];
const goods = ['家具', '插座', '电饭锅', '童车', '水龙头', '灯具', '保温杯', '轮胎', '电线', '书包'];
const items = [
  '甲醛释放量',
  '标志和说明',
  '耐压强度',
  '绝缘电阻',
  '纤维含量',
  '尺寸偏差',
  '机械强度',
  '耐热性',
  '爬电距离',
  '重金属含量',
  'pH值',
  '色牢度',
  '能效等级',
  '密封性能',
  '结构',
];
const first = '粤穗岭江海云珠锦晟瑞恒启博裕隆宏鼎泰佳润';
const second = '达华盛源丰诚兴通利安康美特科凯迪奥星宇航';
const trades = ['实业', '电器', '五金制品', '塑胶', '家具', '纺织', '日用品', '电子科技', '轻工', '橡塑制品'];
const brands = ['云岭', '海鹭', '三棱', '泽雨', '朴木', '禾苗', '北辰', '远帆', '/', ''];

/** mulberry32: small, seeded, the same everywhere. */
const random = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const two = (value: number): string => String(value).padStart(2, '0');

const producerName = (at: number): string => {
  const a = first[at % first.length]!;
  const b = second[Math.trunc(at / first.length) % second.length]!;
  const trade = trades[Math.trunc(at / (first.length * second.length)) % trades.length]!;
  const number = Math.trunc(at / (first.length * second.length * trades.length));
  return `假想${a}${b}${number === 0 ? '' : `第${number}`}${trade}有限公司`;
};

/** The table as CSV lines in chunks of about 64 kB: 200 categories, 15 % failing, two firms in one cell of a hundred. */
export function* generateResults({ rows, producers = 100_000, seed = 1 }: GeneratedResults): Generator<string> {
  const next = random(seed);
  const pick = <T>(list: ArrayLike<T>): T => list[Math.trunc(next() * list.length)]!;
  let chunk = `\uFEFF${header}\n`;
  const perBatch = Math.max(1000, Math.ceil(rows / 60));
  for (let row = 0; row < rows; row += 1) {
    const batchNo = Math.trunc(row / perBatch);
    const year = 2019 + Math.trunc(batchNo / 12);
    const month = (batchNo % 12) + 1;
    const batch = `${year}${two(month)}15`;
    const category = Math.trunc((row % perBatch) / Math.ceil(perBatch / 40)) + (batchNo % 5) * 40;
    const material = materials[category % materials.length]!;
    const good = goods[Math.trunc(category / materials.length) % goods.length]!;
    const producer = Math.trunc(next() * producers);
    const province = provinces[producer % 17 < 8 ? 0 : producer % provinces.length]!;
    const name = producerName(producer);
    const cell = next() < 0.01 ? `制造商：${producerName((producer * 7) % producers)} 生产厂：${name}` : name;
    const fails = next() < 0.15;
    const verdict = fails ? '不合格' : '合格';
    const failing = fails ? (next() < 0.3 ? `${pick(items)}、${pick(items)}` : pick(items)) : '';
    const made = `${year}-${two(Math.max(1, month - 1))}-${two(1 + Math.trunc(next() * 28))}`;
    chunk +=
      `G${batchNo},广东省质量技术监督局,${year},${batch},抽查结果,${material}${good},${row + 1},${cell},${province}${suffixOf(province)},${province},` +
      `${next() < 0.5 ? `假想${pick(first)}${pick(second)}商场` : ''},,${material}${good}（${pick(['标准', '家用', '便携', '加厚'])}款）,${pick(brands)},` +
      `${pick('ABCDEFGH')}${Math.trunc(next() * 900) + 100}-${Math.trunc(next() * 90) + 10},${pick(['合格品', '一等品', '/', ''])},${made}/${Math.trunc(next() * 1e6)},` +
      `${verdict},${verdict},${failing},,假想产品质量检验院第${(category % 60) + 1}所,\n`;
    if (chunk.length > 65_536) {
      yield chunk;
      chunk = '';
    }
  }
  yield chunk;
}

/** Writes the table to a file. */
export const writeResults = (path: string, options: GeneratedResults): Promise<void> =>
  pipeline(Readable.from(generateResults(options)), createWriteStream(path));

if (import.meta.main) {
  const [path, rows = '1000000', seed = '1'] = process.argv.slice(2);
  if (path === undefined) {
    console.error('node bench/generate-results.ts FILE.csv [ROWS] [SEED]');
    process.exit(2);
  }
  await writeResults(path, { rows: Number(rows), seed: Number(seed) });
}
