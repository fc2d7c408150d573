import { lookup as resolveName, type LookupAddress } from 'node:dns';
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { type Outcome, oneLine } from './fault.ts';
import { isPrivate } from './private-address.ts';
import { signatureOf } from './signature.ts';

/** One request to an endpoint. */
export interface Posting {
  readonly url: string;
  readonly secret: Uint8Array;
  /** The same over all attempts. */
  readonly key: string;
  readonly body: string;
  /** Unix seconds. */
  readonly timestamp: number;
}

export interface PostingRules {
  readonly allowPrivate: boolean;
  /** Until the answer is there, in milliseconds. */
  readonly timeoutMs: number;
}

class PrivateAddress extends Error {}

/** Resolves a name and refuses private addresses; the connection goes to the very address that was looked at. */
const guarded: LookupFunction = (name, options, done) => {
  resolveName(name, { ...options, all: true }, (error, found) => {
    const addresses = found as readonly LookupAddress[] | undefined;
    if (error) return done(error, '', 0);
    if (!addresses || addresses.length === 0 || addresses.some(({ address }) => isPrivate(address)))
      return done(new PrivateAddress(name), '', 0);
    const [first] = addresses;
    return options.all === true
      ? (done as unknown as (error: null, all: readonly LookupAddress[]) => void)(null, addresses)
      : done(null, first?.address ?? '', first?.family ?? 4);
  });
};

/** Whether an endpoint may be entered: https, or http too where private addresses are allowed; no name and password in the address. */
export const mayPostTo = (url: string, allowPrivate: boolean): boolean => {
  const parsed = URL.parse(url);
  if (!parsed || parsed.username !== '' || parsed.password !== '') return false;
  if (parsed.protocol !== 'https:' && !(allowPrivate && parsed.protocol === 'http:')) return false;
  const host = parsed.hostname.replace(/^\[(.*)\]$/, '$1');
  return (
    allowPrivate || (host !== 'localhost' && !host.endsWith('.localhost') && !(isIP(host) !== 0 && isPrivate(host)))
  );
};

/** What an answer's status means. Only 2xx is a confirmation; redirects are not followed. */
export const outcomeOfStatus = (status: number): Outcome => {
  const detail = `HTTP ${status}`;
  if (status >= 200 && status < 300) return { kind: 'taken' };
  if (status >= 300 && status < 400) return { kind: 'refused', fault: 'redirect', detail };
  if (status === 408 || status === 425 || status === 429 || status === 503)
    return { kind: 'channel-down', fault: 'busy', detail };
  return status >= 500
    ? { kind: 'channel-down', fault: 'failed', detail }
    : { kind: 'refused', fault: 'refused', detail };
};

const outcomeOfError = (error: unknown): Outcome => {
  if (error instanceof PrivateAddress)
    return { kind: 'channel-down', fault: 'private', detail: oneLine(error.message) };
  const { code = '', name = '', message = '' } = error as { code?: string; name?: string; message?: string };
  const detail = oneLine(code === '' ? message : code);
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ETIMEDOUT')
    return { kind: 'channel-down', fault: 'timeout', detail };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return { kind: 'channel-down', fault: 'name', detail };
  const secure = /CERT|SSL|TLS|SELF_SIGNED/i.test(code);
  return { kind: 'channel-down', fault: secure ? 'no-encryption' : 'unreachable', detail };
};

/** Sends one signed request and tells what became of it; never throws. */
export const post = ({ url, secret, key, body, timestamp }: Posting, rules: PostingRules): Promise<Outcome> =>
  new Promise((resolve) => {
    if (!mayPostTo(url, rules.allowPrivate)) return resolve(outcomeOfError(new PrivateAddress(url)));
    const target = new URL(url);
    const send = target.protocol === 'https:' ? secureRequest : plainRequest;
    const request = send(
      target,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Zhijian',
          'idempotency-key': key,
          'zhijian-timestamp': String(timestamp),
          'zhijian-signature': signatureOf(secret, timestamp, body),
        },
        // A connection that was left open by an earlier request may go to an address that was never looked at.
        agent: false,
        signal: AbortSignal.timeout(rules.timeoutMs),
        ...(rules.allowPrivate ? {} : { lookup: guarded }),
      },
      (response) => {
        resolve(outcomeOfStatus(response.statusCode ?? 0));
        // What the other side says is of no interest; a long answer is cut off.
        response.destroy();
      },
    );
    request.on('error', (error) => resolve(outcomeOfError(error)));
    request.end(body);
  });
