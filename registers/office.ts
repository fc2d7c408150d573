import type { OfficeRoom } from '#platform/office/index.ts';
import { certifiersOffice } from './certifiers/office/index.ts';
import { enterprisesOffice } from './enterprises/office/index.ts';
import { laboratoriesOffice } from './laboratories/office/index.ts';

/** The pages of the registers. */
export const officeRooms: readonly OfficeRoom[] = [enterprisesOffice, laboratoriesOffice, certifiersOffice];
