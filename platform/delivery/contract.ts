import { z } from 'zod';
import { authorityKinds } from '#foundation/authority-kind.ts';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { pageOf, pageQuery } from '#foundation/paging.ts';
import { eventSchema } from '#foundation/process.ts';
import { textPairSchema } from '#foundation/text-pair.ts';
import { faultCodes } from './fault.ts';
import { messageStates } from './recipient.ts';

const id = z.object({ id: z.coerce.number().int().positive() });
const nothing = z.object({});

const line = z.object({
  id: z.int(),
  kind: z.string(),
  subject: z.string(),
  dataset: datasetSchema,
  title: textPairSchema,
  link: z.string(),
  /** Whom it went to, by name. */
  to: z.string(),
  /** Division of the authority that sent it. */
  sender: z.string(),
  sentAt: z.string(),
  state: z.enum(messageStates),
  asks: z.enum(['receipt', 'answer']).nullable(),
  dueOn: z.string().nullable(),
  overdue: z.boolean(),
  chases: z.int(),
});
export type MessageLine = z.output<typeof line>;

export const messageFilter = z.object({
  /** What came to me, or what my authority has sent. */
  box: z.enum(['in', 'sent']).default('in'),
  dataset: datasetSchema,
  state: z.enum(['unread', 'open', 'overdue', ...messageStates.filter((state) => state !== 'unread')]).optional(),
  text: z.string().trim().max(100).optional(),
  kind: z.string().max(100).optional(),
  subject: z.string().max(100).optional(),
});
export type MessageFilter = z.output<typeof messageFilter>;

export const listMessagesRoute = route({
  method: 'GET',
  path: '/api/v1/messages',
  access: 'signed-in',
  summary: { zh: '收件箱，或本机关发出的通知', en: 'The inbox, or what one’s authority has sent' },
  query: messageFilter.extend(pageQuery),
  response: pageOf(line).extend({
    counts: z.object({ all: z.int(), unread: z.int(), open: z.int(), overdue: z.int() }),
  }),
});

const acts = ['receive', 'answer', 'chase'] as const;
export const messageDetailSchema = line.extend({
  body: textPairSchema,
  papers: z.array(z.object({ id: z.int(), title: z.string(), number: z.string() })),
  /** The reader sits in the inbox that it went to. */
  mine: z.boolean(),
  /** The reader has opened it before. */
  seen: z.boolean(),
  answer: z.string().nullable(),
  timeline: z.array(eventSchema),
  acts: z.array(z.object({ act: z.enum(acts), refusal: textPairSchema.nullable() })),
});
export type MessageDetail = z.output<typeof messageDetailSchema>;

export const getMessageRoute = route({
  method: 'GET',
  path: '/api/v1/messages/:id',
  access: 'signed-in',
  summary: { zh: '一条通知及其送达、签收、反馈情况', en: 'A message, and who has read, received and answered it' },
  params: id,
  response: messageDetailSchema,
});

export const readMessageRoute = route({
  method: 'POST',
  path: '/api/v1/messages/:id/reading',
  access: 'delivery.receive',
  summary: { zh: '登记已读', en: 'Note that it was read' },
  params: id,
  response: messageDetailSchema,
});

export const receiveMessageRoute = route({
  method: 'POST',
  path: '/api/v1/messages/:id/receipt',
  access: 'delivery.receive',
  summary: { zh: '签收', en: 'Give the receipt' },
  params: id,
  response: messageDetailSchema,
});

export const answerMessageRoute = route({
  method: 'POST',
  path: '/api/v1/messages/:id/answer',
  access: 'delivery.receive',
  summary: { zh: '反馈；未签收的同时签收', en: 'Answer; gives the receipt too where it was not given' },
  params: id,
  body: z.object({ answer: z.string().trim().min(1).max(4000) }),
  response: messageDetailSchema,
});

export const chaseMessageRoute = route({
  method: 'POST',
  path: '/api/v1/messages/:id/chase',
  access: 'delivery.sent',
  summary: { zh: '催办', en: 'Remind the recipient' },
  params: id,
  response: messageDetailSchema,
});

const fault = z.object({ code: z.enum(faultCodes), words: textPairSchema, detail: z.string() }).nullable();
const channelStates = ['waiting', 'sending', 'sent', 'dead'] as const;

