/** Wrong PINs since the last right one, and until when none is taken (milliseconds). */
export interface PinLock {
  readonly wrong: number;
  readonly until: number;
}

export const free: PinLock = { wrong: 0, until: 0 };
const tries = 10;
const pause = 5 * 60_000;

/** After ten wrong PINs none is taken for five minutes. Nothing is wiped: what an inspector has gathered can't be gathered again. */
export const fail = ({ wrong, until }: PinLock, now: number): PinLock =>
  wrong + 1 >= tries ? { wrong: 0, until: now + pause } : { wrong: wrong + 1, until };

export const isLocked = ({ until }: PinLock, now: number): boolean => now < until;

export const minutesLeft = ({ until }: PinLock, now: number): number => Math.max(0, Math.ceil((until - now) / 60_000));
