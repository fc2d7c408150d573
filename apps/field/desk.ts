import type { TextPair } from '#foundation/text-pair.ts';
import type { FieldDownload, FieldVisit } from '#regimes/spot-checks/visits/contract-field.ts';
import type { MessageKind } from '#regimes/spot-checks/visits/field/message.ts';
import * as box from '#regimes/spot-checks/visits/field/outbox.ts';
import { download, type Reply, sendFile, sendMessage, whoAmI } from './server.ts';
import type { Item, Vault } from './vault.ts';

/** What is to be told of a visit. `bytes` make it a photo or signature. */
export interface Said {
  readonly visitId: number;
  readonly kind: MessageKind;
  readonly body: Readonly<Record<string, unknown>>;
  /** The same key is told once; none: each telling is one of its own. */
  readonly key?: string;
  readonly id?: string;
  readonly bytes?: ArrayBuffer;
  readonly type?: string;
}

interface Kept {
  readonly entry: box.Entry;
  readonly body: Readonly<Record<string, unknown>>;
  readonly type: string | null;
}

export type Connection = 'unknown' | 'online' | 'away' | 'signed-out' | 'other-account';

/** The inspector's desk on the phone: what was downloaded, what is to be sent, drafts. */
export interface Desk {
  readonly outbox: () => box.Outbox;
  readonly visits: () => readonly FieldVisit[];
  readonly known: () => FieldDownload | undefined;
  readonly connection: () => Connection;
  /** The firm of a visit, also of one that is over. */
  readonly firmOf: (visitId: number) => string;
  readonly loginName: string;
  /** Keeps messages on the phone, all or none, then tries to send. */
  readonly tell: (said: readonly Said[], keep?: readonly Item[], remove?: readonly string[]) => Promise<void>;
  readonly send: () => Promise<void>;
  readonly refresh: () => Promise<void>;
  readonly vault: Vault;
}

const month = 30 * 24 * 3_600_000;
const place = (index: number): string => `message:${String(index).padStart(8, '0')}`;
const refusedHere = (id: string, text: TextPair) => ({ id, outcome: 'refused' as const, text, clockWarning: null, receivedAt: new Date().toISOString(), sampleId: null, number: null }); // prettier-ignore

