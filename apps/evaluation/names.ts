import type { SeededRandom } from '#foundation/random-seeded.ts';

/** Rare syllables: two of them together hardly name a real firm. */
const first = [
  ...'翊彧珩骐芃沅沐暾屹嵘翀烜湛骁昱岑煜琮玥珺澍霁霖瀚淏沣溱漪澜澈汐涔浔洵渌潞泓浛砚磐砺岱峻崤崇岘峥嶷嵩屿岚垚堃坤墉垣塬圻坻',
];
const second = [
  ...'翎珈珞琬琰瑄瑜瑾璇璞璟瓒祎祺禧禾稷穆筠筱箴篁簌粲纶绂绎缇缜羲翙翥耘聿胤臻舫舸艾芊芷茗荃荟莘菀菡萱葳蔚蕴薇藜蘅蠡衍裕觅谡谦贲赟',
];
const brandEndings = ['', '', '', '莱', '顿', '雅', '诺', '斯'];

/** The syllables that an enterprise is called by. */
export const brandOf = (random: SeededRandom): string =>
  `${random.pick(first)}${random.pick(second)}${random.pick(brandEndings)}`;

const forms = [
  { ending: '有限公司', weight: 78 },
  { ending: '实业有限公司', weight: 6 },
  { ending: '科技有限公司', weight: 8 },
  { ending: '股份有限公司', weight: 3 },
  { ending: '制造有限公司', weight: 5 },
] as const;

/** A name for a producer: place, brand, trade, legal form. */
export const producerName = (random: SeededRandom, place: string, brand: string, trade: string): string => {
  if (random.chance(0.11)) return `${place}${brand}${trade}厂`;
  const { ending } = random.weighted(forms, ({ weight }) => weight);
  return `${place}${brand}${trade}${trade.endsWith('科技') || trade.endsWith('技术') ? '有限公司' : ending}`;
};

const shops = ['百货', '超市', '家居广场', '建材商行', '电器商行', '日用品店', '五金商店', '童装店', '商贸有限公司'];

export const shopName = (random: SeededRandom, city: string): string =>
  `${city}${brandOf(random)}${random.pick(shops)}`;

const roads = ['演示大道', '样例路', '范例一路', '范例二路', '模拟街', '示范工业路'];

/** An address on roads that no town has. */
export const addressIn = (random: SeededRandom, place: string): string =>
  `${place}${random.pick(roads)}${random.int(1, 399)}号${random.chance(0.3) ? `${random.int(1, 9)}栋` : ''}`;

const marks = ['图形', '/', ''];

/** The trade mark as tables write it: mostly the brand, sometimes a figure or nothing. */
export const markOf = (random: SeededRandom, brand: string): string =>
  random.chance(0.12) ? random.pick(marks) : brand;

/** A model out of patterns like `C{a}-{b}`. */
export const modelOf = (random: SeededRandom, patterns: readonly string[]): string =>
  random
    .pick(patterns)
    .replaceAll('{a}', String(random.pick([120, 160, 180, 200, 260, 300, 320, 368, 450, 518, 600, 688, 800, 908])))
    .replaceAll('{b}', String(random.int(2, 49)));
