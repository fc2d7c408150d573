import type { TextPair } from '#foundation/text-pair.ts';
import type { Process } from './acts.ts';

interface Words {
  readonly acts: Readonly<Record<string, TextPair>>;
  readonly subjects: Readonly<Record<string, { readonly name: TextPair; readonly link?: string }>>;
}

/**
 * What the journal says of a thing of the loop: the acts of its state table and those that `more` adds, each with the thing's name;
 * and where its page is.
 */
export const journalWordsOf = <State extends string, Verb extends string>(
  flow: Process<State, Verb, string>,
  link: string | undefined,
  more: Readonly<Record<string, TextPair>> = {},
): Words => {
  const acts = {
    ...Object.fromEntries(
      Object.entries<{ readonly label: TextPair }>(flow.acts).map(([verb, { label }]) => [verb, label]),
    ),
    ...more,
  };
  const thing = flow.name.en.replace(/^The /, '').toLowerCase();
  return {
    acts: Object.fromEntries(
      Object.entries(acts).map(([verb, { zh, en }]) => [
        `spot-checks.${verb}-${flow.kind}`,
        { zh: `${flow.name.zh}：${zh}`, en: `${en} (${thing})` },
      ]),
    ),
    subjects: { [flow.kind]: { name: flow.name, ...(link === undefined ? {} : { link }) } },
  };
};
