import { organisationCheckCharacter, usccCheckCharacter } from '#foundation/identifiers.ts';
import type { SeededRandom } from '#foundation/random-seeded.ts';

const characters = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];

/**
 * A valid unified social credit code of an enterprise (91) in a county (GB 32100), its organisation code valid by GB 11714. The
 * organisation codes begin with XN (虚拟), which no registry gives out.
 */
export const creditCode = (random: SeededRandom, regionCode: string): string => {
  const body = `XN${Array.from({ length: 6 }, () => random.pick(characters)).join('')}`;
  const start = `91${regionCode}${body}${organisationCheckCharacter(body) ?? '0'}`;
  return `${start}${usccCheckCharacter(start) ?? '0'}`;
};
