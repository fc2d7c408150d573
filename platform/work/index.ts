import { pair } from '#foundation/text-pair.ts';
import { bind, type Manifest } from '#platform/manifest.ts';
import * as contract from './contract.ts';
import * as handing from './contract-hand-over.ts';
import { handOver, openWorkOf, putItemBack, takeItem } from './hand-over.ts';
import { myWork, workbench } from './workbench.ts';

export { closeWork, moveWork, openWork, type WorkItem, type WorkKey } from './items.ts';

export const manifest: Manifest = {
  name: 'work',
  migrations: new URL('migrations/', import.meta.url),
  permissions: { 'work.hand-over': pair('交接他人的未办事项', 'Hand a person’s open work over to another') },
  journal: {
    acts: {
      'work.take': pair('承办待办事项', 'Took an item'),
      'work.put-back': pair('不再承办待办事项', 'Put an item back'),
      'work.hand-over': pair('交接未办事项', 'Handed open work over'),
    },
  },
  routes: [
    bind(contract.listMyWork, (call, { query }) => myWork(call, query)),
    bind(contract.readWorkbench, (call) => workbench(call)),
    bind(handing.takeItem, (call, { params }) => takeItem(call, params.itemId)),
    bind(handing.putItemBack, (call, { params }) => putItemBack(call, params.itemId)),
    bind(handing.readOpenWork, (call, { query }) => openWorkOf(call, query.account)),
    bind(handing.handOver, (call, { body }) => handOver(call, body)),
  ],
};
