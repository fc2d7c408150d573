import { afterAll } from 'vitest';
import { createHttpServer, type HttpOptions } from '#platform/http/index.ts';
import type { Services } from '#platform/operation/index.ts';
import { createLogger } from '#platform/telemetry/index.ts';

/** An answer of the server under test: its JSON where it has one, else its text. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  readonly body: any;
}

export interface TestClient {
  readonly origin: string;
  /** Lines of the log so far. */
  readonly log: () => readonly string[];
  /** Sends a request with the cookies this client holds; an object becomes JSON. */
  readonly send: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<TestAnswer>;
  /** Another browser: no cookies. */
  readonly fresh: () => TestClient;
}

const clientOf = (origin: string, log: () => readonly string[]): TestClient => {
  let cookie = '';
  return {
    origin,
    log,
    fresh: () => clientOf(origin, log),
    send: async (method, path, body, headers = {}) => {
      const json = body !== undefined && typeof body === 'object' && !(body instanceof FormData);
      const answer = await fetch(origin + path, {
        method,
        redirect: 'manual',
        headers: {
          ...(cookie === '' ? {} : { cookie }),
          ...(json ? { 'content-type': 'application/json' } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : (body as string | FormData) }),
      });
      for (const line of answer.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        cookie = pair.endsWith('=') ? '' : pair;
      }
      const text = await answer.text();
      const isJson = /json/.test(answer.headers.get('content-type') ?? '');
      return {
        status: answer.status,
        headers: answer.headers,
        text,
        body: isJson && text !== '' ? JSON.parse(text) : text,
      };
    },
  };
};

/** A server of the composed services, listening on a free loopback port until the file's tests are through. */
export const testServer = async (services: Services, options: Partial<HttpOptions> = {}): Promise<TestClient> => {
  const lines: string[] = [];
  const app = await createHttpServer({
    services,
    logger: createLogger({ destination: { write: (line) => void lines.push(line) } }),
    version: '0.0.0-test',
    missingMigrations: async () => [],
    signInsPerMinute: 10_000,
    ...options,
  });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  afterAll(() => app.close());
  return clientOf(origin, () => lines);
};
