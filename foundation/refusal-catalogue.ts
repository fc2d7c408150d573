import { accessRefusals } from './refusals/access.ts';
import { cardsRefusals } from './refusals/cards.ts';
import { deliveryRefusals } from './refusals/delivery.ts';
import { drawsRefusals } from './refusals/draws.ts';
import { filesRefusals } from './refusals/files.ts';
import { importsRefusals } from './refusals/imports.ts';
import { inputRefusals } from './refusals/input.ts';
import { lawRefusals } from './refusals/law.ts';
import { licencesRefusals } from './refusals/licences.ts';
import { loopRefusals } from './refusals/loop.ts';
import { machineRefusals } from './refusals/machine.ts';
import { papersRefusals } from './refusals/papers.ts';
import { publicityRefusals } from './refusals/publicity.ts';
import { recordsRefusals } from './refusals/records.ts';
import { samplingRefusals } from './refusals/sampling.ts';
import { sheetsRefusals } from './refusals/sheets.ts';

/** The groups of the catalogue; a test shows that no code stands in two of them. */
export const refusalGroups = [
  inputRefusals,
  accessRefusals,
  publicityRefusals,
  recordsRefusals,
  lawRefusals,
  filesRefusals,
  sheetsRefusals,
  importsRefusals,
  deliveryRefusals,
  drawsRefusals,
  loopRefusals,
  cardsRefusals,
  licencesRefusals,
  papersRefusals,
  machineRefusals,
  samplingRefusals,
] as const;

/**
 * Every expected refusal of the program. To add one: an entry in the file of its group under `refusals/`, the same {places} in
 * both languages, and words that say what happened and, where it helps, what is safe and what to try. The types of `refuse`
 * follow by themselves.
 */
export const refusalCatalogue = {
  ...inputRefusals,
  ...accessRefusals,
  ...publicityRefusals,
  ...recordsRefusals,
  ...lawRefusals,
  ...filesRefusals,
  ...sheetsRefusals,
  ...importsRefusals,
  ...deliveryRefusals,
  ...drawsRefusals,
  ...loopRefusals,
  ...cardsRefusals,
  ...licencesRefusals,
  ...papersRefusals,
  ...machineRefusals,
  ...samplingRefusals,
} as const;

export type RefusalCode = keyof typeof refusalCatalogue;
