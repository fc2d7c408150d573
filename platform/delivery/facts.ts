import { z } from 'zod';
import type { Fact } from '#foundation/fact.ts';

/** What came back from recipients: receipts and answers; the rooms that asked for them hear it. */
export const messagesAnsweredType = 'delivery/messages-answered@1';

export const messagesAnsweredSchema = z.object({
  messages: z.array(
    z.object({
      messageId: z.int(),
      kind: z.string(),
      key: z.string(),
      subject: z.string(),
      mark: z.enum(['received', 'answered']),
    }),
  ),
});

/** The messages of a kind that were answered, by number, out of facts of `messagesAnsweredType`. */
export const answeredOf = (facts: readonly Fact[], kind: string): number[] =>
  facts.flatMap(({ payload }) =>
    (payload as z.output<typeof messagesAnsweredSchema>).messages
      .filter((message) => message.kind === kind && message.mark === 'answered')
      .map(({ messageId }) => messageId),
  );
