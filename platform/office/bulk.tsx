import { Alert, Space } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ActAnswer, ActRule } from '#foundation/process.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import { ActButton } from './act-button.tsx';
import { AskReason } from './acts.tsx';
import type { Problem } from './api.ts';
import { formatCount } from './format.ts';
import { useSay } from './language.tsx';
import { ProblemNotice } from './states.tsx';

interface Versioned {
  readonly id: number;
  readonly version: number;
}

/** What `useAct` gives of an act on a selection. */
interface Sending<Selection> {
  readonly data: ActAnswer | undefined;
  readonly error: Problem | null;
  readonly isPending: boolean;
  readonly mutate: (
    input: { body: { selection: Selection; reason?: string } },
    options: { onSettled: () => void },
  ) => void;
  readonly reset: () => void;
}

/** A list whose things can be acted on together: those chosen, or all that match. */
export interface Bulk<Act extends string, Row extends Versioned, Selection> {
  readonly acts: Readonly<Record<Act, Sending<Selection>>>;
  readonly rules: Readonly<Record<Act, ActRule>>;
  /** Acts that are open in the state that the list shows. */
  readonly open: readonly Act[];
  /** Acts that may also be taken on all that match, without choosing; none where it is left out. */
  readonly onAll?: readonly Act[];
  readonly rows: readonly Row[];
  readonly total: number;
  readonly nameOf: (row: Row) => string;
  readonly choose: (things: Versioned[]) => Selection;
  readonly all: (count: number) => Selection;
  /** What follows from the act, said before it. */
  readonly consequence: (act: Act, count: number) => TextPair | undefined;
}

/** The filter of a list as that of an act on all that it finds: its page left out, and yes and no no longer as an address writes them. */
export const wholeFilter = <
  Filter extends { readonly historical?: string | undefined; readonly underReview?: string | undefined },
>(
  filter: Filter & { readonly cursor?: unknown; readonly limit?: unknown },
) => {
  const { cursor: _cursor, limit: _limit, historical, underReview, ...rest } = filter;
  return {
    ...rest,
    ...(historical === undefined ? {} : { historical: historical === 'true' }),
    ...(underReview === undefined ? {} : { underReview: underReview === 'true' }),
  };
};

/**
 * Gives the parts of such a list: `selection` and `tools` for the list itself, `outcome` for above it, and `question` for anywhere.
 * Only what the page shows counts as chosen: what was ticked on another page is not acted on unseen.
 */
export const useBulk = <Act extends string, Row extends Versioned, Selection>(
  bulk: Bulk<Act, Row, Selection>,
): {
  readonly selection: { readonly ids: number[]; readonly onChange: (ids: number[]) => void };
  readonly clear: () => void;
  readonly tools: ReactNode;
  readonly outcome: ReactNode;
  readonly question: ReactNode;
} => {
  const say = useSay();
  const [ticked, tick] = useState<number[]>([]);
  const [asked, ask] = useState<Act>();
  // The list is read again after an act, and then no longer shows what was acted on.
  const [names, remember] = useState<ReadonlyMap<number, string>>(new Map());
  const chosen = bulk.rows.filter((row) => ticked.includes(row.id));
  const sending = Object.values<Sending<Selection>>(bulk.acts);
  const outcome = sending.find((act) => act.data !== undefined)?.data;
  const problem = sending.find((act) => act.error !== null)?.error;
  const countFor = (act: Act): number =>
    chosen.length > 0 ? chosen.length : bulk.onAll?.includes(act) === true ? bulk.total : 0;

  const perform = (reason: string): void => {
    if (asked === undefined) return;
    const things = chosen.map(({ id, version }) => ({ id, version }));
    const selection = chosen.length > 0 ? bulk.choose(things) : bulk.all(bulk.total);
    remember(new Map(bulk.rows.map((row) => [row.id, bulk.nameOf(row)])));
    for (const act of sending) act.reset();
    bulk.acts[asked].mutate(
      { body: { selection, ...(reason === '' ? {} : { reason }) } },
      {
        onSettled: () => {
          ask(undefined);
          tick([]);
        },
      },
    );
  };

  const consequence = asked && bulk.consequence(asked, countFor(asked));
  return {
    selection: { ids: chosen.map(({ id }) => id), onChange: tick },
    clear: () => tick([]),
    tools: (
      <Space wrap>
        {bulk.open.map((act) => {
          const count = countFor(act);
          return (
            <ActButton
              key={act}
              size="small"
              permission={bulk.rules[act].permission}
              disabled={count === 0}
              onClick={() => ask(act)}
            >
              {say(bulk.rules[act].label)}
              {chosen.length === 0 && bulk.onAll?.includes(act) === true
                ? say({ zh: `全部 ${formatCount(count)} 件`, en: ` all ${formatCount(count)}` })
                : say({ zh: `所选 ${formatCount(count)} 件`, en: ` ${formatCount(count)} chosen` })}
            </ActButton>
          );
        })}
      </Space>
    ),
    outcome: (
      <>
        {problem && <ProblemNotice problem={problem} />}
        {outcome && (
          <Alert
            type={outcome.refused > 0 ? 'warning' : 'success'}
            closable
            showIcon
            title={say({
              zh: `已办理 ${formatCount(outcome.done)} 件，未办理 ${formatCount(outcome.refused)} 件`,
              en: `${formatCount(outcome.done)} done, ${formatCount(outcome.refused)} refused`,
            })}
            description={outcome.refusals.slice(0, 5).map(({ id, refusal }) => (
              <div key={id}>
                {names.has(id) && say({ zh: `${names.get(id)}：`, en: `${names.get(id)}: ` })}
                {say(refusal.text)}
              </div>
            ))}
          />
        )}
      </>
    ),
    question: (
      <AskReason
        title={asked && say(bulk.rules[asked].label)}
        consequence={consequence && say(consequence)}
        required={asked !== undefined && bulk.rules[asked].reason === true}
        pending={sending.some((act) => act.isPending)}
        onDo={perform}
        onClose={() => ask(undefined)}
      />
    ),
  };
};
