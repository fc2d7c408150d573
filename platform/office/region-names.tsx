import { createContext, use, useEffect } from 'react';

/** Name of a division by its GB/T 2260 code, with the names above it: 广东省佛山市顺德区. A code that is not known stays as it is. */
type NameRegion = (code: string) => string;

export interface RegionNames {
  readonly nameRegion: NameRegion;
  /** Tells that names are needed: they are read when a page first needs one. */
  readonly need: () => void;
}

/** The register of regions is no part of the platform: the office hangs in what reads it. */
export const RegionNamesContext = createContext<RegionNames>({ nameRegion: (code) => code, need: () => undefined });

export const useRegionName = (): NameRegion => {
  const { nameRegion, need } = use(RegionNamesContext);
  useEffect(() => need(), [need]);
  return nameRegion;
};
