import type { AuthorityKind } from '#foundation/authority-kind.ts';
import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { TextPair } from '#foundation/text-pair.ts';

/** To whom something goes. */
export type Recipient =
  /** An authority of the register, by its number. */
  | { readonly authority: number }
  /** `enterprise/33`, `laboratory/17` or `certifier/5`. */
  | { readonly party: `${'enterprise' | 'laboratory' | 'certifier'}/${number}` }
  /** The department of a kind that serves a place (GB/T 2260): its own, else that of its city, else that of its province. */
  | { readonly department: AuthorityKind; readonly place: string };

/** One message to one recipient. */
export interface Delivery {
  readonly to: Recipient;
  /** What it is, with the room before the dot: `publicity.notification`. */
  readonly kind: `${string}.${string}`;
  /** The thing it is about: `card/17`. */
  readonly subject: string;
  readonly dataset: Dataset;
  readonly title: TextPair;
  readonly body: TextPair;
  /** Path in the office of the page that the recipient shall see. */
  readonly link: string;
  /** Numbers of issued papers that go with it; the people of the recipient may then read them. */
  readonly papers?: readonly number[];
  /** Given by the room; a second message of the same key is the same message. */
  readonly key: string;
  /** Division of the authority that sends; the province's by default. */
  readonly from?: string;
  /** What is asked of the recipient, until when, and how often he is reminded afterwards. */
  readonly asks?: {
    readonly for: 'receipt' | 'answer';
    readonly dueOn: LocalDate;
    /** Days between reminders; without it nobody is reminded by the program. */
    readonly chaseEvery?: number;
  };
}

/** What has become of a message, in the order in which it can happen. */
export const messageStates = ['unread', 'read', 'received', 'answered'] as const;
export type MessageState = (typeof messageStates)[number];

/** From which state by which act to which; reading goes before a receipt, a receipt before an answer, and each happens once. */
const messageTransitions = {
  unread: { read: 'read', receive: 'received', answer: 'answered' },
  read: { receive: 'received', answer: 'answered' },
  received: { answer: 'answered' },
  answered: {},
} as const satisfies Record<MessageState, Partial<Record<'read' | 'receive' | 'answer', MessageState>>>;
export type MessageAct = 'read' | 'receive' | 'answer';

/** The state that an act leads to; undefined where it was taken before. */
export const stateAfter = (state: MessageState, act: MessageAct): MessageState | undefined => {
  const onward: Partial<Record<MessageAct, MessageState>> = messageTransitions[state];
  return onward[act];
};

export const messageStateLabels: Readonly<Record<MessageState, TextPair>> = {
  unread: { zh: '未读', en: 'Not read' },
  read: { zh: '已读', en: 'Read' },
  received: { zh: '已签收', en: 'Received' },
  answered: { zh: '已反馈', en: 'Answered' },
};

/** The state of a message: the furthest that was done with it. */
export const stateOfMessage = (message: {
  readonly readAt: string | null;
  readonly receivedAt: string | null;
  readonly answeredAt: string | null;
}): MessageState =>
  message.answeredAt !== null
    ? 'answered'
    : message.receivedAt !== null
      ? 'received'
      : message.readAt !== null
        ? 'read'
        : 'unread';
