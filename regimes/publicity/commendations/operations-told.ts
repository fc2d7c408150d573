import { printDate } from '#foundation/local-date.ts';
import { fill, pair, type TextPair } from '#foundation/text-pair.ts';
import { deliver } from '#platform/delivery/index.ts';
import type { Act } from '#platform/operation/index.ts';
import { closeWork, openWork, type WorkKey } from '#platform/work/index.ts';
import { commendationEndingLabels, type CommendationEnding } from './commendation.ts';
import type { LockedCommendation } from './storage.ts';

/** The firm may agree or ask to be left out: it stands in its work until it has, or its time is over. */
const answerKey = (id: number): WorkKey => ({ kind: 'publicity.answer-commendation', subject: `commendation/${id}` });

type Told = Pick<LockedCommendation, 'id' | 'dataset' | 'producerId' | 'product' | 'version'>;

const tell = (
  act: Act,
  things: readonly Told[],
  what: 'told' | 'released' | 'ended' | 'given-up',
  text: (thing: Told) => { readonly title: TextPair; readonly body: TextPair },
) =>
  deliver(
    act,
    things.map((thing) => ({
      to: { party: `enterprise/${thing.producerId}` as const },
      kind: `publicity.commendation-${what}` as const,
      subject: `commendation/${thing.id}`,
      dataset: thing.dataset,
      ...text(thing),
      link: '/my-enterprise',
      key: `publicity.commendation-${what} ${thing.id} ${thing.version}`,
    })),
  );

/** Tells a firm that it is to be named, and until when it may answer. Call as engine. */
export const tellIntention = async (act: Act, thing: Told, until: Parameters<typeof printDate>[0]): Promise<void> => {
  const title = fill(
    pair(
      '拟公布高标准产品“{product}”，请答复是否同意',
      'Your product “{product}” is to be commended: say whether you agree',
    ),
    { product: thing.product },
  );
  await openWork(act, [
    {
      ...answerKey(thing.id),
      title,
      link: '/my-enterprise',
      permission: 'publicity.answer',
      region: `enterprise/${thing.producerId}`,
      dataset: thing.dataset,
      dueOn: until,
    },
  ]);
  await tell(act, [thing], 'told', () => ({
    title,
    body: fill(
      pair(
        '贵单位的产品在监督抽查中以更高标准检验合格，拟在公开网站公布。贵单位可以在{day}前（含当天）同意，或者请求不公布；到期未答复的，视为没有异议。公布以后也可以随时请求撤下。公布只说明监督记录，不得用于宣传为推荐或者排名。',
        'Products of yours passed spot checks by a higher standard and are to be shown on the public site. Until {day}, that day included, you may agree or ask to be left out; without an answer it goes on. You may ask to be left out afterwards too. It says what the record holds, and may not be advertised as a recommendation or a rank.',
      ),
      { day: printDate(until) },
    ),
  }));
};

/** The firm has answered, or need not any more. Call as engine. */
export const answered = (act: Act, ids: readonly number[]) => closeWork(act, ids.map(answerKey));

/** Tells firms that they are named, and until when. Call as engine. */
export const tellReleased = (act: Act, things: readonly Told[], until: Parameters<typeof printDate>[0]) =>
  tell(act, things, 'released', ({ product }) => ({
    title: fill(pair('“{product}”已作为高标准产品公布', '“{product}” is shown as made to a higher standard'), {
      product,
    }),
    body: fill(
      pair(
        '公布至{day}。期间出现不合格、黄牌、曝光或者许可证暂停、吊销等情况的，由系统撤下；贵单位可以随时请求撤下。',
        'Shown until {day}. A failure, a card, an exposure or a licence suspended or revoked takes it down; you may ask to be left out at any time.',
      ),
      { day: printDate(until) },
    ),
  }));

/** Tells firms that they are named no more, and why. Call as engine. */
export const tellEnded = (act: Act, things: readonly Told[], ending: CommendationEnding, why: (id: number) => TextPair | undefined) =>
  tell(act, things, 'ended', ({ id, product }) => ({
    title: fill(pair('“{product}”的表扬已撤下', 'The commendation of “{product}” is taken down'), { product }),
    body: why(id) ?? commendationEndingLabels[ending],
  })); // prettier-ignore

/** Tells firms that had been told that it comes to nothing, and why. Call as engine. */
export const tellGivenUp = (act: Act, things: readonly Told[], why: (id: number) => TextPair | undefined) =>
  tell(act, things, 'given-up', ({ id, product }) => ({
    title: fill(pair('“{product}”不再拟予公布', '“{product}” is not to be commended after all'), { product }),
    body: why(id) ?? pair('原决定已收回。', 'The decision was withdrawn.'),
  }));
