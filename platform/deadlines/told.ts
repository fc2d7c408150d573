/** The division one level up: county, city, province; null above the province. Counties under the province itself (`xx90xx`) have no city. */
export const divisionAbove = (code: string): string | null => {
  if (!/^\d{6}$/.test(code) || code.endsWith('0000')) return null;
  const province = `${code.slice(0, 2)}0000`;
  if (code.endsWith('00') || code.slice(2, 4) === '90') return province;
  return `${code.slice(0, 4)}00`;
};

/** Who must act, and where a firm or laboratory must, who is in charge of it. */
export interface Holder {
  readonly permission: string | null;
  readonly place: string | null;
  readonly authorityPermission: string | null;
  readonly authorityPlace: string | null;
}

/** Who is told as the `level`th that a deadline is overdue: the authority in charge first, then one level up each; null where there is nobody. */
export const toldAs = (
  level: number,
  { permission, place, authorityPermission, authorityPlace }: Holder,
): { readonly permission: string; readonly place: string | null } | null => {
  const inCharge = authorityPermission !== null;
  const asked = inCharge ? authorityPermission : permission;
  if (asked === null) return null;
  let at = inCharge ? authorityPlace : place;
  for (let step = inCharge ? 1 : 0; step < level; step += 1) {
    at = at === null ? null : divisionAbove(at);
    if (at === null) return null;
  }
  return { permission: asked, place: at };
};
