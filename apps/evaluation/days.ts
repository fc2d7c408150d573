import type { LocalDate } from '#foundation/local-date.ts';
import { type Role } from '#platform/identity/index.ts';
import { type Call, type Services, systemCall } from '#platform/operation/index.ts';
import { callOf } from './people.ts';

/** The same services at ten in the morning, or another hour, of another day. */
export const on = (services: Services, day: LocalDate, hour = 10): Services => ({
  ...services,
  now: () => new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`),
});

/** Who acts, on whatever day is asked for. */
export type Staff = (role: Role, day: LocalDate) => Promise<Call>;

/** The people of the evaluation accounts. Each signs in once: a password takes longer to check than most acts take. */
export const staffOf = (services: Services): Staff => {
  const known = new Map<Role, Promise<Call>>();
  return async (role, day) => {
    const signedIn = known.get(role) ?? callOf(services, role);
    known.set(role, signedIn);
    const { actor } = await signedIn;
    return { ...systemCall(on(services, day)), actor };
  };
};
