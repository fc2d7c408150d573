import { normaliseName } from '#foundation/search-text.ts';
import { isValidUscc } from '#foundation/identifiers.ts';
import type { MatchReason } from './enterprise.ts';

const brackets = /\([^()]*\)/g;
const legalForms = [
  '股份有限责任公司',
  '集团股份有限公司',
  '集团有限责任公司',
  '有限责任公司',
  '股份有限公司',
  '集团有限公司',
  '股份合作公司',
  '有限公司',
  '集团公司',
  '股份公司',
  '实业公司',
  '总公司',
  '分公司',
  '公司',
  '总厂',
  '分厂',
  '厂',
] as const;

/** Shorter cores say too little: 广东公司 and 广东厂 have nothing in common. */
const shortestCore = 4;

/**
 * A normalised name without bracketed parts and legal form: 佛山市甲乙灯饰有限公司 and 佛山市甲乙灯饰厂 share 佛山市甲乙灯饰.
 * Equal cores of different names are an uncertain match. Empty where too little would be left.
 */
export const coreOfName = (nameKey: string): string => {
  const open = nameKey.replaceAll(brackets, '');
  const form = legalForms.find((ending) => open.endsWith(ending));
  const core = form === undefined ? open : open.slice(0, -form.length);
  return core.length >= shortestCore ? core : '';
};

/** The code when it is a valid unified social credit code (GB 32100), else null: a wrong code identifies nobody. */
export const usableCreditCode = (code: string | null | undefined): string | null => {
  if (!code) return null;
  const plain = code.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
  return isValidUscc(plain) ? plain : null;
};

/**
 * The stated matching rule: two sightings are one enterprise without asking when they carry the same valid credit code, or,
 * having none, the same province (or both none) and the same normalised name. Everything else is another enterprise.
 */
export const matchKeyOf = (nameKey: string, provinceCode: string | null, creditCode: string | null): string =>
  creditCode ?? `${provinceCode ?? ''}|${nameKey}`;

const retailEndings =
  /(加油站|加气站|加油加气站|油站|商店|商行|商场|商厦|超市|百货|门市部|经营部|专卖店|专营店|旗舰店|药店|药房|便利店|士多店?|批发部|零售部|购物中心|购物广场|体验店|服务部|销售部|销售点|(?<!饭|酒)店)$/;

/** True for a petrol station or a shop by its name: listed as a producer, it never gets a card automatically. */
export const looksLikeRetailer = (nameKey: string): boolean => retailEndings.test(nameKey.replaceAll(brackets, ''));

/** What the rule needs to know of an enterprise. */
export interface Identity {
  readonly nameKey: string;
  readonly nameCore: string;
  readonly provinceCode: string | null;
  readonly creditCode: string | null;
}

/**
 * Why two different enterprises may be one, or undefined where nothing says so. The same statement stands as SQL in
 * storage.ts; a test holds the two against each other.
 */
export const uncertainMatch = (left: Identity, right: Identity): MatchReason | undefined => {
  const sameProvince = left.provinceCode === right.provinceCode;
  const provinceUnknown = left.provinceCode === null || right.provinceCode === null;
  const bothCoded = left.creditCode !== null && right.creditCode !== null;
  if (left.nameKey === right.nameKey) {
    if (bothCoded) return 'same-name-other-code';
    if (provinceUnknown && !sameProvince) return 'same-name-unknown-province';
    return sameProvince ? 'same-name-one-code' : 'same-name-other-province';
  }
  // Two valid codes with two different names are two firms, however alike the names.
  if (!bothCoded && left.nameCore !== '' && left.nameCore === right.nameCore && (sameProvince || provinceUnknown)) return 'same-core';
  return undefined;
};

/** Normalised forms of a name, all that the register matches by. */
export const keysOfName = (name: string): { readonly nameKey: string; readonly nameCore: string } => {
  const nameKey = normaliseName(name);
  return { nameKey, nameCore: coreOfName(nameKey) };
};
