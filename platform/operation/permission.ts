import { isDivision, reaches } from '#foundation/reach.ts';
import { refuse, type Refused } from '#foundation/refusal.ts';
import type { Tx } from '#platform/database/index.ts';
import type { Actor } from './types.ts';

/** The places a place lies in: for a division those from the country down, for a party itself alone. */
export const regionPath = (code: string | null): string[] => {
  if (code === null) return [];
  if (!isDivision(code)) return [code];
  return [...new Set(['100000', `${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code])];
};

/**
 * Whether the actor holds a permission: anywhere (`region` undefined), for the place of a thing (a code), or for things of
 * unknown place (`null`). `permission` null asks only that somebody is signed in.
 */
export const holds = (actor: Actor, permission: string | null, region?: string | null): boolean => {
  if (actor.kind === 'system') return true;
  if (actor.kind === 'anonymous') return false;
  if (permission === null) return true;
  const held = actor.permissions.get(permission) ?? [];
  if (region === undefined) return held.length > 0;
  return reaches(held, region);
};

const isNarrowed = ({ token }: Actor, permission: string | null): boolean =>
  permission !== null && token !== undefined && token.only !== null && !token.only.includes(permission);

/** Refuses a token what concerns the account itself: whoever finds one must not make it last, or shut its person out. */
export const requireSignedIn = ({ token }: Actor): Refused | undefined =>
  token === undefined ? undefined : refuse('signed-in-only');

/** The refusal of a demand that the actor does not meet, or nothing. Looks at the actor as the session holds it. */
export const checkInCode = (actor: Actor, permission: string | null, region?: string | null): Refused | undefined => {
  if (holds(actor, permission, region)) return undefined;
  if (actor.kind === 'anonymous') return refuse('not-signed-in');
  if (isNarrowed(actor, permission)) return refuse('token-narrowed');
  return refuse(holds(actor, permission) ? 'outside-your-region' : 'forbidden');
};

/** The same question put to the database, which holds the grants of this moment. */
export const checkInDatabase = async (
  tx: Tx,
  actor: Actor,
  permission: string | null,
  region?: string | null,
): Promise<Refused | undefined> => {
  if (actor.kind === 'system' || permission === null) return undefined;
  const [row] =
    region === null
      ? await tx.prepared<{ held: boolean }>('select identity.sees_all($1) as held', [permission])
      : await tx.prepared<{ held: boolean }>('select identity.authorise($1, $2) as held', [permission, region ?? null]);
  return row?.held ? undefined : refuse(region === undefined ? 'forbidden' : 'outside-your-region');
};

/** The places of these for which the actor holds a permission by the grants of this moment, in one statement. */
export const heldInDatabase = async (
  tx: Tx,
  actor: Actor,
  permission: string | null,
  regions: readonly (string | null)[],
): Promise<ReadonlySet<string | null>> => {
  if (actor.kind === 'system' || permission === null || regions.length === 0) return new Set(regions);
  const rows = await tx.query<{ place: string | null; held: boolean }>(
    `select p.place, case when p.place is null then identity.sees_all($1) else identity.authorise($1, p.place) end as held
       from unnest($2::text[]) as p (place)`,
    [permission, regions],
  );
  return new Set(rows.filter(({ held }) => held).map(({ place }) => place));
};
