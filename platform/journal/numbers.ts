import { createHash } from 'node:crypto';

/** Most numbers that an entry of the journal lists. */
const mostListed = 200;

/** What an entry about many things says of them: their numbers under `name`, or from 201 on the SHA-256 of these, in their order. */
export const numbersInEntry = <Name extends string>(
  name: Name,
  ids: readonly number[],
): Readonly<Record<Name, readonly number[]>> | { readonly sha256: string } =>
  ids.length <= mostListed
    ? ({ [name]: ids } as Record<Name, readonly number[]>)
    : { sha256: createHash('sha256').update(ids.join()).digest('hex') };
