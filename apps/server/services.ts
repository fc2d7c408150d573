import { setFlagsFromString } from 'node:v8';
import { ok, type Result } from '#foundation/refusal.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { connect, migrate, type MigrationFolder } from '#platform/database/index.ts';
import { readDeployment } from '#platform/deployment/index.ts';
import { checkFonts } from '#platform/documents/index.ts';
import { syncRoles } from '#platform/identity/index.ts';
import type { Manifest } from '#platform/manifest.ts';
import { compose, type Services } from '#platform/operation/index.ts';
import { seedRegisters } from '#registers/index.ts';
import type { Config } from './config.ts';

export interface OpenOptions {
  readonly config: Config;
  readonly manifests: readonly Manifest[];
  /** A second `serve` on the same embedded server is refused; a `command` joins. */
  readonly purpose: 'serve' | 'command';
  readonly progress?: (text: TextPair) => void;
}

/** Services with what only the opener needs to know. */
export interface OpenServices extends Services {
  /** False until a first `serve` has done its work on this database. */
  readonly recorded: boolean;
  readonly close: () => Promise<void>;
}

/** The migrations of composed rooms. */
export const migrationFolders = (manifests: readonly Manifest[]): readonly MigrationFolder[] =>
  manifests.flatMap(({ name, migrations }) => (migrations === undefined ? [] : [{ room: name, folder: migrations }]));

/**
 * Node would note where objects are made that outlive a collection or two, and from then on put all that are made there among the old
 * ones. An import in its first second, when its rows are still cleared rarely, can mislead it so: then every row of a million is kept
 * until old objects are cleared (in runs that were otherwise the same 110 MB or 650 MB for 300,000 rows).
 */
const letRowsBeYoung = (): void => setFlagsFromString('--no-allocation-site-pretenuring');

/**
 * Opens the database, brings it up to date (migrations, roles, divisions and authorities) and gives the services that every
 * operation works with. Refused where the database was set up for something else.
 * @throws DatabaseFailure with what is wrong and what to do about it
 */
export const openServices = async ({
  config,
  manifests,
  purpose,
  progress,
}: OpenOptions): Promise<Result<OpenServices>> => {
  letRowsBeYoung();
  const composition = compose(manifests);
  if (purpose === 'serve') {
    const fonts = await checkFonts(config.papers === undefined ? {} : { papers: config.papers });
    if (!fonts.ok) return fonts;
  }
  const database = await connect({
    dataDirectory: config.dataDirectory,
    purpose,
    ...(config.databaseUrl === undefined ? {} : { databaseUrl: config.databaseUrl }),
    ...(progress === undefined ? {} : { progress }),
  });
  try {
    await migrate(database, migrationFolders(manifests), (id, done, all) =>
      progress?.(
        pair(`更新数据库结构 ${done}/${all}（${id}）`, `Updating the structure of the database ${done}/${all} (${id})`),
      ),
    );
    const { mode, province, lawProfile } = config;
    const deployment = await readDeployment(database, { mode, province, lawProfile });
    if (!deployment.ok) {
      await database.close();
      return deployment;
    }
    const { settings, recorded } = deployment.value;
    await syncRoles(database);
    await seedRegisters(database, settings.province);
    return ok({
      database,
      composition,
      ...settings,
      recorded,
      now: () => new Date(),
      dataDirectory: config.dataDirectory,
      ...(config.papers === undefined ? {} : { papers: config.papers }),
      ...(config.delivery === undefined ? {} : { delivery: config.delivery }),
      close: () => database.close(),
    });
  } catch (error) {
    await database.close();
    throw error;
  }
};
