import { connect } from '#platform/database/index.ts';
import { platformManifests } from '#platform/index.ts';
import { compose, systemCall } from '#platform/operation/index.ts';
import { regimes, spotCheckPorts } from '#regimes/index.ts';
import { registers } from '#registers/index.ts';
import { importFiles } from '../import/import-files.ts';

/** Imports a file in a process of its own, so that a test can kill it: DATABASE_URL, data directory, file. Says each stage. */
const [databaseUrl = '', dataDirectory = '', path = ''] = process.argv.slice(2);
const database = await connect({ dataDirectory, databaseUrl, purpose: 'command', poolSize: 4 });
const call = systemCall({
  database,
  dataDirectory,
  composition: compose([...platformManifests, ...registers, ...regimes]),
  mode: 'evaluation',
  province: '440000',
  lawProfile: 'notice',
  now: () => new Date(),
});
let last = '';
await importFiles(call, {
  dataset: 'historical',
  paths: [path],
  ports: spotCheckPorts,
  watch: ({ stage }) => {
    if (stage !== last) process.stdout.write(`${stage}\n`);
    last = stage;
  },
});
await database.close();
