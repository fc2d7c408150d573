import { pair } from '#foundation/text-pair.ts';
import { bind, type Manifest } from '#platform/manifest.ts';
import * as contract from './contract.ts';
import { letterDetail, listOfNotifications, notificationDetail, notifyCheckNow, notifyDue } from './operations.ts';

/** What the room of publicity takes into its manifest. */
export const notifications = {
  permissions: { 'publicity.notify': pair('通报抽查结果，查看签收和反馈', 'Notify results; see receipts and answers') },
  subjects: { notification: { name: pair('结果通报', 'Notification of results'), link: '/notifications/$id' } },
  jobs: [{ name: 'publicity.notify', schedule: '0 9 * * *', run: notifyDue }],
  routes: [
    bind(contract.listNotifications, (call, { query }) => listOfNotifications(call, query)),
    bind(contract.getNotification, (call, { params }) => notificationDetail(call, params.id)),
    bind(contract.notifyCheck, (call, { body }) => notifyCheckNow(call, body.checkId)),
    bind(contract.getLetter, (call, { params }) => letterDetail(call, params.id)),
  ],
} as const satisfies Partial<Manifest> & { readonly subjects: object };
