import { addDays, printDate } from '#foundation/local-date.ts';
import { ok, type Result } from '#foundation/refusal.ts';
import type { Fact } from '#foundation/fact.ts';
import { pair } from '#foundation/text-pair.ts';
import { answeredOf } from '#platform/delivery/facts.ts';
import { deliver } from '#platform/delivery/index.ts';
import type { Act } from '#platform/operation/index.ts';
import { eventsIn } from '#platform/process/index.ts';
import { issueRevocationLetter } from './operations-papers.ts';
import { lawDays } from './operations-terms.ts';
import { placeOf, tellOfAnswer } from './operations-work.ts';
import { commerceAnswers, type LockedRectification, lockRectifications } from './storage.ts';

const letterKind = 'warning-cards.propose-revocation';
const { recordEvents } = eventsIn('warning-cards');

/** Days between reminders of a letter that is not answered in time. */
const chaseEvery = 7;

/**
 * Proposes to the commerce authority of the firm's place that it revoke the business licence: article 17 gives it the decision. An authority
 * without an inbox gets the paper by post. Call as engine.
 */
export const proposeToCommerce = async (act: Act, thing: LockedRectification): Promise<Result<undefined>> => {
  const letter = await issueRevocationLetter(act, thing.id);
  if (!letter.ok) return letter;
  const { today, services } = act.call;
  const dueOn = addDays(today, lawDays(act, 'revocation-answer-days'));
  const day = printDate(dueOn);
  await deliver(act, [
    {
      to: { department: 'commerce', place: placeOf(thing, services.province) ?? services.province },
      kind: letterKind,
      subject: `rectification/${thing.id}`,
      dataset: thing.dataset,
      title: pair(`建议吊销营业执照：${thing.firm}`, `Revocation of a business licence proposed: ${thing.firm}`),
      body: pair(
        `${thing.firm}停业整顿期满后复查仍不合格，建议依法吊销其营业执照，详见所附公函。请在${day.zh}前反馈办理情况。`,
        `${thing.firm} failed its re-check after the overhaul. The letter proposes that its business licence be revoked. Please answer by ${day.en}.`,
      ),
      link: `/papers/${letter.value}`,
      papers: [letter.value],
      key: `warning-cards.propose-revocation ${thing.id} ${thing.version}`,
      asks: { for: 'answer', dueOn, chaseEvery },
    },
  ]);
  return ok(undefined);
};

/** What the commerce authority answered in its inbox stands in what happened to the rectification; the officer is to record the decision. */
export const takeCommerceAnswers = async (act: Act, facts: readonly Fact[]): Promise<void> => {
  const messages = answeredOf(facts, letterKind);
  if (messages.length === 0) return;
  const answers = await commerceAnswers(act.tx, messages);
  const ids = answers.map(({ id }) => id);
  const things = new Map((await lockRectifications(act.tx, ids)).map((thing) => [thing.id, thing]));
  for (const { id, answer } of answers) {
    const thing = things.get(id);
    if (!thing) continue;
    const { actor, services } = act.call;
    await recordEvents(act.tx, [
      { kind: 'rectification', id, verb: 'commerce-answer', state: thing.state, account: actor.accountId, at: services.now(), reason: answer },
    ]); // prettier-ignore
    act.journal({
      act: 'warning-cards.commerce-answer-rectification',
      subject: `rectification/${id}`,
      dataset: thing.dataset,
      payload: { answer },
    });
    if (thing.state === 'revocation') await tellOfAnswer(act, thing);
  }
};
