import type { Reading } from '#platform/database/index.ts';
import type { PublicDraw } from './portal/index.ts';

/** Draws as everybody sees them, the latest first; the last two hundred. */
export const listPublicDraws = (reading: Reading): Promise<PublicDraw[]> =>
  reading.query<PublicDraw>(
    `select id, dataset, state, plan_number as number, plan_title as title, commitment, entropy_source as source, entropy_issue as issue,
            entropy_due_at as "dueAt", entropy_value as value, pool_digest as "poolDigest", frozen_digest as "frozenDigest",
            committed_at as "committedAt", frozen_at as "frozenAt", drawn_at as "drawnAt", void_reason as "voidReason", proof_sha256 as "proofSha256"
       from spot_checks.published_draw order by id desc limit 200`,
    [],
  );
