import type { OfficeRoom } from '#platform/office/index.ts';
import { licencesOffice } from './licences/office/index.ts';
import { publicityOffice } from './publicity/office/index.ts';
import { spotChecksOffice } from './spot-checks/office/index.ts';
import { warningCardsOffice } from './warning-cards/office/index.ts';

/** The pages of every room, in the order of the notice. */
export const officeRooms: readonly OfficeRoom[] = [
  spotChecksOffice,
  publicityOffice,
  warningCardsOffice,
  licencesOffice,
];
