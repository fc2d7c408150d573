import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { canonicalJson } from '#foundation/canonical-json.ts';
import { drawInputs, proofOf } from '../../foundation/draw/draw.testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhijian-guide-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the check that the guide prints runs as printed: it takes a true proof and no other', async () => {
  const guide = readFileSync(new URL('../../docs/guide/check-a-draw.md', import.meta.url), 'utf8');
  const [, code = ''] = /```js\n([^]*?)```/.exec(guide) ?? [];
  const check = join(folder, 'check.mjs');
  writeFileSync(check, code);
  const says = (text: string): Promise<string> => {
    const proof = join(folder, 'proof.json');
    writeFileSync(proof, text);
    return new Promise((resolve) => {
      execFile(process.execPath, [check, proof], (_error, out, err) => resolve(out + err));
    });
  };
  for (const inputs of fc.sample(drawInputs, { seed: 11, numRuns: 4 })) {
    const text = canonicalJson(proofOf({ ...inputs, value: '07 11 19' }));
    expect(await says(text)).toContain('核验通过');
    expect(await says(text.replace('"seed":"', '"seed":"0'))).toContain('种子与承诺不符');
    expect(await says(text.replace('"pool":["1,', '"pool":["2,'))).toContain('名单被改动');
  }
});
