import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { RegionNamesContext, useApi, type RegionNames } from '#platform/office/index.ts';
import { readSession } from '#platform/identity/contract.ts';
import { listRegions } from '#registers/regions/contract.ts';
import type { Region } from '#registers/regions/region.ts';

const none: readonly Region[] = [];

/** Names of the provinces, and of the divisions of the deployment's own, for every page; read when one first needs them. */
export const RegionNamesProvider = ({ children }: { readonly children: ReactNode }) => {
  const [needed, setNeeded] = useState(false);
  const need = useCallback(() => setNeeded(true), []);
  const session = useApi(readSession);
  const province = session.data?.province;
  const provinces = useApi(listRegions, { query: { level: 'province' } }, { enabled: needed });
  const own = useApi(listRegions, { query: { province } }, { enabled: needed && province !== undefined });
  const above = provinces.data?.items ?? none;
  const within = own.data?.items ?? none;
  const names = useMemo<RegionNames>(() => {
    const known = new Map([...above, ...within].map((region) => [region.code, region]));
    const nameRegion = (code: string): string => {
      const region = known.get(code);
      if (region === undefined) return code;
      return region.level === 'province' || region.parentCode === null
        ? region.name
        : `${nameRegion(region.parentCode)}${region.name}`;
    };
    return { nameRegion, need };
  }, [above, within, need]);
  return <RegionNamesContext value={names}>{children}</RegionNamesContext>;
};
