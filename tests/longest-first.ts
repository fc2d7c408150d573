import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longer than others by far, the longest first; what each does stands in its own words. */
const longest = [
  'tests/acceptance/published-imports',
  'platform/database/embedded/embedded',
  'regimes/spot-checks/import.db',
  'platform/identity/identity',
  'registers/enterprises/sightings',
  'regimes/spot-checks/reports/visibility',
  'tests/acceptance/nasty-requests',
  'regimes/spot-checks/reports/reports',
  'tests/acceptance/spot-check-loop',
] as const;

/** Starts the long files first: a worker that came to one of them last would run on while the others have nothing left. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = longest.findIndex((part) => moduleId.includes(part));
      return at < 0 ? longest.length : at;
    };
    const usual = await super.sort(files);
    return usual.toSorted((a, b) => place(a) - place(b));
  }
}
