import type { LocalDate } from '#foundation/local-date.ts';
import { ok, type Result } from '#foundation/refusal.ts';
import { issuePapers, type PaperRequest, sharePapers, voidPapers } from '#platform/documents/index.ts';
import type { Act } from '#platform/operation/index.ts';
import type { Dataset } from '#foundation/dataset.ts';
import { bureauOf } from '#registers/authorities/index.ts';
import { announcementPaper, handOverPaper, liftPaper, orderPaper, revocationLetterPaper, sellerOrderPaper, stopOrderPaper } from './documents.ts'; // prettier-ignore
import { commerceAddressee } from './order-papers.ts';
import { stepCitation, type StepOutcome } from './rules.ts';
import type { Step, TaskInput } from './rectification.ts';
import { type OrderFacts, orderFacts, sellerOrderFacts, storeOrderNumbers, storeSellerNumbers } from './storage.ts'; // prettier-ignore

/** Day-independent numbers of the law as of a day. */
const daysOf = (act: Act, key: string, on: LocalDate = act.call.today): number =>
  act.law.get<number>(`warning-cards.${key}`, on).value;

const requests = async <Facts extends OrderFacts>(
  act: Act,
  subject: string,
  step: Step,
  all: readonly Facts[],
  fields: (facts: Facts) => Readonly<Record<string, unknown>>,
): Promise<Omit<PaperRequest, 'kind'>[]> => {
  const { province } = act.call.services;
  const authority = await bureauOf(act.tx, province, act.call.today);
  const mark = act.law.get<string>('warning-cards.mark', act.call.today).value;
  const basis = stepCitation(step, act.law.profile, act.call.today).text.zh;
  return all.map((facts) => ({
    subject: `${subject}/${facts.id}`,
    dataset: facts.dataset,
    authority: { name: authority, mark },
    place: (facts.provinceCode === province ? (facts.countyCode ?? facts.cityCode) : null) ?? province,
    // A party sees it once it was served.
    to: { name: facts.firm },
    fields: { ...facts, authority, basis, ...fields(facts) },
  }));
};

/** Issues the orders to rectify, in sets: their numbers are those of the papers. Call as engine. */
export const issueOrders = async (act: Act, ids: readonly number[]): Promise<Result<undefined>> => {
  const facts = await orderFacts(act.tx, ids);
  const fields = {
    days: daysOf(act, 'rectify-days'),
    extensionDays: daysOf(act, 'extension-days'),
    extensionNotice: daysOf(act, 'extension-notice'),
  };
  const issued = await issuePapers(
    act,
    orderPaper.key,
    await requests(act, 'rectification', 'order', facts, () => fields),
  );
  if (!issued.ok) return issued;
  await storeOrderNumbers(
    act.tx,
    facts.map(({ id }) => id),
    issued.value.map(({ number }) => number),
  );
  return ok(undefined);
};

/** Issues the orders to sellers, in sets. Call as engine. */
export const issueSellerOrders = async (act: Act, ids: readonly number[]): Promise<Result<undefined>> => {
  const facts = await sellerOrderFacts(act.tx, ids);
  const fields = { days: daysOf(act, 'seller-days') };
  const issued = await issuePapers(
    act,
    sellerOrderPaper.key,
    await requests(act, 'seller-order', 'order', facts, () => fields),
  );
  if (!issued.ok) return issued;
  await storeSellerNumbers(
    act.tx,
    facts.map(({ id }) => id),
    issued.value.map(({ number }) => number),
  );
  return ok(undefined);
};

/** Gives the numbers of the papers. Issues the red card with the order to stop, or the decision to suspend the business; its number takes the place of the order's. */
export const issueStopOrder = async (
  act: Act,
  id: number,
  more: { readonly redCard: boolean; readonly reason: string; readonly tasks: readonly TaskInput[] },
): Promise<Result<readonly number[]>> => {
  const fields = { ...more, days: daysOf(act, 'overhaul-days') };
  const request = await requests(act, 'rectification', 'overhaul', await orderFacts(act.tx, [id]), () => fields);
  const issued = await issuePapers(act, stopOrderPaper.key, request);
  if (!issued.ok) return issued;
  await storeOrderNumbers(
    act.tx,
    [id],
    issued.value.map(({ number }) => number),
  );
  return ok(issued.value.map(({ paperId }) => paperId));
};

