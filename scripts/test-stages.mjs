import { existsSync, readdirSync } from 'node:fs';

const packaged = '/usr/lib/postgresql';

/** The oldest PostgreSQL from 15 on that the machine's packages hold: the embedded one is newer, so both ends are tested. */
const otherPostgres = () => {
  const versions = existsSync(packaged) ? readdirSync(packaged).map(Number) : [];
  const version = versions
    .filter((number) => number >= 15 && existsSync(`${packaged}/${number}/bin/postgres`))
    .sort((a, b) => a - b)[0];
  return version ? { version, bin: `${packaged}/${version}/bin` } : undefined;
};

const vitest = (project, ...more) => [
  'vitest',
  'run',
  '--project',
  project,
  '--reporter=default',
  '--reporter=./scripts/test-reporter.mjs',
  ...more,
];

/** The stages of `npm test`, in order. `command` is a tool of node_modules/.bin with its parameters. */
export const stages = () => {
  const other = otherPostgres();
  return [
    { name: 'types', title: 'type check', command: ['tsc', '--noEmit', '-p', '.'] },
    { name: 'lint', title: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
    { name: 'format', title: 'format', command: ['oxfmt', '--check', '.'] },
    { name: 'dead-code', title: 'dead code', command: ['knip', '--no-progress'] },
    { name: 'unit', title: 'unit, property and walls', command: vitest('unit'), counted: true },
    { name: 'database', title: 'database and API, embedded PostgreSQL', command: vitest('database'), counted: true },
    {
      name: 'database-other',
      title: other ? `database and API, PostgreSQL ${other.version}` : 'database and API, other PostgreSQL',
      command: vitest('database'),
      counted: true,
      environment: { TEST_POSTGRES_BIN: other?.bin },
      skip: other ? undefined : `no PostgreSQL from 15 on under ${packaged}`,
    },
    { name: 'browser', title: 'browser', command: vitest('browser'), counted: true, office: true },
  ];
};
