import { z } from 'zod';
import type { Fact } from '#foundation/fact.ts';
import type { Reaction } from '#platform/manifest.ts';
import type { Act } from '#platform/operation/index.ts';
import { mergedType, type Merged, regionConfirmedType, type RegionConfirmed } from '#registers/enterprises/facts.ts';
import { heldType, licenceRevokedType } from '#regimes/licences/facts.ts';
import { resultsChangedType } from '#regimes/spot-checks/facts.ts';
import { cardIssuedType, cardReopenedType, foundFakeType, rectificationRefusedType, turnedRedType } from '#regimes/warning-cards/facts.ts'; // prettier-ignore
import { exposureReleasedType } from '../facts.ts';
import { ask } from './operations-follow.ts';
import { lawOf } from './operations-law.ts';
import { firmsOf, lockOpen, moveCommendations } from './storage.ts';

const cards = z.object({ cardIds: z.array(z.number()) });
const exposures = z.object({ exposureIds: z.array(z.number()) });
const licences = z.object({ licenceIds: z.array(z.number()) });

/** Asks the rule again of what is open about these firms. */
const askFirms = async (act: Act, producers: readonly number[]): Promise<void> => {
  if (producers.length === 0) return;
  const open = await lockOpen(act.tx, { producers });
  if (open.length > 0) await ask(act, open, lawOf(act));
};

const about =
  <Payload>(schema: z.ZodType<Payload>, of: (payloads: readonly Payload[]) => Parameters<typeof firmsOf>[1]) =>
  async (act: Act, facts: readonly Fact[]): Promise<void> =>
    askFirms(act, await firmsOf(act.tx, of(facts.map(({ payload }) => schema.parse(payload)))));

const aboutCards = about(cards, (all) => ({ cardIds: all.flatMap(({ cardIds }) => cardIds) }));
const aboutLicences = about(licences, (all) => ({ licenceIds: all.flatMap(({ licenceIds }) => licenceIds) }));

/** A chamber hears for itself: the room has reactions of its own to some of these facts. */
const room = 'publicity/commendations';

/** What the other rooms say against a commendation takes it down in the same transaction. */
export const reactions: readonly Reaction[] = [
  {
    on: resultsChangedType,
    room,
    react: async (act) => {
      const open = await lockOpen(act.tx, 'touched');
      if (open.length > 0) await ask(act, open, lawOf(act));
    },
  },
  ...[cardIssuedType, cardReopenedType, turnedRedType, rectificationRefusedType, foundFakeType].map((on) => ({
    on,
    room,
    react: aboutCards,
  })),
  ...[heldType, licenceRevokedType].map((on) => ({ on, room, react: aboutLicences })),
  {
    on: exposureReleasedType,
    room,
    react: about(exposures, (all) => ({ exposureIds: all.flatMap(({ exposureIds }) => exposureIds) })),
  },
  {
    on: mergedType,
    room,
    react: async (act, facts) =>
      askFirms(
        act,
        facts.flatMap(({ payload }) => {
          const { from, into } = payload as Merged;
          return [from, into];
        }),
      ),
  },
  {
    on: regionConfirmedType,
    room,
    react: async (act, facts) => {
      for (const { payload } of facts) {
        const { enterpriseId, ...place } = payload as RegionConfirmed;
        await moveCommendations(act.tx, enterpriseId, place);
      }
    },
  },
];
