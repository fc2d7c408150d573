import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { type WholeAnswer, wholeHeaders } from '#platform/http/index.ts';

/** A page as it is sent: its bytes, the same compressed, and the answer that a reader who has it needs; with all headers. */
export interface CachedPage {
  readonly tag: string;
  readonly plain: WholeAnswer;
  readonly gzip: WholeAnswer;
  readonly unchanged: WholeAnswer;
  /** How much memory it takes. */
  readonly bytes: number;
}

/** How a page is sent: what it is, how long it may be kept, and its policy where it has one of its own. */
export interface Sending {
  readonly status?: number;
  readonly type: string;
  readonly freshness?: string;
  readonly policy?: string;
}

/** Public pages may be this old, in milliseconds: the record changes by human acts, not by the second. */
export const freshFor = 10_000;

/**
 * A page is compressed while somebody waits for it: more effort halves the speed and saves four bytes of a hundred. Pages are
 * small, so a small window does; to clear the memory of the usual one takes as long as the compressing.
 */
const compression = { level: 3, windowBits: 14, memLevel: 6, chunkSize: 8 * 1024 } as const;

export const cachedPage = (sending: Sending, text: string): CachedPage => {
  const { status = 200, type, freshness = `public, max-age=${freshFor / 1000}`, policy } = sending;
  const plain = Buffer.from(text);
  const gzip = gzipSync(plain, compression);
  const tag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  const unchanged = {
    'cache-control': freshness,
    etag: tag,
    vary: 'accept-encoding',
    ...(policy === undefined ? {} : { 'content-security-policy': policy }),
  };
  const whole = (body: Buffer, more: Readonly<Record<string, string>> = {}): WholeAnswer => ({
    status,
    headers: wholeHeaders({ ...unchanged, 'content-type': type, 'content-length': String(body.length), ...more }),
    body,
  });
  return {
    tag,
    plain: whole(plain),
    gzip: whole(gzip, { 'content-encoding': 'gzip' }),
    unchanged: { status: 304, headers: wholeHeaders(unchanged) },
    bytes: plain.length + gzip.length + 2_000,
  };
};

/** Pages by address. One that is there is given at once; one that is asked for by many at once is made once. */
export const pageCache = (make: (address: string) => Promise<CachedPage>) => {
  const pages = new LRUCache<string, CachedPage>({
    maxSize: 64 * 1024 * 1024,
    sizeCalculation: ({ bytes }) => bytes,
    ttl: freshFor,
    // The clock is read so often at most; its default, a timer each millisecond, costs a busy server more than its pages.
    ttlResolution: 100,
    fetchMethod: (address) => make(address),
  });
  const made = async (address: string): Promise<CachedPage> => (await pages.fetch(address)) ?? make(address);
  return (address: string): CachedPage | Promise<CachedPage> => pages.get(address) ?? made(address);
};
