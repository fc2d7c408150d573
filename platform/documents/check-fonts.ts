import { ok, refuse, type Result } from '#foundation/refusal.ts';
import type { Services } from '#platform/operation/types.ts';
import { readCoverage } from './render/coverage.ts';
import { fontFiles } from './settings.ts';

/** At the start of the server: the fonts of the papers can be read, or the refusal names the file. */
export const checkFonts = async (services: Pick<Services, 'papers'>): Promise<Result<void>> => {
  for (const file of Object.values(fontFiles(services)))
    try {
      await readCoverage(file);
    } catch {
      return refuse('fonts-unreadable', { file });
    }
  return ok(undefined);
};
