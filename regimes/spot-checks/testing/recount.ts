/** The roll-ups recounted from the results themselves. */
export const recount = `select 'all' as line, c.dataset, c.level, c.kind, r.month::text, r.category_id, coalesce(r.province_code, '') as place, coalesce(r.city_code, '') as key,
    (count(*) filter (where r.verdict = 'pass'))::int as a, (count(*) filter (where r.verdict = 'fail'))::int as b,
    (count(*) filter (where r.verdict = 'refused'))::int as c, (count(*) filter (where r.verdict = 'none'))::int as d
    from spot_checks.result r join spot_checks.spot_check c on c.id = r.check_id group by 1, 2, 3, 4, 5, 6, 7, 8
  union all select 'laboratory', c.dataset, c.level, c.kind, r.month::text, r.category_id, '', coalesce(r.laboratory_id, 0)::text,
    (count(*) filter (where r.verdict = 'pass'))::int, (count(*) filter (where r.verdict = 'fail'))::int, 0, 0
    from spot_checks.result r join spot_checks.spot_check c on c.id = r.check_id where r.verdict in ('pass', 'fail') group by 1, 2, 3, 4, 5, 6, 7, 8
  union all select 'item', c.dataset, c.level, c.kind, r.month::text, r.category_id, coalesce(r.province_code, ''), i.item, 0, count(*)::int, 0, 0
    from spot_checks.result r join spot_checks.spot_check c on c.id = r.check_id cross join lateral unnest(r.failing_items) i (item)
   where r.verdict = 'fail' group by 1, 2, 3, 4, 5, 6, 7, 8
  union all select 'item of all', c.dataset, c.level, c.kind, r.month::text, 0, coalesce(r.province_code, ''), i.item, 0, count(*)::int, 0, 0
    from spot_checks.result r join spot_checks.spot_check c on c.id = r.check_id cross join lateral unnest(r.failing_items) i (item)
   where r.verdict = 'fail' group by 1, 2, 3, 4, 5, 6, 7, 8`;

/** The roll-ups as they are kept. */
export const kept = `select 'all' as line, dataset, level, kind, month::text, category_id, province_code as place, city_code as key, passed as a, failed as b, refused as c, no_verdict as d
    from spot_checks.rollup
  union all select 'laboratory', dataset, level, kind, month::text, category_id, '', laboratory_id::text, passed, failed, 0, 0 from spot_checks.rollup_laboratory
  union all select 'item', dataset, level, kind, month::text, category_id, province_code, item, 0, failed, 0, 0 from spot_checks.rollup_item
  union all select 'item of all', dataset, level, kind, month::text, 0, province_code, item, 0, failed, 0, 0 from spot_checks.rollup_item_all`;
