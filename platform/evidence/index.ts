import { pair } from '#foundation/text-pair.ts';
import { bind, type Manifest } from '#platform/manifest.ts';
import * as contract from './contract.ts';
import { clearForgotten, downloadEvidence, receiveEvidence, takeBackEvidence } from './operations.ts';

export { attachEvidence, evidenceOf, shareEvidence, showEvidenceAt, type EvidenceReaders } from './operations.ts';

export const manifest: Manifest = {
  name: 'evidence',
  migrations: new URL('migrations/', import.meta.url),
  journal: {
    acts: {
      'evidence.upload': pair('上传证据材料', 'Handed in a file of evidence'),
      'evidence.take-back': pair('撤回尚未提交的材料', 'Took back a file not yet submitted'),
    },
    subjects: { evidence: { name: pair('证据材料', 'Evidence') } },
  },
  routes: [
    bind(contract.uploadEvidence, (call, _input, uploads) => receiveEvidence(call, uploads)),
    bind(contract.readEvidence, (call, { params }) => downloadEvidence(call, params.evidenceId)),
    bind(contract.dropEvidence, (call, { params }) => takeBackEvidence(call, params.evidenceId)),
  ],
  jobs: [
    {
      name: 'evidence.clear-forgotten',
      schedule: '50 3 * * *',
      run: async (call) => {
        await clearForgotten(call);
      },
    },
  ],
};
