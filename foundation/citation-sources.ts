import type { TextPair } from './text-pair.ts';

/**
 * A text that may be cited. `title` is printed before the place; `clauses` maps our id to the printed place ('' where only
 * the whole text is cited); `lost` are clauses whose text did not reach us; `versions` name the text in force from a day on,
 * and the articles listed under `clauses` belong to these versions only.
 */
export interface CitationSource {
  readonly title: TextPair;
  readonly separator?: TextPair;
  readonly clauses: Readonly<Record<string, TextPair>>;
  readonly lost?: readonly string[];
  readonly versions?: readonly { readonly from: string; readonly label: TextPair }[];
}

const whole = { '': { zh: '', en: '' } } as const;

/**
 * The notice. Places whose number mark is lost are inferred from the order of the text and printed by their part alone.
 * Clause 4.1 has lost all its text; 3.3 never reached us.
 */
const notice = {
  title: { zh: '粤府办〔2000〕18号', en: 'Yuefuban [2000] No. 18' },
  lost: ['3.3', '4.1'],
  clauses: {
    '': { zh: '', en: '' },
    '1.1': { zh: '一（一）', en: 'Part 1 (1)' },
    '1.2': { zh: '一（二）', en: 'Part 1 (2)' },
    '2.1.1': { zh: '二（一）1', en: 'Part 2 (1) 1' },
    '2.1.2': { zh: '二（一）2', en: 'Part 2 (1) 2' },
    '2.2.1': { zh: '二（二）1', en: 'Part 2 (2) 1' },
    '2.2.2': { zh: '二（二）2', en: 'Part 2 (2) 2' },
    '2.3.1': { zh: '二（三）1', en: 'Part 2 (3) 1' },
    '2.3.2': { zh: '二（三）2', en: 'Part 2 (3) 2' },
    '2.4': { zh: '二（四）', en: 'Part 2 (4)' },
    '3.1.1': { zh: '三（一）1', en: 'Part 3 (1) 1' },
    '3.1.2': { zh: '三（一）2', en: 'Part 3 (1) 2' },
    '3.1.3': { zh: '三（一）3', en: 'Part 3 (1) 3' },
    '3.1.4': { zh: '三（一）4', en: 'Part 3 (1) 4' },
    '3.2': { zh: '三（二）', en: 'Part 3 (2)' },
    '3.4': { zh: '第三部分', en: 'Part 3' },
    '3.5': { zh: '三（五）', en: 'Part 3 (5)' },
    '3.6': { zh: '第三部分', en: 'Part 3' },
    '3.7': { zh: '三（七）', en: 'Part 3 (7)' },
    '3.8': { zh: '三（八）', en: 'Part 3 (8)' },
    '4.2': { zh: '第四部分', en: 'Part 4' },
    '4.3.1': { zh: '四（三）1', en: 'Part 4 (3) 1' },
    '4.3.2': { zh: '四（三）1第二句', en: 'Part 4 (3) 1, second sentence' },
    '4.4': { zh: '第四部分', en: 'Part 4' },
    '5.1': { zh: '五（一）', en: 'Part 5 (1)' },
    '5.2': { zh: '五（二）', en: 'Part 5 (2)' },
    '5.3': { zh: '五（三）', en: 'Part 5 (3)' },
    '6.1': { zh: '第六部分', en: 'Part 6' },
    '6.2.1': { zh: '六（二）1', en: 'Part 6 (2) 1' },
    '6.2.2': { zh: '六（二）2', en: 'Part 6 (2) 2' },
    '6.3': { zh: '六（三）', en: 'Part 6 (3)' },
    '6.4': { zh: '第六部分', en: 'Part 6' },
    '7.1': { zh: '七（一）', en: 'Part 7 (1)' },
    '7.2': { zh: '七（二）', en: 'Part 7 (2)' },
    '7.3': { zh: '七（三）', en: 'Part 7 (3)' },
  },
} as const satisfies CitationSource;

