import { z } from 'zod';

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
