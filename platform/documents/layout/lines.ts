import type { Face, Measure } from './marks.ts';

/** May not begin a line (避头). */
const closing = /^[，。、；：？！）》〉」』】〕”’％…—·,.;:?!)\]}%]$/u;
/** May not end a line (避尾). */
const opening = /^[（《〈「『【〔“‘([{]$/u;
/** Letters and figures that stay together: words, numbers with their units and signs. */
const joined = /^[A-Za-z0-9.,:/+\-_@#&'’%≤≥±×°\u00a0]$/u;
/** The number of a standard stays with its letters: GB 16410. */
const standardNumber = /(?<=[A-Z]) (?=\d)/g;

/** The parts of a text between which a line may end. */
export const clustersOf = (text: string): readonly string[] => {
  const clusters: string[] = [];
  let current = '';
  let last = '';
  for (const character of text) {
    const stays =
      current !== '' &&
      (closing.test(character) || opening.test(last) || (joined.test(character) && joined.test(last)));
    if (stays) current += character;
    else {
      if (current !== '') clusters.push(current);
      current = character;
    }
    last = character;
  }
  if (current !== '') clusters.push(current);
  return clusters;
};

export interface Line {
  readonly text: string;
  /** In points. */
  readonly width: number;
  /** True for the last line of a paragraph, which is not stretched. */
  readonly last: boolean;
}

/**
 * Breaks a text into lines. A cluster that is wider than a line is broken between its characters; a newline ends a paragraph.
 * @param first width that the first line loses to its indent
 */
export const breakLines = (
  text: string,
  width: number,
  { measure, face, size, first = 0, spacing = 0 }: { readonly measure: Measure; readonly face: Face; readonly size: number; readonly first?: number; readonly spacing?: number }, // prettier-ignore
): readonly Line[] => {
  const wide = (part: string): number => measure(part, face) * size + [...part].length * spacing;
  // Sums of many widths differ in the last digits; a line that is full to the point is still a line.
  const slack = 0.01;
  const lines: Line[] = [];
  for (const paragraph of text.replaceAll('\r', '').replaceAll(standardNumber, '\u00a0').split('\n')) {
    let line = '';
    let used = 0;
    const room = (): number => width - (lines.length === 0 ? first : 0) + slack;
    const end = (last: boolean): void => {
      lines.push({ text: line, width: used, last });
      line = '';
      used = 0;
    };
    const put = (part: string, partWidth: number): void => {
      line += part;
      used += partWidth;
    };
    for (const cluster of clustersOf(paragraph)) {
      const clusterWidth = wide(cluster);
      if (used + clusterWidth <= room()) put(cluster, clusterWidth);
      else if (clusterWidth <= width) {
        if (line !== '') end(false);
        if (cluster.trim() !== '') put(cluster, clusterWidth);
      } else
        for (const character of cluster) {
          const characterWidth = wide(character);
          if (used + characterWidth > room() && line !== '') end(false);
          put(character, characterWidth);
        }
    }
    end(true);
  }
  return lines;
};

/** Breaks a title into lines of about one length, as few as fit. */
export const balancedLines = (
  text: string,
  width: number,
  face: Face,
  size: number,
  measure: Measure,
): readonly Line[] => {
  const greedy = breakLines(text, width, { measure, face, size });
  if (greedy.length < 2 || text.includes('\n')) return greedy;
  const total = greedy.reduce((sum, line) => sum + line.width, 0);
  for (let narrow = total / greedy.length; narrow < width; narrow += size / 2) {
    const lines = breakLines(text, narrow, { measure, face, size });
    if (lines.length === greedy.length) return lines;
  }
  return greedy;
};
