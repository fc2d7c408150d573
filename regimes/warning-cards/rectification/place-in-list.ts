/** Reads the place in a list that is sorted by a day, then by number; nothing where it is none. */
export const placeInList = (cursor: string): { readonly day: string; readonly id: number } | undefined => {
  const [, day, id] = /^(infinity|\d{4}-\d\d-\d\d)\.(\d{1,15})$/.exec(cursor) ?? [];
  return day === undefined ? undefined : { day, id: Number(id) };
};
