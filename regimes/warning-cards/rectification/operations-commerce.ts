import { addDays, printDate } from '#foundation/local-date.ts';
import { ok, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { deliver } from '#platform/delivery/index.ts';
import type { Act } from '#platform/operation/index.ts';
import { issueRevocationLetter } from './operations-papers.ts';
import { lawDays } from './operations-terms.ts';
import { placeOf } from './operations-work.ts';
import type { LockedRectification } from './storage.ts';

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
      kind: 'warning-cards.propose-revocation',
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
