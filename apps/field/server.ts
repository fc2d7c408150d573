import type { TextPair } from '#foundation/text-pair.ts';
import type { FieldDownload } from '#regimes/spot-checks/visits/contract-field.ts';
import type { FieldAnswer } from '#regimes/spot-checks/visits/field/message.ts';
import { languageTag } from './dom.ts';

/** What came of a request: an answer, a refusal in words, nobody signed in, or nothing (the network, or the server is away). */
export type Reply<T> =
  | { readonly kind: 'answer'; readonly value: T }
  | { readonly kind: 'refused'; readonly text: TextPair }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'away' };

const wordsOf = async (response: Response): Promise<TextPair> => {
  const problem = (await response.json().catch(() => ({}))) as { detail?: string; fields?: Record<string, string> };
  const fields = Object.values(problem.fields ?? {});
  const text = [problem.detail ?? `${response.status}`, ...fields].join(' ');
  return { zh: text, en: text };
};

const ask = async <T>(method: string, path: string, body?: unknown): Promise<Reply<T>> => {
  const form = body instanceof FormData;
  try {
    const response = await fetch(`/api/v1${path}`, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        'accept-language': languageTag(),
        ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(form ? 120_000 : 30_000),
    });
    if (response.ok) return { kind: 'answer', value: (await response.json()) as T };
    if (response.status === 401 && path !== '/session') return { kind: 'signed-out' };
    if (response.status === 401 && method === 'GET') return { kind: 'signed-out' };
    if (response.status === 429 || response.status >= 500) return { kind: 'away' };
    return { kind: 'refused', text: await wordsOf(response) };
  } catch {
    return { kind: 'away' };
  }
};

export interface Account {
  readonly accountId: string;
  readonly loginName: string;
  readonly permissions: readonly string[];
}

export const signIn = (loginName: string, password: string) =>
  ask<Account>('POST', '/session', { loginName, password });
export const whoAmI = () => ask<Account>('GET', '/session');
export const download = () => ask<FieldDownload>('GET', '/field/visits');
export const sendMessage = (message: object) => ask<FieldAnswer>('POST', '/field/messages', message);

/** Sends a photo or a signature; its fields stand before the file. */
export const sendFile = (fields: Readonly<Record<string, string | undefined>>, bytes: ArrayBuffer, type: string) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.append(name, value);
  form.append('file', new Blob([bytes], { type }), type === 'image/png' ? 'signature.png' : 'photo.jpg');
  return ask<FieldAnswer>('POST', '/field/files', form);
};
