import { addDays, localDate } from '#foundation/local-date.ts';
import { ok, refuse, refuseFields, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { type Call, perform } from '#platform/operation/index.ts';
import { eventsIn } from '#platform/process/index.ts';
import type { HoldActInput, LicenceActInput, LicenceDetail } from './contracts/licences.ts';
import { takeAnswer } from './operations-answers.ts';
import { lapse } from './operations-bodies.ts';
import { emitRevoked, matchAll } from './operations-holds.ts';
import { tellRevokedByIssuer } from './operations-told.ts';
import { watchTerms } from './operations-terms.ts';
import { bodyOf, getLicence, placeOf, theLicence } from './operations.ts';
import { decideLicenceAct, farthestRenewal, wholeStanding } from './rules.ts';
import { termOf } from './term-bounds.ts';
import { decisionDay } from './request.ts';
import { holdIsVisible, lockHold, storeTold } from './storage-holds.ts';
import { isOfOtherIssuer, powerProblem } from './revocation.ts';
import { findPower } from './storage-revocations.ts';
import { openRequestOfHold } from './storage-requests.ts';
import {
  endIssuerHold,
  findLicence,
  licenceIsVisible,
  lockLicence,
  openIssuerHold,
  storeTerm,
  takeTurn,
} from './storage.ts';

const { recordEvents } = eventsIn('licences');

/**
 * Records a renewal, a surrender or an act of the issuer: an officer at the holder's place, or the certification body of its own certificate
 * (`licences.answer`). What counts from a day to come is refused.
 */
export const recordLicenceAct = async (
  call: Call,
  id: number,
  { act: verb, on: day, reason, version }: LicenceActInput,
  permission: 'licences.record' | 'licences.answer' = 'licences.record',
): Promise<Result<LicenceDetail>> => {
  const on = localDate(day);
  const name = `licences.${verb}-licence`;
  const done = await perform(call, { permission, act: name }, async (act) => {
    if (call.actor.kind !== 'system' && !(await licenceIsVisible(act.tx, id)))
      return refuse('not-found', { thing: theLicence });
    await act.asEngine();
    await takeTurn(act.tx);
    const licence = await lockLicence(act.tx, id);
    if (!licence) return refuse('not-found', { thing: theLicence });
    const refused = await act.authorise(permission === 'licences.answer' ? bodyOf(licence) : placeOf(licence));
    if (refused) return refused;
    const power = isOfOtherIssuer(verb) ? await findPower(act.tx, id) : undefined;
    if (power && powerProblem(power, call.services.province).ok) return refuse('own-licence');
    const today = call.today;
    const before = wholeStanding(licence, licence.holds, today, licence.scope);
    const decided = decideLicenceAct(before, verb, licence.holds, today);
    if (!decided.ok) return decided;
    if (licence.version !== version) return refuse('conflict');
    if (verb === 'renew') {
      if (on <= licence.validUntil)
        return refuseFields({ on: pair('新的有效期止应晚于原有效期止', 'The new last day must lie after the present one') }); // prettier-ignore
      const term = termOf(act.law, licence.kind, today);
      const until = farthestRenewal(licence.validUntil, today, term);
      if (on > until)
        return refuse('licence-term-too-long', { value: on, until, years: term.years, source: term.source });
      await storeTerm(act.tx, id, { validUntil: on });
      // A card that stands suspends a licence that comes back.
      await matchAll(act, licence.dataset);
    } else {
      if (on > today) return refuse('date-in-future', { value: on, today });
      if (on < addDays(licence.validFrom, -3660))
        return refuseFields({ on: pair('日期远早于有效期，请核对', 'The day lies long before the term; check it') });
      if (verb === 'issuer-suspend') await openIssuerHold(act.tx, licence, on, call.services.now());
      if (verb === 'issuer-resume') await endIssuerHold(act.tx, id, on);
      await storeTerm(act.tx, id, {
        ...(verb === 'surrender' ? { surrenderedOn: on } : {}),
        ...(verb === 'issuer-revoke' ? { revokedOn: on } : {}),
      });
      if (verb === 'issuer-revoke') {
        await emitRevoked(act, licence.dataset, [id]);
        await tellRevokedByIssuer(act, [id]);
      }
      await lapse(act, licence.dataset);
    }
    await watchTerms(act, licence.dataset, id);
    const after = await findLicence(act.tx, id, today);
    await recordEvents(act.tx, [
      {
        kind: 'licence',
        id,
        verb,
        state: after?.standing ?? before,
        account: call.actor.accountId,
        at: call.services.now(),
        reason,
        detail: { on, before },
      },
    ]);
    act.journal({
      act: name,
      subject: `licence/${id}`,
      dataset: licence.dataset,
      ...(licence.cityCode === null ? {} : { region: licence.cityCode }),
      payload: { on, reason, before, after: after?.standing ?? before },
    });
    return ok(undefined);
  });
  return done.ok ? getLicence(call, id) : done;
};

/** Records that the issuer was told of a hold, or what it did when it answered. Its own suspension is a hold of its own. */
export const recordHoldAct = async (
  call: Call,
  holdId: number,
  { act: verb, on, note: words, answer }: HoldActInput,
): Promise<Result<LicenceDetail>> => {
  const name = `licences.${verb}-hold`;
  const missing = () => refuse('not-found', { thing: pair('该暂停使用记录', 'The suspension') });
  const done = await perform(call, { permission: 'licences.record', act: name }, async (act) => {
    if (call.actor.kind !== 'system' && !(await holdIsVisible(act.tx, holdId))) return missing();
    await act.asEngine();
    await takeTurn(act.tx);
    const hold = await lockHold(act.tx, holdId);
    if (!hold) return missing();
    const refused = await act.authorise(hold.place);
    if (refused) return refused;
    if (on > call.today) return refuse('date-in-future', { value: on, today: call.today });
    // A certification body on record decides in its own account; its letter is recorded there too.
    const request = await openRequestOfHold(act.tx, holdId);
    if (request !== undefined) return refuse('body-was-asked', { issuer: hold.issuer });
    const state = hold.answer !== null ? pair('发证方已答复', 'answered') : hold.toldOn === null ? pair('发证方尚未得到通知', 'issuer not told yet') : pair('已通知发证方', 'issuer told'); // prettier-ignore
    const label = verb === 'tell-issuer' ? pair('登记通知发证方', 'record that the issuer was told') : pair('登记发证方答复', 'record its answer'); // prettier-ignore
    const fits = hold.ground === 'card' && (verb === 'tell-issuer' ? hold.toldOn === null : hold.toldOn !== null && hold.answer === null); // prettier-ignore
    if (!fits) return refuse('state-not-allowed', { state, act: label });
    if (verb === 'tell-issuer') {
      await storeTold(act.tx, [holdId], on, words);
      await recordEvents(act.tx, [
        {
          kind: 'licence',
          id: hold.licenceId,
          verb,
          state: 'told',
          account: call.actor.accountId,
          at: call.services.now(),
          reason: words,
          detail: { holdId, on },
        },
      ]);
    } else {
      if (answer === 'withdraws' && hold.revokedOn !== null) return refuse('conflict');
      const fitting = decisionDay(localDate(on), call.today, hold);
      if (!fitting.ok) return fitting;
      await takeAnswer(act, hold, { answer: answer ?? 'noted', on: localDate(on), words });
    }
    act.journal({
      act: name,
      subject: `licence/${hold.licenceId}`,
      dataset: hold.dataset,
      ...(hold.place === null ? {} : { region: hold.place }),
      payload: { holdId, on, note: words, answer: answer ?? null },
    });
    return ok(hold.licenceId);
  });
  return done.ok ? getLicence(call, done.value) : done;
};
