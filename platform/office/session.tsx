import { createContext, use } from 'react';
import type { Dataset } from '#foundation/dataset.ts';
import { reaches } from '#foundation/reach.ts';

/** Who is signed in, as `GET /api/v1/session` tells it. */
export interface OfficeSession {
  readonly name: string;
  readonly roles: readonly string[];
  readonly permissions: readonly string[];
  /** Permission → the regions that it is held in. */
  readonly regions: Readonly<Record<string, readonly string[]>>;
  readonly mode: 'evaluation' | 'live';
  /** GB/T 2260 code of the deployment's province. */
  readonly province: string;
  readonly datasets: readonly Dataset[];
}

export const SessionContext = createContext<OfficeSession | undefined>(undefined);

export const useSession = (): OfficeSession => {
  const session = use(SessionContext);
  if (session === undefined) throw new Error('useSession outside of a signed-in page');
  return session;
};

/** Whether the role may do it: acts that it may not are shown greyed, with the reason. */
export const useMay = (permission: string): boolean => useSession().permissions.includes(permission);

/** Whether a permission reaches a place (null: not known), so that a page can say so beforehand; the server decides. */
export const useReach = (permission: string): ((place: string | null) => boolean) => {
  const held = useSession().regions[permission] ?? [];
  return (place) => reaches(held, place);
};
