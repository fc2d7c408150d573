import { cite } from '#foundation/citation.ts';
import type { Dataset } from '#foundation/dataset.ts';
import { type LocalDate, printDate } from '#foundation/local-date.ts';
import { fullPinyin } from '#foundation/pinyin.ts';
import type { Rules } from '#foundation/process.ts';
import { ok, refusal, type Refusal, refuse, refused, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import {
  type CommendationAct,
  type CommendationBasis,
  commendationProcess,
  type CommendationState,
  type Contradiction,
  type ContradictionKind,
  contradictionKinds,
  type HigherMark,
} from './commendation.ts';

/** The parameters by which it is decided. */
export interface CommendationLaw {
  readonly checks: number;
  readonly grades: readonly string[];
  readonly standards: readonly string[];
}

/** A sample that passed, as the record has it. */
export interface RecordedSample {
  readonly resultId: number;
  readonly product: string;
  readonly brand: string | null;
  readonly model: string | null;
  readonly batch: string | null;
  readonly grade: string | null;
  readonly standard: string | null;
  /** The engine reads the measured values otherwise than they were published: a person has still to look. */
  readonly disputed: boolean;
}

/** A published check, with what passed. */
export interface RecordedCheck {
  readonly checkId: number;
  readonly title: string;
  readonly authority: string;
  readonly level: string;
  readonly publishedOn: LocalDate;
  readonly samples: readonly RecordedSample[];
}

/** What the record holds of one product of one firm in a time. */
export interface ProductRecord {
  readonly dataset: Dataset;
  readonly inProvince: boolean;
  /** It waits for a person whether this is the same firm as another entry. */
  readonly uncertain: boolean;
  readonly since: LocalDate;
  readonly until: LocalDate;
  /** Published checks of the levels that count, with what passed. */
  readonly checks: readonly RecordedCheck[];
  readonly contradictions: readonly Contradiction[];
}

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();

/** 优等品 among the words of a cell like “家用I级 优等品、E1级”; 非优等品 is none. */
const gradeIn = (cell: string, grades: readonly string[]): string | undefined => {
  const words = cell
    .normalize('NFKC')
    .split(/[\s,，、;；/（）()]+/)
    .map(plain);
  return grades.find((grade) => words.includes(plain(grade)));
};

/** By what a sample shows a higher standard, or undefined. */
export const higherMark = (
  { grade, standard }: Pick<RecordedSample, 'grade' | 'standard'>,
  law: Pick<CommendationLaw, 'grades' | 'standards'>,
): HigherMark | undefined => {
  const found = grade === null ? undefined : gradeIn(grade, law.grades);
  if (found !== undefined) return { kind: 'grade', words: found };
  const stricter = standard !== null && law.standards.some((one) => plain(one) === plain(standard));
  return stricter ? { kind: 'standard', words: standard.trim() } : undefined;
};

const veto = cite('notice', '2.2.2');
const contradicted: Readonly<Record<ContradictionKind, (day: Contradiction) => Refusal>> = {
  failed: ({ on, name }) => refusal('commendation-failed', { name, day: dayWords(on) }, veto),
  refused: ({ on, name }) => refusal('commendation-refused', { name, day: dayWords(on) }, veto),
  card: ({ on, name }) => refusal('commendation-card', { name, day: dayWords(on) }, cite('notice', '4.3.1')),
  exposure: () => refusal('commendation-exposure', {}, cite('notice', '4.2')),
  licence: ({ name }) => refusal('commendation-licence', { name }, cite('notice', '4.3.2')),
};
const dayWords = (on: LocalDate | null) => (on === null ? pair('日期未载明', 'day not stated') : printDate(on));

/** The gravest contradiction, in the order of `contradictionKinds`; of one kind the latest. */
const gravest = (contradictions: readonly Contradiction[]): Contradiction | undefined =>
  contradictions.toSorted(
    (a, b) =>
      contradictionKinds.indexOf(a.kind) - contradictionKinds.indexOf(b.kind) || ((a.on ?? '') < (b.on ?? '') ? 1 : -1),
  )[0];

/** Whether a product is commended, and on what it rests; or the one sentence why not. */
export const decideCommendation = (record: ProductRecord, law: CommendationLaw): Result<CommendationBasis> => {
  if (record.dataset === 'historical') return refuse('historical-record');
  if (!record.inProvince) return refuse('commendation-elsewhere');
  if (record.uncertain) return refuse('commendation-uncertain');
  const against = gravest(record.contradictions);
  if (against) return refused(contradicted[against.kind](against));
  const checks = record.checks
    .map((check) => ({
      checkId: check.checkId,
      title: check.title,
      authority: check.authority,
      level: check.level,
      publishedOn: check.publishedOn,
      samples: check.samples.flatMap(({ resultId, product, brand, model, batch, grade, standard, disputed }) => {
        const mark = disputed ? undefined : higherMark({ grade, standard }, law);
        return mark ? [{ resultId, product, brand, model, batch, mark }] : [];
      }),
    }))
    .filter(({ samples }) => samples.length > 0)
    .toSorted((a, b) =>
      a.publishedOn < b.publishedOn ? -1 : a.publishedOn > b.publishedOn ? 1 : a.checkId - b.checkId,
    );
  if (checks.length === 0 || checks.length < law.checks)
    return refuse(
      'commendation-few',
      { found: checks.length, needed: law.checks, since: printDate(record.since) },
      cite('notice', '6.3'),
    );
  const samples = record.checks.reduce((sum, check) => sum + check.samples.length, 0);
  return ok({ since: record.since, until: record.until, samples, checks });
};

/** The products that it names, in one line. */
export const productLine = (basis: CommendationBasis): string => {
  const names = [...new Set(basis.checks.flatMap(({ samples }) => samples.map(({ product }) => product)))];
  return `${names.slice(0, 5).join('、')}${names.length > 5 ? '等' : ''}`;
};

/** How often it was marked so and passed. */
export const markedSamples = (basis: CommendationBasis): number =>
  basis.checks.reduce((sum, { samples }) => sum + samples.length, 0);

/** The marks that its samples bore, each once. */
export const marksOf = (basis: CommendationBasis): string =>
  [...new Set(basis.checks.flatMap(({ samples }) => samples.map(({ mark }) => mark.words)))].join('、');

interface Filed {
  readonly id: number;
  readonly category: string;
  readonly producer: string;
  readonly product: string;
}
const before = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** As the public reads them: by category, then by the alphabet of firm and product. Nothing that was measured or counted bears on it. */
export const inAlphabet = <Entry extends Filed>(entries: readonly Entry[]): readonly Entry[] =>
  entries
    .map((entry) => [fullPinyin(entry.category), fullPinyin(entry.producer), fullPinyin(entry.product), entry] as const)
    .toSorted(
      (a, b) =>
        before(a[0], b[0]) || before(a[3].category, b[3].category) || before(a[1], b[1]) || before(a[2], b[2]) || a[3].id - b[3].id, // prettier-ignore
    )
    .map(([, , , entry]) => entry);

/** What four eyes look at. */
interface Seen {
  readonly state: CommendationState;
  readonly proposedBy: string | null;
  readonly submittedBy: string | null;
}

/** Who proposed or submitted it neither decides on it nor makes it public. */
export const commendationRules: Rules<CommendationState, CommendationAct, Seen> = {
  flow: commendationProcess,
  notBy: ({ proposedBy, submittedBy }, verb) =>
    ['decide', 'dismiss', 'release', 'schedule'].includes(verb) ? [proposedBy, submittedBy] : [],
};

/** Acts that lead towards release, before which the rule is asked again. */
export const provedActs = ['submit', 'decide', 'release', 'schedule'] as const satisfies readonly CommendationAct[];
