import type { UseQueryResult } from '@tanstack/react-query';
import type { RouteContract, RouteOutput } from '#foundation/contract.ts';
import { type Address, useAddress, useDataset } from './address.ts';
import { type CallInput, type Problem, useApi } from './api.ts';

/** What a list asks its contract for: the filters in the address of the page, the dataset looked at, and `more`. The server checks what the address says. */
export const useListFilter = <Contract extends RouteContract>(more: Address = {}) => {
  const [address] = useAddress();
  const [dataset] = useDataset();
  return { ...address, dataset, ...more } as NonNullable<CallInput<Contract>['query']>;
};

/** Reads a list by that filter. */
export const useList = <Contract extends RouteContract>(
  contract: Contract,
  more?: Address,
): UseQueryResult<RouteOutput<Contract>, Problem> =>
  useApi(contract, { query: useListFilter<Contract>(more) } as CallInput<Contract>);
