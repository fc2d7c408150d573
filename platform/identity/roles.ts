import type { TextPair } from '#foundation/text-pair.ts';

/** What a person does in the house. A role gives permissions; a grant says in which region's subtree. */
interface RoleDefinition {
  readonly name: TextPair;
  readonly permissions: readonly string[];
}

const reading = ['spot-checks.read', 'enterprises.read', 'warning-cards.read', 'publicity.read'] as const;
const officer = [
  ...reading,
  'spot-checks.import',
  'spot-checks.settle',
  'enterprises.settle',
  'warning-cards.submit',
] as const;

/**
 * Roles and their permissions, as in the table of ARCHITECTURE.md. No role both submits and approves the same thing, and
 * whoever manages accounts decides nothing else: the law's second pair of eyes belongs to another office.
 */
export const roles = {
  administrator: {
    name: { zh: '系统管理员', en: 'Administrator' },
    permissions: ['accounts.manage', 'law.propose', 'journal.read'],
  },
  'provincial-officer': {
    name: { zh: '省局承办人', en: 'Provincial officer' },
    permissions: [...officer, 'spot-checks.withdraw', 'publicity.submit', 'law.propose'],
  },
  'provincial-approver': {
    name: { zh: '省局签发人', en: 'Provincial approver' },
    permissions: [...reading, 'warning-cards.issue', 'warning-cards.review', 'law.approve', 'journal.read'],
  },
  'city-officer': { name: { zh: '市局承办人', en: 'City officer' }, permissions: [...officer] },
  'county-officer': {
    name: { zh: '县局承办人', en: 'County officer' },
    permissions: [...reading, 'enterprises.settle'],
  },
  'press-editor': {
    name: { zh: '公布编辑', en: 'Press editor' },
    permissions: [...reading, 'publicity.submit', 'publicity.write'],
  },
  'press-approver': {
    name: { zh: '公布签发人', en: 'Press approver' },
    permissions: [...reading, 'publicity.release'],
  },
  auditor: { name: { zh: '监察审计', en: 'Auditor' }, permissions: [...reading, 'journal.read'] },
  reader: { name: { zh: '综合统计', en: 'Statistics reader' }, permissions: [...reading] },
  partner: { name: { zh: '协作部门', en: 'Partner authority' }, permissions: ['publicity.read'] },
} as const satisfies Record<string, RoleDefinition>;

export type Role = keyof typeof roles;

export const roleNames = Object.keys(roles) as [Role, ...Role[]];

/** The permissions that roles give together, without repetition, sorted. */
export const permissionsOf = (held: readonly Role[]): readonly string[] =>
  [...new Set(held.flatMap((role): readonly string[] => roles[role].permissions))].toSorted();
