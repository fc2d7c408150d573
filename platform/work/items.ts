import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import { type Act, regionPath } from '#platform/operation/index.ts';
import { closeItems, moveItems, type StoredItem, upsertItems } from './storage.ts';

/** What identifies an open item. */
export interface WorkKey {
  /** What has to be done, with the room before the dot: `warning-cards.review`. */
  readonly kind: string;
  /** The thing: `card/17`. */
  readonly subject: string;
}

/** Something that somebody must do. */
export interface WorkItem extends WorkKey {
  readonly title: TextPair;
  /** Path of its page in the office. */
  readonly link: string;
  /** Who can do it. */
  readonly permission: string;
  /** GB/T 2260 code of the place of the thing; `null` where unknown: then holders for the whole province see it. */
  readonly region: string | null;
  readonly dataset?: Dataset;
  /** Account that may not do it, because it took the step before. */
  readonly notBy?: string | null;
  readonly dueOn?: LocalDate | null;
  /** 0 usual, 1 soon, 2 urgent. */
  readonly priority?: 0 | 1 | 2;
}

const storedItem = (item: WorkItem): StoredItem => ({
  kind: item.kind,
  room: item.kind.split('.')[0] ?? item.kind,
  subject: item.subject,
  dataset: item.dataset ?? null,
  title_zh: item.title.zh,
  title_en: item.title.en,
  link: item.link,
  permission: item.permission,
  region_code: item.region,
  access:
    item.region === null
      ? [`${item.permission}@*`]
      : regionPath(item.region).map((code) => `${item.permission}@${code}`),
  not_by: item.notBy ?? null,
  due_on: item.dueOn ?? null,
  priority: item.priority ?? 0,
});

const keyOf = ({ kind, subject }: WorkKey): string => `${kind} ${subject}`;

/**
 * Opens items, all in one statement; one that is open already is brought up to date. Call it as engine. For piles of thousands
 * declare a queue in the manifest instead.
 */
export const openWork = async (act: Act, items: readonly WorkItem[]): Promise<void> => {
  const last = new Map(items.map((item) => [keyOf(item), item]));
  if (last.size > 0) await upsertItems(act.tx, [...last.values()].map(storedItem), act.call.services.now());
};

/** Closes the open items of these keys and tells how many there were; keys without an open item are passed over. Call it as engine. */
export const closeWork = (act: Act, keys: readonly WorkKey[]): Promise<number> =>
  keys.length === 0 ? Promise.resolve(0) : closeItems(act.tx, keys, act.call.actor.accountId, act.call.services.now());

/** Leads what one party has to do to another, because the two are one: `enterprise/33` to `enterprise/41`. Call it as engine. */
export const moveWork = (act: Act, from: string, into: string): Promise<unknown> => moveItems(act.tx, from, into);
