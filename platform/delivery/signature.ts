import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new key of an endpoint: 256 random bits. */
export const newSecret = (): Buffer => randomBytes(32);

/** How a key is written for people: `whsec_` and its bytes in base64url. */
export const printSecret = (secret: Uint8Array): string => `whsec_${Buffer.from(secret).toString('base64url')}`;

/**
 * The signature of a request to an endpoint: `v1=` and the HMAC-SHA-256, in hex, of the time in Unix seconds, a full stop and the body.
 * A receiver computes the same and refuses a time that is long past.
 */
export const signatureOf = (secret: Uint8Array, timestamp: number, body: string): string =>
  `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;

/** Whether a signature is that of these bytes; takes the same time for every wrong one. */
export const verifies = (secret: Uint8Array, timestamp: number, body: string, signature: string): boolean => {
  const expected = Buffer.from(signatureOf(secret, timestamp, body));
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
};
