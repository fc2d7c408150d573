import type { TextPair } from '#foundation/text-pair.ts';

/** Who works with the program in an account of its own without being an authority. */
const parties = ['laboratory', 'enterprise', 'certifier'] as const;
type Party = (typeof parties)[number];

/** What a person does in the house. A role gives permissions; a grant says in which region's subtree. */
interface RoleDefinition {
  readonly name: TextPair;
  readonly permissions: readonly string[];
  /** Of whom the role is: absent for officials, who hold it in a region. */
  readonly party?: Party;
}

const reading = [
  'spot-checks.read',
  'enterprises.read',
  'warning-cards.read',
  'publicity.read',
  'publicity.consider',
  'spot-checks.plans',
  'documents.read',
  'licences.read',
] as const;
/** Whoever follows visits, samples and notices within the own region. */
const following = ['spot-checks.see-visits'] as const;
/** Officials of the quality authority: its inbox, and what it has sent. */
const writing = ['delivery.receive', 'delivery.sent'] as const;
const officer = [
  ...reading,
  ...following,
  ...writing,
  'spot-checks.import',
  'spot-checks.settle',
  'spot-checks.plan',
  'spot-checks.dispatch',
  'spot-checks.serve',
  'enterprises.settle',
  'warning-cards.submit',
  'warning-cards.follow',
  'documents.draft',
  'licences.gate',
  'licences.leads',
] as const;
/** What an enterprise's own people and its agents do in its account. */
const answering = [
  'enterprises.own',
  'spot-checks.answer',
  'warning-cards.answer',
  'publicity.answer',
  'licences.own',
  'documents.receive',
  'delivery.receive',
] as const;
/** Steps of the signing chain of papers above 拟办. */
const signing = ['documents.review', 'documents.countersign', 'documents.sign', 'documents.void'] as const;

/**
 * Roles and their permissions, as in the table of ARCHITECTURE.md. No role both submits and approves the same thing, and
 * whoever manages accounts decides nothing else: the law's second pair of eyes belongs to another office.
 */
