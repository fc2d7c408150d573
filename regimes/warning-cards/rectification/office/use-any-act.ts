import { useMutation } from '@tanstack/react-query';
import type { RouteContract } from '#foundation/contract.ts';
import { call, type Problem, useReadingAgain } from '#platform/office/index.ts';

interface AnyCall {
  readonly contract: RouteContract;
  readonly params: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Acts through whichever contract the act has; afterwards everything shown is read again. */
export const useAnyAct = () => {
  const after = useReadingAgain();
  return useMutation<unknown, Problem, AnyCall>({
    mutationFn: ({ contract, params, body }) => call(contract, { params, body } as never),
    ...after,
  });
};
