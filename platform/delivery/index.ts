import { pair } from '#foundation/text-pair.ts';
import { bind, type Manifest } from '#platform/manifest.ts';
import * as contract from './contract.ts';
import { sendJob } from './deliver.ts';
import { messagesAnsweredSchema, messagesAnsweredType } from './facts.ts';
import { journalWords } from './journal-words.ts';
import { nearDueJob, tellNearDue } from './near-due.ts';
import * as operations from './operations.ts';
import * as manage from './operations-manage.ts';
import * as read from './operations-read.ts';
import { reactions } from './reactions.ts';
import { sendDue } from './send.ts';
import { countUnread, overdueSent } from './storage-read.ts';

export { deliver, type Delivered, moveAsked } from './deliver.ts';
export type { Delivery, Recipient } from './recipient.ts';
export type { DeliverySettings } from './settings.ts';

export const manifest: Manifest = {
  name: 'delivery',
  migrations: new URL('migrations/', import.meta.url),
  permissions: {
    'delivery.receive': pair(
      '查看、签收、反馈发给本单位的通知',
      'Read, receive and answer what came to one’s own authority, firm or laboratory',
    ),
    'delivery.sent': pair('查看本机关发出的通知并催办', 'See what one’s authority has sent, and remind recipients'),
    'delivery.manage': pair('管理邮件投递和推送地址', 'Look after mails and webhook endpoints'),
  },
  journal: journalWords,
  reactions,
  facts: { [messagesAnsweredType]: messagesAnsweredSchema },
  jobs: [
    { name: sendJob, schedule: '* * * * *', run: (call) => sendDue(call) },
    { name: 'delivery.chase', schedule: '30 8 * * *', run: (call) => operations.chaseOverdue(call) },
    { name: nearDueJob, schedule: '20 8 * * *', run: (call) => tellNearDue(call) },
  ],
  queues: [
    {
      key: 'delivery.unread',
      title: pair('收件箱未读', 'Unread messages'),
      permission: 'delivery.receive',
      count: countUnread,
      link: '/inbox?state=unread',
    },
    {
      key: 'delivery.overdue',
      title: pair('对方逾期未办的通知', 'Messages that recipients are late with'),
      permission: 'delivery.sent',
      count: async (tx) => (await overdueSent(tx)).count,
      oldestDue: async (tx) => (await overdueSent(tx)).oldest,
      link: '/inbox?box=sent&state=overdue',
    },
  ],
  routes: [
    bind(contract.listMessagesRoute, (call, { query }) => read.listOfMessages(call, query)),
    bind(contract.getMessageRoute, (call, { params }) => operations.showMessage(call, params.id)),
    bind(contract.readMessageRoute, (call, { params }) => operations.readMessage(call, params.id)),
    bind(contract.receiveMessageRoute, (call, { params }) => operations.receiveMessage(call, params.id)),
    bind(contract.answerMessageRoute, (call, { params, body }) =>
      operations.answerMessage(call, params.id, body.answer),
    ),
    bind(contract.chaseMessageRoute, (call, { params }) => operations.chaseMessage(call, params.id)),
    bind(contract.readDeliveryRoute, (call) => read.stateOfDelivery(call)),
    bind(contract.listDispatchesRoute, (call, { query }) => read.listOfDispatches(call, query)),
    bind(contract.sendAgainRoute, (call, { params }) => manage.sendAgain(call, params.channel, params.id)),
    bind(contract.createEndpointRoute, (call, { body }) => manage.createEndpoint(call, body)),
    bind(contract.actOnEndpointRoute, (call, { params, body }) => manage.actOnEndpoint(call, params.id, body.act)),
    bind(contract.listAddressesRoute, (call, { query }) => read.listOfAddresses(call, query.place)),
    bind(contract.myAddressRoute, (call) => read.ownAddress(call)),
    bind(contract.setAddressRoute, (call, { body }) => manage.wantAddress(call, body.address)),
    bind(contract.confirmAddressRoute, (call, { body }) => manage.confirmAddress(call, body.code)),
    bind(contract.removeAddressRoute, (call) => manage.dropAddress(call)),
  ],
};
