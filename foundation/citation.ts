import { type CitationSource, citationSources } from './citation-sources.ts';
import type { Citation } from './cited-place.ts';
import type { LocalDate } from './local-date.ts';
import { type Result, refuse } from './refusal.ts';
import type { TextPair } from './text-pair.ts';

export type { Citation } from './cited-place.ts';

export type SourceId = keyof typeof citationSources;
export type ClauseId<Source extends SourceId> = keyof (typeof citationSources)[Source]['clauses'] & string;

const print = (source: CitationSource, clause: string, label: TextPair | undefined): TextPair => {
  const place = source.clauses[clause] ?? { zh: '', en: '' };
  const between = place.zh === '' ? { zh: '', en: '' } : (source.separator ?? { zh: ' ', en: ', ' });
  return {
    zh: `${source.title.zh}${label?.zh ?? ''}${between.zh}${place.zh}`,
    en: `${source.title.en}${label?.en ?? ''}${between.en}${place.en}`,
  };
};

/**
 * Looks a citation up by ids that come from outside the code. With `on` a law with several versions is printed
 * as of that day. Refused: a clause that is not loaded, one whose text is lost, a day before the first loaded version.
 */
export const resolveCitation = (source: string, clause = '', on?: LocalDate): Result<Citation> => {
  const found: CitationSource | undefined = Object.hasOwn(citationSources, source)
    ? citationSources[source as SourceId]
    : undefined;
  if (!found) return refuse('citation-not-loaded', { source, clause });
  if (found.lost?.includes(clause)) return refuse('citation-text-lost', { source: found.title });
  const version = on === undefined ? undefined : found.versions?.findLast((v) => v.from <= on);
  if (!Object.hasOwn(found.clauses, clause) || (on !== undefined && found.versions && !version))
    return refuse('citation-not-loaded', { source: found.title, clause: found.clauses[clause] ?? clause });
  return { ok: true, value: { source, clause, text: print(found, clause, version?.label) } };
};

/**
 * The citation of a clause named in code: `cite('notice', '4.3.1')`. The compiler refuses clauses that are not loaded or whose
 * text is lost (notice 4.1); forced past the compiler it throws.
 */
export const cite = <Source extends SourceId>(source: Source, clause: ClauseId<Source>, on?: LocalDate): Citation => {
  const result = resolveCitation(source, clause, on);
  if (!result.ok) throw new RangeError(`${source} ${clause}: ${result.refusal.text.en}`);
  return result.value;
};

/** What people read of a citation. */
export const printedCitation = (citation: Citation): TextPair => citation.text;
