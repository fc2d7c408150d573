import { pair, type TextPair } from '#foundation/text-pair.ts';
import { nameCore, normaliseName } from '#foundation/search-text.ts';
import { isValidUscc } from '#foundation/identifiers.ts';
import type { MatchReason } from './enterprise.ts';

/** Shorter cores say too little: 广东公司 and 广东有限公司 have nothing in common. */
const shortestCore = 4;

/**
 * The core of a name (without bracketed parts and legal form) where enough is left of it to compare by, else empty. Equal cores of
 * different names are an uncertain match: 佛山市甲乙灯饰有限公司, 佛山市甲乙灯饰（集团）公司.
 */
export const coreOfName = (name: string): string => {
  const core = nameCore(name);
  return core.length >= shortestCore ? core : '';
};

const commonWords = ['有限责任公司', '股份有限公司', '有限公司', '分公司'];

/** True for words that say only a legal form or less: 有限公司 would find nearly everything. */
export const tooGeneral = (nameKey: string): boolean =>
  nameKey.length < 2 || commonWords.some((words) => words.includes(nameKey));

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
  if (!bothCoded && left.nameCore !== '' && left.nameCore === right.nameCore && (sameProvince || provinceUnknown))
    return 'same-core';
  return undefined;
};

/** Normalised forms of a name, all that the register matches by. */
export const keysOfName = (name: string): { readonly nameKey: string; readonly nameCore: string } => {
  const nameKey = normaliseName(name);
  return { nameKey, nameCore: coreOfName(nameKey) };
};

/** Which of two entries stays when they are the same: the one with a credit code, else with a known city, else the older one. */
export const keepsOf = (
  left: { readonly creditCode: string | null; readonly cityCode: string | null },
  right: { readonly creditCode: string | null; readonly cityCode: string | null },
): 'left' | 'right' => {
  const weight = (side: typeof left): number => (side.creditCode === null ? 0 : 2) + (side.cityCode === null ? 0 : 1);
  return weight(right) > weight(left) ? 'right' : 'left';
};

interface Place {
  readonly level: string;
  readonly code: string;
  readonly cityCode: string | null;
}

/** What is wrong with a place that a person chose, or undefined. `county` null: no county was chosen. */
export const placeProblem = (city: Place | undefined, county: Place | undefined | null): TextPair | undefined => {
  if (city?.level !== 'city') return pair('不是地级市', 'it is not a city');
  if (county === null) return undefined;
  if (county?.level !== 'county') return pair('不是县级行政区', 'it is not a county');
  return county.cityCode === city.code ? undefined : pair('不在所选的市内', 'it does not lie in the chosen city');
};
