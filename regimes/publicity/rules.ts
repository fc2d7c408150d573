import type { ResolvedParameter } from '#foundation/law.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { FakeBasis, ConsecutiveBasis, DatedCheck, ExposedSample, NamedCheck, RectificationBasis, RefusalBasis, RefusedProduct, SeriousBasis } from './basis.ts'; // prettier-ignore

/** The law of a day of publication. */
export interface ExposureLaw {
  readonly levels: ResolvedParameter<readonly string[]>;
  readonly consecutive: ResolvedParameter<number>;
  readonly excludedKinds: ResolvedParameter<readonly string[]>;
}
export type LawOn = (publishedOn: LocalDate | null) => ExposureLaw;

/** A spot check as the rules see it. */
export interface CheckFacts {
  readonly checkId: number;
  readonly authority: string;
  readonly level: string;
  readonly kind: string;
  /** Batch as published. */
  readonly checkBatch: string;
  readonly publishedOn: LocalDate | null;
  /** Day whose law holds: of publication, or where that is still to come the day on which it became final. */
  readonly lawDay: LocalDate | null;
}

/** What one check found of one producer in one category: its final results. */
export interface JudgedCheck extends CheckFacts {
  /** Latest sampling date among them, where one is known. */
  readonly sampledOn: LocalDate | null;
  readonly failing: readonly ExposedSample[];
  readonly passed: number;
}

