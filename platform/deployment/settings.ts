import { ok, refuse, type Result } from '#foundation/refusal.ts';
import type { LawProfile } from '#foundation/law.ts';

/** What a database is set up for. It never changes afterwards: made-up and real things must not meet. */
export interface DeploymentSettings {
  readonly mode: 'evaluation' | 'live';
  /** GB/T 2260 code. */
  readonly province: string;
  readonly lawProfile: LawProfile;
}

/** Settings as somebody asked for them; what is left out is taken as it was set up. */
export type WantedSettings = { readonly [Key in keyof DeploymentSettings]?: DeploymentSettings[Key] | undefined };

/** Guangdong, whose notice this is, with a made-up body of data. */
export const usualSettings: DeploymentSettings = { mode: 'evaluation', province: '440000', lawProfile: 'notice' };

const variables = { mode: 'ZHIJIAN_MODE', province: 'ZHIJIAN_PROVINCE', lawProfile: 'ZHIJIAN_LAW' } as const;

/** The settings to run with: as recorded, and where nothing is recorded as wanted. Refuses what contradicts the record. */
export const resolveSettings = (
  recorded: DeploymentSettings | undefined,
  wanted: WantedSettings,
): Result<DeploymentSettings> => {
  if (!recorded) {
    const mode = wanted.mode ?? usualSettings.mode;
    const lawProfile = wanted.lawProfile ?? (mode === 'live' ? 'current' : 'notice');
    return ok({ mode, province: wanted.province ?? usualSettings.province, lawProfile });
  }
  for (const key of ['mode', 'province', 'lawProfile'] as const) {
    const value = wanted[key];
    if (value !== undefined && value !== recorded[key])
      return refuse('deployment-differs', { variable: variables[key], recorded: recorded[key], wanted: value });
  }
  return ok(recorded);
};
