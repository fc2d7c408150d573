import { Tabs } from 'antd';
import type { TextPair } from '#foundation/text-pair.ts';
import { useAddress } from './address.ts';
import { formatCount } from './format.ts';
import { useSpeech } from './language.tsx';

/** The state that a list is narrowed to by its address under `name`; undefined for all, and for a word that is no state. */
export const useStateFilter = <State extends string>(states: readonly State[], name = 'state'): State | undefined => {
  const [address] = useAddress();
  return states.find((state) => state === address[name]);
};

const sumOf = (counts: Readonly<Record<string, number | undefined>>): number =>
  Object.values(counts).reduce((sum: number, n) => sum + (n ?? 0), 0);

/**
 * Tabs over a list of things with states: all (unless the list begins with one state), and each state with how many there are. The
 * choice lives in the address.
 */
export const StateTabs = <State extends string>({
  states,
  labels,
  counts,
  name = 'state',
  first,
  clears = [],
  onChange,
}: {
  readonly states: readonly State[];
  readonly labels: Readonly<Record<State, TextPair>>;
  readonly counts: Readonly<Partial<Record<State, number>>> | undefined;
  readonly name?: string;
  /** The state that is shown where none is chosen; such a list is never shown whole. */
  readonly first?: State;
  /** Filters that make no sense in another state. */
  readonly clears?: readonly string[];
  readonly onChange?: () => void;
}) => {
  const { say, language } = useSpeech();
  const [, change] = useAddress();
  const state = useStateFilter(states, name) ?? first;
  const tab = (key: State | 'all', words: TextPair, n: number | undefined) => ({
    key,
    label: n === undefined ? say(words) : `${say(words)} ${formatCount(n, language)}`,
  });
  return (
    <Tabs
      activeKey={state ?? 'all'}
      onChange={(key) => {
        change({
          ...Object.fromEntries(clears.map((cleared) => [cleared, undefined])),
          [name]: key === 'all' ? undefined : key,
          cursor: undefined,
        });
        onChange?.();
      }}
      items={[
        ...(first === undefined ? [tab('all', { zh: '全部', en: 'All' }, counts && sumOf(counts))] : []),
        ...states.map((each) => tab(each, labels[each], counts && (counts[each] ?? 0))),
      ]}
    />
  );
};
