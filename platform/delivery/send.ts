import { pair } from '#foundation/text-pair.ts';
import { type Tx, withTransaction } from '#platform/database/index.ts';
import { ok } from '#foundation/refusal.ts';
import { perform, type Call, type Services } from '#platform/operation/index.ts';
import { openWork } from '#platform/work/index.ts';
import { mostAttempts, pauseAfter, serverPauseAfter } from './backoff.ts';
import { writeMail } from './envelope.ts';
import type { Outcome } from './fault.ts';
import { type Mailer, openMailer } from './mail.ts';
import type { DeliverySettings } from './settings.ts';
import * as storage from './storage-send.ts';
import { post, type PostingRules } from './webhook.ts';

/** A mail or a post is held so long by the server that has taken it; longer than an attempt can last. */
const heldMs = 120_000;
/** A run ends by then and leaves the rest to the next one. */
const runMs = 45_000;
const timeoutMs = 10_000;
const peopleAtOnce = 500;
const mailsAtOnce = 20;
const postsAtOnce = 10;

const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

const asSystem = <T>(services: Services, work: (tx: Tx) => Promise<T>): Promise<T> =>
  withTransaction(services.database, 'system', work);

/** The office as its address stands in mails. */
export const officeAddress = ({ papers }: Pick<Services, 'papers'>): string =>
  `${(papers?.publicAddress ?? 'http://127.0.0.1:8200').replace(/\/+$/, '')}/office`;

/** Makes the mails for all that waits: one a person. */
const makeMails = (services: Services): Promise<void> =>
  asSystem(services, async (tx) => {
    await storage.dropMailings(tx);
    const envelopes = await storage.openEnvelopes(tx, services.now(), peopleAtOnce);
    if (envelopes.length === 0) return;
    const contents = await storage.fillEnvelopes(tx, envelopes);
    await storage.writeEnvelopes(
      tx,
      envelopes.map(({ id, language }) => {
        const { count, messages } = contents.get(id) ?? { count: 0, messages: [] };
        return { id, count, ...writeMail(messages, count, language, officeAddress(services)) };
      }),
    );
  });

/** Work for a person: what the program can't send by itself. */
const tellAdministrator = (
  call: Call,
  subject: string,
  title: { readonly zh: string; readonly en: string },
): Promise<unknown> =>
  perform(call, { permission: null }, async (act) => {
    await act.asEngine();
    await openWork(act, [
      {
        kind: 'delivery.stopped',
        subject,
        title,
        link: '/deliveries',
        permission: 'delivery.manage',
        region: call.services.province,
        priority: 1,
      },
    ]);
    return ok(undefined);
  });

const settleMail = async (call: Call, mail: storage.ClaimedEnvelope, outcome: Outcome): Promise<void> => {
  const { services } = call;
  const at = services.now();
  const settle = (to: Parameters<typeof storage.settleEnvelope>[2]): Promise<void> =>
    asSystem(services, async (tx) => {
      await storage.settleEnvelope(tx, mail, to);
      await storage.mailServerWorks(tx, at);
    });
  if (outcome.kind === 'taken') return settle({ state: 'sent', at });
  const { fault, detail } = outcome;
  if (outcome.kind === 'channel-down') {
    await asSystem(services, async (tx) => {
      await storage.settleEnvelope(tx, mail, { state: 'waiting', at, fault, detail, uncounted: true });
      const nextAt = (failures: number): Date => later(at, serverPauseAfter(failures));
      await storage.mailServerFails(tx, { at, nextAt, fault, detail });
    });
    return;
  }
  const over = outcome.kind === 'refused' || mail.attempts >= mostAttempts;
  await settle({ state: over ? 'dead' : 'waiting', at, nextAt: later(at, pauseAfter(mail.attempts)), fault, detail });
  if (over)
    await tellAdministrator(
      call,
      `mail/${mail.id}`,
      pair(`邮件无法送达：${mail.address}`, `A mail cannot be delivered: ${mail.address}`),
    );
};

/** Sends mails until none is due or the server is found to be down; gives how many it took. */
const sendMails = async (call: Call, mailer: Mailer, perMinute: number): Promise<number> => {
  const { services } = call;
  const now = services.now();
  const gate = await asSystem(services, (tx) => storage.mailServerGate(tx, now));
  const room = Math.min(perMinute - gate.sentLately, gate.failing ? 1 : mailsAtOnce);
  if (!gate.open || room <= 0) return 0;
  const mails = await asSystem(services, (tx) => storage.claimEnvelopes(tx, now, later(now, heldMs), room));
  let down = false;
  for (const mail of mails) {
    if (down) {
      await asSystem(services, (tx) =>
        storage.settleEnvelope(tx, mail, { state: 'waiting', at: services.now(), uncounted: true }),
      );
      continue;
    }
    const { id, address, subject, text, createdAt } = mail;
    const outcome = await mailer.send({ id, to: address, subject, text, date: new Date(createdAt) });
    await settleMail(call, mail, outcome);
    down = outcome.kind === 'channel-down';
  }
  return down ? 0 : mails.length;
};

