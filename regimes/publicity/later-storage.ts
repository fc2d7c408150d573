/**
 * Checks that the product of the exposure `x` passed after those that it rests on, each once: what the public reads beside the exposure, and
 * what the office counts of it. Read whenever it is asked for, since passes come that touch no ground. Needs `x.last_on`; of a product
 * without a category nothing is known.
 */
export const laterChecks = `select distinct r.published_on, r.authority_name, r.title, r.kind
  from spot_checks.published_result r
 where r.producer_id = x.producer_id and r.category_id = x.category_id and r.verdict = 'pass' and not r.withheld and r.parties_settled
   and r.published_on > x.last_on
   and not exists (select from spot_checks.published_result f where f.check_id = r.check_id and f.producer_id = r.producer_id
                      and f.category_id = r.category_id and f.verdict = 'fail')`;
