import { z } from 'zod';
import { pageOf, pageQuery } from '#foundation/paging.ts';
import { otherAuthorityKinds } from '#foundation/authority-kind.ts';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { notificationStates } from './notification.ts';

const id = z.object({ id: z.coerce.number().int().positive() });
const counts = { results: z.int(), failed: z.int(), refused: z.int() };

const notificationLine = z.object({
  id: z.int(),
  dataset: datasetSchema,
  check: z.object({ id: z.int(), title: z.string(), authority: z.string() }),
  bulletinId: z.int().nullable(),
  round: z.int(),
  madeAt: z.string(),
  ...counts,
  letters: z.int(),
  read: z.int(),
  received: z.int(),
  answered: z.int(),
  overdue: z.int(),
  unaddressed: z.int(),
});
export type NotificationLine = z.output<typeof notificationLine>;

export const listNotifications = route({
  method: 'GET',
  path: '/api/v1/notifications',
  access: 'publicity.notify',
  summary: { zh: '抽查结果通报及其签收、反馈情况', en: 'Notifications of results, with receipts and answers' },
  citation: 'notice 4.2',
  query: z.object({
    dataset: datasetSchema,
    state: z.enum(notificationStates).optional(),
    ...pageQuery,
  }),
  response: pageOf(notificationLine).extend({
    /** Of all of the dataset, whatever the state asked for. */
    counts: z.record(z.enum(notificationStates), z.int()),
  }),
});

const letterLine = z.object({
  id: z.int(),
  department: z.enum(otherAuthorityKinds),
  place: z.string(),
  /** Whom it went to; empty where the register has nobody there. */
  to: z.string().nullable(),
  ...counts,
  messageId: z.int().nullable(),
  state: z.enum(['unaddressed', 'unread', 'read', 'received', 'answered']),
  asks: z.enum(['receipt', 'answer']).nullable(),
  dueOn: z.string().nullable(),
  overdue: z.boolean(),
  settled: z.boolean(),
  chases: z.int(),
  answer: z.string().nullable(),
});
export type NotificationLetter = z.output<typeof letterLine>;

export const getNotification = route({
  method: 'GET',
  path: '/api/v1/notifications/:id',
  access: 'publicity.notify',
  summary: { zh: '一次通报的各件通报函', en: 'One notification with its letters' },
  citation: 'notice 4.2',
  params: id,
  response: notificationLine.extend({ lines: z.array(letterLine) }),
});

export const notifyCheck = route({
  method: 'POST',
  path: '/api/v1/notifications',
  access: 'publicity.notify',
  summary: {
    zh: '通报一次抽查中已终局、尚未通报的结果',
    en: 'Notify the results of a check that are final and were not notified before',
  },
  citation: 'notice 4.2',
  body: z.object({ checkId: z.number().int().positive() }),
  response: z.object({ id: z.int(), letters: z.int(), unaddressed: z.int() }),
});

export const getLetter = route({
  method: 'GET',
  path: '/api/v1/notification-letters/:id',
  access: 'signed-in',
  summary: { zh: '一件通报函及所附清单', en: 'One letter of notification with its list' },
  citation: 'notice 4.2',
  params: id,
  response: z.object({
    id: z.int(),
    dataset: datasetSchema,
    department: z.enum(otherAuthorityKinds),
    place: z.string(),
    check: z.object({ title: z.string(), authority: z.string() }),
    bulletinId: z.int().nullable(),
    messageId: z.int().nullable(),
    ...counts,
    /** What failed or was refused; what passed is only counted. */
    lines: z.array(
      z.object({
        resultId: z.int(),
        producer: z.string().nullable(),
        place: z.string().nullable(),
        category: z.string(),
        product: z.string(),
        verdict: z.enum(['fail', 'refused', 'none']),
        failingItems: z.array(z.string()),
        /** The result was taken back since. */
        gone: z.boolean(),
      }),
    ),
    more: z.boolean(),
  }),
});
