import { daysBetween, type LocalDate, printDate } from '#foundation/local-date.ts';
import { ok } from '#foundation/refusal.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { type Call, perform, systemCall } from '#platform/operation/index.ts';
import { deliver } from './deliver.ts';
import type { Delivery } from './recipient.ts';
import { type FirmWork, firmWorkNear } from './storage-near-due.ts';

/** The job that tells firms what they must do soon. */
export const nearDueJob = 'delivery.near-due';

/** A firm is told a week ahead where it has known for a week, and again two days ahead. */
export const noticeDays = { first: 7, last: 2 } as const;

const atOnce = 5000;

const leftWords = (left: number): TextPair =>
  left === 0
    ? pair('今天到期', 'Due today')
    : left === 1
      ? pair('还有 1 天到期', '1 day left')
      : pair(`还有 ${left} 天到期`, `${left} days left`);

/** The message to the firm: what, until when, how many days are left. */
export const nearDueMessage = (work: FirmWork, today: LocalDate): Delivery => {
  const left = leftWords(daysBetween(today, work.dueOn));
  const day = printDate(work.dueOn);
  return {
    to: { party: work.inbox },
    kind: 'delivery.near-due',
    subject: work.subject,
    dataset: work.dataset,
    title: pair(`${left.zh}：${work.zh}`, `${left.en}: ${work.en}`),
    body: pair(
      `待办事项：${work.zh}。最后一天是${day.zh}，${left.zh}，当天办理仍在期限内。请打开本通知所附页面办理；已经书面办理的，无须重复办理。`,
      `To be done: ${work.en}. The last day is ${day.en} (${left.en.toLowerCase()}); that day is still in time. Open the page of this message to do it; if you have done it on paper, you need do nothing more.`,
    ),
    link: work.link,
    key: work.key,
  };
};

/** Tells firms of all that they must do soon, from every room; each stage of each last day once, however many servers do it. */
export const tellNearDue = async (call: Call): Promise<void> => {
  for (;;) {
    const found = await perform(systemCall(call.services), { permission: null }, async (act) => {
      await act.asEngine();
      const near = await firmWorkNear(act.tx, call.today, noticeDays, atOnce);
      await deliver(
        act,
        near.map((work) => nearDueMessage(work, call.today)),
      );
      return ok(near.length);
    });
    if (!found.ok || found.value < atOnce) return;
  }
};
