import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import type { RouteInput } from '#foundation/contract.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { enqueue } from '#platform/jobs/index.ts';
import { type Call, perform, requireSignedIn } from '#platform/operation/index.ts';
import { closeWork } from '#platform/work/index.ts';
import type * as contract from './contract.ts';
import { sendJob } from './deliver.ts';
import { newSecret, printSecret } from './signature.ts';
import * as storage from './storage-manage.ts';
import { mayPostTo } from './webhook.ts';

const manage = { permission: 'delivery.manage' } as const;
type Nothing = Record<string, never>;

const theEndpoint = pair('推送地址', 'The endpoint');

/** Enters an endpoint; its key is made here and shown once. */
export const createEndpoint = (
  call: Call,
  { inbox, url }: RouteInput<typeof contract.createEndpointRoute>['body'],
): Promise<Result<{ readonly id: number; readonly secret: string }>> =>
  perform(call, { ...manage, region: call.services.province }, async (act) => {
    if (!mayPostTo(url, call.services.delivery?.privateWebhooks === true)) return refuse('endpoint-not-allowed');
    await act.asEngine();
    if (!(await storage.inboxExists(act.tx, inbox)))
      return refuse('not-found', { thing: pair('收件单位', 'The recipient') });
    const secret = newSecret();
    const by = call.actor.accountId;
    const id = await storage.insertEndpoint(act.tx, { inbox, url, secret, at: call.services.now(), by });
    if (id === undefined) return refuse('already-exists', { thing: theEndpoint });
    act.journal({ act: 'delivery.create-endpoint', subject: `endpoint/${id}`, payload: { inbox, url } });
    return ok({ id, secret: printSecret(secret) });
  });

/** Starts an endpoint again, closes it for good, or gives it a new key. */
export const actOnEndpoint = (
  call: Call,
  id: number,
  verb: RouteInput<typeof contract.actOnEndpointRoute>['body']['act'],
): Promise<Result<{ readonly secret: string | null }>> =>
  perform(call, { ...manage, region: call.services.province }, async (act) => {
    await act.asEngine();
    const endpoint = await storage.lockEndpoint(act.tx, id);
    if (!endpoint) return refuse('not-found', { thing: theEndpoint });
    if (endpoint.state === 'closed')
      return refuse('state-not-allowed', { state: pair('已停用', 'closed'), act: pair('办理', 'do this') });
    const subject = `endpoint/${id}`;
    const secret = verb === 'new-secret' ? newSecret() : null;
    if (secret) await storage.storeSecret(act.tx, id, secret);
    if (verb === 'close') await storage.closeEndpoint(act.tx, id);
    if (verb === 'start') {
      await storage.startEndpoint(act.tx, id, call.services.now());
      await enqueue(act, sendJob, undefined, { key: sendJob });
    }
    if (verb !== 'new-secret') await closeWork(act, [{ kind: 'delivery.stopped', subject }]);
    const name = verb === 'new-secret' ? 'delivery.new-secret' : `delivery.${verb}-endpoint`;
    act.journal({ act: name, subject, payload: { url: endpoint.url } });
    return ok({ secret: secret && printSecret(secret) });
  });

/** Sends again what was given up, under the same Message-ID or Idempotency-Key. */
export const sendAgain = (call: Call, channel: 'mail' | 'webhook', id: string): Promise<Result<Nothing>> =>
  perform(call, { ...manage, region: call.services.province }, async (act) => {
    await act.asEngine();
    const now = call.services.now();
    let work: string;
    if (channel === 'mail') {
      if (!/^[0-9a-f-]{36}$/.test(id) || !(await storage.reviveEnvelope(act.tx, id, now)))
        return refuse('nothing-to-send-again');
      work = `mail/${id}`;
    } else {
      const endpoint = /^\d+$/.test(id) ? await storage.revivePost(act.tx, Number(id)) : undefined;
      if (endpoint === undefined) return refuse('nothing-to-send-again');
      work = `endpoint/${endpoint}`;
    }
    await closeWork(act, [{ kind: 'delivery.stopped', subject: work }]);
    await enqueue(act, sendJob, undefined, { key: sendJob });
    act.journal({ act: 'delivery.send-again', subject: channel === 'mail' ? work : `post/${id}`, payload: {} });
    return ok({});
  });

