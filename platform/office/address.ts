import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Dataset } from '#foundation/dataset.ts';
import { useSession } from './session.tsx';

export type Address = Readonly<Record<string, string | undefined>>;

/** The filters of a page live in its address: reading gives strings, writing replaces the ones named and drops empty ones. */
export const useAddress = (): readonly [Address, (change: Address) => void] => {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const navigate = useNavigate();
  const address = Object.fromEntries(
    Object.entries(search).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]])),
  );
  const change = useCallback(
    (next: Address) => {
      void navigate({
        to: '.',
        search: (before: Record<string, unknown>) =>
          Object.fromEntries(
            Object.entries({ ...before, ...next }).filter(([, value]) => value !== undefined && value !== ''),
          ),
        replace: true,
      });
    },
    [navigate],
  );
  return [address, change];
};

/** Dataset looked at: in the address, else the first that the province holds. No figure mixes datasets. */
export const useDataset = (): readonly [Dataset, (dataset: Dataset) => void] => {
  const [address, change] = useAddress();
  const { datasets } = useSession();
  const wanted = address['dataset'] as Dataset | undefined;
  const dataset = wanted !== undefined && datasets.includes(wanted) ? wanted : (datasets[0] ?? 'live');
  return [dataset, (next) => change({ dataset: next, cursor: undefined })];
};