const compare = (a: string | null, b: string | null): number =>
  (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0;

/** The same order whatever was imported first: by day, then by what the check says of itself. */
const inTime = (a: DatedCheck & CheckFacts, b: DatedCheck & CheckFacts): number =>
  compare(a.on, b.on) ||
  compare(a.publishedOn, b.publishedOn) ||
  compare(a.authority, b.authority) ||
  compare(a.kind, b.kind) ||
  compare(a.checkBatch, b.checkBatch);

const samplesInOrder = (samples: readonly ExposedSample[]): readonly ExposedSample[] =>
  samples.toSorted(
    (a, b) =>
      compare(a.product, b.product) ||
      compare(a.model, b.model) ||
      compare(a.batch, b.batch) ||
      compare(a.items.join(), b.items.join()) ||
      a.resultId - b.resultId,
  );

const counted = (check: CheckFacts, { levels, excludedKinds }: ExposureLaw): boolean =>
  levels.value.includes(check.level) && !excludedKinds.value.includes(check.kind);

/** A check with its day: that of sampling, else of publication; nothing where neither is known. */
const dated = (check: JudgedCheck): (JudgedCheck & DatedCheck)[] => {
  const on = check.sampledOn ?? check.publishedOn;
  return on === null ? [] : [{ ...check, on, by: check.sampledOn === null ? 'publication' : 'sampling' }];
};

/** A check as a basis keeps it; the day of its law only while it is not published. */
const namedCheck = ({ checkId, authority, level, publishedOn, lawDay }: CheckFacts): NamedCheck => ({
  checkId,
  authority,
  level,
  publishedOn,
  ...(publishedOn === null && lawDay !== null ? { lawDay } : {}),
});

/** The last run of failed checks that is long enough, as places in the list: from, to (past the end). */
const lastRun = (
  checks: readonly (JudgedCheck & DatedCheck)[],
  lawOn: LawOn,
): readonly [number, number] | undefined => {
  let found: readonly [number, number] | undefined;
  let from = 0;
  for (const [index, check] of checks.entries()) {
    if (check.failing.length === 0) from = index + 1;
    else if (index + 1 - from >= lawOn(check.lawDay).consecutive.value) found = [from, index + 1];
  }
  return found;
};

/**
 * Two (by the law of the day) consecutive failed checks of one producer's products of one category, at the levels and of the kinds
 * that count, in the order of sampling (notice 4.2). Checks that were passed later are told, they don't take the ground away.
 */
export const decideConsecutive = (
  checks: readonly JudgedCheck[],
  retailer: boolean,
  lawOn: LawOn,
): ConsecutiveBasis | undefined => {
  const judged = checks.filter(
    (check) => (check.failing.length > 0 || check.passed > 0) && counted(check, lawOn(check.lawDay)),
  );
  const order = judged.flatMap(dated).toSorted(inTime);
  const run = lastRun(order, lawOn);
  if (run === undefined) return undefined;
  const plain = ({ on, by, ...check }: JudgedCheck & DatedCheck): DatedCheck => ({ ...namedCheck(check), on, by });
  return {
    ground: 'consecutive-failures',
    checks: order.slice(...run).map((check) => ({ ...plain(check), samples: samplesInOrder(check.failing) })),
    laterPasses: order
      .slice(run[1])
      .filter((check) => check.failing.length === 0)
      .map(plain),
    undated: judged.length - order.length,
    retailer,
  };
};

/** A refusal as it stands in a table of results or in a list of refusals. */
export interface RefusalFacts {
  readonly source: 'result' | 'list';
  readonly id: number;
  readonly product: string;
  readonly categoryId: number | null;
}

const productKey = (product: string): string => product.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();

/** Refusals of one producer at one check, each product once: a list of refusals repeats what the table of results says. */
const refusedProducts = (refusals: readonly RefusalFacts[]): readonly RefusedProduct[] => {
  const order = refusals.toSorted(
    (a, b) => compare(a.source, b.source) * -1 || compare(a.product, b.product) || a.id - b.id,
  );
  const products: RefusedProduct[] = [];
  for (const { source, id, product, categoryId } of order) {
    const known = products.some(
      (one) =>
        productKey(one.product) === productKey(product) || (categoryId !== null && one.categoryId === categoryId),
    );
    if (!known) products.push({ product, categoryId, ref: source === 'result' ? `result/${id}` : `refusal/${id}` });
  }
  return products.toSorted((a, b) => compare(a.product, b.product));
};

/** Refusal of inspection at a check of a level that counts (notice 4.2). */
export const decideRefusal = (
  check: CheckFacts,
  refusals: readonly RefusalFacts[],
  retailer: boolean,
  lawOn: LawOn,
): RefusalBasis | undefined => {
  if (refusals.length === 0 || !lawOn(check.lawDay).levels.value.includes(check.level)) return undefined;
  return {
    ground: 'refusal',
    check: namedCheck(check),
    refused: refusedProducts(refusals),
    retailer,
  };
};

/**
 * 劣质 at a check of a level that counts (notice 4.2): samples that failed by an item of class A of the inspection rules, never those that
 * merely failed.
 */
export const decideSerious = (
  check: CheckFacts,
  samples: readonly ExposedSample[],
  retailer: boolean,
  lawOn: LawOn,
): SeriousBasis | undefined => {
  const serious = samples.filter(({ items }) => items.length > 0);
  if (serious.length === 0 || !lawOn(check.lawDay).levels.value.includes(check.level)) return undefined;
  return { ground: 'serious', check: namedCheck(check), samples: samplesInOrder(serious), retailer };
};

/** A card whose product enforcement found to be fake. */
export interface FakeCard extends RefusedCard {
  readonly samples: readonly ExposedSample[];
  readonly foundBy: string;
  readonly decision: string;
  readonly foundOn: LocalDate;
}

/** Fake, as enforcement found it, of what a check of a level that counts had found to fail (notice 4.2). */
export const decideFake = (card: FakeCard, lawOn: LawOn): FakeBasis | undefined =>
  lawOn(card.lawDay).levels.value.includes(card.level)
    ? {
        ground: 'fake',
        check: namedCheck(card),
        cardId: card.cardId,
        cardNumber: card.cardNumber,
        product: card.product,
        samples: samplesInOrder(card.samples),
        foundBy: card.foundBy,
        decision: card.decision,
        foundOn: card.foundOn,
        retailer: card.retailer,
      }
    : undefined;

/** A card whose producer refused to rectify. */
export interface RefusedCard extends CheckFacts {
  readonly cardId: number;
  readonly cardNumber: string;
  readonly product: string;
  readonly retailer: boolean;
}

/** Refusal to rectify what was found at a check of a level that counts (notice 4.2). */
export const decideRectification = (
  card: RefusedCard,
  refusedOn: LocalDate,
  lawOn: LawOn,
): RectificationBasis | undefined =>
  lawOn(card.lawDay).levels.value.includes(card.level)
    ? {
        ground: 'rectification',
        check: namedCheck(card),
        cardId: card.cardId,
        cardNumber: card.cardNumber,
        product: card.product,
        refusedOn,
        retailer: card.retailer,
      }
    : undefined;
