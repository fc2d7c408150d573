import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { RouteContract, RouteOutput } from '#foundation/contract.ts';
import type { z } from 'zod';
import { rememberedLanguage } from './language.tsx';

/** What a caller may pass: the schemas' input side (defaults may be left out). */
export type CallInput<C> =
  C extends RouteContract<infer P, infer Q, infer B>
    ? { readonly params?: z.input<P>; readonly query?: z.input<Q>; readonly body?: z.input<B> }
    : never;

const words = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A refusal or failure of the server, in the user's language, with a number to quote. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly citation: string | undefined;
  readonly traceId: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
  constructor(status: number, body: Record<string, unknown>) {
    super(words(body['detail']) ?? words(body['title']) ?? '');
    this.status = status;
    this.code = words(body['code']) ?? 'unexpected';
    this.citation = words(body['citation']);
    this.traceId = words(body['traceId']);
    const fields = body['fields'];
    this.fields = typeof fields === 'object' && fields !== null ? (fields as Record<string, string>) : {};
  }
}

/** The address of a call: path parameters filled in, the query appended, empty values left out. */
export const addressOf = (contract: RouteContract, input: { params?: unknown; query?: unknown } = {}): string => {
  const path = contract.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String((input.params as Record<string, string | number> | undefined)?.[name] ?? '')),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries((input.query ?? {}) as Record<string, unknown>)) {
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one));
  }
  const query = search.toString();
  return query === '' ? path : `${path}?${query}`;
};

const failureWords = {
  zh: '网络或服务暂时不可用，您填写的内容没有丢失，请稍后再试。',
  en: 'The network or the service is not available. What you entered is kept; please try again in a moment.',
};

/** Calls a contract; throws a Problem. `body` may be FormData for uploads. */
export const call = async <C extends RouteContract>(contract: C, input?: CallInput<C>): Promise<RouteOutput<C>> => {
  const language = rememberedLanguage();
  const body = input?.body;
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': language };
  if (body !== undefined && !(body instanceof FormData)) headers['content-type'] = 'application/json';
  const response = await fetch(addressOf(contract, input), {
    method: contract.method,
    headers,
    credentials: 'same-origin',
    body: body === undefined ? undefined : body instanceof FormData ? body : JSON.stringify(body),
  }).catch(() => new Response(JSON.stringify({ detail: failureWords[language], code: 'offline' }), { status: 503 }));
  const answer: unknown = await response.json().catch(() => ({ detail: failureWords[language] }));
  if (!response.ok) throw new Problem(response.status, answer as Record<string, unknown>);
  return answer as RouteOutput<C>;
};

/** Reads through a contract and keeps the layout still while the next page loads. */
export const useApi = <C extends RouteContract>(
  contract: C,
  input?: CallInput<C>,
  options: { readonly enabled?: boolean; readonly refetchInterval?: number | false } = {},
): UseQueryResult<RouteOutput<C>, Problem> =>
  useQuery<RouteOutput<C>, Problem>({
    queryKey: [contract.path, rememberedLanguage(), input?.params ?? null, input?.query ?? null],
    queryFn: () => call(contract, input),
    placeholderData: keepPreviousData,
    ...options,
  });

/**
 * What follows an act: all that is shown is read again. So it is where the server refused because somebody was faster, that the page
 * under the question shows what it is about.
 */
export const useReadingAgain = () => {
  const client = useQueryClient();
  return {
    onSuccess: () => client.invalidateQueries(),
    onError: (problem: Problem) => {
      if (problem.status === 409) void client.invalidateQueries();
    },
  };
};

/** Acts through a contract; afterwards everything shown is read again. */
export const useAct = <C extends RouteContract>(
  contract: C,
): UseMutationResult<RouteOutput<C>, Problem, CallInput<C>> => {
  const after = useReadingAgain();
  return useMutation<RouteOutput<C>, Problem, CallInput<C>>({ mutationFn: (input) => call(contract, input), ...after });
};
