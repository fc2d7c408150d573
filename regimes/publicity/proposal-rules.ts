import { cite } from '#foundation/citation.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import type { NamedCheck, RestingResult, StatedBasis } from './basis.ts';
import type { StatedGround } from './exposure.ts';
import type { CheckFacts, LawOn } from './rules.ts';

/** A firm that an officer names. */
export interface NamedFirm {
  readonly id: number;
  readonly name: string;
  /** It stands in an open match: it may be the same firm as another. */
  readonly uncertain: boolean;
  readonly retailer: boolean;
}

/** What an officer states. */
export interface Proposal {
  readonly ground: StatedGround;
  readonly product: string;
  readonly facts: string;
  readonly check: CheckFacts & { readonly withheld: boolean };
  readonly producer: NamedFirm | null;
  /** The name on the label that is used without right; its firm, where the register has it. */
  readonly misused: { readonly name: string; readonly id: number | null } | null;
  readonly sellers: readonly NamedFirm[];
  readonly files: number;
  /** What the check holds against the product. */
  readonly results: readonly RestingResult[];
}

const clause = cite('notice', '4.2');

/** Whether the firms may be named: the wronged one is not among them, and each is known to be itself. */
const decideFirms = ({ ground, producer, misused, sellers }: Proposal): Result<undefined> => {
  if (producer === null) {
    if (ground !== 'fake') return refuse('exposure-maker-unknown', {}, clause);
    if (misused === null) return refuse('exposure-label-needed', {}, clause);
    if (sellers.length === 0) return refuse('exposure-seller-needed', {}, clause);
  }
  const exposed = [...(producer === null ? [] : [producer]), ...sellers];
  const wronged = exposed.find(({ id, name }) => misused !== null && (id === misused.id || name === misused.name));
  if (wronged) return refuse('exposure-misused-named', { firm: wronged.name }, clause);
  const uncertain = exposed.find((firm) => firm.uncertain);
  return uncertain ? refuse('exposure-firm-uncertain', { firm: uncertain.name }, clause) : ok(undefined);
};

const namedCheck = ({ checkId, authority, level, publishedOn }: CheckFacts): NamedCheck => ({
  checkId,
  authority,
  level,
  publishedOn,
});

/**
 * What an officer states of a product that a check at a level that counts has found (notice 4.2): its basis, or why it can't be proposed.
 * `levelWord` is the level in words.
 */
export const decideProposal = (
  proposal: Proposal,
  levelWord: TextPair,
  lawOn: LawOn,
): Result<Omit<StatedBasis, 'evidence'>> => {
  const { check, ground, product, facts, producer, misused, sellers } = proposal;
  if (!lawOn(check.lawDay).levels.value.includes(check.level))
    return refuse('exposure-check-level', { level: levelWord }, clause);
  if (check.withheld) return refuse('results-unpublished', {}, clause);
  const firms = decideFirms(proposal);
  if (!firms.ok) return firms;
  if (proposal.files === 0) return refuse('exposure-no-evidence', {}, clause);
  return ok({
    ground: 'stated',
    of: ground,
    check: namedCheck(check),
    product,
    maker: producer === null ? 'unknown' : 'known',
    misused,
    sellers: sellers.map(({ id, name }) => ({ id, name })),
    facts,
    results: proposal.results,
    retailer: producer?.retailer ?? false,
  });
};

/**
 * What is left of a statement after results changed; null where its ground is gone: with the check that it cites, or with the last of the
 * results of this check that it rests on. `check` is the number of the check as the store has it now, null where it is gone, and
 * `standing` what this check holds against the product now; what came since adds nothing to a statement.
 */
export const restate = (
  basis: StatedBasis,
  check: number | null,
  standing: readonly RestingResult[],
): StatedBasis | null => {
  if (check === null) return null;
  const rested = basis.results ?? [];
  const left = rested.filter(({ product, verdict }) =>
    standing.some((result) => result.product === product && result.verdict === verdict),
  );
  if (rested.length > 0 && left.length === 0) return null;
  return left.length === rested.length && check === basis.check.checkId
    ? basis
    : { ...basis, check: { ...basis.check, checkId: check }, results: left };
};

/** What makes a proposal one: check, product and, of an unknown maker, the misused name. */
export const keyOfProposal = ({ check, product, producer, misused }: Proposal): string =>
  ['stated', check.checkId, product, ...(producer === null ? [misused?.name ?? ''] : [])]
    .join('/')
    .normalize('NFKC')
    .replaceAll(/\s/g, '');
