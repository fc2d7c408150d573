import { cite } from '#foundation/citation.ts';
import { ok, type Result } from '#foundation/refusal.ts';
import { issuePapers, type PaperKind, voidPapers } from '#platform/documents/index.ts';
import type { Act } from '#platform/operation/index.ts';
import { bureauOf } from '#registers/authorities/index.ts';
import { revocationPaper, suspensionLetter, suspensionPaper } from './documents.ts';
import { type LicenceKind, licenceKindLabels } from './licence.ts';
import { type HoldPaperFacts, holdPaperFacts } from './storage-papers.ts';
import type { HoldChange } from './storage-holds.ts';
import type { RevocationRecord } from './storage-revocations.ts';

const authorityOf = async (act: Act) => ({
  name: await bureauOf(act.tx, act.call.services.province, act.call.today),
  mark: act.law.get<string>('licences.mark', act.call.today).value,
});

const issueOnHolds = async (
  act: Act,
  kind: PaperKind,
  holds: readonly HoldPaperFacts[],
  to: (hold: HoldPaperFacts) => { readonly to: { readonly name: string }; readonly copies?: readonly string[] },
): Promise<void> => {
  const authority = await authorityOf(act);
  const basis = cite('notice', '4.3.1').text.zh;
  const issued = await issuePapers(
    act,
    kind.key,
    holds.map((hold) => ({
      subject: `hold/${hold.id}`,
      dataset: hold.dataset,
      authority,
      place: hold.place ?? act.call.services.province,
      ...to(hold),
      fields: { ...hold, licence: `${licenceKindLabels[hold.kind as LicenceKind].zh}${hold.number}`, basis },
    })),
  );
  // A reaction can't refuse: what can't be printed undoes the whole act.
  if (!issued.ok) throw new Error(issued.refusal.text.en);
};

/** Suspensions go out as papers, in sets: to each holder, and to each issuer that is not the province itself. Call as engine. */
export const issueSuspensions = async (act: Act, changes: readonly HoldChange[]): Promise<void> => {
  const holds = await holdPaperFacts(act.tx, changes.map(({ holdId }) => holdId)); // prettier-ignore
  await issueOnHolds(act, suspensionPaper, holds, ({ holder, holderId }) => ({
    to: { name: holder },
    // A message of its own tells the holder; the paper is there for him to read.
    copies: [`enterprise/${holderId}`],
  }));
  const others = holds.filter(({ issuerRegion }) => issuerRegion !== act.call.services.province);
  await issueOnHolds(act, suspensionLetter, others, ({ issuer, certifierId }) => ({
    to: { name: issuer },
    // A certification body reads it with the request, of which it is told.
    copies: certifierId === null ? [] : [`certifier/${certifierId}`],
  }));
};

/** What a card that was issued in error suspended was never to be suspended: its papers are void. */
export const voidSuspensions = async (act: Act, changes: readonly HoldChange[]): Promise<void> => {
  for (const [dataset, group] of Map.groupBy(changes, (change) => change.dataset))
    await voidPapers(act, {
      dataset,
      subjects: group.map(({ holdId }) => `hold/${holdId}`),
      kinds: [suspensionPaper.key, suspensionLetter.key],
      reason: '所依据的黄牌已撤销',
    });
};

/** Issues the decision that a licence is revoked, to its holder. Call as engine. */
export const issueRevocation = async (
  act: Act,
  revocation: RevocationRecord,
  reason: string,
): Promise<Result<unknown>> => {
  const issued = await issuePapers(act, revocationPaper.key, [
    {
      subject: `revocation/${revocation.id}`,
      dataset: revocation.dataset,
      authority: await authorityOf(act),
      place: revocation.place ?? act.call.services.province,
      to: { name: revocation.holder.name },
      copies: [`enterprise/${revocation.holderId}`],
      fields: {
        holder: revocation.holder.name,
        number: revocation.number,
        products: revocation.products,
        facts: revocation.facts,
        reason,
        basis: cite('notice', '4.3.2').text.zh,
        toldOn: revocation.servedOn,
        heardOn: revocation.heardOn,
        barredYears: act.law.get<number>('licences.barred-years', act.call.today).value,
      },
    },
  ]);
  return issued.ok ? ok(undefined) : issued;
};
