import { printedCitation, cite } from '#foundation/citation.ts';
import { ok, type Result } from '#foundation/refusal.ts';
import { issuePapers, type PaperRequest, sharePapers, voidPapers } from '#platform/documents/index.ts';
import { type Act, insist } from '#platform/operation/index.ts';
import { closeWork, type WorkKey } from '#platform/work/index.ts';
import { bureauOf } from '#registers/authorities/index.ts';
import { exposureAnswer, exposureNotice } from './documents.ts';
import type { ExposureOutcome } from './exposure-papers.ts';
import { annulParties, openParties, type PartyPaperFacts, partyPaperFacts, storePartyNumbers } from './parties-storage.ts'; // prettier-ignore
import { recordEvents } from './events-storage.ts';
import { placeWithin } from './party-rules.ts';

/** The firm may state its case: it stands in its work until it has, or its time is over. */
export const pleadKey = (id: number): WorkKey => ({ kind: 'publicity.state-case', subject: `party/${id}` });
/** Somebody must answer what it stated. */
export const answerKey = (id: number): WorkKey => ({ kind: 'publicity.answer-statement', subject: `party/${id}` });

/** Who issues the papers of this room: the bureau of the province, under its mark. */
export const issuer = async (act: Act): Promise<{ readonly name: string; readonly mark: string }> => {
  const { today, services } = act.call;
  return {
    name: await bureauOf(act.tx, services.province, today),
    mark: act.law.get<string>('publicity.authority-mark', today).value,
  };
};

const toFirm = (
  act: Act,
  authority: { readonly name: string; readonly mark: string },
  facts: PartyPaperFacts,
  fields: unknown,
): Omit<PaperRequest, 'kind'> => ({
  subject: `party/${facts.id}`,
  dataset: facts.dataset,
  authority,
  place: placeWithin(facts, act.call.services.province) ?? act.call.services.province,
  // It sees nothing until it was served.
  to: { name: facts.firm, ...(facts.told ? { party: `enterprise/${facts.enterpriseId}` } : {}) },
  fields,
});

/** Enters the firms that exposures name and issues a notice to each, all in sets. Call as engine. */
export const tellFirms = async (act: Act, exposureIds: readonly number[]): Promise<Result<undefined>> => {
  const opened = await openParties(act.tx, exposureIds);
  const facts = await partyPaperFacts(
    act.tx,
    opened.map(({ id }) => id),
  );
  const authority = await issuer(act);
  const hearingDays = act.law.get<number>('publicity.hearing-days', act.call.today).value;
  const citation = printedCitation(cite('notice', '4.2')).zh;
  const issued = await issuePapers(
    act,
    exposureNotice.key,
    facts.map((party) => toFirm(act, authority, party, { ...party, citation, hearingDays })),
  );
  if (!issued.ok) return issued;
  await storePartyNumbers(
    act.tx,
    facts.map(({ id }) => id),
    issued.value.map(({ number }) => number),
  );
  const at = act.call.services.now();
  await recordEvents(
    act.tx,
    facts.map(({ id }) => ({
      kind: 'party',
      id,
      verb: 'open',
      state: 'to-serve',
      account: act.call.actor.accountId,
      at,
    })),
  );
  return ok(undefined);
};

/** A firm was served: it has its copy. */
export const shareNotice = (act: Act, { id, dataset, enterpriseId }: Pick<PartyPaperFacts, 'id' | 'dataset' | 'enterpriseId'>) =>
  sharePapers(act, { dataset, subjects: [`party/${id}`], kinds: [exposureNotice.key], party: `enterprise/${enterpriseId}`, quiet: true }); // prettier-ignore

/** Tells firms what became of the intention to expose them. Call as engine. */
export const answerFirms = async (
  act: Act,
  ids: readonly number[],
  outcome: ExposureOutcome,
  reason: string,
): Promise<Result<unknown>> => {
  const facts = await partyPaperFacts(act.tx, ids);
  const authority = await issuer(act);
  return issuePapers(
    act,
    exposureAnswer.key,
    facts.map((party) =>
      toFirm(act, authority, party, { ...party, noticeNumber: party.number ?? '', outcome, reason }),
    ),
  );
};

/** Exposures go no further: their notices are void, and whoever was served is told so. Call as engine. */
export const endHearing = async (
  act: Act,
  exposureIds: readonly number[],
  reason: string,
  keepSpared = false,
): Promise<void> => {
  const gone = await annulParties(act.tx, exposureIds, keepSpared);
  if (gone.length === 0) return;
  const at = act.call.services.now();
  await recordEvents(
    act.tx,
    gone.map(({ id }) => ({ kind: 'party', id, verb: 'annul', state: 'void', account: null, at, reason })),
  );
  await closeWork(
    act,
    gone.flatMap(({ id }) => [pleadKey(id), answerKey(id)]),
  );
  for (const [dataset, group] of Map.groupBy(gone, (party) => party.dataset))
    await voidPapers(act, { dataset, subjects: group.map(({ id }) => `party/${id}`), kinds: [exposureNotice.key], reason }); // prettier-ignore
  const served = gone.filter((party) => party.served).map(({ id }) => id);
  if (served.length > 0) insist(await answerFirms(act, served, 'ended', reason));
};
