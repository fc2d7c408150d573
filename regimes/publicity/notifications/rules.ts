import type { OtherAuthorityKind } from '#foundation/authority-kind.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import type { LetterPlan, PlaceCounts } from './notification.ts';

/**
 * Who gets a letter: the governments of each city and county of the producers, and the departments concerned of the province and of
 * each city; of another province its government. One letter a recipient and round, never one a result.
 */
export const planLetters = (
  places: readonly PlaceCounts[],
  departments: readonly OtherAuthorityKind[],
  province: string,
): readonly LetterPlan[] =>
  places.flatMap((place): LetterPlan[] => {
    const own = place.place.slice(0, 2) === province.slice(0, 2);
    const governments: LetterPlan[] =
      own && place.level === 'province' ? [] : [{ ...place, department: 'government' as const }];
    if (!own || place.level === 'county') return governments;
    const concerned = [...new Set(departments)].filter((department) => department !== 'government');
    return [...governments, ...concerned.map((department) => ({ ...place, department }))];
  });

/** Whether a letter asks for an answer about what was done, or only for a receipt: by whether anything failed or was refused. */
export const asksFor = ({ failed, refused }: Pick<PlaceCounts, 'failed' | 'refused'>): 'answer' | 'receipt' =>
  failed + refused > 0 ? 'answer' : 'receipt';

interface About {
  readonly title: string;
  readonly authority: string;
  readonly round: number;
}

const again = (round: number): TextPair =>
  round === 1 ? pair('', '') : pair(`（第 ${round} 批）`, ` (part ${round})`);

/** What a letter says; the list stands on its page, so that a mail names no firm. */
export const letterText = (
  about: About,
  { results, failed, refused }: Pick<PlaceCounts, 'results' | 'failed' | 'refused'>,
): { readonly title: TextPair; readonly body: TextPair } => {
  const part = again(about.round);
  const figures = pair(
    `涉及 ${results} 批次，其中不合格 ${failed} 批次，拒检 ${refused} 起`,
    `${results} batches, of them ${failed} failed and ${refused} refusals of inspection`,
  );
  const wish =
    asksFor({ failed, refused }) === 'answer'
      ? pair(
          '请签收，督促有关企业整改，并反馈处理情况。',
          'Please give the receipt, see to it that the enterprises concerned rectify, and answer what was done.',
        )
      : pair('请签收。', 'Please give the receipt.');
  return {
    title: pair(`关于${about.title}结果的通报${part.zh}`, `Results of ${about.title}${part.en}`),
    body: pair(
      `${about.title.includes(about.authority) ? '' : `${about.authority}组织的`}${about.title}，你地（部门）${figures.zh}。产品名单和不合格项目见本系统所附清单。${wish.zh}`,
      `${about.title}${about.title.includes(about.authority) ? '' : `, carried out by ${about.authority}`}: in your area ${figures.en}. The products and failing items are on the attached list. ${wish.en}`,
    ),
  };
};

/** What is said when a bulletin was released. */
export const bulletinText = (number: string, title: string): { readonly title: TextPair; readonly body: TextPair } => ({
  title: pair(`${title}（${number}）`, `${title} (${number})`),
  body: pair(
    `现将《${title}》（${number}）发给你单位，请签收。`,
    `Bulletin ${number}, “${title}”, is sent to you. Please give the receipt.`,
  ),
});
