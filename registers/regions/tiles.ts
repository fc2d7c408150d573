/** Places of the 21 cities of Guangdong on a tile map: neighbours stay neighbours, west is left, the sea is below. */
const rows = [
  [null, null, null, '4418', '4402', '4416', '4414', null],
  [null, '4453', '4412', '4406', '4401', '4413', '4452', '4451'],
  ['4409', '4417', '4407', '4420', '4419', '4403', '4415', '4405'],
  ['4408', null, null, '4404', null, null, null, null],
] as const;

/** City code → column and row. */
export const tiles: ReadonlyMap<string, { readonly column: number; readonly row: number }> = new Map(
  rows.flatMap((cities, row) =>
    cities.flatMap((digits, column) => (digits === null ? [] : [[`${digits}00`, { column, row }] as const])),
  ),
);
