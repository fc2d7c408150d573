import { cite } from '#foundation/citation.ts';
import { addDays } from '#foundation/local-date.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { deliver, type Delivery } from '#platform/delivery/index.ts';
import type { Act } from '#platform/operation/index.ts';
import { type LicenceKind, licenceKindLabels } from './licence.ts';
import { type HoldChange, storeTold } from './storage-holds.ts';
import type { RevocationRecord } from './storage-revocations.ts';

/** Days that the commerce authority is given for its receipt, and between reminders. */
const asksOf = (act: Act): Delivery['asks'] => {
  const days = act.law.get<number>('licences.receipt-days', act.call.today).value;
  return { for: 'receipt', dueOn: addDays(act.call.today, days), chaseEvery: days };
};

/** The commerce authority of the holder’s place, or of the province where that is not known. */
const commerceOf = (act: Act, place: string | null): Delivery['to'] => ({
  department: 'commerce',
  place: place ?? act.call.services.province,
});

/** The holder reads it in its own inbox, and by mail where it has an address; of what to do about it its own page tells. */
const holderOf = (holderId: number): Pick<Delivery, 'to' | 'link'> => ({
  to: { party: `enterprise/${holderId}` },
  link: '/my-enterprise',
});

const named = ({ kind, number }: { readonly kind: string; readonly number: string }): TextPair => {
  const label = licenceKindLabels[kind as LicenceKind];
  return pair(`${label.zh}${number}`, `${label.en} ${number}`);
};

/**
 * Tells the holders and the commerce authorities of suspensions, in sets, the authorities against their receipt. A licence that the own province has issued needs no
 * letter to its issuer: that is noted; other issuers are told by whoever keeps the register.
 */
export const tellHeld = async (act: Act, changes: readonly HoldChange[]): Promise<void> => {
  const { today, services } = act.call;
  const own = changes.filter(({ issuerRegion }) => issuerRegion === services.province).map(({ holdId }) => holdId);
  if (own.length > 0) await storeTold(act.tx, own, today, '由本省机关颁发，随黄牌、红牌办理');
  const asks = asksOf(act);
  await deliver(
    act,
    changes.map((change): Delivery => {
      const paper = named(change);
      return {
        ...holderOf(change.holderId),
        kind: 'licences.held-holder',
        subject: `licence/${change.licenceId}`,
        dataset: change.dataset,
        title: pair(
          `您单位的${paper.zh}暂停使用（${change.category}）`,
          `Your ${paper.en} is suspended for ${change.category}`,
        ),
        body: pair(
          `您单位生产的“${change.category}”经省级以上监督抽查不合格，自${today}起${paper.zh}对该产品暂停使用，暂停期间不得凭该证生产、销售该产品；该证的其他产品不受影响。请按责令整改通知书整改，复查合格后即恢复使用。依据${cite('notice', '4.3.1').text.zh}。`,
          `“${change.category}” that you make has failed a spot check at provincial level or above. From ${today} your ${paper.en} is suspended for this product, which may not be made or sold under it meanwhile; its other products are not affected. Please rectify as the order says; once the re-check is passed, the suspension ends. ${cite('notice', '4.3.1').text.en}.`,
        ),
        key: `licences held-holder ${change.holdId}`,
      };
    }),
  );
  await deliver(
    act,
    changes.map((change): Delivery => {
      const paper = named(change);
      return {
        to: commerceOf(act, change.place),
        kind: 'licences.held',
        subject: `licence/${change.licenceId}`,
        dataset: change.dataset,
        title: pair(`${paper.zh}暂停使用（${change.category}）`, `${paper.en} suspended for ${change.category}`),
        body: pair(
          `“${change.holder}”生产的“${change.category}”经省级以上监督抽查不合格，自${today}起其${paper.zh}对该产品暂停使用，该证的其他产品不受影响。暂停期间请勿就该产品增加生产范围。依据${cite('notice', '4.3.1').text.zh}。`,
          `“${change.category}” made by “${change.holder}” has failed a spot check at provincial level or above. From ${today} ${paper.en} is suspended for this product; its other products are not affected. Please add no production of it meanwhile. ${cite('notice', '4.3.1').text.en}.`,
        ),
        link: `/licences/${change.licenceId}`,
        key: `licences held ${change.holdId}`,
        asks,
      };
    }),
  );
};