/** Announces by the province what the law says to announce; the firm has its copy at once. Gives the number, and what the public reads of it. */
export const issueAnnouncement = async (
  act: Act,
  id: number,
  more: {
    readonly ended: StepOutcome;
    readonly announcedIn: string;
    readonly recheckFrom: LocalDate;
    readonly recheckUntil: LocalDate;
  },
): Promise<Result<{ readonly number: string; readonly announcement: Readonly<Record<string, unknown>> }>> => {
  const facts = await orderFacts(act.tx, [id]);
  const made = await requests(act, 'rectification', 'announcement', facts, () => more);
  const issued = await issuePapers(
    act,
    announcementPaper.key,
    made.map((request, at) => ({
      ...request,
      to: { ...request.to, party: `enterprise/${facts[at]?.enterpriseId ?? 0}` },
    })),
  );
  if (!issued.ok) return issued;
  const [paper, order] = [issued.value[0], facts[0]];
  if (!paper || !order) throw new Error(`rectification ${id} is gone`);
  const { ended, recheckFrom, recheckUntil } = more;
  return ok({
    number: paper.number,
    announcement: {
      paper: paper.paperId,
      ended,
      order: order.number,
      orderedOn: order.orderedOn,
      recheckFrom,
      recheckUntil,
    },
  });
};

/** The letter that proposes the revocation to the commerce authority. Gives the paper. */
export const issueRevocationLetter = async (act: Act, id: number): Promise<Result<number>> => {
  const made = await requests(act, 'rectification', 'revocation', await orderFacts(act.tx, [id]), () => ({}));
  const issued = await issuePapers(
    act,
    revocationLetterPaper.key,
    made.map((request) => ({ ...request, to: { name: commerceAddressee } })),
  );
  return issued.ok ? ok(issued.value[0]?.paperId ?? 0) : issued;
};

/** Tells firms that their cards are lifted; they see it at once. */
export const issueLifts = async (act: Act, ids: readonly number[], onSite: boolean): Promise<Result<undefined>> => {
  const all = await orderFacts(act.tx, ids);
  const made = await requests(act, 'rectification', 'order', all, () => ({ checkedOn: act.call.today, onSite }));
  const issued = await issuePapers(
    act,
    liftPaper.key,
    made.map((request, at) => ({
      ...request,
      to: { ...request.to, party: `enterprise/${all[at]?.enterpriseId ?? 0}` },
    })),
  );
  return issued.ok ? ok(undefined) : issued;
};

/** Issues the letter to the enforcement body. */
export const issueHandOver = async (
  act: Act,
  rectificationId: number,
  handOverId: number,
  more: { readonly recipient: string; readonly suspicion: string; readonly evidence: readonly string[] },
): Promise<Result<string>> => {
  const [request] = await requests(act, 'hand-over', 'order', await orderFacts(act.tx, [rectificationId]), () => more);
  if (!request) throw new Error(`rectification ${rectificationId} is gone`);
  const issued = await issuePapers(act, handOverPaper.key, [
    { ...request, subject: `hand-over/${handOverId}`, to: { name: more.recipient } },
  ]);
  return issued.ok ? ok(issued.value[0]?.number ?? '') : issued;
};

/** What was served is there for the firm to see. */
export const shareWithFirm = (
  act: Act,
  subject: 'rectification' | 'seller-order',
  thing: { readonly id: number; readonly dataset: Dataset; readonly enterpriseId: number },
): Promise<void> =>
  sharePapers(act, {
    dataset: thing.dataset,
    subjects: [`${subject}/${thing.id}`],
    kinds: subject === 'rectification' ? [orderPaper.key, stopOrderPaper.key] : [sellerOrderPaper.key],
    party: `enterprise/${thing.enterpriseId}`,
  });

/** What says of the firm that it failed; void where the card was an error. */
const ordersOfRectification = [orderPaper, announcementPaper, stopOrderPaper, revocationLetterPaper].map(
  ({ key }) => key,
);

/** Orders are void with the card that they follow. */
export const voidOrders = (
  act: Act,
  subject: 'rectification' | 'seller-order',
  dataset: Dataset,
  ids: readonly number[],
): Promise<void> => {
  const kinds = subject === 'rectification' ? ordersOfRectification : [sellerOrderPaper.key];
  return voidPapers(act, { dataset, subjects: ids.map((id) => `${subject}/${id}`), kinds, reason: '所依据的黄牌已撤销' }); // prettier-ignore
};
