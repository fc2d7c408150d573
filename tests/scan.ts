import { Readable } from 'node:stream';
import { unwrap } from '#foundation/refusal.ts';
import { receiveEvidence } from '#platform/evidence/operations.ts';
import type { Call } from '#platform/operation/index.ts';

/** A scan that this person has handed in, ready to be attached. */
export const handInScan = async (call: Call, fileName = '虚构书面材料.pdf'): Promise<number> => {
  const pdf = async function* () {
    yield { fileName, stream: Readable.from(['%PDF-1.7 虚构']) };
  };
  return unwrap(await receiveEvidence(call, pdf())).id;
};
