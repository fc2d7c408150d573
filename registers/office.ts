import type { OfficeRoom } from '#platform/office/index.ts';
import { enterprisesOffice } from './enterprises/office/index.ts';

/** The pages of the registers. */
export const officeRooms: readonly OfficeRoom[] = [enterprisesOffice];
