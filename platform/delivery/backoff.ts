const minute = 60_000;

/** After so many attempts in vain a person has to look: with the pauses below the last comes 32 hours after the first. */
export const mostAttempts = 14;

/** The pause after the n-th attempt in vain, in milliseconds: 1, 2, 4, 8 … minutes, at most 6 hours. */
export const pauseAfter = (attempts: number): number => Math.min(2 ** Math.max(0, attempts - 1), 360) * minute;

/** The pause of the mail server as a whole: 1, 2, 4, 8 minutes, then every 15; it is never given up. */
export const serverPauseAfter = (failures: number): number => Math.min(2 ** Math.max(0, failures - 1), 15) * minute;
