import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { LRUCache } from 'lru-cache';

/** A page as it is sent: its bytes, the same compressed, and its tag. */
export interface CachedPage {
  readonly status: number;
  readonly type: string;
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly tag: string;
}

/** Public pages may be this old, in milliseconds: the record changes by human acts, not by the second. */
export const freshFor = 10_000;

/** A page is compressed while somebody waits for it: more effort halves the speed and saves four bytes of a hundred. */
const compression = { level: 3 } as const;

export const cachedPage = (status: number, type: string, text: string): CachedPage => {
  const plain = Buffer.from(text);
  return {
    status,
    type,
    plain,
    gzip: gzipSync(plain, compression),
    tag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
  };
};

/** Pages by address. One that is asked for by many at once is made once. */
export const pageCache = (make: (address: string) => Promise<CachedPage>) => {
  const pages = new LRUCache<string, CachedPage>({
    maxSize: 64 * 1024 * 1024,
    sizeCalculation: (page) => page.plain.length + page.gzip.length + 200,
    ttl: freshFor,
    fetchMethod: (address) => make(address),
  });
  return async (address: string): Promise<CachedPage> => {
    const page = await pages.fetch(address);
    return page ?? make(address);
  };
};
