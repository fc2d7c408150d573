import { fill, pair, type TextPair } from '#foundation/text-pair.ts';
import type { Composition } from '#platform/operation/composition.ts';

const roomOf = (act: string): string => act.slice(0, act.indexOf('.'));

/** An act that its room says nothing of in words, although it has words for others: a mistake of the room. */
export const isUnspoken = ({ acts }: Composition, act: string): boolean =>
  !Object.hasOwn(acts, act) && Object.keys(acts).some((known) => roomOf(known) === roomOf(act));

/** An act in words. One of a room that is no longer there stays as it was written. */
export const wordsOfAct = ({ acts }: Composition, act: string): TextPair =>
  Object.hasOwn(acts, act) ? acts[act]! : pair(act, act);

/** A thing that an entry is about, as people read it. */
export interface JournalThing {
  readonly words: TextPair;
  /** Path of its page in the office, where it has one. */
  readonly link: string | null;
}

/** Long numbers of the machine are told apart by their beginning. */
const shortId = (id: string): string => (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id) ? id.slice(0, 8) : id);

/** `card/17` → 黄牌 17 and its page; a legal parameter by its title. */
export const thingOf = ({ subjects, law }: Composition, subject: string): JournalThing => {
  const slash = subject.indexOf('/');
  const kind = slash < 0 ? subject : subject.slice(0, slash);
  const id = slash < 0 ? '' : subject.slice(slash + 1);
  if (!Object.hasOwn(subjects, kind)) return { words: pair(subject, subject), link: null };
  const { name, link } = subjects[kind]!;
  const told = kind === 'law' && Object.hasOwn(law, id) ? law[id]!.title : pair(shortId(id), shortId(id));
  return {
    words: id === '' ? name : fill(pair('{name} {told}', '{name} {told}'), { name, told }),
    link: link === undefined || (id === '' && link.includes('$id')) ? null : link.replace('$id', id),
  };
};
