import { parentPort, workerData } from 'node:worker_threads';
import type { PaperSheet } from '../layout/index.ts';
import type { FontFiles } from '../settings.ts';
import { loadFonts, renderPdf } from './pdf.ts';

/** A thread that holds the fonts and draws papers one after another. */
export interface RenderRequest {
  readonly id: number;
  readonly sheet: PaperSheet;
}
export type RenderAnswer =
  | { readonly id: number; readonly bytes: Uint8Array }
  | { readonly id: number; readonly error: string };

const port = parentPort;
if (!port) throw new Error('runs as a thread');
const fonts = loadFonts(workerData as FontFiles);

port.on('message', ({ id, sheet }: RenderRequest) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  const answer = (message: RenderAnswer): void => port.postMessage(message);
  renderPdf(sheet, fonts).then(
    (bytes) => answer({ id, bytes }),
    (error: unknown) => answer({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
