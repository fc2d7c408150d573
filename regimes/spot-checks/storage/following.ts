import type { Tx } from '#platform/database/index.ts';
import { overStates } from '../visits/visit.ts';

export interface Followed {
  readonly kind: 'visit' | 'sample' | 'notice' | 'objection';
  readonly id: number;
  readonly state: string;
  readonly remark: string;
}

/**
 * Leads what is still open about a merged enterprise to the one that stands: visits, samples that are not final, notices and objections
 * about them. What is over stays under the old name. Call as engine.
 */
export const followOpen = async (
  tx: Tx,
  merged: readonly { readonly from: number; readonly into: number }[],
): Promise<Followed[]> => {
  const pairs = [merged.map(({ from }) => from), merged.map(({ into }) => into)];
  const list = `(select m.gone, m.stands, g.name || ' → ' || s.name as remark from unnest($1::bigint[], $2::bigint[]) m (gone, stands)
    join enterprises.enterprise g on g.id = m.gone join enterprises.enterprise s on s.id = m.stands) m`;
  const visits = await tx.query<Followed>(
    `update spot_checks.visit v set enterprise_id = m.stands, version = v.version + 1 from ${list}
      where v.enterprise_id = m.gone and v.state <> all ($3) returning 'visit' as kind, v.id, v.state, m.remark`,
    [...pairs, overStates],
  );
  const samples = await tx.query<Followed>(
    `update spot_checks.sample s set version = s.version + 1,
            producer_id = case when s.producer_id = m.gone then m.stands else s.producer_id end,
            seller_id = case when s.seller_id = m.gone then m.stands else s.seller_id end
       from ${list} where m.gone in (s.producer_id, s.seller_id) and s.state not in ('final', 'void')
     returning 'sample' as kind, s.id, s.state, m.remark`,
    pairs,
  );
  const notices = await tx.query<Followed>(
    `update spot_checks.notice n set enterprise_id = m.stands, version = n.version + 1 from ${list}, spot_checks.sample s
      where n.enterprise_id = m.gone and s.id = n.sample_id and n.state <> 'void' and s.state not in ('final', 'void')
     returning 'notice' as kind, n.id, n.state, m.remark`,
    pairs,
  );
  const objections = await tx.query<Followed>(
    `update spot_checks.objection o set enterprise_id = m.stands, version = o.version + 1 from ${list}
      where o.enterprise_id = m.gone and o.state in ('filed', 'retest', 'given-up') returning 'objection' as kind, o.id, o.state, m.remark`,
    pairs,
  );
  // Who may not visit the one may not visit the other.
  await tx.query(
    `insert into spot_checks.inspector_conflict (inspector_id, enterprise_id, reason, declared_by, valid_from, valid_to)
     select c.inspector_id, m.stands, c.reason, c.declared_by, c.valid_from, c.valid_to
       from ${list} join spot_checks.inspector_conflict c on c.enterprise_id = m.gone on conflict do nothing`,
    pairs,
  );
  return [...visits, ...samples, ...notices, ...objections];
};
