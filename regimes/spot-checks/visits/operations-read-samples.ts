import { byNumber, countStates, inPages, type PageQuery } from '#foundation/paging.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { type Call, holds, observe } from '#platform/operation/index.ts';
import { type NextStep, offerActs } from '#foundation/process.ts';
import { wordEvents } from '#platform/process/index.ts';
import { eventsOf } from '../common/events-storage.ts';
import type { SampleDetail, SampleFilter } from './contract-samples.ts';
import { decideCorrection } from './rules.ts';
import { reserveProcess, sampleEventWords, sampleProcess, type SampleState, sampleStates } from './sample.ts';
import {
  arrivingSamples,
  countSamples,
  findSample,
  pageOfSamples,
  type SampleRecord,
} from './storage-reading-samples.ts';

/** A page of samples with counts per state. */
export const listSamples = (call: Call, { cursor, limit, ...filter }: SampleFilter & PageQuery) =>
  inPages(byNumber, { cursor, limit }, ({ after, most, cut }) =>
    observe(call, { permission: 'spot-checks.see-visits' }, async ({ tx }) => {
      const [rows, groups] = await Promise.all([
        pageOfSamples(tx, filter, after ?? null, most),
        countSamples(tx, filter),
      ]);
      return ok({ ...cut(rows), ...countStates(sampleStates, groups, filter.state) });
    }),
  );

/** What the actor's laboratories have to receive. */
export const listArriving = (call: Call, dataset: string) =>
  observe(call, { permission: 'spot-checks.laboratory' }, async ({ tx }) =>
    ok({ rows: await arrivingSamples(tx, dataset) }),
  );

const laboratory = pair('承检机构', 'The laboratory');
const dispatcher = pair('调度人员', 'The dispatcher');

const nextStep = ({ state }: SampleRecord): NextStep => {
  switch (state) {
    case 'sealed':
      return { words: pair('寄送样品', 'Send the sample'), by: pair('抽样人员', 'The inspectors'), due: null };
    case 'sent':
      return { words: pair('查验封样，收样或退样', 'Look at the seal; receive or reject'), by: laboratory, due: null };
    case 'rejected':
      return { words: pair('停止检验：重新抽样或作废', 'The test stops: sample again, or declare void'), by: dispatcher, due: null }; // prettier-ignore
    case 'received':
      return { words: pair('检验并出具报告', 'Test and report'), by: laboratory, due: null };
    case 'tested':
      return { words: pair('告知结果', 'Give notice of the result'), by: pair('承办机关', 'The authority'), due: null };
    case 'noticed':
      return { words: pair('等待异议期满或复检', 'Wait for objections or the retest'), by: pair('承办机关', 'The authority'), due: null }; // prettier-ignore
    case 'final':
    case 'void':
      return null;
  }
};

const partyOf = (id: number | null): string | null => (id === null ? null : `laboratory/${id}`);

const correctionOf = (state: SampleState, own: boolean, may: boolean): SampleDetail['correction'] => {
  const decided = decideCorrection(state, own);
  const refusal = decided.ok ? (may ? null : refuse('forbidden').refusal) : decided.refusal;
  return { permission: 'spot-checks.sample', refusal };
};

/** One sample with its sheet, its corrections and its chain of custody. */
export const getSample = (call: Call, id: number): Promise<Result<SampleDetail>> =>
  observe(call, { permission: null }, async ({ tx }) => {
    const found = await findSample(tx, id);
    if (!found) return refuse('not-found', { thing: sampleProcess.name });
    const { laboratoryId, retestLaboratoryId, own, ...sample } = found;
    const account = call.actor.accountId;
    const mayAt = (party: string | null) => (permission: string) =>
      permission === 'spot-checks.receive'
        ? party !== null && holds(call.actor, permission, party)
        : holds(call.actor, permission, sample.place?.code ?? null) && (permission !== 'spot-checks.sample' || own);
    return ok({
      ...sample,
      next: nextStep(found),
      correction: correctionOf(sample.state, own, mayAt(partyOf(laboratoryId))('spot-checks.sample')),
      acts: offerActs(sampleProcess, sample.state, account, mayAt(partyOf(laboratoryId))),
      reserveActs: offerActs(reserveProcess, sample.reserveState, account, mayAt(partyOf(retestLaboratoryId))),
      events: wordEvents(await eventsOf(tx, 'sample', id), sampleEventWords),
    });
  });
