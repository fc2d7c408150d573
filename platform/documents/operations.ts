import { localDate, printDate } from '#foundation/local-date.ts';
import { ok, refuse, refuseFields, type Refused, type Result } from '#foundation/refusal.ts';
import type { ServiceInput } from '#foundation/service.ts';
import { pair } from '#foundation/text-pair.ts';
import { type Act, type Call, perform } from '#platform/operation/index.ts';
import { checkInCode, checkInDatabase } from '#platform/operation/permission.ts';
import type { ActOnPaper, PaperDetail } from './contract.ts';
import { paperDroppedType, paperVoidedType } from './facts.ts';
import { eventOf, factOf, getPaper, voidRefusal } from './making.ts';
import { numberPapers } from './numbering.ts';
import { decideAct, needsReason, type PaperAct, permissionOf, type Stroke } from './life.ts';
import { getPaperDetail } from './operations-read.ts';
import { findPaper, insertEvents, insertSignature, lockPaper, type PaperEvent, type PaperRecord, removeSignatures, signaturesOf, storeChange, storeService } from './storage.ts'; // prettier-ignore
import { followUp } from './work.ts';

const thePaper = pair('该文书', 'The paper');

/** Whether the actor holds a permission at the place of the paper, in code and in the database. */
const refusedHere = async (act: Act, permission: string, region: string): Promise<Refused | undefined> =>
  checkInCode(act.call.actor, permission, region) ??
  (await checkInDatabase(act.tx, act.call.actor, permission, region));

/** An act with what it brings along. */
export interface PaperStroke extends Pick<ActOnPaper, 'reason' | 'onBehalfOf' | 'step' | 'seal'> {
  readonly act: PaperAct;
  /** As the actor saw the paper; absent for an upload, which takes it as it stands. */
  readonly version?: number;
  readonly scan?: { readonly sha256: string; readonly file: string };
  readonly service?: ServiceInput;
}

/** Why the service of a paper can't be recorded in the register, or on that day. */
const serviceRefusal = (act: Act, paper: PaperRecord, service: ServiceInput): Refused | undefined => {
  const { services, today } = act.call;
  if (services.composition.papers.get(paper.kind)?.served !== true) return refuse('paper-served-with-thing');
  if (paper.servedOn !== null) return refuse('paper-served', { day: printDate(paper.servedOn) });
  const day = localDate(service.day);
  if (day > today) return refuse('date-in-future', { value: day, today });
  if (paper.issuedOn !== null && day < localDate(paper.issuedOn))
    return refuse('served-before-issue', { day: printDate(day), issued: printDate(localDate(paper.issuedOn)) });
  return undefined;
};

const checkForm = ({ act, reason, onBehalfOf, seal }: PaperStroke): Refused | undefined => {
  if (needsReason(act) && !reason) return refuse('reason-required');
  if (onBehalfOf && !reason)
    return refuseFields({ reason: pair('代签须写明事由', 'Say why you sign on behalf of another') });
  if (act === 'seal' && !seal)
    return refuseFields({ seal: pair('请填写电子印章名称或编号', 'Name the electronic seal or give its number') });
  return undefined;
};

const note = (act: Act, paper: PaperRecord, stroke: PaperStroke, { signs }: Stroke): void =>
  act.journal({
    act: `documents.${stroke.act}`,
    subject: `paper/${paper.id}`,
    dataset: paper.dataset,
    region: paper.regionCode,
    payload: {
      kind: paper.kind,
      number: paper.number,
      ...(signs === null ? {} : { step: signs }),
      ...(stroke.reason ? { reason: stroke.reason } : {}),
      ...(stroke.onBehalfOf ? { onBehalfOf: stroke.onBehalfOf } : {}),
      ...(stroke.seal ? { seal: stroke.seal } : {}),
      ...(stroke.scan ? { scan: stroke.scan.sha256 } : {}),
      ...(stroke.service ? { service: stroke.service } : {}),
    },
  });

/** Stores what was decided, and what follows from it. */
const carryOut = async (
  act: Act,
  paper: PaperRecord,
  stroke: PaperStroke,
  decided: Stroke,
): Promise<Result<unknown>> => {
  const { id } = paper;
  const event: PaperEvent = eventOf(act, stroke.act, {
    step: decided.signs,
    onBehalfOf: stroke.onBehalfOf || null,
    reason: stroke.reason || null,
  });
  if (decided.signs !== null) await insertSignature(act.tx, id, decided.signs, event);
  if (stroke.act === 'return') await removeSignatures(act.tx, id);
  await insertEvents(act.tx, [id], event);
  note(act, paper, stroke, decided);
  if (stroke.act === 'sign') {
    const issued = await numberPapers(act, [id]);
    if (!issued.ok) return issued;
  } else if (stroke.service) await storeService(act.tx, id, stroke.service);
  else
    await storeChange(act.tx, id, {
      state: decided.state,
      ...(stroke.act === 'seal' && stroke.seal ? { seal: stroke.seal } : {}),
      ...(stroke.scan ? { scan: stroke.scan } : {}),
      ...(stroke.act === 'void' ? { voidReason: stroke.reason ?? '' } : {}),
    });
  if (stroke.act === 'void') act.emit({ type: paperVoidedType, payload: factOf(paper) });
  if (stroke.act === 'drop') act.emit({ type: paperDroppedType, payload: factOf(paper) });
  await followUp(act, await getPaper(act, id), await signaturesOf(act.tx, id));
  return ok(undefined);
};

const strike = async (act: Act, paperId: number, stroke: PaperStroke): Promise<Result<unknown>> => {
  const { accountId } = act.call.actor;
  // Looked for as the actor: what is not seen does not exist.
  if (!(await findPaper(act.tx, paperId))) return refuse('not-found', { thing: thePaper });
  await act.asEngine();
  const paper = await lockPaper(act.tx, paperId);
  if (!paper) return refuse('not-found', { thing: thePaper });
  const living = { state: paper.state, chain: paper.chain, signatures: await signaturesOf(act.tx, paperId) };
  const forbidden = await refusedHere(act, permissionOf(living, stroke.act), paper.regionCode);
  if (forbidden) return forbidden;
  if (stroke.version !== undefined && stroke.version !== paper.version) return refuse('conflict');
  const bound = stroke.act === 'void' ? voidRefusal(act.call.services, paper.kind) : undefined;
  if (bound) return bound;
  const decided = decideAct(living, stroke.act, accountId, stroke.step);
  const unserved = decided.ok && stroke.service ? serviceRefusal(act, paper, stroke.service) : undefined;
  if (unserved) return unserved;
  return decided.ok ? carryOut(act, paper, stroke, decided.value) : decided;
};

/**
 * Takes an act on a paper in one transaction; of two at once one is told that the paper has changed.
 * @returns the paper as the actor sees it afterwards
 */
export const strikePaper = async (call: Call, paperId: number, stroke: PaperStroke): Promise<Result<PaperDetail>> => {
  const refused = checkForm(stroke);
  if (refused) return refused;
  const demand = { permission: null, act: `documents.${stroke.act}` };
  const done = await perform(call, demand, (act) => strike(act, paperId, stroke));
  return done.ok ? getPaperDetail(call, paperId) : done;
};
