import type { Dataset } from '#foundation/dataset.ts';
import { ok, refusal, type Result } from '#foundation/refusal.ts';
import type { Upload } from '#platform/manifest.ts';
import { type Act, type Call, perform } from '#platform/operation/index.ts';
import { tableKindLabels } from '../spot-check.ts';
import { insertFile, insertImport, insertSheet } from '../storage/imports.ts';
import { findMapping } from '../storage/mappings.ts';
import { dropFile, type SavedFile, saveFile } from './file-store.ts';
import { applyMapping } from './mapping.ts';
import { recogniseFile, type RecognisedFile, type RecognisedSheet } from './recognise-file.ts';
import { storedPath } from './file-store.ts';

interface Received extends SavedFile {
  readonly name: string;
  readonly recognised: RecognisedFile;
}

/** A recognised sheet with the mapping that a person has saved for tables with this header, where there is one. */
const withSavedMapping = async (
  act: Act,
  sheet: RecognisedSheet,
): Promise<RecognisedSheet & { readonly savedMapping: boolean }> => {
  const { signature, title } = sheet.recognition;
  const saved = signature === '' ? undefined : await findMapping(act.tx, signature, title.authority ?? null);
  if (saved === undefined) return { ...sheet, savedMapping: false };
  const corrected = applyMapping(sheet.recognition, saved);
  return {
    ...sheet,
    recognition: corrected,
    refusal: sheet.recognition.refusal === sheet.refusal ? (corrected.refusal ?? null) : sheet.refusal,
    savedMapping: true,
  };
};

/** Tables that are derived from results are not imported as results. */
const refusalOfKind = (sheet: RecognisedSheet): RecognisedSheet =>
  sheet.refusal === null && sheet.recognition.kind === 'consecutive-failures'
    ? { ...sheet, refusal: refusal('table-kind-not-imported', { kind: tableKindLabels['consecutive-failures'] }) }
    : sheet;

const store = async (act: Act, dataset: Dataset, files: readonly Received[]): Promise<Result<string>> => {
  await act.asEngine();
  const { actor, services } = act.call;
  const regions = actor.permissions.get('spot-checks.import') ?? [];
  const importId = await insertImport(act.tx, {
    dataset,
    regionCode: regions[0] ?? services.province,
    startedBy: actor.accountId,
  });
  for (const file of files) {
    const fileId = await insertFile(act.tx, importId, file);
    const common = { importId, fileId, dataset };
    if (!file.recognised.ok) {
      // A file that can't be opened stands as one sheet with the reason, so that nothing is silently dropped.
      await insertSheet(act.tx, {
        ...common,
        ordinal: 0,
        name: '',
        mapping: nothingRecognised,
        savedMapping: false,
        sample: [],
        refusal: file.recognised.refusal,
      });
      continue;
    }
    for (const found of file.recognised.sheets) {
      const sheet = await withSavedMapping(act, refusalOfKind(found));
      await insertSheet(act.tx, {
        ...common,
        ordinal: sheet.ordinal,
        name: sheet.name,
        mapping: sheet.recognition,
        savedMapping: sheet.savedMapping,
        sample: sheet.sample,
        refusal: sheet.refusal,
      });
    }
  }
  act.journal({
    act: 'spot-checks.receive',
    subject: `import/${importId}`,
    dataset,
    payload: { files: files.map(({ name, sha256, bytes }) => ({ name, sha256, bytes })) },
  });
  return ok(importId);
};

const nothingRecognised = {
  kind: 'unknown',
  title: { text: '', category: '', riskMonitoring: false },
  headerFrom: 0,
  headerTo: 0,
  columns: [],
  items: [],
  itemLayout: 'none',
  dataMerges: [],
  signature: '',
  warnings: [],
} as const;

/** Stores files as they came, recognises their sheets, and makes an import that waits to be checked. Gives its id. */
export const receiveFiles = async (
  call: Call,
  dataset: Dataset,
  uploads: AsyncIterable<Upload> | Iterable<Upload>,
): Promise<Result<string>> => {
  const files: Received[] = [];
  const kept: string[] = [];
  let stored: Result<string> | undefined;
  try {
    for await (const { fileName, stream } of uploads) {
      const saved = await saveFile(call.services, stream);
      if (!saved.ok) return saved;
      kept.push(saved.value.storedAt);
      const path = storedPath(call.services, saved.value.storedAt);
      files.push({ ...saved.value, name: fileName, recognised: await recogniseFile(path, fileName) });
    }
    stored =
      files.length === 0
        ? { ok: false, refusal: refusal('file-empty') }
        : await perform(call, { permission: 'spot-checks.import' }, (act) => store(act, dataset, files));
    return stored;
  } finally {
    if (!stored?.ok) for (const storedAt of kept) await dropFile(call.services, storedAt);
  }
};
