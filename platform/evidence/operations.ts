import type { RouteOutput } from '#foundation/contract.ts';
import type { Dataset } from '#foundation/dataset.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { handedInTypeOf, locateFile, openFile, removeFile, saveStream } from '#platform/files/index.ts';
import type { Answer, Upload } from '#platform/manifest.ts';
import { type Act, type Call, observe, perform, regionPath } from '#platform/operation/index.ts';
import type { dropEvidence, Evidence, readEvidence } from './contract.ts';
import { addParty, addPlace, askPermissions, attachItems, countLoose, deleteForgotten, deleteLoose, findEvidence, insertEvidence, listOfSubjects } from './storage.ts'; // prettier-ignore
import type { Tx } from '#platform/database/index.ts';

export const mostBytes = 20 * 1024 * 1024;
const mostLoose = 50;
const daysLoose = 7;
const thing = pair('该材料', 'The file');

/**
 * Takes one file; until an act refers to it, its uploader alone sees it.
 * @returns the refusal `file-empty`, `file-too-large`, `evidence-not-readable`, `evidence-too-many` or `disk-full`
 */
export const receiveEvidence = async (call: Call, uploads: AsyncIterable<Upload>): Promise<Result<Evidence>> => {
  for await (const upload of uploads) {
    const saved = await saveStream(call.services, upload.stream as AsyncIterable<Uint8Array>, { maxBytes: mostBytes });
    if (!saved.ok) return saved;
    const kept = await keep(call, upload.fileName, saved.value);
    if (!kept.ok) await removeFile(call.services, saved.value.id);
    return kept;
  }
  return refuse('file-empty');
};

const keep = async (
  call: Call,
  fileName: string,
  { id: storedAt, sha256, bytes }: { readonly id: string; readonly sha256: string; readonly bytes: number },
): Promise<Result<Evidence>> => {
  const path = await locateFile(call.services, storedAt);
  const mediaType = path.ok ? await handedInTypeOf(path.value) : undefined;
  if (mediaType === undefined) return refuse('evidence-not-readable');
  return perform(call, { permission: null, act: 'evidence.upload' }, async (act) => {
    await act.asEngine();
    const uploadedBy = call.actor.accountId;
    if (uploadedBy === null) return refuse('forbidden');
    if ((await countLoose(act.tx, uploadedBy)) >= mostLoose) return refuse('evidence-too-many', { most: mostLoose });
    const uploadedAt = call.services.now();
    const item = await insertEvidence(act.tx, { storedAt, fileName, mediaType, bytes, sha256, uploadedBy, uploadedAt });
    act.journal({ act: 'evidence.upload', subject: `evidence/${item.id}`, payload: { sha256, bytes, mediaType } });
    return ok(item);
  });
};

/** Who may see attached files: holders of a permission at a place (a division, a party, or `null` for an unknown place). */
export interface EvidenceReaders {
  readonly permission: string;
  readonly place: string | null;
}

/**
 * Attaches files that the actor handed in before to a thing, within the act that refers to them. Call it as engine.
 * @returns the files for the journal and the page; the refusal `evidence-not-yours` where one is not the actor's, or was submitted already
 */
export const attachEvidence = async (
  act: Act,
  to: {
    readonly subject: string;
    readonly dataset: Dataset | null;
    readonly ids: readonly number[];
    readonly readers: readonly EvidenceReaders[];
  },
): Promise<Result<readonly Evidence[]>> => {
  const ids = [...new Set(to.ids)];
  if (ids.length === 0) return ok([]);
  const access = to.readers.flatMap(({ permission, place }) =>
    place === null ? [`${permission}@*`] : regionPath(place).map((code) => `${permission}@${code}`),
  );
  await askPermissions(
    act.tx,
    to.readers.map(({ permission }) => permission),
  );
  const { subject, dataset } = to;
  const account = act.call.actor.accountId;
  const at = act.call.services.now();
  const attached = account === null ? [] : await attachItems(act.tx, account, ids, { subject, dataset, access, at });
  return attached.length === ids.length ? ok(attached) : refuse('evidence-not-yours');
};

/** Lets a party see all that another party was named for, because the two are one: `enterprise/33` and `enterprise/41`. Call it as engine. */
export const shareEvidence = (act: Act, from: string, into: string): Promise<unknown> => addParty(act.tx, from, into);

/** Lets the officials of another place see the files of things as those of the first do: they go on with them. Call it as engine. */
export const showEvidenceAt = (act: Act, subjects: readonly string[], place: string): Promise<unknown> =>
  addPlace(act.tx, subjects, regionPath(place));

/** The files of things, by subject; under row-level security as app. */
export const evidenceOf = async (tx: Tx, subjects: readonly string[]): Promise<ReadonlyMap<string, Evidence[]>> => {
  const found = new Map<string, Evidence[]>();
  if (subjects.length === 0) return found;
  for (const { subject, ...item } of await listOfSubjects(tx, subjects))
    found.set(subject, [...(found.get(subject) ?? []), item]);
  return found;
};

/** A file, to whoever may see it. */
export const downloadEvidence = async (call: Call, id: number): Promise<Answer<typeof readEvidence>> => {
  const found = await observe(call, { permission: null }, async ({ tx }) => {
    const item = await findEvidence(tx, id);
    return item ? ok(item) : refuse('not-found', { thing });
  });
  if (!found.ok) return found;
  const stream = await openFile(call.services, found.value.storedAt);
  if (!stream.ok) return stream;
  return { ok: true, stream: stream.value, fileName: found.value.fileName, mediaType: found.value.mediaType };
};

/** Takes back a file that no act has referred to yet. */
export const takeBackEvidence = async (call: Call, id: number): Promise<Result<RouteOutput<typeof dropEvidence>>> => {
  const dropped = await perform(call, { permission: null, act: 'evidence.take-back' }, async (act) => {
    await act.asEngine();
    const storedAt = await deleteLoose(act.tx, call.actor.accountId ?? '', id);
    if (storedAt === undefined) return refuse('not-found', { thing });
    act.journal({ act: 'evidence.take-back', subject: `evidence/${id}`, payload: {} });
    return ok(storedAt);
  });
  if (!dropped.ok) return dropped;
  await removeFile(call.services, dropped.value);
  return ok({});
};

/** Removes what was handed in and never referred to, a week later. */
export const clearForgotten = async (call: Call): Promise<number> => {
  const before = new Date(call.services.now().getTime() - daysLoose * 24 * 3_600_000);
  const cleared = await perform(call, { permission: null }, async (act) => {
    await act.asEngine();
    return ok(await deleteForgotten(act.tx, before));
  });
  if (!cleared.ok) return 0;
  for (const storedAt of cleared.value) await removeFile(call.services, storedAt);
  return cleared.value.length;
};