export const roles = {
  administrator: {
    name: { zh: '系统管理员', en: 'Administrator' },
    permissions: [
      'accounts.manage',
      'enterprises.read',
      'law.propose',
      'documents.see-templates',
      'documents.propose-template',
      'journal.read',
      'delivery.manage',
      'work.hand-over',
    ],
  },
  'provincial-officer': {
    name: { zh: '省局承办人', en: 'Provincial officer' },
    permissions: [
      ...officer,
      'spot-checks.withdraw',
      'laboratories.record',
      'publicity.submit',
      'publicity.notify',
      'law.propose',
      'licences.record',
      'licences.catalogue',
      'licences.propose',
      'licences.see-revocations',
    ],
  },
  'provincial-approver': {
    name: { zh: '省局签发人', en: 'Provincial approver' },
    permissions: [
      ...reading,
      ...following,
      ...writing,
      'spot-checks.approve',
      'spot-checks.decide',
      'warning-cards.issue',
      'warning-cards.review',
      'law.approve',
      'documents.see-templates',
      'documents.approve-template',
      'licences.approve',
      'licences.revoke',
      'licences.see-revocations',
      'journal.read',
      ...signing,
    ],
  },
  'city-officer': { name: { zh: '市局承办人', en: 'City officer' }, permissions: [...officer] },
  'city-approver': {
    name: { zh: '市局签发人', en: 'City approver' },
    permissions: [
      ...reading,
      ...following,
      ...writing,
      'spot-checks.approve',
      'spot-checks.decide',
      ...signing,
      'work.hand-over',
    ],
  },
  'county-officer': {
    name: { zh: '县局承办人', en: 'County officer' },
    permissions: [
      ...reading,
      ...following,
      ...writing,
      'spot-checks.serve',
      'warning-cards.follow',
      'enterprises.settle',
      'documents.draft',
    ],
  },
  inspector: {
    name: { zh: '抽样检查人员', en: 'Inspector' },
    permissions: ['spot-checks.plans', 'spot-checks.sample'],
  },
  'press-editor': {
    name: { zh: '公布编辑', en: 'Press editor' },
    permissions: [...reading, ...writing, 'publicity.submit', 'publicity.write', 'publicity.notify'],
  },
  'press-approver': {
    name: { zh: '公布签发人', en: 'Press approver' },
    permissions: [...reading, ...writing, 'publicity.release', 'publicity.notify'],
  },
  auditor: {
    name: { zh: '监察审计', en: 'Auditor' },
    permissions: [...reading, ...following, 'journal.read', 'delivery.sent'],
  },
  reader: { name: { zh: '综合统计', en: 'Statistics reader' }, permissions: [...reading] },
  partner: {
    name: { zh: '协作部门', en: 'Partner authority' },
    permissions: ['publicity.read', 'delivery.receive'],
  },
  'commerce-officer': {
    name: { zh: '工商登记人员', en: 'Officer of the commerce authority' },
    permissions: ['licences.gate', 'licences.read', 'licences.business', 'enterprises.read', 'delivery.receive'],
  },
  government: {
    name: { zh: '人民政府办公人员', en: 'Office of a people’s government' },
    permissions: ['publicity.read', 'delivery.receive'],
  },
  'laboratory-clerk': {
    name: { zh: '实验室收样、录入员', en: 'Laboratory clerk' },
    party: 'laboratory',
    permissions: [
      'spot-checks.laboratory',
      'spot-checks.receive',
      'spot-checks.test',
      'documents.receive',
      'delivery.receive',
    ],
  },
  'laboratory-tester': {
    name: { zh: '实验室主检', en: 'Laboratory tester' },
    party: 'laboratory',
    permissions: ['spot-checks.laboratory', 'spot-checks.test', 'documents.receive', 'delivery.receive'],
  },
  'laboratory-reviewer': {
    name: { zh: '实验室审核人', en: 'Laboratory reviewer' },
    party: 'laboratory',
    permissions: ['spot-checks.laboratory', 'spot-checks.verify', 'documents.receive', 'delivery.receive'],
  },
  'laboratory-approver': {
    name: { zh: '实验室批准人', en: 'Laboratory approver' },
    party: 'laboratory',
    permissions: ['spot-checks.laboratory', 'spot-checks.certify', 'documents.receive', 'delivery.receive'],
  },
  'certifier-officer': {
    name: { zh: '认证机构承办人', en: 'Officer of a certification body' },
    party: 'certifier',
    permissions: ['licences.read', 'licences.answer', 'documents.receive', 'delivery.receive'],
  },
  'enterprise-member': {
    name: { zh: '企业质量负责人', en: 'Quality manager of an enterprise' },
    party: 'enterprise',
    permissions: [...answering, 'enterprises.mandate'],
  },
  'enterprise-agent': {
    name: { zh: '企业代理人', en: 'Agent of an enterprise' },
    party: 'enterprise',
    permissions: [...answering],
  },
} as const satisfies Record<string, RoleDefinition>;

export type Role = keyof typeof roles;

/** What a grant's place is: a division, or a party. */
export type PlaceKind = 'division' | Party;

/** For what kind of place a role is given. */
export const placeOfRole = (role: Role): PlaceKind => {
  const definition: RoleDefinition = roles[role];
  return definition.party ?? 'division';
};

/** The kind of a place as a grant writes it. */
export const kindOfPlace = (place: string): PlaceKind => {
  const [kind] = place.split('/');
  return parties.find((party) => party === kind) ?? 'division';
};

export const roleNames = Object.keys(roles) as [Role, ...Role[]];

/** The permissions that roles give together, without repetition, sorted. */
export const permissionsOf = (held: readonly Role[]): readonly string[] =>
  [...new Set(held.flatMap((role): readonly string[] => roles[role].permissions))].toSorted();
