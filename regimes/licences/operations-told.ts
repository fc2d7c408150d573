import { cite } from '#foundation/citation.ts';
import { addDays, type LocalDate, printDate } from '#foundation/local-date.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { deliver, type Delivery } from '#platform/delivery/index.ts';
import type { Act } from '#platform/operation/index.ts';
import { licenceKindLabels } from './licence.ts';
import { type HoldChange, storeTold } from './storage-holds.ts';
import { type ToldLicence, toldLicences } from './storage-told.ts';

type Words = Pick<Delivery, 'title' | 'body'>;

/** What the holder and the commerce authority read of one thing that happened to a licence. */
interface News {
  /** One message of it to each, however often it is said. */
  readonly key: string;
  readonly holder: Words;
  readonly commerce: Words;
}

/** Days that the commerce authority is given for its receipt, and between reminders. */
const asksOf = (act: Act): Delivery['asks'] => {
  const days = act.law.get<number>('licences.receipt-days', act.call.today).value;
  return { for: 'receipt', dueOn: addDays(act.call.today, days), chaseEvery: days };
};

/** The paper as a message names it: 生产许可证XK…. */
const named = ({ kind, number }: Pick<ToldLicence, 'kind' | 'number'>): TextPair => {
  const label = licenceKindLabels[kind];
  return pair(`${label.zh}${number}`, `${label.en} ${number}`);
};

/**
 * Tells, in sets, the holders, each in its own inbox and by mail where it has an address, and the commerce authorities of their places, or of
 * the province where the place is not known; these against their receipt where it is asked.
 */
const tell = <Thing extends Pick<ToldLicence, 'licenceId' | 'dataset' | 'place' | 'holderId' | 'kind' | 'number'>>(
  act: Act,
  what: 'held' | 'hold-ended' | 'revoked',
  things: readonly Thing[],
  newsOf: (thing: Thing, paper: TextPair) => News,
): Promise<unknown> => {
  const asks = what === 'hold-ended' ? {} : { asks: asksOf(act) };
  return deliver(
    act,
    things.flatMap((thing): Delivery[] => {
      const { key, holder, commerce } = newsOf(thing, named(thing));
      const about = { subject: `licence/${thing.licenceId}`, dataset: thing.dataset };
      return [
        {
          ...about,
          ...holder,
          to: { party: `enterprise/${thing.holderId}` },
          kind: `licences.${what}-holder`,
          // Of what to do about it its own page tells.
          link: '/my-enterprise',
          key: `licences ${what}-holder ${key}`,
        },
        {
          ...about,
          ...commerce,
          ...asks,
          to: { department: 'commerce', place: thing.place ?? act.call.services.province },
          kind: `licences.${what}`,
          link: `/licences/${thing.licenceId}`,
          key: `licences ${what} ${key}`,
        },
      ];
    }),
  );
};

/**
 * Tells the holders and the commerce authorities of suspensions. A licence that the own province has issued needs no letter to its issuer: that
 * is noted; other issuers are told by whoever keeps the register.
 */
export const tellHeld = async (act: Act, changes: readonly HoldChange[]): Promise<void> => {
  const { today, services } = act.call;
  const own = changes.filter(({ issuerRegion }) => issuerRegion === services.province).map(({ holdId }) => holdId);
  if (own.length > 0) await storeTold(act.tx, own, today, '由本省机关颁发，随黄牌、红牌办理');
  const basis = cite('notice', '4.3.1').text;
  await tell(act, 'held', changes, ({ holdId, holder, category, cardNumber }, paper) => ({
    key: String(holdId),
    holder: {
      title: pair(
        `您单位的${paper.zh}暂停使用（${category}，${cardNumber}）`,
        `Your ${paper.en} is suspended for ${category} (${cardNumber})`,
      ),
      body: pair(
        `您单位生产的“${category}”经省级以上监督抽查不合格，自${today}起${paper.zh}对该产品暂停使用，暂停期间不得凭该证生产、销售该产品；该证的其他产品不受影响。请按责令整改通知书整改，复查合格后即恢复使用。依据${basis.zh}。`,
        `“${category}” that you make has failed a spot check at provincial level or above. From ${today} your ${paper.en} is suspended for this product, which may not be made or sold under it meanwhile; its other products are not affected. Please rectify as the order says; once the re-check is passed, the suspension ends. ${basis.en}.`,
      ),
    },
    commerce: {
      title: pair(
        `${paper.zh}暂停使用（${category}，${cardNumber}）`,
        `${paper.en} suspended for ${category} (${cardNumber})`,
      ),
      body: pair(
        `“${holder}”生产的“${category}”经省级以上监督抽查不合格，自${today}起其${paper.zh}对该产品暂停使用，该证的其他产品不受影响。暂停期间请勿就该产品增加生产范围。依据${basis.zh}。`,
        `“${category}” made by “${holder}” has failed a spot check at provincial level or above. From ${today} ${paper.en} is suspended for this product; its other products are not affected. Please add no production of it meanwhile. ${basis.en}.`,
      ),
    },
  }));
};

