import { pair, type TextPair } from '#foundation/text-pair.ts';

interface Named {
  readonly name: string;
}

/** Where a firm is, in words: province and city, or what of it is not known. */
export const placeWords = ({
  province,
  city,
}: {
  readonly province: Named | null;
  readonly city: Named | null;
}): TextPair => {
  const known = `${province?.name ?? ''}${city?.name ?? ''}`;
  if (city !== null) return pair(known, known);
  return province === null ? pair('未确定', 'Not known') : pair(`${known}（市未确定）`, `${known} (city not known)`);
};
