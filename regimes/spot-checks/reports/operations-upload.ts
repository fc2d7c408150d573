import { refuse, type Result } from '#foundation/refusal.ts';
import type { Upload } from '#platform/manifest.ts';
import type { Call } from '#platform/operation/index.ts';
import type { ValuesAnswer } from './contract.ts';
import { takeValues } from './operations-values.ts';
import { readValues } from './operations-table.ts';

/** A table of 200,000 values is some 10 MB; it is held in memory. */
const mostBytes = 64 * 1024 * 1024;

const gather = async (stream: NodeJS.ReadableStream): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += Buffer.byteLength(chunk);
    if (bytes > mostBytes) return undefined;
    chunks.push(Buffer.from(chunk as Uint8Array));
  }
  return Buffer.concat(chunks);
};

/** Takes the values of an uploaded table, its first file. */
export const uploadValues = async (call: Call, uploads: AsyncIterable<Upload>): Promise<Result<ValuesAnswer>> => {
  for await (const { fileName, stream } of uploads) {
    const bytes = await gather(stream);
    if (bytes === undefined) return refuse('file-too-large', { size: '> 64 MB', limit: '64 MB' });
    const read = await readValues(bytes, fileName);
    return read.ok ? takeValues(call, read.value.rows, read.value.containsFormulas) : read;
  }
  return refuse('file-empty');
};
