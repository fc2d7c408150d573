import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { printBytes } from '#foundation/print-bytes.ts';
import { type Refusal, refusal } from '#foundation/refusal.ts';
import type { Logger } from '#platform/telemetry/index.ts';
import { limits } from './limits.ts';
import { problemMediaType, problemOf } from './problem.ts';
import { securityHeaders } from './security-headers.ts';

/** What a fault of Node's parser means to whoever sent the request. */
const refusalOf = (code: string | undefined): Refusal => {
  switch (code) {
    case 'HPE_INVALID_URL':
    // A blank in the address: what follows it is read as the version.
    case 'HPE_INVALID_CONSTANT':
      return refusal('malformed-address');
    case 'HPE_HEADER_OVERFLOW':
      return refusal('headers-too-long', { limit: printBytes(limits.headers) });
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return refusal('request-too-slow');
    default:
      return refusal('malformed-request');
  }
};

/**
 * Answers what could not be read as a request. No hook runs for it and its language is not known, so it is answered in both; nothing
 * of what was sent is repeated or logged but the kind of the fault.
 */
export const answerUnread =
  (nextId: () => string, logger: Logger) =>
  ({ code }: Readonly<{ code?: string }>, socket: Socket): void => {
    if (code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const id = nextId();
    const reason = refusalOf(code);
    const [zh, en] = [problemOf(reason, 'zh', id), problemOf(reason, 'en', id)];
    logger.info({ reqId: id, fault: code, status: zh.status }, 'not read');
    const body = JSON.stringify({ ...zh, title: `${zh.title} / ${en.title}`, detail: `${zh.detail} / ${en.detail}` });
    const headers = {
      ...securityHeaders,
      'cache-control': 'no-store',
      connection: 'close',
      'content-length': Buffer.byteLength(body),
      'content-type': problemMediaType,
      'x-request-id': id,
    };
    const head = [
      `HTTP/1.1 ${zh.status} ${STATUS_CODES[zh.status]}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
  };
