import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedDataNote, sharedDataPresent, sharedPath } from '../../tests/shared-data.ts';
import { unwrap } from '../refusal.ts';
import { codeLetterOf, inspectionLevels } from './code-letter.ts';
import { findPlan, type Aql, type CodeLetter, type Severity } from './master-tables.ts';
import { samplingPlan } from './sampling-plan.ts';

interface Vector {
  readonly N: number;
  readonly level: string;
  readonly aql: string;
  readonly severity: string;
  readonly code: string;
  readonly n: number;
  readonly Ac: number;
  readonly Re: number;
  readonly arrow: string;
}

const lines = (path: string) =>
  readFileSync(sharedPath(path), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));

describe.skipIf(!sharedDataPresent)(`published tables: ${sharedDataNote}`, () => {
  it('gives every vector', () => {
    const { vectors } = JSON.parse(readFileSync(sharedPath('data/vectors/aql.json'), 'utf8')) as {
      readonly vectors: readonly Vector[];
    };
    expect(vectors.length).toBeGreaterThan(20);
    for (const { N, level, aql, severity, Ac, Re, ...rest } of vectors)
      expect(unwrap(samplingPlan({ lot: String(N), level, aql, severity }))).toMatchObject({ ...rest, ac: Ac, re: Re });
  });

  it('gives every code letter, at both ends of every line', () => {
    for (const [least = '', most = '', ...letters] of lines('data/reference/code-letters.csv'))
      for (const lot of [least, most === '' ? '999999999' : most])
        expect(inspectionLevels.map((level) => codeLetterOf(Number(lot), level))).toEqual(letters);
  });

  it('gives every cell of the normal and the tightened table', () => {
    const cells = lines('data/reference/single-sampling-master.csv').filter(([severity]) => severity !== 'reduced');
    expect(cells.length).toBe(832);
    for (const [severity, letter, , aql, n, ac, , arrow] of cells)
      expect({ letter, aql, ...findPlan(severity as Severity, letter as CodeLetter, aql as Aql) }).toMatchObject({
        letter,
        aql,
        n: Number(n),
        ac: Number(ac),
        arrow,
      });
  });
});