const codeMs = 30 * 60_000;
const codesAnHour = 5;
const mostTries = 5;
const digestOf = (account: string, code: string): Buffer => createHash('sha256').update(`${account} ${code}`).digest();

/** Enters an address for notices and mails a code to it. Mails go there once the code was given back. */
export const wantAddress = (call: Call, address: string): Promise<Result<Nothing>> =>
  perform(call, { permission: null }, async (act) => {
    const { accountId: account, language } = call.actor;
    const { services } = call;
    if (account === null) return refuse('not-signed-in');
    const byToken = requireSignedIn(call.actor);
    if (byToken) return byToken;
    if (services.delivery?.mail === undefined) return refuse('mail-not-configured');
    await act.asEngine();
    const at = services.now();
    if ((await storage.countCodes(act.tx, account, new Date(at.getTime() - 3_600_000))) >= codesAnHour)
      return refuse('too-many-codes');
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const [subject, text] =
      language === 'zh'
        ? ['质监通知邮箱验证码', `您的验证码：${code}，30 分钟内有效。如非本人操作，请忽略此邮件。`]
        : [
            'Code for your mail address',
            `Your code: ${code}. It holds for 30 minutes. If you did not ask for it, ignore this mail.`,
          ];
    await storage.storeWanted(act.tx, {
      account,
      address,
      code: digestOf(account, code),
      until: new Date(at.getTime() + codeMs),
      language,
      subject,
      text,
      at,
    });
    await enqueue(act, sendJob, undefined, { key: sendJob });
    act.journal({ act: 'delivery.want-address', subject: `account/${account}`, payload: {} });
    return ok({});
  });

type CodeVerdict = 'right' | 'wrong' | 'expired';

/** Proves the address with the code; five wrong ones end it. */
export const confirmAddress = async (call: Call, code: string): Promise<Result<Nothing>> => {
  const verdict = await perform<CodeVerdict>(call, { permission: null }, async (act) => {
    const account = call.actor.accountId;
    if (account === null) return refuse('not-signed-in');
    const byToken = requireSignedIn(call.actor);
    if (byToken) return byToken;
    await act.asEngine();
    const pending = await storage.lockCode(act.tx, account);
    const now = call.services.now();
    const expired = !pending?.until || new Date(pending.until) < now;
    if (!pending?.code || expired || pending.attempts >= mostTries) return refuse('code-expired');
    const right = timingSafeEqual(digestOf(account, code), pending.code);
    // A wrong attempt is kept, so it must not be a refusal of the transaction.
    if (!right) await storage.countCodeAttempt(act.tx, account);
    else await storage.confirmWanted(act.tx, account, now);
    act.journal({
      act: right ? 'delivery.confirm-address' : 'delivery.want-address',
      subject: `account/${account}`,
      payload: right ? {} : { wrongCode: true },
    });
    return ok(right ? 'right' : 'wrong');
  });
  if (!verdict.ok) return verdict;
  return verdict.value === 'right' ? ok({}) : refuse('code-wrong');
};

/** No more mails to this account. */
export const dropAddress = (call: Call): Promise<Result<Nothing>> =>
  perform(call, { permission: null }, async (act) => {
    const account = call.actor.accountId;
    if (account === null) return refuse('not-signed-in');
    const byToken = requireSignedIn(call.actor);
    if (byToken) return byToken;
    await act.asEngine();
    await storage.removeAddress(act.tx, account);
    act.journal({ act: 'delivery.remove-address', subject: `account/${account}`, payload: {} });
    return ok({});
  });
