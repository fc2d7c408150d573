import type { Dataset } from '#foundation/dataset.ts';
import { ok, type Result } from '#foundation/refusal.ts';
import { checkSupposition, supposedLaw, type Supposition } from '#platform/law/index.ts';
import { type Call, rehearse } from '#platform/operation/index.ts';
import { resultsChangedType } from './facts.ts';
import type { SpotCheckPorts, Standing } from './ports.ts';
import { countRepeated, touchEverything } from './storage/simulation.ts';

const kinds = ['yellow', 'transfer', 'held', 'exposure'] as const;
export type SimulatedKind = (typeof kinds)[number];

export interface Difference {
  readonly before: number;
  readonly after: number;
  /** What would come and what would go, in words; the first hundred. */
  readonly comes: readonly string[];
  readonly goes: readonly string[];
}

/** What would differ under supposed parameters. */
export interface Simulation {
  readonly dataset: Dataset;
  readonly supposed: Supposition;
  readonly proposals: Readonly<Record<SimulatedKind, Difference>>;
  /** Issued or released ones that would have to be reviewed, because their grounds would be gone. */
  readonly reviews: { readonly before: number; readonly after: number };
  /** Results that repeat a check of the same product within the months of the rule, and would not have been drawn. */
  readonly repeated: { readonly months: number; readonly before: number; readonly after: number; readonly of: number };
}

const mostShown = 100;

const difference = (kind: SimulatedKind, before: readonly Standing[], after: readonly Standing[]): Difference => {
  const [was, would] = [before, after].map(
    (all) => new Map(all.filter((one) => one.kind === kind).map(({ key, words }) => [key, words])),
  ) as [Map<string, string>, Map<string, string>];
  const beyond = (from: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] =>
    [...from].flatMap(([key, words]) => (other.has(key) ? [] : [words])).slice(0, mostShown);
  return { before: was.size, after: would.size, comes: beyond(would, was), goes: beyond(was, would) };
};

/**
 * Replays the record under parameters supposed otherwise and tells what would differ: cards, exposures, reviews, and the workload of
 * checks. Nothing is changed: everything is taken back.
 */
export const simulate = async (
  call: Call,
  ports: SpotCheckPorts,
  dataset: Dataset,
  supposed: Supposition,
): Promise<Result<Simulation>> => {
  const checked = checkSupposition(call.services.composition.law, supposed);
  if (!checked.ok) return checked;
  const replay = (values: Supposition) =>
    rehearse(
      call,
      (tx) => supposedLaw(tx, call.services, values),
      async ({ act, react }) => {
        if ((await touchEverything(act.tx, dataset)) > 0)
          await react([{ type: resultsChangedType, payload: { dataset, producers: [], cause: 'merge' } }]);
        const months = act.law.get<number>('spot-checks.no-repeat-months', call.today).value;
        return ok({
          standing: await ports.listStanding(act.tx, dataset),
          months,
          repeated: await countRepeated(act.tx, dataset, months),
        });
      },
    );
  // The law as it stands is replayed as well: what differs is then owed to the supposition alone.
  const before = await replay({});
  if (!before.ok) return before;
  const after = await replay(supposed);
  if (!after.ok) return after;
  const [was, would] = [before.value, after.value];
  const reviews = (all: readonly Standing[]): number => all.filter(({ underReview }) => underReview).length;
  return ok({
    dataset,
    supposed,
    proposals: Object.fromEntries(
      kinds.map((kind) => [kind, difference(kind, was.standing, would.standing)]),
    ) as unknown as Record<SimulatedKind, Difference>,
    reviews: { before: reviews(was.standing), after: reviews(would.standing) },
    repeated: {
      months: would.months,
      before: was.repeated.repeated,
      after: would.repeated.repeated,
      of: would.repeated.of,
    },
  });
};
