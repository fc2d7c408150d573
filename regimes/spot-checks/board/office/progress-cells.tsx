import type { TextPair } from '#foundation/text-pair.ts';
import { formatCount, useSpeech } from '#platform/office/index.ts';
import { type BoardCounts, dueKinds, dueLabels, type Overdue, overdueIn, progressOf } from '../board.ts';

/** The numbers of a plan, or of a city's or laboratory's part of it. */
export interface Part {
  readonly targets: number | null;
  readonly counts: BoardCounts;
  readonly overdue: Overdue;
}

/** Overdue things: in red, with a sign and the word, so that it is seen without the colour too. */
export const OverdueMark = ({ overdue }: { readonly overdue: Overdue }) => {
  const { say, language } = useSpeech();
  const count = overdueIn(overdue);
  if (count === 0) return <span className="quiet">—</span>;
  const kinds = dueKinds
    .filter((kind) => overdue[kind] > 0)
    .map((kind) => `${say(dueLabels[kind])} ${formatCount(overdue[kind], language)}`)
    .join(say({ zh: '、', en: ', ' }));
  return (
    <span className="overdue" title={kinds}>
      ▲ {say({ zh: `逾期 ${formatCount(count, language)}`, en: `${formatCount(count, language)} overdue` })}
    </span>
  );
};

/** How much is done, as a bar and in words; a hundred per cent is said only when nothing is left. */
export const ProgressBar = ({ part }: { readonly part: Part }) => {
  const { say } = useSpeech();
  const { done, all } = progressOf(part.counts, part.targets);
  const share = all === 0 ? 0 : Math.floor((done / all) * 100);
  return (
    <span className="progress" title={say({ zh: `${all} 项中已了结 ${done} 项`, en: `${done} of ${all} done` })}>
      <span className="progress-bar" aria-hidden>
        <span style={{ width: `${share}%` }} />
      </span>
      <span className="numeric">{all === 0 ? '—' : `${share}%`}</span>
    </span>
  );
};

interface PartColumn {
  readonly key: string;
  readonly title: TextPair;
  readonly unit: TextPair;
  readonly width: number;
  readonly value: (part: Part) => number | null;
}

const firms = { zh: '家', en: 'firms' };
const samples = { zh: '批次', en: 'samples' };
const papers = { zh: '份', en: 'notices' };
const cases = { zh: '件', en: 'cases' };

/** The columns of numbers that every table of the board has; served stands beside the notices that were made. */
export const partColumns: readonly PartColumn[] = [
  { key: 'targets', title: { zh: '应抽', en: 'Targets' }, unit: firms, width: 64, value: ({ targets }) => targets },
  { key: 'drawn', title: { zh: '抽取', en: 'Drawn' }, unit: firms, width: 64, value: ({ counts }) => counts.drawn },
  {
    key: 'visited',
    title: { zh: '到企', en: 'Visited' },
    unit: firms,
    width: 64,
    value: ({ counts }) => counts.visited,
  },
  {
    key: 'sampled',
    title: { zh: '抽样', en: 'Sampled' },
    unit: samples,
    width: 64,
    value: ({ counts }) => counts.sampled,
  },
  {
    key: 'tested',
    title: { zh: '检毕', en: 'Tested' },
    unit: samples,
    width: 64,
    value: ({ counts }) => counts.tested,
  },
  {
    key: 'noticed',
    title: { zh: '告知', en: 'Notices' },
    unit: papers,
    width: 64,
    value: ({ counts }) => counts.noticed,
  },
  { key: 'served', title: { zh: '送达', en: 'Served' }, unit: papers, width: 64, value: ({ counts }) => counts.served },
  {
    key: 'objected',
    title: { zh: '异议', en: 'Objections' },
    unit: cases,
    width: 64,
    value: ({ counts }) => counts.objected,
  },
  { key: 'final', title: { zh: '终局', en: 'Final' }, unit: samples, width: 64, value: ({ counts }) => counts.final },
];

/** A number of the board; nothing known is a dash. */
export const countText = (value: number | null): string => (value === null ? '—' : formatCount(value));
