import type { Dataset } from '#foundation/dataset.ts';
import type { ActInput } from '#foundation/process.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { attachEvidence } from '#platform/evidence/index.ts';
import type { Act } from '#platform/operation/index.ts';
import { closeWork, openWork } from '#platform/work/index.ts';
import type { Place } from './rules.ts';
import { placeWithin } from './rules.ts';
import { wordKey, wordWork } from './operations-work.ts';
import { decideWord, insertWord } from './storage-words.ts';
import { type OpenWord, writtenWordSubject } from './written-word.ts';

export interface WordInput extends ActInput {
  /** Files handed in before: the scan of what the firm wrote. */
  readonly files: readonly number[];
}

export interface WordAbout extends Place {
  readonly dataset: Dataset;
  readonly noticeId: number;
  readonly objectionId: number | null;
  readonly enterpriseId: number | null;
  readonly number: string;
  readonly addressee: string;
}

/** Records what a firm wrote, with the scan; another person has to confirm it before it counts. Call as engine. */
export const recordWord = async (
  act: Act,
  about: WordAbout,
  { files, reason }: { readonly files: readonly number[]; readonly reason: string | null },
): Promise<Result<Readonly<Record<string, unknown>>>> => {
  if (files.length === 0) return refuse('scan-required');
  const { dataset, noticeId, objectionId, enterpriseId } = about;
  const { accountId: account } = act.call.actor;
  const id = await insertWord(act.tx, {
    dataset,
    noticeId,
    objectionId,
    reason: reason ?? '',
    account,
    at: act.call.services.now(),
  });
  if (id === undefined) return refuse('word-to-confirm');
  const region = placeWithin(about, act.call.services.province);
  const attached = await attachEvidence(act, {
    subject: writtenWordSubject(id),
    dataset,
    ids: files,
    readers: [
      { permission: 'spot-checks.see-visits', place: region },
      ...(enterpriseId === null ? [] : [{ permission: 'spot-checks.answer', place: `enterprise/${enterpriseId}` }]),
    ],
  });
  if (!attached.ok) return attached;
  await openWork(act, [wordWork({ ...about, region }, account)]);
  return ok({ word: id, files: attached.value.map(({ sha256 }) => sha256) });
};

/** Confirms or rejects what was recorded. Call as engine. */
export const settleWord = async (
  act: Act,
  about: Pick<WordAbout, 'noticeId' | 'objectionId'>,
  word: OpenWord | null,
  state: 'confirmed' | 'rejected',
  reason: string | null,
): Promise<Result<Readonly<Record<string, unknown>>>> => {
  if (word === null) return refuse('no-word-to-confirm');
  const { accountId: account } = act.call.actor;
  await decideWord(act.tx, word.id, state, { account, at: act.call.services.now(), reason });
  await closeWork(act, [wordKey(about)]);
  return ok({ word: word.id });
};
