import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';

/** One import: which file imports what. Paths are relative to the repository, with forward slashes. */
export interface Edge {
  readonly from: string;
  /** A file of the repository, or the name of a package or of a module of Node. */
  readonly to: string;
  readonly kind: 'file' | 'package' | 'node' | 'unresolved';
  /** Only types are imported: nothing of it is left when the program runs. */
  readonly typeOnly: boolean;
}

export interface ModuleGraph {
  readonly files: readonly string[];
  readonly edges: readonly Edge[];
}

const kindOf = (to: string, types: readonly string[], coreModule: boolean, unresolved: boolean): Edge['kind'] => {
  if (coreModule) return 'node';
  if (types.some((type) => type.startsWith('npm')) || to.includes('node_modules/')) return 'package';
  return unresolved ? 'unresolved' : 'file';
};

/** `node_modules/zod/index.cjs` → `zod` */
const packageOrFile = (resolved: string): string =>
  /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)[^]*$/.exec(resolved)?.[1] ?? resolved;

/** Reads every import of the source folders, type imports included. */
export const readModuleGraph = async (folders: readonly string[]): Promise<ModuleGraph> => {
  const baseDir = fileURLToPath(new URL('../../', import.meta.url));
  const { output } = await cruise([...folders], {
    baseDir,
    doNotFollow: { path: ['node_modules'] },
    exclude: { path: ['(^|/)dist/', '[.]css$'] },
    tsPreCompilationDeps: true,
    moduleSystems: ['es6'],
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
      // A package without a main file has its exports alone (pdfkit).
      exportsFields: ['exports'],
      conditionNames: ['node', 'import'],
    },
  });
  if (typeof output === 'string') throw new Error('the cruise gave text instead of modules');
  const files = output.modules.filter((module) => folders.some((folder) => module.source.startsWith(`${folder}/`)));
  return {
    files: files.map((module) => module.source),
    edges: files.flatMap((module) =>
      module.dependencies.map((dependency) => ({
        from: module.source,
        to: dependency.coreModule ? dependency.module : packageOrFile(dependency.resolved),
        kind: kindOf(
          dependency.resolved,
          dependency.dependencyTypes,
          dependency.coreModule,
          dependency.couldNotResolve,
        ),
        typeOnly: dependency.dependencyTypes.includes('type-only') || dependency.typeOnly === true,
      })),
    ),
  };
};
