import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { joinPairs, pair } from '#foundation/text-pair.ts';
import { requireAnotherPerson } from '#platform/identity/four-eyes.ts';
import type { Upload } from '#platform/manifest.ts';
import { type Act, type Call, observe, perform } from '#platform/operation/index.ts';
import { closeWork, openWork, type WorkKey } from '#platform/work/index.ts';
import { mostBytes } from './archive.ts';
import type { TemplateLine } from './contract.ts';
import { templateFields } from './fields.ts';
import { faultsOfTemplate } from './fill.ts';
import { findTemplate, insertTemplate, listOfTemplates, lockTemplate, storeTemplateState, templateBytes } from './storage.ts'; // prettier-ignore

const theTemplate = pair('该文书模板', 'The template');
const page = '/paper-templates';
const approveKey = (id: number): WorkKey => ({ kind: 'documents.approve-template', subject: `template/${id}` });

/** What the journal says of templates. */
export const templateActs = {
  'documents.propose-template': pair('提出文书模板', 'Proposed a template'),
  'documents.approve-template': pair('批准文书模板', 'Approved a template'),
  'documents.reject-template': pair('退回文书模板', 'Rejected a template'),
  'documents.end-template': pair('停用文书模板', 'Ended the use of a template'),
} as const;

/** Every kind of paper with the templates that were proposed for it, and what a template may name. */
export const templateList = (call: Call) =>
  observe(call, { permission: 'documents.see-templates' }, async ({ tx }) => {
    const templates = Map.groupBy(await listOfTemplates(tx), ({ kind }) => kind);
    return ok({
      kinds: [...call.services.composition.papers.values()].map(({ key, title, layout }) => ({
        kind: key,
        title,
        layout,
        templates: templates.get(key) ?? [],
      })),
      fields: templateFields.map(({ name, meaning, requiredOf }) => ({ name, meaning, requiredOf: [...requiredOf] })),
    });
  });

const received = async ({ stream }: Upload): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += (chunk as Buffer).length;
    if (bytes > mostBytes) {
      // The rest is read and dropped, so that the answer reaches whoever sends.
      stream.resume();
      return undefined;
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
};

const lineOf = async (act: Act, id: number): Promise<TemplateLine> => {
  const line = await findTemplate(act.tx, id);
  if (!line) throw new Error(`template ${id} is gone`);
  return line;
};

const store = (call: Call, kind: string, fileName: string, document: Uint8Array): Promise<Result<TemplateLine>> =>
  perform(call, { permission: 'documents.propose-template', region: call.services.province }, async (act) => {
    const paper = call.services.composition.papers.get(kind);
    if (!paper) return refuse('not-found', { thing: pair('该种文书', 'The kind of paper') });
    const { accountId: by } = call.actor;
    if (by === null) throw new Error('only a person proposes a template');
    const faults = await faultsOfTemplate(document, paper.layout);
    if (faults.length > 0) return refuse('template-refused', { why: joinPairs(faults, { zh: '；', en: '; ' }) });
    await act.asEngine();
    const sha256 = createHash('sha256').update(document).digest('hex');
    const id = await insertTemplate(act.tx, { kind, fileName, document, sha256, by, at: call.services.now() });
    if (id === undefined) return refuse('template-waits');
    await openWork(act, [
      {
        ...approveKey(id),
        title: pair(`核对并批准文书模板：${paper.title.zh}`, `Check and approve a template: ${paper.title.en}`),
        link: page,
        permission: 'documents.approve-template',
        region: call.services.province,
        notBy: by,
      },
    ]);
    act.journal({ act: 'documents.propose-template', subject: `template/${id}`, payload: { kind, fileName, sha256 } });
    return ok(await lineOf(act, id));
  });

/** Proposes a .docx as the template of a kind of paper. Refused with the names of fields that it lacks or nobody knows, and where it could act on its own. */
export const proposeTemplate = async (
  call: Call,
  kind: string,
  uploads: AsyncIterable<Upload>,
): Promise<Result<TemplateLine>> => {
  for await (const upload of uploads) {
    const document = await received(upload);
    return document === undefined
      ? refuse('template-refused', { why: pair('文件大于 2 MB', 'It is larger than 2 MB') })
      : store(call, kind, upload.fileName.slice(0, 200), document);
  }
  return refuse('file-empty');
};

const decisions = {
  approve: { from: 'proposed', to: 'in-force', act: 'documents.approve-template', words: pair('批准', 'approve it') },
  reject: { from: 'proposed', to: 'rejected', act: 'documents.reject-template', words: pair('退回', 'reject it') },
  end: { from: 'in-force', to: 'ended', act: 'documents.end-template', words: pair('停用', 'end its use') },
} as const;

const stateWords = {
  proposed: pair('待批准', 'proposed'),
  'in-force': pair('使用中', 'in force'),
  replaced: pair('已被替换', 'replaced'),
  rejected: pair('已退回', 'rejected'),
  ended: pair('已停用', 'ended'),
} as const;

/**
 * Approves a template (never by who proposed it): papers issued from then on are laid out by it, those before keep theirs. Rejects one, or ends
 * the use of the one in force, after which the program's own layout is used again.
 */
export const decideTemplate = (
  call: Call,
  id: number,
  { act: verb, reason }: { readonly act: keyof typeof decisions; readonly reason?: string | undefined },
): Promise<Result<TemplateLine>> =>
  perform(call, { permission: 'documents.approve-template', region: call.services.province }, async (act) => {
    const { from, to, act: name, words } = decisions[verb];
    await act.asEngine();
    await lockTemplate(act.tx, id);
    const template = await findTemplate(act.tx, id);
    if (!template) return refuse('not-found', { thing: theTemplate });
    if (template.state !== from) return refuse('state-not-allowed', { state: stateWords[template.state], act: words });
    const samePerson = verb === 'approve' ? requireAnotherPerson(act, template.proposedBy.id) : undefined;
    if (samePerson) return samePerson;
    const given = reason === undefined || reason === '' ? null : reason;
    if (verb !== 'approve' && given === null) return refuse('reason-required');
    await storeTemplateState(act.tx, id, to, call.actor.accountId, call.services.now(), given);
    await closeWork(act, [approveKey(id)]);
    const { kind, version, sha256 } = template;
    act.journal({ act: name, subject: `template/${id}`, payload: { kind, version, sha256, ...(given === null ? {} : { reason: given }) } }); // prettier-ignore
    return ok(await lineOf(act, id));
  });

/** The .docx of a template. */
export const templateFile = async (call: Call, id: number) => {
  const found = await observe(call, { permission: 'documents.see-templates' }, async ({ tx }) => {
    const [line, document] = [await findTemplate(tx, id), await templateBytes(tx, id)];
    return line && document ? ok({ fileName: line.fileName, document }) : refuse('not-found', { thing: theTemplate });
  });
  if (!found.ok) return found;
  return {
    ok: true as const,
    stream: Readable.from([found.value.document]),
    fileName: found.value.fileName,
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  };
};
