import type { CsvDelimiter } from './table.ts';

const candidates: readonly CsvDelimiter[] = [',', '\t', ';'];

/** How often a delimiter stands outside quotes in each of the first lines. */
const countsPerLine = (sample: string, delimiter: CsvDelimiter): number[] => {
  const counts: number[] = [];
  let inside = false;
  let count = 0;
  let characters = 0;
  for (const character of sample) {
    if (character === '"') inside = !inside;
    else if (!inside && character === delimiter) count += 1;
    else if (!inside && (character === '\n' || character === '\r')) {
      if (characters > 0) counts.push(count);
      count = 0;
      characters = 0;
      continue;
    }
    characters += 1;
  }
  if (characters > 0 && counts.length === 0) counts.push(count);
  return counts.slice(0, 100);
};

/**
 * The delimiter that cuts most of the first lines into the same number (more than one) of fields. Titles and footnotes disturb a
 * few lines only. A file with none of them has one column; the comma stands for that.
 */
export const findDelimiter = (sample: string): CsvDelimiter => {
  let best: CsvDelimiter = ',';
  let bestScore = 0;
  for (const delimiter of candidates) {
    const tally = new Map<number, number>();
    for (const count of countsPerLine(sample, delimiter)) if (count > 0) tally.set(count, (tally.get(count) ?? 0) + 1);
    let score = 0;
    for (const [count, lines] of tally) score = Math.max(score, lines * 100 + Math.min(count, 99));
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
};

/** Old files end their lines with a carriage return alone. */
export const findNewline = (sample: string): '\n' | '\r' =>
  sample.includes('\r') && !sample.includes('\n') ? '\r' : '\n';