/** Opens the desk on an unlocked vault. `changed` is called whenever something shown may be different. */
export const openDesk = async (vault: Vault, changed: () => void): Promise<Desk> => {
  const kept = new Map<string, { readonly key: string; readonly body: Kept['body']; readonly type: string | null }>();
  let outbox = box.empty;
  let last = -1;
  let known = await vault.read<FieldDownload>('download');
  let firms = (await vault.read<Record<number, string>>('firms')) ?? {};
  let connection: Connection = 'unknown';
  let sending: Promise<void> | undefined;
  let telling: Promise<void> = Promise.resolve();

  const old: string[] = [];
  for (const key of await vault.keys('message:')) {
    const one = await vault.read<Kept>(key);
    last = Number(key.slice('message:'.length));
    if (!one) continue;
    const { answer } = one.entry;
    if (answer?.outcome === 'applied' && Date.now() - Date.parse(answer.receivedAt) > month) old.push(key);
    else {
      kept.set(one.entry.id, { key, body: one.body, type: one.type });
      outbox = [...outbox, one.entry];
    }
  }
  outbox = box.restarted(outbox);
  if (old.length > 0) await vault.write([], old);

  const deliver = async (entry: box.Entry, body: Kept['body'], type: string | null) => {
    const { id, visitId, kind, deviceAt } = entry;
    const sentAt = new Date().toISOString();
    if (kind !== 'file') return sendMessage({ id, visitId, kind, deviceAt, sentAt, body });
    const bytes = await vault.readBytes(`bytes:${id}`);
    const fields = { id, visitId: String(visitId), deviceAt, sentAt, ...(body as Record<string, string>) };
    return sendFile(fields, bytes ?? new ArrayBuffer(0), type ?? 'image/jpeg');
  };

  const note = (reply: Reply<unknown>): void => {
    if (reply.kind === 'away' || reply.kind === 'signed-out') connection = reply.kind;
    else if (connection !== 'other-account') connection = 'online';
  };

  const refresh = async (): Promise<void> => {
    const reply = await download();
    note(reply);
    if (reply.kind === 'answer') {
      known = reply.value;
      firms = { ...firms, ...Object.fromEntries(known.visits.map((one) => [one.id, one.enterprise.name])) };
      await vault.write([
        { key: 'download', value: known },
        { key: 'firms', value: firms },
      ]);
    }
    changed();
  };

  const isMine = async (): Promise<boolean> => {
    const who = await whoAmI();
    connection = who.kind === 'answer' ? 'online' : who.kind === 'refused' ? 'away' : who.kind;
    if (who.kind === 'answer' && who.value.accountId !== vault.accountId) connection = 'other-account';
    changed();
    return connection === 'online';
  };

  const sendAll = async (): Promise<void> => {
    if (box.nextToSend(outbox) === undefined || !(await isMine())) return;
    let told = false;
    for (let next = box.nextToSend(outbox); next; next = box.nextToSend(outbox)) {
      const content = kept.get(next.id);
      if (!content) throw new Error('a message without its content');
      const { id } = next;
      outbox = box.begin(outbox, id);
      const reply = await deliver(next, content.body, content.type);
      note(reply);
      if (reply.kind === 'away' || reply.kind === 'signed-out') {
        outbox = box.lost(outbox, id);
        break;
      }
      outbox = box.answered(outbox, reply.kind === 'answer' ? reply.value : refusedHere(id, reply.text));
      const entry = outbox.find((one) => one.id === id);
      const bytes = entry?.state === 'applied' || entry?.state === 'conflict' ? [`bytes:${id}`] : [];
      await vault.write([{ key: content.key, value: { entry, body: content.body, type: content.type } }], bytes);
      told = true;
      changed();
    }
    changed();
    if (told && connection === 'online') await refresh();
  };

  const send = (): Promise<void> => {
    sending ??= sendAll().finally(() => {
      sending = undefined;
    });
    return sending;
  };

  const put = async (said: readonly Said[], keep: readonly Item[], remove: readonly string[]): Promise<void> => {
    const items: Item[] = [...keep];
    const fresh: {
      readonly entry: box.Entry;
      readonly key: string;
      readonly body: Kept['body'];
      readonly type: string | null;
    }[] = [];
    let next = outbox;
    for (const { visitId, kind, body, key, bytes, type = null, id = crypto.randomUUID() } of said) {
      const size = next.length;
      next = box.add(next, { id, key: key ?? id, visitId, kind, deviceAt: new Date().toISOString() });
      const entry = next.at(-1);
      if (next.length === size || !entry) continue;
      const at = place((last += 1));
      fresh.push({ entry, key: at, body, type });
      items.push({ key: at, value: { entry, body, type } satisfies Kept });
      if (bytes) items.push({ key: `bytes:${id}`, bytes });
    }
    await vault.write(items, remove);
    // Only what is on the disk of the phone is shown as saved, and sent.
    for (const { entry, ...content } of fresh) {
      kept.set(entry.id, content);
      outbox = box.add(outbox, entry);
    }
    changed();
    void send();
  };

  return {
    vault,
    loginName: vault.loginName,
    outbox: () => outbox,
    known: () => known,
    visits: () => known?.visits ?? [],
    connection: () => connection,
    firmOf: (visitId) => firms[visitId] ?? '',
    refresh,
    send,
    // One after another: two taps at once must find each other's key.
    tell: (said, keep = [], remove = []) => {
      telling = telling.catch(() => undefined).then(() => put(said, keep, remove));
      return telling;
    },
  };
};
