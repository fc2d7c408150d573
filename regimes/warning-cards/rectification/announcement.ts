import { cite } from '#foundation/citation.ts';
import { journalWordsOf, type Process } from '#foundation/process.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';

export const announcementStates = ['shown', 'taken-down', 'revoked'] as const;
export type AnnouncementState = (typeof announcementStates)[number];
export const announcementVerbs = ['take-down'] as const;
export type AnnouncementVerb = (typeof announcementVerbs)[number];

/** The announcement of article 17 on the portal, by the number of its rectification. Whatever takes it down leaves a trace in its place. */
export const announcementProcess = {
  room: 'warning-cards',
  kind: 'announcement',
  name: pair('公告', 'The announcement'),
  states: {
    shown: pair('公布中', 'Shown'),
    'taken-down': pair('已撤下', 'Taken down'),
    revoked: pair('随黄牌撤销', 'Revoked with its card'),
  },
  acts: {
    'take-down': { label: pair('提前撤下公告', 'Take the announcement down early'), permission: 'warning-cards.issue', reason: true },
  },
  transitions: {
    shown: { 'take-down': 'taken-down', expire: 'taken-down', annul: 'revoked' },
    'taken-down': { annul: 'revoked' },
    revoked: {},
  },
  citation: cite('notice', '4.3.1'),
} as const satisfies Process<AnnouncementState, AnnouncementVerb, 'expire' | 'annul'>; // prettier-ignore

export const announcementEventWords: Readonly<Record<string, TextPair>> = {
  'take-down': announcementProcess.acts['take-down'].label,
  expire: pair('公告期满撤下', 'Announcement taken down: its time is over'),
  annul: pair('公告随黄牌撤销', 'Announcement revoked with its card'),
};
export const announcementJournal = journalWordsOf(announcementProcess, '/rectifications/$id', announcementEventWords);

/** Why an announcement is shown no more; the portal says it. */
export type AnnouncementEnding = 'term' | 'corrected' | 'early' | 'error';
