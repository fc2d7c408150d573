import { pair } from '#foundation/text-pair.ts';
import type { Grant } from './account.ts';
import { roles } from './roles.ts';
import type { GrantRow } from './storage.ts';

/** A grant as people read it. A role that the code no longer knows is shown by its name in the database. */
export const printGrant = ({ accountId: _, ...grant }: GrantRow): Grant => ({
  ...grant,
  roleName: Object.hasOwn(roles, grant.role) ? roles[grant.role].name : pair(grant.role, grant.role),
});