export const readDeliveryRoute = route({
  method: 'GET',
  path: '/api/v1/deliveries/state',
  access: 'delivery.manage',
  summary: { zh: '邮件服务器与推送地址的状况', en: 'How the mail server and the webhook endpoints do' },
  response: z.object({
    mail: z.object({
      configured: z.boolean(),
      failingSince: z.string().nullable(),
      nextAt: z.string().nullable(),
      fault,
      waiting: z.int(),
      oldest: z.string().nullable(),
      sentToday: z.int(),
      dead: z.int(),
    }),
    privateAllowed: z.boolean(),
    endpoints: z.array(
      z.object({
        id: z.int(),
        inbox: z.string(),
        to: z.string(),
        url: z.string(),
        state: z.enum(['active', 'stopped', 'closed']),
        createdAt: z.string(),
        failingSince: z.string().nullable(),
        nextAt: z.string().nullable(),
        failures: z.int(),
        fault,
        waiting: z.int(),
        oldest: z.string().nullable(),
        dead: z.int(),
      }),
    ),
  }),
});

export const listDispatchesRoute = route({
  method: 'GET',
  path: '/api/v1/deliveries',
  access: 'delivery.manage',
  summary: { zh: '投递记录：邮件或推送', en: 'Mails, or posts to endpoints, and what became of them' },
  query: z.object({
    channel: z.enum(['mail', 'webhook']).default('mail'),
    state: z.enum(channelStates).optional(),
    ...pageQuery,
  }),
  response: pageOf(
    z.object({
      id: z.string(),
      to: z.string(),
      /** Numbers of messages, or the kind of the one message. */
      what: textPairSchema,
      state: z.enum(channelStates),
      attempts: z.int(),
      createdAt: z.string(),
      sentAt: z.string().nullable(),
      nextAt: z.string().nullable(),
      fault,
    }),
  ),
});

export const sendAgainRoute = route({
  method: 'POST',
  path: '/api/v1/deliveries/:channel/:id/again',
  access: 'delivery.manage',
  summary: { zh: '重新投递', en: 'Send again' },
  params: z.object({ channel: z.enum(['mail', 'webhook']), id: z.string().regex(/^(?:[1-9]\d{0,15}|[0-9a-f-]{36})$/) }),
  response: nothing,
});

export const createEndpointRoute = route({
  method: 'POST',
  path: '/api/v1/endpoints',
  access: 'delivery.manage',
  summary: { zh: '登记推送地址；签名密钥只显示一次', en: 'Enter a webhook endpoint; its key is shown once' },
  body: z.object({
    inbox: z.string().regex(/^(?:authority|enterprise|laboratory|certifier)\/[1-9]\d{0,15}$/),
    url: z.url().max(500),
  }),
  response: z.object({ id: z.int(), secret: z.string() }),
});

export const actOnEndpointRoute = route({
  method: 'POST',
  path: '/api/v1/endpoints/:id/acts',
  access: 'delivery.manage',
  summary: { zh: '恢复、停用推送地址，更换密钥', en: 'Start an endpoint again, close it, give it a new key' },
  params: id,
  body: z.object({ act: z.enum(['start', 'close', 'new-secret']) }),
  response: z.object({ secret: z.string().nullable() }),
});

export const listAddressesRoute = route({
  method: 'GET',
  path: '/api/v1/inboxes',
  access: 'signed-in',
  summary: { zh: '某地可作收件人的机关', en: 'Authorities of a place that can be written to' },
  query: z.object({ place: z.string().regex(/^[1-9]\d{5}$/) }),
  response: z.object({
    items: z.array(z.object({ authorityId: z.int(), name: z.string(), kind: z.enum(authorityKinds) })),
  }),
});

export const myAddressRoute = route({
  method: 'GET',
  path: '/api/v1/my-mail-address',
  access: 'signed-in',
  summary: { zh: '本人的通知邮箱', en: 'One’s own address for notices' },
  response: z.object({ configured: z.boolean(), address: z.string().nullable(), wanted: z.string().nullable() }),
});

export const setAddressRoute = route({
  method: 'POST',
  path: '/api/v1/my-mail-address',
  access: 'signed-in',
  summary: { zh: '登记通知邮箱；验证码发往该邮箱', en: 'Enter an address; a code is mailed to it' },
  body: z.object({ address: z.string().trim().max(254).pipe(z.email()) }),
  response: nothing,
});

export const confirmAddressRoute = route({
  method: 'POST',
  path: '/api/v1/my-mail-address/confirmation',
  access: 'signed-in',
  summary: { zh: '用验证码确认通知邮箱', en: 'Prove the address with the code' },
  body: z.object({
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/),
  }),
  response: nothing,
});

export const removeAddressRoute = route({
  method: 'DELETE',
  path: '/api/v1/my-mail-address',
  access: 'signed-in',
  summary: { zh: '不再接收邮件通知', en: 'No more mails' },
  response: nothing,
});
