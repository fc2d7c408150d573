import { levelInWords } from '#foundation/check-level.ts';
import type { RouteInput } from '#foundation/contract.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { attachEvidence } from '#platform/evidence/index.ts';
import { type Act, type Call, perform } from '#platform/operation/index.ts';
import type { proposeExposure as proposeRoute } from './contract.ts';
import { lawFor } from './explain.ts';
import { placeWithin } from './party-rules.ts';
import { decideProposal, keyOfProposal, type Proposal } from './proposal-rules.ts';
import { findCheck, findFirms, findUnderWay, insertProposal, type PlacedFirm, resultsAgainst, storeEvidence, takeTurn } from './proposals-storage.ts'; // prettier-ignore

export type ProposalInput = RouteInput<typeof proposeRoute>['body'];

interface Loaded {
  readonly proposal: Proposal;
  readonly producer: PlacedFirm | null;
  readonly sellers: readonly PlacedFirm[];
}

const theFirm = pair('该企业', 'The enterprise');

/** The check and the firms that an officer names, as the registers know them. */
const load = async (act: Act, input: ProposalInput): Promise<Result<Loaded>> => {
  const { dataset, ground, product, facts, files } = input;
  const check = await findCheck(act.tx, dataset, input.checkId);
  if (!check) return refuse('not-found', { thing: pair('该次抽查', 'The spot check') });
  const sellerIds = [...new Set(input.sellerIds)];
  const [producer = null] = input.producerId === null ? [] : await findFirms(act.tx, dataset, [input.producerId]);
  const sellers = await findFirms(act.tx, dataset, sellerIds);
  const [wronged] = input.misusedId === null ? [] : await findFirms(act.tx, dataset, [input.misusedId]);
  if (
    (input.producerId !== null && !producer) ||
    sellers.length < sellerIds.length ||
    (input.misusedId !== null && !wronged)
  )
    return refuse('not-found', { thing: theFirm });
  const misusedName = wronged?.name ?? input.misusedName;
  const misused = misusedName === null ? null : { name: misusedName, id: wronged?.id ?? null };
  const results = await resultsAgainst(act.tx, {
    checkId: check.checkId,
    makers: [producer, wronged].flatMap((firm) => firm?.id ?? []),
    sellers: sellers.map(({ id }) => id),
    categoryId: input.categoryId,
  });
  const proposal = { ground, product, facts, check, producer, misused, sellers, files: new Set(files).size, results };
  return ok({ proposal, producer, sellers });
};

/** Proposes, with evidence, what the program can't see; from there the exposure goes the way of all others. Gives its number. */
export const proposeExposure = (call: Call, input: ProposalInput): Promise<Result<number>> =>
  perform(call, { permission: 'publicity.submit', act: 'publicity.propose' }, async (act) => {
    await act.asEngine();
    const loaded = await load(act, input);
    if (!loaded.ok) return loaded;
    const { proposal, producer, sellers } = loaded.value;
    const { check } = proposal;
    const firm = producer ?? sellers[0];
    // Before anything is decided: the reasons tell of the record of the firm.
    const place = firm ? placeWithin(firm, call.services.province) : call.services.province;
    const outside = await act.authorise(place);
    if (outside) return outside;
    const basis = decideProposal(proposal, levelInWords(check.level), lawFor(act.law, call.today));
    if (!basis.ok) return basis;
    if (!firm) throw new Error('an exposure names a firm');
    const { dataset, ground, categoryId } = input;
    const key = keyOfProposal(proposal);
    const producerId = producer?.id ?? null;
    await takeTurn(act.tx);
    const underWay = await findUnderWay(act.tx, { producerId, ground, key, checkId: check.checkId, categoryId });
    if (underWay !== undefined) return refuse('exposure-proposed-already', { id: underWay });
    const id = await insertProposal(
      act.tx,
      {
        dataset,
        ground,
        key,
        producerId,
        categoryId,
        product: proposal.product,
        place: firm,
        lastOn: check.publishedOn,
        sellerIds: sellers.map((seller) => seller.id),
        account: call.actor.accountId,
        at: call.services.now(),
      },
      basis.value,
    );
    const readers = [{ permission: 'publicity.consider', place }];
    const attached = await attachEvidence(act, { subject: `exposure/${id}`, dataset, ids: input.files, readers });
    if (!attached.ok) return attached;
    const evidence = attached.value.map(({ sha256 }) => sha256);
    await storeEvidence(act.tx, id, evidence);
    act.journal({
      act: 'publicity.propose',
      subject: `exposure/${id}`,
      dataset,
      ...(firm.cityCode === null ? {} : { region: firm.cityCode }),
      payload: { ...basis.value, producerId, evidence },
    });
    return ok(id);
  });
