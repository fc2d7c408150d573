-- after: spot-checks/0060, documents/0002
-- Papers of the loop name the firm and what came of it before it was told: whoever reads the register of papers reads them only where he
-- may see visits. Parties and inspectors keep what went to them.
create policy paper_of_visits on documents.paper as restrictive for select to {{app}} using (
  kind not like 'spot-checks.%'
  or region_path && (select identity.scope('spot-checks.see-visits'))
  or party = any ((select identity.scope('documents.receive'))::text[])
  or copies && (select identity.scope('documents.receive') || ('account/' || identity.acting()::text))::text[]);
