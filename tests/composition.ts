import { rooms } from '#apps/rooms.ts';
import type { Manifest } from '#platform/manifest.ts';
import { compose, type Services } from '#platform/operation/index.ts';

/**
 * The rooms of a test, with the facts of all others: a room hears others, and emits what others hear, whether they are in the test or not.
 * Only the facts are theirs; nobody of them reacts.
 */
export const composeTest = (manifests: readonly Manifest[]): Services['composition'] => {
  const own = new Set(manifests.flatMap(({ facts = {} }) => Object.keys(facts)));
  const theirs = rooms
    .filter(({ name }) => manifests.every((manifest) => manifest.name !== name))
    .flatMap(({ facts = {} }) => Object.entries(facts))
    .filter(([type]) => !own.has(type));
  return compose([{ name: 'facts-of-others', facts: Object.fromEntries(theirs) }, ...manifests]);
};
