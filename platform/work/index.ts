import { bind, type Manifest } from '#platform/manifest.ts';
import * as contract from './contract.ts';
import { myWork, workbench } from './workbench.ts';

export { closeWork, openWork, type WorkItem, type WorkKey } from './items.ts';

export const manifest: Manifest = {
  name: 'work',
  migrations: new URL('migrations/', import.meta.url),
  routes: [
    bind(contract.listMyWork, (call, { query }) => myWork(call, query)),
    bind(contract.readWorkbench, (call) => workbench(call)),
  ],
};
