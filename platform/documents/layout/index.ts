import { layFormPaper } from './form.ts';
import { layLetter } from './letter.ts';
import type { LaidPage, Measure, PaperSheet } from './marks.ts';

export { type Colour, type Face, type LaidPage, type Mark, type Measure, pageSize, type PaperSheet } from './marks.ts';

/** Lays a paper out on its pages. Pure: the same sheet and the same font give the same marks. */
export const layOut = (sheet: PaperSheet, measure: Measure): readonly LaidPage[] =>
  sheet.layout === 'letter' ? layLetter(sheet, measure) : layFormPaper(sheet, measure);
