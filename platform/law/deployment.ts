import type { ResolvedLaw } from '#foundation/law.ts';
import type { Tx } from '#platform/database/index.ts';
import type { Services } from '#platform/operation/types.ts';
import { resolveLaw } from './resolve.ts';
import { loadOverrides } from './storage.ts';

/** The law as it holds in this deployment at this moment; works as app and as engine. */
export const lawOfDeployment = async (tx: Tx, services: Services): Promise<ResolvedLaw> =>
  resolveLaw(services.composition.law, services.lawProfile, await loadOverrides(tx));
