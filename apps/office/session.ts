import { useQueryClient } from '@tanstack/react-query';
import { call, useApi, type OfficeSession } from '#platform/office/index.ts';
import { readSession, signOutRoute } from '#platform/identity/contract.ts';
import { roles, type Role } from '#platform/identity/roles.ts';
import { rememberedLanguage } from '#platform/office/language.tsx';

/** Who is signed in, as the pages use it; undefined while unknown or signed out. */
export const useOfficeSession = () => {
  const query = useApi(readSession);
  const language = rememberedLanguage();
  const session: OfficeSession | undefined = query.data && {
    name: query.data.name,
    roles: query.data.roles.map((role) => roles[role as Role]?.name[language] ?? role),
    permissions: query.data.permissions,
    regions: query.data.regions,
    mode: query.data.mode,
    province: query.data.province,
    datasets: query.data.datasets,
  };
  return {
    session,
    problem: query.error,
    pending: query.isPending,
    mustChangePassword: query.data?.mustChangePassword === true,
  };
};

/** Signs out and forgets everything that was shown. */
export const useSignOut = () => {
  const client = useQueryClient();
  return async () => {
    await call(signOutRoute).catch(() => undefined);
    client.clear();
    window.location.assign('/office/');
  };
};
