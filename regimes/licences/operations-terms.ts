import type { Dataset } from '#foundation/dataset.ts';
import { addDays } from '#foundation/local-date.ts';
import { ok, unwrap } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { closeDeadlines, type DeadlineKind, openDeadlines } from '#platform/deadlines/index.ts';
import { deliver, type Delivery } from '#platform/delivery/index.ts';
import { type Act, type Call, perform } from '#platform/operation/index.ts';
import { licenceKindLabels } from './licence.ts';
import { lapse } from './operations-bodies.ts';
import { termsComeNear, termsGone } from './storage-terms.ts';
import { type ToldLicence, toldLicences } from './storage-told.ts';

const renewKind = 'licences/renew';

/** A message to each holder about the end of a term: one of each kind for each last day. */
const write = (
  act: Act,
  licences: readonly ToldLicence[],
  what: 'expiring' | 'expired',
  wordsOf: (licence: ToldLicence, paper: { readonly zh: string; readonly en: string }) => Pick<Delivery, 'title' | 'body'>, // prettier-ignore
): Promise<unknown> =>
  deliver(
    act,
    licences.map((licence): Delivery => {
      const { kind, number, holderId, licenceId, dataset, validUntil } = licence;
      const label = licenceKindLabels[kind];
      return {
        ...wordsOf(licence, pair(`${label.zh}${number}`, `${label.en} ${number}`)),
        to: { party: `enterprise/${holderId}` },
        kind: `licences.${what}`,
        subject: `licence/${licenceId}`,
        dataset,
        link: '/my-enterprise',
        key: `licences ${what} ${licenceId} ${validUntil}`,
      };
    }),
  );

/**
 * Warns the holders of licences whose last day has come near, with a term in their work; a term whose licence has a later last day or is over goes.
 * All of a dataset, or one licence. In sets; twice the same changes nothing. Call it as engine.
 */
export const watchTerms = async (act: Act, dataset: Dataset, only: number | null = null): Promise<void> => {
  if (dataset === 'historical') return;
  const { call, law, tx } = act;
  const until = addDays(call.today, law.get<number>('licences.renewal-warning-days', call.today).value);
  await closeDeadlines(act, renewKind, await termsGone(tx, dataset, call.today, until, renewKind, only));
  const near = await toldLicences(tx, await termsComeNear(tx, dataset, call.today, until, renewKind, only));
  if (near.length === 0) return;
  await openDeadlines(
    act,
    renewKind,
    near.map(({ licenceId, holderId, kind, number, validUntil, products }) => ({
      subject: `licence/${licenceId}`,
      id: licenceId,
      dataset,
      dueOn: validUntil,
      permission: 'licences.own',
      place: `enterprise/${holderId}`,
      title: pair(
        `${licenceKindLabels[kind].zh}${number}（${products.join('、')}）将届满，继续使用的请申请延续`,
        `${licenceKindLabels[kind].en} ${number} (${products.join(', ')}) runs out: apply for its renewal to go on`,
      ),
      link: '/my-enterprise',
    })),
  );
  await write(act, near, 'expiring', ({ validUntil, issuer, products }, paper) => ({
    title: pair(`您单位的${paper.zh}将于${validUntil}届满`, `Your ${paper.en} runs out on ${validUntil}`),
    body: pair(
      `您单位的${paper.zh}（${products.join('、')}）有效期至${validUntil}（含当日）。届满后不得再凭该证生产、销售有关产品。需要继续使用的，请及时向发证方（${issuer}）申请延续；延续登记后，本提醒随之撤销。`,
      `Your ${paper.en} (${products.join(', ')}) is valid until ${validUntil}, that day included; afterwards what it covers may not be made or sold under it. To go on, please apply to ${issuer} for its renewal in time; once that is recorded this reminder goes.`,
    ),
  }));
};

/** Every night. */
export const watchTermsAtNight = async (call: Call): Promise<void> => {
  for (const dataset of ['demo', 'live'] as const)
    unwrap(
      await perform(call, { permission: null, act: 'licences.watch' }, async (act) => {
        await act.asEngine();
        await watchTerms(act, dataset);
        return ok(undefined);
      }),
    );
};

/** The last day of a licence, as its holder has to heed it. */
export const renewDeadline: DeadlineKind = {
  name: renewKind,
  title: pair('许可证、证书将届满，继续使用的请申请延续', 'A licence runs out: apply for its renewal to go on'),
  onDue: async (act, due) => {
    // Nobody has to act any more: it is expired, or was renewed, surrendered or revoked.
    const ids = due.map(({ id }) => id);
    await closeDeadlines(act, renewKind, ids);
    const over = (await toldLicences(act.tx, ids)).filter(
      ({ validUntil, revokedOn, surrenderedOn }) =>
        validUntil < act.call.today && revokedOn === null && surrenderedOn === null,
    );
    await write(act, over, 'expired', ({ validUntil, products }, paper) => ({
      title: pair(`您单位的${paper.zh}已过期`, `Your ${paper.en} has expired`),
      body: pair(
        `您单位的${paper.zh}（${products.join('、')}）有效期至${validUntil}，现已届满，不得再凭该证生产、销售有关产品。已经延续的，请告知发证方或省局登记。`,
        `Your ${paper.en} (${products.join(', ')}) was valid until ${validUntil} and has expired; what it covers may not be made or sold under it any more. Where it was renewed, please have its issuer or the provincial bureau record that.`,
      ),
    }));
    for (const dataset of new Set(due.map((one) => one.dataset))) await lapse(act, dataset);
  },
};
