import type { ComponentType } from 'react';
import type { TextPair } from '#foundation/text-pair.ts';

/** Sections of the menu: by work, not by module. What concerns the reader alone hangs under the own name. */
export type MenuSection =
  | 'workbench'
  | 'laboratory'
  | 'spot-checks'
  | 'results'
  | 'follow-up'
  | 'licences'
  | 'publication'
  | 'files'
  | 'reference'
  | 'administration'
  | 'person';

type Lazy<Props> = () => Promise<{ readonly default: ComponentType<Props> }>;

export interface OfficePage {
  /** Address below /office, with `$id` for parameters, for example `/cards/$id`. */
  readonly path: string;
  readonly title: TextPair;
  /** Permission needed; absent: everybody who is signed in. */
  readonly permission?: string;
  readonly menu?: {
    readonly section: MenuSection;
    readonly order: number;
    /** Of those who may see the page, in the menu of those alone who work on it. */
    readonly permission?: string;
  };
  /** A large link on the workbench of those who hold the permission, to what they come for and no item asks of them. */
  readonly shortcut?: { readonly words: TextPair; readonly permission: string };
  readonly load: Lazy<object>;
}

export interface EnterpriseSlotProps {
  readonly enterpriseId: number;
}

/** One event on the timeline of the enterprise file. */
export interface TimelineEntry {
  readonly key: string;
  /** LocalDate; empty when unknown. */
  readonly date: string;
  readonly title: TextPair;
  readonly detail?: TextPair;
  readonly tone: 'good' | 'bad' | 'card' | 'plain';
  readonly link?: string;
}

/** An enterprise as its own account names it. */
export interface OwnEnterprise {
  readonly id: number;
  readonly name: string;
}

export interface AccountSlotProps {
  readonly enterprises: readonly OwnEnterprise[];
}

/** A block on the page of an enterprise about itself. */
export interface AccountBlock {
  readonly order: number;
  readonly permission: string;
  readonly load: Lazy<AccountSlotProps>;
}

/** Hook that gives a room's entries on the timeline of an enterprise. */
export type TimelineHook = (enterpriseId: number) => {
  readonly entries: readonly TimelineEntry[];
  readonly loading: boolean;
};

/** What a room hangs into the office: its pages and its parts of shared pages. */
export interface OfficeRoom {
  readonly pages: readonly OfficePage[];
  /** The room's entries on the timeline of an enterprise; loaded with the first file of an enterprise that is opened. */
  readonly enterpriseTimeline?: () => Promise<{ readonly default: TimelineHook }>;
  /** A block on the enterprise file beside the timeline. */
  readonly enterpriseBlock?: Lazy<EnterpriseSlotProps>;
  /** Blocks on the page of an enterprise about itself. */
  readonly accountBlocks?: readonly AccountBlock[];
}
