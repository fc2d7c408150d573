import type { Dataset } from '#foundation/dataset.ts';
import { type LocalDate, printDate } from '#foundation/local-date.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { deliver } from '#platform/delivery/index.ts';
import type { Act } from '#platform/operation/index.ts';
import type { OwnVerb, RectificationVerb } from './rectification.ts';
import type { SellerVerb } from './seller-order.ts';

/** What a firm is told of its rectification where no paper says it; what it did itself, and steps inside the house, it is not told of. */
const rectificationWords: Readonly<Partial<Record<RectificationVerb | OwnVerb, TextPair>>> = {
  extend: pair('同意延期', 'More time was granted'),
  'decline-extension': pair('不同意延期，期限不变', 'More time was declined; the last day stands'),
  'record-refusal': pair('已认定拒绝整改', 'It was found that you refuse to rectify'),
  'confirm-visit': pair('核查属实，等待复查', 'Your report holds; the re-check follows'),
  'send-back': pair('核查不符，请继续整改并重新报告', 'Your report does not hold; rectify on, and report again'),
  arrange: pair('已安排复查', 'The re-check is arranged'),
  fail: pair('复查不合格', 'The re-check failed'),
  expire: pair('期限已过，请尽快整改并报告', 'Your time is over; rectify and report soon'),
  'record-revocation': pair('已登记吊销决定', 'The revocation was recorded'),
  'record-no-revocation': pair('已登记不予吊销，停产整顿继续', 'Nothing is revoked; the overhaul goes on'),
  pause: pair('已登记停产，期限中止', 'That you stopped was recorded; your time stands still'),
  resume: pair('已登记恢复生产，期限继续', 'That you produce again was recorded; your time goes on'),
  end: pair('已登记无法整改', 'It was recorded that it can’t be rectified'),
  reopen: pair('重新办理', 'Opened again'),
  annul: pair('黄牌因错误撤销，责令随之终止', 'The card was revoked for error; the order ends with it'),
};

const sellerWords: Readonly<Partial<Record<SellerVerb | 'annul', TextPair>>> = {
  accept: pair('报告已核实，办结', 'Your report was verified; it is settled'),
  return: pair('报告被退回，请重新报告', 'Your report was returned; report again'),
  annul: pair('黄牌因错误撤销，责令随之终止', 'The card was revoked for error; the order ends with it'),
};

interface Told {
  readonly id: number;
  readonly version: number;
  readonly dataset: Dataset;
  readonly enterpriseId: number;
}

/** Tells firms in their inboxes, and by mail, what happened to their orders; each act once. */
const tell = (
  act: Act,
  subject: 'rectification' | 'seller-order',
  name: TextPair,
  told: { readonly verb: string; readonly words: TextPair | undefined; readonly things: readonly Told[]; readonly more?: TextPair }, // prettier-ignore
): Promise<unknown> => {
  const { verb, words, things, more } = told;
  if (words === undefined) return Promise.resolve();
  return deliver(
    act,
    things.map(({ id, version, dataset, enterpriseId }) => ({
      to: { party: `enterprise/${enterpriseId}` as const },
      kind: `warning-cards.${subject}`,
      subject: `${subject}/${id}`,
      dataset,
      title: pair(`${name.zh}：${words.zh}`, `${name.en}: ${words.en}`),
      body: pair(
        `${words.zh}${more ? `。${more.zh}` : ''}。需要办理的事项、截止日期和剩余天数，见“我的企业”。`,
        `${words.en}${more ? `. ${more.en}` : ''}. What you must do, by when, and the days left stand on your own page.`,
      ),
      link: subject === 'rectification' ? `/rectifications/${id}` : '/my-enterprise',
      key: `warning-cards ${subject} ${id} ${verb} ${version}`,
    })),
  );
};

/** Tells of what was served; of what was not the firm knows nothing. Call as engine. */
export const tellOfRectifications = (
  act: Act,
  verb: RectificationVerb | OwnVerb,
  things: readonly (Told & { readonly effectiveOn: LocalDate | null })[],
  more: { readonly reason?: string | null; readonly dueOn?: LocalDate | null } = {},
): Promise<unknown> => {
  const day = more.dueOn ? printDate(more.dueOn) : undefined;
  const said = more.reason ? pair(`说明：${more.reason}`, `In words: ${more.reason}`) : undefined;
  const until = day ? pair(`期限至${day.zh}（含当天）`, `Your last day is ${day.en}`) : undefined;
  const parts = [until, said].filter((part) => part !== undefined);
  return tell(act, 'rectification', pair('责令整改', 'Order to rectify'), {
    verb,
    words: rectificationWords[verb],
    things: things.filter(({ effectiveOn }) => effectiveOn !== null),
    ...(parts.length === 0
      ? {}
      : { more: pair(parts.map(({ zh }) => zh).join('。'), parts.map(({ en }) => en).join('. ')) }),
  });
};

/** Tells of what was served and so has a term. Call as engine. */
export const tellOfSellerOrders = (
  act: Act,
  verb: SellerVerb | 'annul',
  things: readonly (Told & { readonly dueOn: LocalDate | null })[],
  reason: string | null = null,
): Promise<unknown> =>
  tell(act, 'seller-order', pair('责令停止销售、改正', 'Order to stop selling'), {
    verb,
    words: sellerWords[verb],
    things: things.filter(({ dueOn }) => dueOn !== null),
    ...(reason === null ? {} : { more: pair(`说明：${reason}`, `In words: ${reason}`) }),
  });
