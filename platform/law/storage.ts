import type { Tx } from '#platform/database/index.ts';
import type { LawOverrideShown } from './contract.ts';
import type { LawOverride } from './resolve.ts';

/** The approved overrides in order of approval. */
export const loadOverrides = (tx: Tx): Promise<LawOverride[]> =>
  tx.prepared<LawOverride>(
    `select key, valid_from as "from", valid_to as "to", value, source from law.override
      where state = 'approved' order by decided_at, id`,
  );

interface StoredOverride extends Omit<LawOverrideShown, 'proposedBy' | 'decidedBy'> {
  readonly proposerId: string;
  readonly proposer: string | null;
  readonly deciderId: string | null;
  readonly decider: string | null;
}

const selectOverrides = `select o.id, o.key, o.valid_from as "from", o.valid_to as "to", o.value, o.source, o.reason, o.state,
    o.proposed_by as "proposerId", p.display_name as proposer, o.proposed_at as "proposedAt",
    o.decided_by as "deciderId", d.display_name as decider, o.decided_at as "decidedAt", o.decision_reason as "decisionReason"
  from law.override o
  left join identity.published_account p on p.id = o.proposed_by
  left join identity.published_account d on d.id = o.decided_by`;

const shown = ({ proposerId, proposer, deciderId, decider, ...rest }: StoredOverride): LawOverrideShown => ({
  ...rest,
  proposedBy: { id: proposerId, name: proposer },
  decidedBy: deciderId === null ? null : { id: deciderId, name: decider },
});

/** All overrides, newest first. */
export const listOverrides = async (tx: Tx): Promise<LawOverrideShown[]> =>
  (await tx.query<StoredOverride>(`${selectOverrides} order by o.proposed_at desc, o.id`)).map(shown);

/** One override; for a decision its row is locked first. */
export const findOverride = async (tx: Tx, id: string): Promise<LawOverrideShown | undefined> =>
  (await tx.query<StoredOverride>(`${selectOverrides} where o.id = $1`, [id])).map(shown)[0];

/** Holds the row until the end of the transaction, so that two decisions do not meet. */
export const lockOverride = async (tx: Tx, id: string): Promise<void> => {
  await tx.query('select 1 from law.override where id = $1 for update', [id]);
};

export interface NewOverride extends LawOverride {
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
}

export const insertOverride = async (tx: Tx, proposed: NewOverride): Promise<string> => {
  const [row] = await tx.query<{ id: string }>(
    `insert into law.override (key, valid_from, valid_to, value, source, reason, proposed_by, proposed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
    [
      proposed.key,
      proposed.from,
      proposed.to,
      JSON.stringify(proposed.value),
      JSON.stringify(proposed.source),
      proposed.reason,
      proposed.by,
      proposed.at,
    ],
  );
  if (!row) throw new Error('the override was not stored');
  return row.id;
};

export const decideOverride = async (
  tx: Tx,
  id: string,
  decision: {
    readonly state: 'approved' | 'rejected';
    readonly by: string;
    readonly at: Date;
    readonly reason: string | null;
  },
): Promise<void> => {
  await tx.query(
    'update law.override set state = $2, decided_by = $3, decided_at = $4, decision_reason = $5 where id = $1',
    [id, decision.state, decision.by, decision.at, decision.reason],
  );
};
