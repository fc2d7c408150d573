import { Tabs } from 'antd';
import type { TextPair } from '#foundation/text-pair.ts';
import { useAddress } from './address.ts';
import { formatCount } from './format.ts';
import { useSpeech } from './language.tsx';

/** The state that a list is narrowed to by its address; undefined for all, and for a word that is no state. */
export const useStateFilter = <State extends string>(states: readonly State[]): State | undefined => {
  const [address] = useAddress();
  return states.find((state) => state === address['state']);
};

/** Tabs over a list of things with states: all, and each state with how many there are. The choice lives in the address. */
export const StateTabs = <State extends string>({
  states,
  labels,
  counts,
  clears = [],
}: {
  readonly states: readonly State[];
  readonly labels: Readonly<Record<State, TextPair>>;
  readonly counts: Readonly<Record<State, number>> | undefined;
  /** Filters that make no sense in another state. */
  readonly clears?: readonly string[];
}) => {
  const { say, language } = useSpeech();
  const [, change] = useAddress();
  const state = useStateFilter(states);
  const tab = (key: State | 'all', words: TextPair, n: number | undefined) => ({
    key,
    label: n === undefined ? say(words) : `${say(words)} ${formatCount(n, language)}`,
  });
  return (
    <Tabs
      activeKey={state ?? 'all'}
      onChange={(key) =>
        change({
          ...Object.fromEntries(clears.map((name) => [name, undefined])),
          state: key === 'all' ? undefined : key,
          cursor: undefined,
        })
      }
      items={[
        tab('all', { zh: '全部', en: 'All' }, counts && states.reduce((sum, each) => sum + counts[each], 0)),
        ...states.map((each) => tab(each, labels[each], counts?.[each])),
      ]}
    />
  );
};