/** What an endpoint is sent: the same bytes at every attempt. */
const bodyOf = (claimed: storage.ClaimedPost, services: Services): string => {
  const {
    messageId,
    messageKey,
    kind,
    subject,
    dataset,
    inbox,
    titleZh,
    titleEn,
    bodyZh,
    bodyEn,
    link,
    sentAt,
    wants,
    dueOn,
  } = claimed;
  return JSON.stringify({
    version: 1,
    id: messageId,
    key: messageKey,
    kind,
    subject,
    dataset,
    inbox,
    title: { zh: titleZh, en: titleEn },
    body: { zh: bodyZh, en: bodyEn },
    link: `${officeAddress(services)}${link}`,
    sentAt,
    asks: wants === null ? null : { for: wants, dueOn },
  });
};

const settlePosting = async (call: Call, claimed: storage.ClaimedPost, outcome: Outcome): Promise<void> => {
  const { services } = call;
  const at = services.now();
  if (outcome.kind === 'taken') {
    await asSystem(services, async (tx) => {
      await storage.settlePost(tx, claimed, { state: 'sent', at });
      await storage.endpointWorks(tx, claimed.endpointId, at);
    });
    return;
  }
  const { fault, detail } = outcome;
  if (outcome.kind === 'refused') {
    const mine = await asSystem(services, async (tx) => {
      const settled = await storage.settlePost(tx, claimed, { state: 'dead', at, fault, detail });
      await storage.endpointWorks(tx, claimed.endpointId, at);
      return settled;
    });
    if (mine)
      await tellAdministrator(
        call,
        `endpoint/${claimed.endpointId}`,
        pair(`推送被拒绝：${claimed.url}`, `A message was refused by ${claimed.url}`),
      );
    return;
  }
  const state = await asSystem(services, async (tx) => {
    const settled = await storage.settlePost(tx, claimed, { state: 'waiting', at, fault, detail });
    if (!settled) return { stopped: false, url: claimed.url, waiting: 0 };
    return storage.endpointFails(tx, claimed.endpointId, {
      at,
      nextAt: (failures) => later(at, pauseAfter(failures)),
      most: mostAttempts,
      fault,
      detail,
    });
  });
  if (state.stopped)
    await tellAdministrator(
      call,
      `endpoint/${claimed.endpointId}`,
      pair(
        `推送已停止：${state.url}，${state.waiting} 条等待发送`,
        `Stopped sending to ${state.url}: ${state.waiting} messages wait`,
      ),
    );
};

/** Posts what is due, the endpoints beside one another, each in its order; gives how many it took. */
const sendPosts = async (call: Call, rules: PostingRules): Promise<number> => {
  const { services } = call;
  const now = services.now();
  const claimed = await asSystem(services, (tx) => storage.claimPosts(tx, now, later(now, heldMs), postsAtOnce));
  const lanes = Map.groupBy(claimed, ({ endpointId }) => endpointId);
  await Promise.all(
    [...lanes.values()].map(async (lane) => {
      let down = false;
      for (const one of lane) {
        if (down) {
          const at = services.now();
          await asSystem(services, (tx) => storage.settlePost(tx, one, { state: 'waiting', at, uncounted: true }));
          continue;
        }
        const timestamp = Math.floor(services.now().getTime() / 1000);
        const { url, secret, key } = one;
        const posting = { url, secret, key, timestamp, body: bodyOf(one, services) };
        const outcome = await post(posting, rules);
        await settlePosting(call, one, outcome);
        down = outcome.kind === 'channel-down';
      }
    }),
  );
  return claimed.length;
};

/**
 * Sends what is due: mails and webhooks. Safe beside other servers: each takes what no other holds, and records what became of it
 * after each. Whoever dies between sending and recording leaves a repeat under the same Message-ID or Idempotency-Key.
 */
export const sendDue = async (call: Call): Promise<void> => {
  const { services } = call;
  const settings: DeliverySettings = services.delivery ?? {};
  const mailer = settings.mail === undefined ? undefined : openMailer(settings.mail);
  const rules: PostingRules = {
    allowPrivate: settings.privateWebhooks === true,
    timeoutMs: settings.webhookTimeoutMs ?? timeoutMs,
  };
  const until = Date.now() + runMs;
  try {
    for (;;) {
      if (mailer !== undefined) await makeMails(services);
      const mails =
        mailer === undefined || settings.mail === undefined
          ? 0
          : await sendMails(call, mailer, settings.mail.perMinute);
      const posts = await sendPosts(call, rules);
      if ((mails === 0 && posts === 0) || Date.now() > until) break;
    }
  } finally {
    mailer?.close();
  }
};
