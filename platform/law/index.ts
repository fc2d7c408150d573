import { pair } from '#foundation/text-pair.ts';
import { bind, type Manifest } from '#platform/manifest.ts';
import * as contract from './contract.ts';
import { lawList } from './list.ts';
import { approveOverride, proposeOverride, rejectOverride } from './operations.ts';

export { lawList } from './list.ts';
export { checkSupposition, supposedLaw, type Supposition } from './supposed.ts';
export { approveOverride, proposeOverride, rejectOverride } from './operations.ts';

export const manifest: Manifest = {
  name: 'law',
  migrations: new URL('migrations/', import.meta.url),
  permissions: {
    'law.propose': pair('提出调整法律参数', 'Propose changes to legal parameters'),
    'law.approve': pair('批准调整法律参数', 'Approve changes to legal parameters'),
  },
  journal: {
    acts: {
      'law.propose': pair('提出调整法律参数', 'Proposed another value of a legal parameter'),
      'law.approve': pair('批准调整法律参数', 'Approved another value of a legal parameter'),
      'law.reject': pair('不批准调整法律参数', 'Rejected another value of a legal parameter'),
    },
    subjects: { law: { name: pair('参数', 'Parameter'), link: '/law' } },
  },
  routes: [
    bind(contract.listLaw, (call, { query }) => lawList(call, query.on)),
    bind(contract.proposeOverride, (call, { body }) => proposeOverride(call, body)),
    bind(contract.approveOverride, (call, { params, body }) => approveOverride(call, params.overrideId, body.reason)),
    bind(contract.rejectOverride, (call, { params, body }) => rejectOverride(call, params.overrideId, body.reason)),
  ],
};
