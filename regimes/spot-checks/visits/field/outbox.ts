import type { FieldAnswer, MessageKind } from './message.ts';

/** A message on the phone. `key` names what it reports: a second tap on the same thing adds nothing. */
export interface Entry {
  readonly id: string;
  readonly key: string;
  readonly visitId: number;
  readonly kind: MessageKind;
  readonly deviceAt: string;
  readonly state: 'waiting' | 'sending' | FieldAnswer['outcome'];
  readonly answer: FieldAnswer | null;
}

/** What the phone has to tell, in the order in which it happened. */
export type Outbox = readonly Entry[];

export const empty: Outbox = [];

const isAnswered = ({ state }: Entry): boolean => state !== 'waiting' && state !== 'sending';

/** Adds a message at the end, unless one of its number, or one that says the same and was not refused, is there. */
export const add = (outbox: Outbox, message: Omit<Entry, 'state' | 'answer'>): Outbox =>
  outbox.some(({ id, key, state }) => id === message.id || (key === message.key && state !== 'refused'))
    ? outbox
    : [...outbox, { ...message, state: 'waiting', answer: null }];

/** The message to send next: the first that waits, none while another is on its way. */
export const nextToSend = (outbox: Outbox): Entry | undefined =>
  outbox.some(({ state }) => state === 'sending') ? undefined : outbox.find(({ state }) => state === 'waiting');

const change = (outbox: Outbox, id: string, to: (entry: Entry) => Entry): Outbox =>
  outbox.map((entry) => (entry.id === id ? to(entry) : entry));

/** It is on its way. */
export const begin = (outbox: Outbox, id: string): Outbox =>
  change(outbox, id, (entry) => (entry.state === 'waiting' ? { ...entry, state: 'sending' } : entry));

/** The server has answered; a later answer changes nothing. */
export const answered = (outbox: Outbox, answer: FieldAnswer): Outbox =>
  change(outbox, answer.id, (entry) => (isAnswered(entry) ? entry : { ...entry, state: answer.outcome, answer }));

/** The connection broke: nobody knows whether it arrived, so it is sent again under the same number. */
export const lost = (outbox: Outbox, id: string): Outbox =>
  change(outbox, id, (entry) => (entry.state === 'sending' ? { ...entry, state: 'waiting' } : entry));

/** After a restart of the phone nothing is on its way. */
export const restarted = (outbox: Outbox): Outbox =>
  outbox.map((entry) => (entry.state === 'sending' ? { ...entry, state: 'waiting' } : entry));

/** How many messages are kept on the phone, and how many of them the server has. */
export const tally = (outbox: Outbox): { readonly saved: number; readonly sent: number } => ({
  saved: outbox.length,
  sent: outbox.filter(isAnswered).length,
});
