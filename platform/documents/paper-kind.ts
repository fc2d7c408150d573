import type { z } from 'zod';
import type { TextPair } from '#foundation/text-pair.ts';
import type { PaperDraft } from './paper-content.ts';

/** One step of a signing chain after 拟办: 审核, 会签 (one a department), 签发. Steps of 会签 side by side go in any order. */
export interface ChainStep {
  /** Its name within the chain: `review`, `countersign-law`. */
  readonly key: string;
  readonly kind: 'review' | 'countersign' | 'sign';
  readonly title: TextPair;
}

/** A kind of official paper as a room declares it: data and a pure template. */
export interface PaperKind {
  /** The room before the dot: `spot-checks.result-notice`. */
  readonly key: string;
  readonly title: TextPair;
  /** 字号 after the mark of the authority: `质检告` makes 粤质检告〔2026〕12号. Of one kind alone, so that its numbers have no gaps. Empty where marks say it all. */
  readonly word: string;
  /** `letter`: 公文 by GB/T 9704; `form`: 文书, 抽样单, 检验报告 with titled tables. */
  readonly layout: 'letter' | 'form';
  readonly fields: z.ZodType;
  readonly compose: (fields: never) => PaperDraft;
  /** Only its room makes it void, together with the thing that it is about. */
  readonly follows: boolean;
  /** Its service is recorded in the register. Other kinds are served with their thing, on its page, or need no service. */
  readonly served: boolean;
  /** The last step is the one of kind `sign`; a simple paper has no chain and is issued by one act. */
  readonly chain: readonly ChainStep[];
}

/** Declares a kind and holds the types of fields and template together. */
export const paperKind = <Fields extends z.ZodType>(kind: {
  readonly key: string;
  readonly title: TextPair;
  readonly word: string;
  readonly layout: PaperKind['layout'];
  readonly fields: Fields;
  readonly compose: (fields: z.output<Fields>) => PaperDraft;
  readonly follows?: boolean;
  readonly served?: boolean;
  readonly chain?: readonly ChainStep[];
}): PaperKind => {
  const chain = kind.chain ?? [];
  if (chain.length > 0 && (chain.at(-1)?.kind !== 'sign' || chain.filter((step) => step.kind === 'sign').length !== 1))
    throw new Error(`the chain of ${kind.key} must end with its one step of kind sign`);
  if (new Set(chain.map((step) => step.key)).size < chain.length)
    throw new Error(`the chain of ${kind.key} repeats a step`);
  return {
    ...kind,
    compose: kind.compose as PaperKind['compose'],
    follows: kind.follows ?? false,
    served: kind.served ?? false,
    chain,
  };
};

/** Kinds by key; throws where two rooms claim one key or one 字号. */
export const papersByKey = (kinds: readonly PaperKind[]): ReadonlyMap<string, PaperKind> => {
  const byKey = new Map<string, PaperKind>();
  for (const kind of kinds) {
    if (byKey.has(kind.key)) throw new Error(`paper ${kind.key} is declared twice`);
    if (kinds.some((other) => other !== kind && other.word === kind.word))
      throw new Error(`two kinds of paper share the word ${kind.word}`);
    byKey.set(kind.key, kind);
  }
  return byKey;
};
