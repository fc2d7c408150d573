-- after: identity/0003
-- A third kind of party: certification bodies, which act on the certificates that they have issued.
alter table identity.role_grant drop constraint role_grant_place;
alter table identity.role_grant add constraint role_grant_place
  check (region_code ~ '^[1-9][0-9]{5}$' or region_code ~ '^(laboratory|enterprise|certifier)/[1-9][0-9]{0,15}$');
alter table identity.role_grant drop constraint party_roles_stay_with_parties;
alter table identity.role_grant add constraint party_roles_stay_with_parties
  check ((role not like 'laboratory-%' or region_code like 'laboratory/%')
     and (role not like 'enterprise-%' or region_code like 'enterprise/%')
     and (role not like 'certifier-%' or region_code like 'certifier/%'));
comment on column identity.role_grant.region_code is
  'GB/T 2260 code of the division in whose whole subtree the role holds (100000 is the country), or the one party: laboratory/17, enterprise/33, certifier/5';
comment on function identity.parties is 'Laboratories, enterprises or certification bodies for which the acting account holds a permission today';
