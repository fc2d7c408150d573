-- after: identity/0001
-- Besides divisions a role may be held for one party that works with the program: a laboratory or an enterprise.
alter table identity.role_grant drop constraint role_grant_region_code_check;
alter table identity.role_grant add constraint role_grant_place
  check (region_code ~ '^[1-9][0-9]{5}$' or region_code ~ '^(laboratory|enterprise)/[1-9][0-9]{0,15}$');
alter table identity.role_grant add constraint party_roles_stay_with_parties
  check ((role not like 'laboratory-%' or region_code like 'laboratory/%')
     and (role not like 'enterprise-%' or region_code like 'enterprise/%'));
comment on column identity.role_grant.region_code is
  'GB/T 2260 code of the division in whose whole subtree the role holds (100000 is the country), or the one party: laboratory/17, enterprise/33';

create or replace function identity.covers(held text, region text) returns boolean
  language sql immutable parallel safe
  return held = region
      or (held ~ '^[0-9]{6}$' and region ~ '^[0-9]{6}$'
          and (held = '100000'
               or (held like '__0000' and left(held, 2) = left(region, 2) and region <> '100000')
               or (held like '____00' and held not like '__0000' and left(held, 4) = left(region, 4))));
comment on function identity.covers is
  'Whether a place lies in the subtree of another: 100000 covers all divisions, xx0000 its province, xxxx00 its city; a party only itself';

-- Accounts of parties are managed by whoever manages a whole province, and by the party's own administrator.
create or replace function identity.manages(region text) returns boolean
  language sql stable parallel safe
  return exists (select from unnest(identity.scope('accounts.manage')) held
                  where identity.covers(held, region) or (region like '%/%' and held like '__0000'));

create function identity.parties(wanted text, kind text) returns bigint[]
  language sql stable parallel safe
  return coalesce((select array_agg(split_part(held, '/', 2)::bigint)
                     from unnest(identity.scope(wanted)) held where held like kind || '/%'), '{}');
comment on function identity.parties is 'Laboratories or enterprises for which the acting account holds a permission today';
revoke all on function identity.parties(text, text) from public;
grant execute on function identity.parties(text, text) to {{app}}, {{engine}};
