const brackets: Readonly<Record<string, number>> = {
  '(': 1,
  '（': 1,
  '[': 1,
  '［': 1,
  '【': 1,
  ')': -1,
  '）': -1,
  ']': -1,
  '］': -1,
  '】': -1,
};

/** Separators from the strongest to the weakest. A cell is cut by the strongest it holds outside brackets, and by no other. */
const levels: readonly RegExp[] = [/[；;]/, /[，,]/, /、/];
/** Lines are a list only where they are numbered; else a line end is a wrap in the middle of a name. */
const numbered = /^\s*\d{1,2}[.．、]\s*\D[^\n\r]*[\n\r]+\s*\d{1,2}[.．、]/;
const nothing = /^[/\\\-—―–－\s]*$|^(无|没有)$/;

const cutAt = (text: string, separator: RegExp): string[] => {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    depth = Math.max(0, depth + (brackets[character] ?? 0));
    if (
      depth === 0 &&
      separator.test(character) &&
      !(/\d/.test(text[at - 1] ?? '') && /[,，]/.test(character) && /\d/.test(text[at + 1] ?? ''))
    ) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
};

/** Drops numbering and closing marks: 1.纤维含量； becomes 纤维含量. A figure that belongs to the name (0.2C5A放电性能) stays. */
const tidy = (part: string): string =>
  part
    .trim()
    .replace(/^(\d{1,2}[.．、](?!\d)|[(（]\d{1,2}[)）]|[①-⑳])\s*/, '')
    .replace(/[；;，,、。\s]+$/, '')
    .trim();

/**
 * The failing items of a cell. It cuts carefully, because 电气间隙、爬电距离 is one item where commas divide the list: only by the
 * strongest separator outside brackets. A comma between figures does not divide.
 */
export const splitFailingItems = (text: string): readonly string[] => {
  if (text === '' || nothing.test(text)) return [];
  const oneLine = text.replace(/[\n\r]+/g, '');
  for (const level of numbered.test(text) ? [/[\n\r]/] : levels) {
    if (!level.test(text)) continue;
    const parts = cutAt(levels.includes(level) ? oneLine : text, level)
      .map(tidy)
      .filter((part) => part !== '' && !nothing.test(part));
    if (parts.length > 1) return parts;
  }
  const only = tidy(oneLine);
  return only === '' ? [] : [only];
};
