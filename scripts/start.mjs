import { buildOffice } from './office.mjs';
import { run } from './run.mjs';
import { setup } from './setup.mjs';

const node = setup();
buildOffice(node);
run(node, 'apps/cli/main.ts', ['serve', ...process.argv.slice(2)]);
