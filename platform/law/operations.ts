import type { LawParameter } from '#foundation/law.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import { ok, refuse, refuseFields, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { requireAnotherPerson } from '#platform/identity/four-eyes.ts';
import { type Act, type Call, perform } from '#platform/operation/index.ts';
import type { LawOverrideShown } from './contract.ts';
import { valuesUnder } from './resolve.ts';
import { sameKind } from './same-kind.ts';
import { decideOverride, findOverride, insertOverride, lockOverride } from './storage.ts';

export interface ProposedOverride {
  readonly key: string;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
  readonly value?: unknown;
  readonly source: { readonly zh: string; readonly en: string };
  readonly reason: string;
}

const overrideWords = pair('该项参数调整', 'The override');

/** Four eyes need persons: the program itself proposes and approves nothing. */
const personOf = (call: Call): string => {
  if (call.actor.accountId === null) throw new Error('only a person changes the law of the deployment');
  return call.actor.accountId;
};

const stored = async (act: Act, id: string): Promise<LawOverrideShown> => {
  const override = await findOverride(act.tx, id);
  if (!override) throw new Error(`override ${id} is gone`);
  return override;
};

const checkProposal = (call: Call, parameter: LawParameter | undefined, proposed: ProposedOverride) => {
  if (!parameter) return refuse('not-found', { thing: pair('该项法律参数', 'The legal parameter') });
  if (proposed.to !== null && proposed.to < proposed.from)
    return refuseFields({ to: pair('截止日期不得早于起始日期', 'The last day must not lie before the first') });
  const example = valuesUnder(parameter, call.services.lawProfile)[0]?.value;
  if (!sameKind(example, proposed.value))
    return refuseFields({ value: pair(`取值的类型应与默认值相同，例如：${JSON.stringify(example)}`, `The value must be of the kind of the default, for example ${JSON.stringify(example)}`) }); // prettier-ignore
  return undefined;
};

/** Proposes another value of a legal parameter for a time. It holds once another person has approved it. */
export const proposeOverride = (call: Call, proposed: ProposedOverride): Promise<Result<LawOverrideShown>> =>
  perform(call, { permission: 'law.propose', region: call.services.province }, async (act) => {
    const table = call.services.composition.law;
    const refused = checkProposal(call, Object.hasOwn(table, proposed.key) ? table[proposed.key] : undefined, proposed);
    if (refused) return refused;
    await act.asEngine();
    const { key, from, to, value, reason } = proposed;
    const source = { zh: proposed.source.zh, en: proposed.source.en || proposed.source.zh };
    const id = await insertOverride(act.tx, {
      key,
      from,
      to,
      value,
      source,
      reason,
      by: personOf(call),
      at: call.services.now(),
    });
    act.journal({
      act: 'law.propose',
      subject: `law/${key}`,
      payload: { override: id, from, to, value, source, reason },
    });
    return ok(await stored(act, id));
  });

const decide = (
  call: Call,
  id: string,
  state: 'approved' | 'rejected',
  reason: string | null,
): Promise<Result<LawOverrideShown>> =>
  perform(call, { permission: 'law.approve', region: call.services.province }, async (act) => {
    await act.asEngine();
    await lockOverride(act.tx, id);
    const override = await findOverride(act.tx, id);
    if (!override) return refuse('not-found', { thing: overrideWords });
    if (override.state !== 'proposed')
      return refuse('state-not-allowed', {
        state: override.state === 'approved' ? pair('已批准', 'approved') : pair('未予批准', 'rejected'),
        act: state === 'approved' ? pair('批准', 'approve it') : pair('不予批准', 'reject it'),
      });
    const samePerson = state === 'approved' ? requireAnotherPerson(act, override.proposedBy.id) : undefined;
    if (samePerson) return samePerson;
    await decideOverride(act.tx, id, { state, by: personOf(call), at: call.services.now(), reason });
    const { key, from, to, value } = override;
    const verb = state === 'approved' ? 'law.approve' : 'law.reject';
    act.journal({ act: verb, subject: `law/${key}`, payload: { override: id, from, to, value, reason } });
    return ok(await stored(act, id));
  });

/** Approves an override; from now on it is the law of the deployment on its days. Never by its proposer. */
export const approveOverride = (call: Call, id: string, reason: string | null): Promise<Result<LawOverrideShown>> =>
  decide(call, id, 'approved', reason);

/** Rejects an override; its proposer may take it back this way, too. */
export const rejectOverride = (call: Call, id: string, reason: string): Promise<Result<LawOverrideShown>> =>
  decide(call, id, 'rejected', reason);
