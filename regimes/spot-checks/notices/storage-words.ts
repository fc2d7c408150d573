import type { Dataset } from '#foundation/dataset.ts';
import type { Tx } from '#platform/database/index.ts';
import type { WrittenWord } from './contract.ts';

/** Records a written word; nothing where one waits to be confirmed already. */
export const insertWord = async (
  tx: Tx,
  word: {
    readonly dataset: Dataset;
    readonly noticeId: number;
    readonly objectionId: number | null;
    readonly reason: string;
    readonly account: string | null;
    readonly at: Date;
  },
): Promise<number | undefined> =>
  (
    await tx.query<{ id: number }>(
      `insert into spot_checks.written_word (dataset, notice_id, objection_id, reason, recorded_by, recorded_at)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id`,
      [word.dataset, word.noticeId, word.objectionId, word.reason, word.account, word.at],
    )
  )[0]?.id;

export const decideWord = (
  tx: Tx,
  id: number,
  state: 'confirmed' | 'rejected',
  by: { readonly account: string | null; readonly at: Date; readonly reason: string | null },
): Promise<unknown> =>
  tx.query(
    'update spot_checks.written_word set state = $2, decided_by = $3, decided_at = $4, decision_reason = $5 where id = $1',
    [id, state, by.account, by.at, by.reason],
  );

/** Written words about a notice and its objections, as recorded; their files are evidence. */
export const wordsOfNotice = (
  tx: Tx,
  noticeId: number,
): Promise<(Omit<WrittenWord, 'files'> & { readonly account: string })[]> =>
  tx.query(
    `select w.id, w.objection_id as "objectionId", w.state, w.reason, r.display_name as "recordedBy", w.recorded_at as "recordedAt",
            d.display_name as "decidedBy", w.decided_at as "decidedAt", w.decision_reason as "decisionReason", w.recorded_by as account
       from spot_checks.written_word w left join identity.published_account r on r.id = w.recorded_by
       left join identity.published_account d on d.id = w.decided_by where w.notice_id = $1 order by w.id`,
    [noticeId],
  );
