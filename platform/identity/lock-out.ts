/** When wrong passwords lock a name or an address out. Minutes and counts; no text of law sets them. */
export const lockOut = {
  /** Attempts by login name before it is locked. */
  attemptsByName: 5,
  /** Wrong passwords by network address, of names that have not signed in from there before: an office behind one address shares it. */
  attemptsByAddress: 30,
  /** How long a lock holds, and after how long without an attempt the count begins anew. */
  minutes: 15,
} as const;

export type LockKind = 'name' | 'address';

/** Attempts allowed for a kind. */
export const allowedAttempts = (kind: LockKind): number =>
  kind === 'name' ? lockOut.attemptsByName : lockOut.attemptsByAddress;

/** Whole minutes until a lock ends, at least one. */
export const minutesLeft = (until: Date, now: Date): number =>
  Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000));
