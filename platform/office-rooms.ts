import { deliveryOffice } from '#platform/delivery/office/index.ts';
import { documentsOffice } from '#platform/documents/office/index.ts';
import { identityOffice } from '#platform/identity/office/index.ts';
import { journalOffice } from '#platform/journal/office/index.ts';
import { lawOffice } from '#platform/law/office/index.ts';
import type { OfficeRoom } from '#platform/office/index.ts';
import { workOffice } from '#platform/work/office/index.ts';

/** The pages of the platform. */
export const officeRooms: readonly OfficeRoom[] = [
  deliveryOffice,
  documentsOffice,
  identityOffice,
  workOffice,
  lawOffice,
  journalOffice,
];
