/**
 * Text as it is compared and searched. Every function is pure and quick enough for millions of rows: most names are already
 * in normal form, one scan finds that out and gives the very string back.
 */

/**
 * Brackets of every style become ( ), dashes -, what separates a comma. Quotes and middle dots are typesetting and go:
 * “甲乙” and 甲·乙 are often printed without them.
 */
const variants: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '(': '[{〔【［｛〈《「『〖﹙﹝❨⟨',
    ')': ']}〕】］｝〉》」』〗﹚﹞❩⟩',
    '"': "“”„‟＂″〃'‘’‛′`´",
    '-': '‐‑‒–—―−─━﹣－',
    '·': '•‧・∙⋅●･᛫',
    ',': '、，﹐﹑；;',
    '~': '～〜∼',
  }).flatMap(([to, from]) => [...from].map((char): [string, string] => [char, to])),
);

const dropped: ReadonlySet<string> = new Set(['"', '·', '。', '\u{ff61}']);

/** True for code units that stay as they are: lower-case letters, digits, ( ) and Chinese characters of the basic block. */
const settled = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) ||
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x30 && code <= 0x39) ||
  code === 0x28 ||
  code === 0x29;

const isWordCode = (code: number): boolean => (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);

const isSpaceOrInvisible = (char: string): boolean => /[\s\p{Cc}\p{Cf}]/u.test(char);

const slowNormalise = (text: string): string => {
  let out = '';
  let gap = false;
  // Folded first by our own table: NFKC would turn … and some dots into other things, and leaves quotes and dashes apart.
  let folded = '';
  for (const char of text) folded += variants.get(char) ?? char;
  for (const raw of folded.normalize('NFKC').toLowerCase()) {
    if (isSpaceOrInvisible(raw)) {
      gap = gap || !/\p{Cf}/u.test(raw);
      continue;
    }
    const char = variants.get(raw) ?? raw;
    if (dropped.has(char)) continue;
    // A space counts only between two words in Latin letters or digits; elsewhere it is typesetting.
    if (gap && isWordCode(char.charCodeAt(0)) && isWordCode(out.charCodeAt(out.length - 1))) out += ' ';
    gap = false;
    out += char;
  }
  return out;
};

/**
 * The normal form of a name: NFKC, lower case, one style of brackets and dashes, no quotes or middle dots; spaces only between Latin words;
 * nothing invisible. Two names are written alike when their normal forms are equal. Normalising twice changes nothing.
 */
export const normaliseName = (name: string): string => {
  for (let i = 0; i < name.length; i += 1) if (!settled(name.charCodeAt(i))) return settle(name);
  return name;
};

/** NFKC after folding can bring forth something to fold again (rare ligatures and squared forms): repeat until it rests. */
const settle = (name: string): string => {
  const once = slowNormalise(name);
  const twice = slowNormalise(once);
  return twice === once ? once : settle(twice);
};

/** Longest first, so that the whole legal form goes. */
const legalForms = ['股份有限责任公司', '股份有限公司', '有限责任公司', '有限公司', '股份公司', '总公司', '公司'];

/** A branch is an establishment of its own; its form is never cut. */
const branchForms = ['分公司', '支公司', '子公司'];

const cutLegalForm = (name: string): string => {
  if (branchForms.some((form) => name.endsWith(form))) return name;
  const form = legalForms.find((each) => name.endsWith(each));
  return form === undefined ? name : name.slice(0, -form.length);
};

/** Without bracketed parts; unpaired brackets stay. */
const cutBrackets = (name: string): string => {
  if (!name.includes('(')) return name;
  let out = '';
  let open = -1;
  let depth = 0;
  for (let i = 0; i < name.length; i += 1) {
    const char = name[i] ?? '';
    if (char === '(') {
      if (depth === 0) open = i;
      depth += 1;
    } else if (char === ')' && depth > 0) {
      depth -= 1;
    } else if (depth === 0) {
      out += char;
    }
  }
  return depth === 0 ? out : out + name.slice(open);
};

/**
 * What is left of a name without its legal form (有限公司, 股份有限公司 …) and bracketed parts. Equal cores make two enterprises
 * candidates for a person to compare, never the same. A name that would vanish stays whole.
 */
export const nameCore = (name: string): string => {
  const normal = normaliseName(name);
  // Only the last character decides whether a legal form can stand at the end: spares most comparisons.
  const bare = cutBrackets(normal);
  const core = bare.endsWith('公司') ? cutLegalForm(bare) : bare;
  return core === '' ? normal : core;
};

/** Only what carries meaning for a search: letters, digits and Chinese characters of the normal form. */
export const searchable = (text: string): string => {
  const normal = normaliseName(text);
  for (let i = 0; i < normal.length; i += 1) {
    const code = normal.charCodeAt(i);
    if (!settled(code) || code < 0x30) return normal.replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, '');
  }
  return normal;
};

/**
 * The distinct neighbouring pairs of characters of a text, in order of first appearance; a text of one character gives itself.
 * Stored in an array column under a GIN index, `bigrams @> query` finds every text that may contain the query.
 */
export const bigrams = (text: string): string[] => {
  const chars = [...searchable(text)];
  if (chars.length < 2) return chars;
  const found = new Set<string>();
  for (let i = 1; i < chars.length; i += 1) found.add(`${chars[i - 1]}${chars[i]}`);
  return [...found];
};
