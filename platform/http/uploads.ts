import type { FastifyRequest } from 'fastify';
import { refusal } from '#foundation/refusal.ts';
import type { Upload } from '#platform/manifest.ts';
import { printBytes } from '#foundation/print-bytes.ts';
import { limits } from './limits.ts';
import { RefusalError } from './refusal-error.ts';

/** What a form with files holds: its text fields, and its files one after another. */
export interface UploadedForm {
  readonly fields: Readonly<Record<string, string>>;
  readonly uploads: AsyncIterable<Upload>;
}

// Path separators, control characters, and those that make a name look like another.
// oxlint-disable-next-line no-control-regex -- they are what is dropped
const notInNames = /^.*[/\\]|[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The name under which a file was sent, as it may be shown and stored; it is never used as a path. */
const shownName = (name: string): string => name.toWellFormed().replace(notInNames, '').slice(0, 200) || '?';

type Part = ReturnType<FastifyRequest['parts']> extends AsyncIterable<infer P> ? P : never;

const tooLarge = (size: string, limit: number): RefusalError =>
  new RefusalError(refusal('file-too-large', { size, limit: printBytes(limit) }));

/**
 * Reads a multipart form without holding a file in memory. Text fields count where they come before the first file, which is
 * where a browser puts them when they stand first in the form. A file over the limit breaks its stream with the refusal; it is
 * never cut short silently.
 */
export const readUploadedForm = async (request: FastifyRequest, fileLimit: number): Promise<UploadedForm> => {
  if (!request.isMultipart())
    throw new RefusalError(refusal('media-type-unknown', { expected: 'multipart/form-data' }));
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > fileLimit * limits.files) throw tooLarge(printBytes(announced), fileLimit * limits.files);
  const parts = request.parts({
    limits: { fileSize: fileLimit, files: limits.files, fields: 50, fieldSize: limits.field, headerPairs: 100 },
  });
  const iterator = parts[Symbol.asyncIterator]();
  const fields: Record<string, string> = {};
  let next: IteratorResult<Part> = await iterator.next();
  while (!next.done && next.value.type === 'field') {
    if (next.value.valueTruncated)
      throw new RefusalError(refusal('body-too-large', { limit: printBytes(limits.field) }));
    fields[next.value.fieldname] = String(next.value.value);
    next = await iterator.next();
  }
  async function* uploads(): AsyncGenerator<Upload> {
    for (; !next.done; next = await iterator.next()) {
      const part = next.value;
      if (part.type !== 'file') continue;
      part.file.once('limit', () => part.file.destroy(tooLarge(`> ${printBytes(fileLimit)}`, fileLimit)));
      yield { fileName: shownName(part.filename), stream: part.file };
      // A file that nobody wanted has to flow, or the next one never comes.
      if (!part.file.readableEnded) part.file.resume();
    }
  }
  return { fields, uploads: uploads() };
};

/** For routes that take no files. */
export const noUploads: AsyncIterable<Upload> = { [Symbol.asyncIterator]: async function* () {} };
