import { z } from 'zod';
import { localDateSchema } from '#foundation/local-date.ts';
import { textPairSchema } from '#foundation/text-pair.ts';
import { kindOfPlace, placeOfRole, roleNames } from './roles.ts';

export const accountStates = ['active', 'disabled'] as const;
export type AccountState = (typeof accountStates)[number];

/** From which state to which an account goes by which act. Accounts are never deleted: the journal names them. */
export const accountTransitions = {
  active: { disable: 'disabled' },
  disabled: { enable: 'active' },
} as const satisfies Record<AccountState, Readonly<Record<string, AccountState>>>;

/** Login names are compared in one form: compatibility characters folded, lower case. */
export const foldLoginName = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/**
 * Letters of one script: a to z, or Chinese characters. Other alphabets have letters that look like these, and a person is known by this name in lists
 * and in the journal. Radicals and compatibility forms that NFKC leaves alone are no characters either.
 */
const oneScript = /^(?:[a-z0-9][a-z0-9._@-]{1,63}|[\p{Unified_Ideograph}0-9][\p{Unified_Ideograph}0-9._@-]{1,63})$/u;

export const loginNameSchema = z.string().transform(foldLoginName).pipe(z.string().regex(oneScript));

const placeSchema = z.string().regex(/^(?:[1-9]\d{5}|(?:laboratory|enterprise|certifier)\/[1-9]\d{0,15})$/);

const grantFields = z.object({
  role: z.enum(roleNames),
  /** Where the role holds: the subtree of a GB/T 2260 code; for the people of a party `laboratory/17`, `enterprise/33` or `certifier/5`. */
  regionCode: placeSchema,
  authorityId: z.int().positive().nullish(),
  validFrom: localDateSchema.nullish(),
  validTo: localDateSchema.nullish(),
});

/** A role of a laboratory, an enterprise or a certification body is given for one of these, every other role for a division. */
export const newGrantSchema = grantFields.refine(
  ({ role, regionCode }) => kindOfPlace(regionCode) === placeOfRole(role),
  {
    path: ['regionCode'],
    error: 'role and place do not go together',
  },
);

export const grantSchema = z.object({
  id: z.int(),
  role: z.string(),
  roleName: textPairSchema,
  regionCode: z.string(),
  authorityId: z.int().nullable(),
  validFrom: localDateSchema,
  validTo: localDateSchema.nullable(),
});

export const accountSchema = z.object({
  id: z.uuid(),
  loginName: z.string(),
  displayName: z.string(),
  state: z.enum(accountStates),
  mustChangePassword: z.boolean(),
  evaluation: z.boolean(),
  createdAt: z.string(),
  grants: z.array(
    grantSchema.extend({
      /** Name of the party for which the role holds; divisions are named by their codes. */
      partyName: z.string().nullable(),
    }),
  ),
});

export type NewGrant = z.output<typeof newGrantSchema>;
export type Grant = z.output<typeof grantSchema>;
export type Account = z.output<typeof accountSchema>;
