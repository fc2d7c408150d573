import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { atMost, type Benchmark, rounded } from './figure.ts';
import { resultRows } from './import.ts';

const run = promisify(execFile);
const child = fileURLToPath(new URL('draw-child.ts', import.meta.url));

interface Measured {
  readonly ms: number;
  /** Seconds of processor time. */
  readonly cpu: number;
  readonly megabytes: number;
}

const measure = async (...parameters: readonly string[]): Promise<Measured> =>
  JSON.parse((await run(process.execPath, [child, ...parameters])).stdout) as Measured;

/** A draw and its check out of a large pool, each in a process of its own, against one HMAC for each entry. */
export const benchDraw: Benchmark = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhijian-bench-draw-'));
  const path = join(folder, 'proof.json');
  const size = String(resultRows);
  try {
    const drawn = await measure('draw', path, size);
    const peer = await measure('peer', path, size);
    const checked = await measure('verify', path);
    const cpu = [drawn, peer, checked].map((each) => rounded(each.cpu));
    console.error(
      `draw: one HMAC an entry ${rounded(peer.ms / 1000)} s; processor seconds of draw, HMACs, check: ${cpu.join(', ')}; proof of ${rounded(statSync(path).size / 1e6)} MB`,
    );
    const targets = Math.round(resultRows / 200).toLocaleString('en');
    const entries = resultRows.toLocaleString('en');
    return (
      [
        [`draw of ${targets} targets with their inspectors out of ${entries}`, drawn],
        [`check of that proof`, checked],
      ] as const
    ).flatMap(([name, { ms, megabytes }]) => [
      atMost(name, ms / 1000, Math.min(5, (3 * peer.ms) / 1000), 's', ` (${rounded(ms / peer.ms)} × HMAC)`),
      atMost(`peak memory of the ${name.split(' ', 1)[0]}`, megabytes, 1024, 'MB'),
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
