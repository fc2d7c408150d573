import { randomUUID } from 'node:crypto';
import { ok, unwrap } from '#foundation/refusal.ts';
import { type Database, withTransaction } from '#platform/database/index.ts';
import { platformManifests } from '#platform/index.ts';
import { type Act, type Call, perform, type Services, systemCall } from '#platform/operation/index.ts';
import { testServices, type TestServices } from '../../../tests/services.ts';
import { deliver, type Delivered, type Delivery, type DeliverySettings } from '../index.ts';

/** Services of the platform with settings of delivery, on a database that has its registers. */
export const deliveryServices = (database: Database, delivery: DeliverySettings): TestServices =>
  testServices(database, { manifests: platformManifests, delivery });

let made = 0;

/** A message of a test: made up, with a key of its own. */
export const messageTo = (to: Delivery['to'], more: Partial<Delivery> = {}): Delivery => ({
  to,
  kind: 'test.notice',
  subject: 'check/1',
  dataset: 'demo',
  title: { zh: '虚构通知', en: 'An invented notice' },
  body: { zh: '内容为虚构。', en: 'Its text is invented.' },
  link: '/spot-checks/1',
  key: `test ${(made += 1)} ${randomUUID()}`,
  ...more,
});

/** Sends messages as the program itself does. */
export const send = async (services: Services, ...deliveries: readonly Delivery[]): Promise<Delivered> =>
  unwrap(
    await perform(systemCall(services), { permission: null }, async (act: Act) => {
      await act.asEngine();
      return ok(await deliver(act, deliveries));
    }),
  );

/** Somebody who sits in an authority: holds the role of partners there on its behalf. */
export const seat = async (
  services: Services,
  call: Call,
  place: { readonly region: string; readonly authority?: number },
  role: 'partner' | 'city-officer' | 'enterprise-member',
): Promise<void> => {
  await withTransaction(services.database, 'system', (tx) =>
    tx.query(
      `insert into identity.role_grant (account_id, role, region_code, authority_id, valid_from) values ($1, $2, $3, $4, '2000-01-01')`,
      [call.actor.accountId, role, place.region, place.authority ?? null],
    ),
  );
};

/** Gives an account an address as if it had proved it. */
export const mailTo = async (services: Services, call: Call, address: string): Promise<void> => {
  await withTransaction(services.database, 'system', (tx) =>
    tx.query(
      `insert into delivery.address (account_id, address, confirmed_at) values ($1, $2, now())
       on conflict (account_id) do update set address = excluded.address`,
      [call.actor.accountId, address],
    ),
  );
};
