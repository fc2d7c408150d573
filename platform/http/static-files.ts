import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
const compressible = new Set(['.html', '.js', '.css', '.json', '.svg', '.txt', '.webmanifest']);

interface Packed {
  readonly tag: string;
  readonly plain: Buffer;
  readonly br: Buffer;
  readonly gzip: Buffer;
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

const pack = async (path: string): Promise<Packed> => {
  const plain = await readFile(path);
  const [br, zipped] = await Promise.all([
    brotli(plain, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
    }),
    zip(plain, { level: 9 }),
  ]);
  return { tag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`, plain, br, gzip: zipped };
};

const list = async (directory: string): Promise<ReadonlyMap<string, string>> => {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(directory, path).split(sep).join('/'), path]),
  );
};

export interface StaticOptions {
  readonly directory: string;
  /** Where it hangs, with a slash at its end, for example `/office/`. */
  readonly prefix: string;
  /** Content-Security-Policy of its pages. */
  readonly policy: string;
  /** Shown where nothing has been built; absent for a folder of files without a page of its own. */
  readonly missing?: string;
  /** Cache-Control of files whose names carry no digest; asked for anew each time by default. */
  readonly keep?: string;
}

/**
 * Serves a built single-page application. Files are looked up in a list made at start, so no address leads out of the
 * directory; text is compressed once and kept; hashed assets never change; unknown paths without an ending are the page itself.
 */
export const registerStaticFiles = async (app: FastifyInstance, options: StaticOptions): Promise<void> => {
  const { directory, prefix, policy, missing, keep = 'no-cache' } = options;
  const files = await list(directory);
  const packed = new Map<string, Promise<Packed>>();
  const packedOnce = (path: string): Promise<Packed> => {
    const made = packed.get(path) ?? pack(path);
    packed.set(path, made);
    made.catch(() => packed.delete(path));
    return made;
  };
  const send = async (
    request: FastifyRequest,
    reply: FastifyReply,
    name: string,
    path: string,
  ): Promise<FastifyReply> => {
    const ending = extname(name);
    reply
      .type(types[ending] ?? 'application/octet-stream')
      .header('cache-control', name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : keep)
      .header('content-security-policy', policy);
    if (!compressible.has(ending))
      return reply.header('content-length', (await stat(path)).size).send(createReadStream(path));
    const file = await packedOnce(path);
    reply.header('etag', file.tag).header('vary', 'accept-encoding');
    if (request.headers['if-none-match'] === file.tag) return reply.code(304).send();
    const accepted = String(request.headers['accept-encoding'] ?? '');
    const encoding = accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : undefined;
    if (encoding !== undefined) reply.header('content-encoding', encoding);
    return reply.send(file[encoding ?? 'plain']);
  };
  app.get(`${prefix}*`, async (request, reply) => {
    const name = (request.params as Readonly<Record<string, string>>)['*'] ?? '';
    const path = files.get(name);
    if (path !== undefined) return send(request, reply, name, path);
    const index = files.get('index.html');
    if (extname(name) !== '' || (index === undefined && missing === undefined)) return reply.callNotFound();
    if (index === undefined) return reply.code(503).type('text/plain; charset=utf-8').send(missing);
    return send(request, reply, 'index.html', index);
  });
  app.get(prefix.slice(0, -1), (_request, reply) => reply.redirect(prefix, 308));
};