/** Tells the holders and the commerce authorities that suspensions have ended. */
export const tellEnded = (act: Act, changes: readonly HoldChange[]): Promise<unknown> =>
  tell(act, 'hold-ended', changes, ({ holdId, holder, category, cardNumber }, paper) => ({
    key: String(holdId),
    holder: {
      title: pair(
        `您单位${paper.zh}的一项暂停结束（${category}，${cardNumber}）`,
        `A suspension of your ${paper.en} ended (${category}, ${cardNumber})`,
      ),
      body: pair(
        `您单位${paper.zh}就“${category}”的一项暂停使用自${act.call.today}起结束。如另有暂停仍在执行，或者该证已届满、注销、吊销，仍不得使用。`,
        `One suspension of your ${paper.en} for “${category}” has ended on ${act.call.today}. Where another still runs, or the licence is over, it may not be used.`,
      ),
    },
    commerce: {
      title: pair(
        `${paper.zh}的一项暂停结束（${category}，${cardNumber}）`,
        `A suspension of ${paper.en} ended (${category}, ${cardNumber})`,
      ),
      body: pair(
        `对“${holder}”${paper.zh}就“${category}”的一项暂停使用已经结束。该证现在的状态以登记前查询的答复为准。`,
        `One suspension of ${paper.en} of “${holder}” for “${category}” has ended. How it stands now is what the gate answers.`,
      ),
    },
  }));

/** What both are told of a revocation: from when, for what, and who has decided it. */
const revokedNews = (act: Act, licence: ToldLicence, paper: TextPair, own: boolean): Omit<News, 'key'> => {
  const { issuer, holder, products, kind } = licence;
  const on: LocalDate = licence.revokedOn ?? act.call.today;
  // 许可证吊销，证书撤销.
  const verb = kind === 'certification' ? '撤销' : '吊销';
  const what = pair(`${paper.zh}（${products.join('、')}）`, `${paper.en} (${products.join(', ')})`);
  const by = own ? pair('', '') : pair(`由${issuer}`, ` by ${issuer}`);
  const years = act.law.get<number>('licences.barred-years', on).value;
  const barred =
    kind === 'certification'
      ? pair('', '')
      : pair(`；${years}年内不得再次申请`, `; for ${years} years you may not apply again`);
  const basis = cite('notice', '4.3.2').text;
  const appeal = own
    ? pair(
        `吊销决定书另行送达，复议、诉讼的途径和期限以决定书为准。依据${basis.zh}。`,
        `The decision is served separately and says how to appeal and until when. ${basis.en}.`,
      )
    : pair(
        `对该决定有不同意见的，请向作出决定的${issuer}提出。`,
        `Where you disagree with the decision, please turn to ${issuer}, which has taken it.`,
      );
  return {
    holder: {
      title: pair(`您单位的${paper.zh}已${verb}`, `Your ${paper.en} was revoked`),
      body: pair(
        `您单位的${what.zh}自${on}起${by.zh}${verb}，请停止生产、销售该证范围内的产品${barred.zh}。${appeal.zh}`,
        `Your ${what.en} is revoked${by.en} from ${on}. Please stop making and selling what it covers${barred.en}. ${appeal.en}`,
      ),
    },
    commerce: {
      title: pair(`${paper.zh}已${verb}`, `${paper.en} was revoked`),
      body: pair(
        `“${holder}”的${what.zh}自${on}起${by.zh}${verb}。请依法办理营业执照的变更或注销登记。${own ? `依据${basis.zh}。` : ''}`,
        `${what.en} of “${holder}” is revoked${by.en} from ${on}. Please change or strike off its business licence by law.${own ? ` ${basis.en}.` : ''}`,
      ),
    },
  };
};

/** Tells the holder that a revocation was notified to it and until when it may ask for a hearing, or that none follows. Call as engine. */
export const tellProceeding = async (
  act: Act,
  revocationId: number,
  licenceId: number,
  what: { readonly hearingUntil: LocalDate } | 'kept' | 'withdrawn',
): Promise<unknown> => {
  const licences = await toldLicences(act.tx, [licenceId]);
  const over = typeof what === 'string';
  const basis = cite('notice', '4.3.2').text;
  return deliver(
    act,
    licences.map((licence): Delivery => {
      const paper = named(licence);
      const day = over ? undefined : printDate(what.hearingUntil);
      return {
        to: { party: `enterprise/${licence.holderId}` },
        kind: 'licences.revocation-holder',
        subject: `licence/${licenceId}`,
        dataset: licence.dataset,
        title: day
          ? pair(`拟吊销您单位的${paper.zh}`, `Your ${paper.en} is to be revoked`)
          : pair(`不吊销您单位的${paper.zh}`, `Your ${paper.en} is not revoked`),
        body: day
          ? pair(
              `拟吊销您单位的${paper.zh}，事实、理由和依据的告知已经送达。要求听证的，请在${day.zh}前（含当天）书面提出；可以陈述、申辩。依据${basis.zh}。`,
              `Your ${paper.en} is to be revoked; you were told of facts, reasons and grounds. A hearing may be asked for in writing until ${day.en}, that day included; you may state your case. ${basis.en}.`,
            )
          : pair(
              what === 'kept' ? `经审查，决定不吊销您单位的${paper.zh}。` : `拟吊销您单位${paper.zh}的事项已经撤回。`,
              what === 'kept'
                ? `It was decided not to revoke your ${paper.en}.`
                : `The intention to revoke your ${paper.en} was withdrawn.`,
            ),
        link: '/my-enterprise',
        key: `licences revocation-holder ${revocationId} ${over ? what : 'notified'}`,
      };
    }),
  );
};

/** Tells the holder and the commerce authority of a revocation decided here. The decision itself is served besides. */
export const tellRevoked = async (act: Act, revocationId: number, licenceId: number): Promise<unknown> =>
  tell(act, 'revoked', await toldLicences(act.tx, [licenceId]), (licence, paper) => ({
    key: String(revocationId),
    ...revokedNews(act, licence, paper, true),
  }));

/** The same of revocations by their issuers, as they were recorded. */
export const tellRevokedByIssuer = async (act: Act, licenceIds: readonly number[]): Promise<unknown> =>
  tell(act, 'revoked', await toldLicences(act.tx, licenceIds), (licence, paper) => ({
    key: `by-issuer ${licence.licenceId}`,
    ...revokedNews(act, licence, paper, false),
  }));
