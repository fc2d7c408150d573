import type { Language, TextPair } from '#foundation/text-pair.ts';
import { oneLine } from './fault.ts';

/** What a mail tells of one message. */
export interface EnclosedMessage {
  readonly id: number;
  readonly title: TextPair;
  readonly body: TextPair;
  readonly dueOn: string | null;
}

/** How many titles one mail lists at most; the rest is only counted. */
export const mostListed = 50;

const words = {
  zh: {
    several: (count: number) => `您有 ${count} 条新通知`,
    due: (day: string) => `请在 ${day} 前办理`,
    more: (count: number) => `……另有 ${count} 条，请登录后在收件箱查看。`,
    open: '登录查看：',
    foot: '此邮件由系统自动发出，请勿回复。签收、反馈请登录后在收件箱办理。',
  },
  en: {
    several: (count: number) => `You have ${count} new messages`,
    due: (day: string) => `due by ${day}`,
    more: (count: number) => `… and ${count} more; sign in and see your inbox.`,
    open: 'Sign in to see it: ',
    foot: 'This mail was sent by the program; please do not reply. Receipts and answers are given in the inbox.',
  },
};

/**
 * Subject and text of the one mail that tells a person of all that waits for him: one message in full, several as a list. The same
 * input gives the same mail, so that an attempt can be repeated.
 */
export const writeMail = (
  messages: readonly EnclosedMessage[],
  count: number,
  language: Language,
  office: string,
): { readonly subject: string; readonly text: string } => {
  const say = words[language];
  const [first] = messages;
  if (count === 1 && first) {
    const due = first.dueOn === null ? [] : [say.due(first.dueOn)];
    return {
      subject: oneLine(first.title[language], 120),
      text: [first.body[language], ...due, `${say.open}${office}/inbox/${first.id}`, say.foot].join('\n\n'),
    };
  }
  const lines = messages.slice(0, mostListed).map((message, at) => {
    const due = message.dueOn === null ? '' : ` (${say.due(message.dueOn)})`;
    return `${at + 1}. ${oneLine(message.title[language], 200)}${due}`;
  });
  const rest = count - lines.length;
  return {
    subject: say.several(count),
    text: [[...lines, ...(rest > 0 ? [say.more(rest)] : [])].join('\n'), `${say.open}${office}/inbox`, say.foot].join(
      '\n\n',
    ),
  };
};