/** Tells the holders and the commerce authorities that suspensions have ended. */
export const tellEnded = async (act: Act, changes: readonly HoldChange[]): Promise<void> => {
  await deliver(
    act,
    changes.map((change): Delivery => {
      const paper = named(change);
      return {
        ...holderOf(change.holderId),
        kind: 'licences.hold-ended-holder',
        subject: `licence/${change.licenceId}`,
        dataset: change.dataset,
        title: pair(
          `您单位${paper.zh}的一项暂停结束（${change.category}）`,
          `A suspension of your ${paper.en} ended (${change.category})`,
        ),
        body: pair(
          `您单位${paper.zh}就“${change.category}”的一项暂停使用自${act.call.today}起结束。如另有暂停仍在执行，或者该证已届满、注销、吊销，仍不得使用。`,
          `One suspension of your ${paper.en} for “${change.category}” has ended on ${act.call.today}. Where another still runs, or the licence is over, it may not be used.`,
        ),
        key: `licences hold-ended-holder ${change.holdId}`,
      };
    }),
  );
  await deliver(
    act,
    changes.map((change): Delivery => {
      const paper = named(change);
      return {
        to: commerceOf(act, change.place),
        kind: 'licences.hold-ended',
        subject: `licence/${change.licenceId}`,
        dataset: change.dataset,
        title: pair(
          `${paper.zh}的一项暂停结束（${change.category}）`,
          `A suspension of ${paper.en} ended (${change.category})`,
        ),
        body: pair(
          `对“${change.holder}”${paper.zh}就“${change.category}”的一项暂停使用已经结束。该证现在的状态以登记前查询的答复为准。`,
          `One suspension of ${paper.en} of “${change.holder}” for “${change.category}” has ended. How it stands now is what the gate answers.`,
        ),
        link: `/licences/${change.licenceId}`,
        key: `licences hold-ended ${change.holdId}`,
      };
    }),
  );
};

/** Tells the holder and the commerce authority of a revocation, the authority against its receipt. The decision itself is served besides. */
export const tellRevoked = async (act: Act, revocation: RevocationRecord): Promise<void> => {
  const { today } = act.call;
  const years = act.law.get<number>('licences.barred-years', today).value;
  await deliver(act, [
    {
      ...holderOf(revocation.holderId),
      kind: 'licences.revoked-holder',
      subject: `licence/${revocation.licenceId}`,
      dataset: revocation.dataset,
      title: pair(
        `您单位的生产许可证${revocation.number}已吊销`,
        `Your production licence ${revocation.number} was revoked`,
      ),
      body: pair(
        `您单位的生产许可证${revocation.number}（${revocation.products.join('、')}）自${today}起吊销，请停止生产、销售许可范围内的产品；${years}年内不得再次申请。吊销决定书另行送达，复议、诉讼的途径和期限以决定书为准。依据${cite('notice', '4.3.2').text.zh}。`,
        `Your production licence ${revocation.number} (${revocation.products.join(', ')}) is revoked from ${today}. Please stop making and selling what it covers; for ${years} years you may not apply again. The decision is served separately and says how to appeal and until when. ${cite('notice', '4.3.2').text.en}.`,
      ),
      key: `licences revoked-holder ${revocation.id}`,
    },
    {
      to: commerceOf(act, revocation.place),
      kind: 'licences.revoked',
      subject: `licence/${revocation.licenceId}`,
      dataset: revocation.dataset,
      title: pair(`生产许可证${revocation.number}已吊销`, `Production licence ${revocation.number} was revoked`),
      body: pair(
        `“${revocation.holder.name}”的生产许可证${revocation.number}（${revocation.products.join('、')}）自${today}起吊销。请依法办理营业执照的变更或注销登记。依据${cite('notice', '4.3.2').text.zh}。`,
        `Production licence ${revocation.number} (${revocation.products.join(', ')}) of “${revocation.holder.name}” is revoked from ${today}. Please change or strike off its business licence by law. ${cite('notice', '4.3.2').text.en}.`,
      ),
      link: `/licences/${revocation.licenceId}`,
      key: `licences revoked ${revocation.id}`,
      asks: asksOf(act),
    },
  ]);
};
