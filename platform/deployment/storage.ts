import type { Tx } from '#platform/database/index.ts';
import type { DeploymentSettings } from './settings.ts';

export const findSettings = async (tx: Tx): Promise<DeploymentSettings | undefined> => {
  const [row] = await tx.query<DeploymentSettings>(
    'select mode, province, law_profile as "lawProfile" from deployment.setting',
  );
  return row;
};

/** Writes the settings; what another start has written meanwhile stays. */
export const insertSettings = async (tx: Tx, settings: DeploymentSettings): Promise<void> => {
  await tx.query(
    'insert into deployment.setting (mode, province, law_profile) values ($1, $2, $3) on conflict do nothing',
    [settings.mode, settings.province, settings.lawProfile],
  );
};