/** The articles belong to the numbering in force since 1 September 2000; the law of 1993 numbered them otherwise. */
const productQualityLaw = {
  title: { zh: '《中华人民共和国产品质量法》', en: 'Product Quality Law of the People’s Republic of China' },
  separator: { zh: '', en: ', ' },
  versions: [
    { from: '2000-09-01', label: { zh: '（2000年修正）', en: ' (as amended in 2000)' } },
    { from: '2009-08-27', label: { zh: '（2009年修正）', en: ' (as amended in 2009)' } },
    { from: '2018-12-29', label: { zh: '（2018年修正）', en: ' (as amended in 2018)' } },
  ],
  clauses: {
    '': { zh: '', en: '' },
    '15': { zh: '第十五条', en: 'Article 15' },
    '16': { zh: '第十六条', en: 'Article 16' },
    '17': { zh: '第十七条', en: 'Article 17' },
    '24': { zh: '第二十四条', en: 'Article 24' },
    '56': { zh: '第五十六条', en: 'Article 56' },
  },
} as const satisfies CitationSource;

/** Measures of 2019; only articles whose wording was seen are listed. */
const spotCheckMeasures2019 = {
  title: {
    zh: '《产品质量监督抽查管理暂行办法》（国家市场监督管理总局令第18号）',
    en: 'Interim Measures for Product Quality Spot Checks (SAMR Order No. 18)',
  },
  separator: { zh: '', en: ', ' },
  clauses: {
    '': { zh: '', en: '' },
    '44': { zh: '第四十四条', en: 'Article 44' },
    '45': { zh: '第四十五条', en: 'Article 45' },
    '46': { zh: '第四十六条', en: 'Article 46' },
    '47': { zh: '第四十七条', en: 'Article 47' },
    '48': { zh: '第四十八条', en: 'Article 48' },
  },
} as const satisfies CitationSource;

/** The articles belong to the revision of 2021; earlier versions numbered them otherwise. */
const administrativePenaltyLaw = {
  title: {
    zh: '《中华人民共和国行政处罚法》',
    en: 'Administrative Penalty Law of the People’s Republic of China',
  },
  separator: { zh: '', en: ', ' },
  versions: [{ from: '2021-07-15', label: { zh: '（2021年修订）', en: ' (as revised in 2021)' } }],
  clauses: {
    '': { zh: '', en: '' },
    '63': { zh: '第六十三条', en: 'Article 63' },
    '64': { zh: '第六十四条', en: 'Article 64' },
  },
} as const satisfies CitationSource;

/** Every text that the program may cite. A new one is an entry here; an article that is not listed can't be printed. */
export const citationSources = {
  notice,
  'product-quality-law': productQualityLaw,
  'spot-check-measures-2001': {
    title: {
      zh: '《产品质量国家监督抽查管理办法》（国家质检总局令第13号）',
      en: 'Measures for National Product Quality Spot Checks (AQSIQ Order No. 13)',
    },
    clauses: whole,
  },
  'spot-check-measures-2010': {
    title: {
      zh: '《产品质量监督抽查管理办法》（国家质检总局令第133号）',
      en: 'Measures for Product Quality Spot Checks (AQSIQ Order No. 133)',
    },
    clauses: whole,
  },
  'spot-check-measures-2019': spotCheckMeasures2019,
  'administrative-penalty-law': administrativePenaltyLaw,
  'production-licence-regulation': {
    title: {
      zh: '《中华人民共和国工业产品生产许可证管理条例》（2023年修订）',
      en: 'Regulation on Production Licences for Industrial Products (as revised in 2023)',
    },
    clauses: whole,
  },
  'gbt-8170': {
    title: {
      zh: 'GB/T 8170—2008《数值修约规则与极限数值的表示和判定》',
      en: 'GB/T 8170—2008, Rules of rounding off for numerical values and expression and judgement of limiting values',
    },
    clauses: whole,
  },
  'gb-32100': {
    title: {
      zh: 'GB 32100—2015《法人和其他组织统一社会信用代码编码规则》',
      en: 'GB 32100—2015, The coding rule of the unified social credit identifier',
    },
    clauses: whole,
  },
  'gb-11714': {
    title: {
      zh: 'GB 11714—1997《全国组织机构代码编制规则》',
      en: 'GB 11714—1997, Rules of coding for the national organisation code',
    },
    clauses: whole,
  },
  'gbt-2260': {
    title: {
      zh: 'GB/T 2260《中华人民共和国行政区划代码》',
      en: 'GB/T 2260, Codes for the administrative divisions of the People’s Republic of China',
    },
    clauses: whole,
  },
} as const satisfies Record<string, CitationSource>;
