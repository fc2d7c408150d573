import { buildPages } from './pages.mjs';
import { run } from './run.mjs';
import { setup } from './setup.mjs';

const node = setup();
buildPages(node);
run(node, 'apps/cli/main.ts', ['serve', ...process.argv.slice(2)]);
