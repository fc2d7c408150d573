import type { OtherAuthorityKind } from '#foundation/authority-kind.ts';
import { addDays, type LocalDate } from '#foundation/local-date.ts';
import { byNumber, inPages } from '#foundation/paging.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { deliver, type Delivery } from '#platform/delivery/index.ts';
import { type Act, type Call, observe, perform } from '#platform/operation/index.ts';
import type { RouteInput, RouteOutput } from '#foundation/contract.ts';
import type * as contract from './contract.ts';
import { asksFor, bulletinText, letterText, planLetters } from './rules.ts';
import * as storage from './storage.ts';

const theCheck = pair('该次抽查', 'The spot check');
const theNotification = pair('该次通报', 'The notification');
const theLetter = pair('该通报函', 'The letter');
const mostListed = 1000;

interface Made {
  readonly id: number;
  readonly letters: number;
  readonly unaddressed: number;
}

const levelsOf = (act: Act, day: LocalDate): readonly string[] =>
  act.law.get<readonly string[]>('publicity.levels', day).value;

/** Writes and sends the letters of a round, in a fixed number of statements. */
const sendLetters = async (
  act: Act,
  round: { readonly id: number; readonly dataset: 'demo' | 'historical' | 'live' },
  places: Parameters<typeof planLetters>[0],
  text: (letter: storage.StoredLetter) => ReturnType<typeof letterText>,
): Promise<Made> => {
  const { today, services } = act.call;
  const days = (name: string): number => act.law.get<number>(name, today).value;
  const departments = act.law.get<readonly OtherAuthorityKind[]>('publicity.departments-concerned', today).value;
  const letters = await storage.insertLetters(act.tx, round.id, planLetters(places, departments, services.province));
  const { unaddressed } = await deliver(
    act,
    letters.map((letter): Delivery => {
      const asks = asksFor(letter);
      return {
        to: { department: letter.department, place: letter.place },
        kind: 'publicity.notification',
        subject: `notification/${round.id}`,
        dataset: round.dataset,
        ...text(letter),
        link: `/notification-letters/${letter.id}`,
        key: letter.key,
        asks: {
          for: asks,
          dueOn: addDays(
            today,
            days(asks === 'answer' ? 'publicity.notification-answer-days' : 'publicity.notification-receipt-days'),
          ),
          chaseEvery: days('publicity.notification-chase-days'),
        },
      };
    }),
  );
  await storage.storeUnaddressed(
    act.tx,
    unaddressed.map(({ key }) => key),
  );
  return { id: round.id, letters: letters.length, unaddressed: unaddressed.length };
};

/** One round of a check: all that is final and was not notified; `undefined` where there is nothing. Works as engine. */
const notifyRound = async (act: Act, check: storage.NotifiedCheck): Promise<Made | undefined> => {
  const { services, actor } = act.call;
  const round = await storage.storeRound(act.tx, check, { at: services.now(), by: actor.accountId });
  if (!round) return undefined;
  const places = await storage.placesOfRound(act.tx, round.id, services.province);
  const made = await sendLetters(act, { id: round.id, dataset: check.dataset }, places, (letter) =>
    letterText({ title: check.title, authority: check.authority, round: round.round }, letter),
  );
  act.journal({
    act: 'publicity.notify',
    subject: `notification/${round.id}`,
    dataset: check.dataset,
    region: services.province,
    payload: {
      checkId: check.id,
      round: round.round,
      results: round.results,
      failed: round.failed,
      letters: made.letters,
    },
  });
  return made;
};

/** Notifies what is final of a check now, by hand. */
export const notifyCheckNow = (call: Call, checkId: number): Promise<Result<Made>> =>
  perform(call, { permission: 'publicity.notify', region: call.services.province }, async (act) => {
    await act.asEngine();
    const check = await storage.lockCheck(act.tx, checkId);
    if (!check) return refuse('not-found', { thing: theCheck });
    if (check.dataset === 'historical') return refuse('historical-record');
    if (!levelsOf(act, check.lawDay ?? call.today).includes(check.level)) return refuse('notified-by-higher-checks');
    const made = await notifyRound(act, check);
    return made ? ok(made) : refuse('nothing-to-notify');
  });

/** Sends a released bulletin on to the governments and departments of its producers. */
const sendBulletin = (call: Call, bulletin: number, checkId: number) =>
  perform(call, { permission: null }, async (act) => {
    await act.asEngine();
    const { services } = call;
    await storage.lockCheck(act.tx, checkId);
    const round = await storage.storeBulletinRound(act.tx, bulletin, {
      at: services.now(),
      province: services.province,
    });
    if (!round) return ok(undefined);
    await sendLetters(act, round, round.places, () => bulletinText(round.number, round.title));
    const { dataset } = round;
    act.journal({
      act: 'publicity.notify',
      subject: `notification/${round.id}`,
      dataset,
      region: services.province,
      payload: { bulletinId: bulletin },
    });
    return ok(undefined);
  });

/**
 * The program's own rounds: results of provincial and higher checks that have become final of late, one round a check, and bulletins that
 * were released. What a stop of the program left over is taken up; what is older than the time by parameter is for a person.
 */
export const notifyDue = async (call: Call): Promise<void> => {
  const { services, today } = call;
  const due = await perform(call, { permission: null }, async (act) => {
    await act.asEngine();
    const levels = levelsOf(act, today);
    const back = act.law.get<number>('publicity.notification-back-days', today).value;
    const since = addDays(today, -back);
    const checks = await storage.checksToNotify(act.tx, levels, since);
    const bulletins = await storage.bulletinsToSend(
      act.tx,
      levels,
      new Date(services.now().getTime() - back * 86_400_000),
    );
    return ok({ checks, bulletins });
  });
  if (!due.ok) throw new Error(due.refusal.text.en);
  for (const { id } of due.value.checks)
    await perform(call, { permission: null }, async (act) => {
      await act.asEngine();
      const check = await storage.lockCheck(act.tx, id);
      // Another server may have made the round meanwhile: then nothing is left, and what was begun is rolled back.
      const made = check && (await notifyRound(act, check));
      return made ? ok(made) : refuse('nothing-to-notify');
    });
  for (const { id, checkId } of due.value.bulletins) await sendBulletin(call, id, checkId);
};

export const listOfNotifications = (
  call: Call,
  { dataset, state, cursor, limit }: RouteInput<typeof contract.listNotifications>['query'],
): Promise<Result<RouteOutput<typeof contract.listNotifications>>> =>
  inPages(byNumber, { cursor, limit }, ({ after, most, cut }) =>
    observe(call, { permission: 'publicity.notify' }, async ({ tx }) => {
      const page = { today: call.today, state: state ?? null, before: after ?? null, limit: most };
      const [found, counts] = await Promise.all([
        storage.pageOfNotifications(tx, dataset, page),
        storage.countNotifications(tx, dataset, call.today),
      ]);
      return ok({ ...cut(found), counts });
    }),
  );

const lineOf = (row: storage.LetterRow, today: LocalDate): contract.NotificationLetter => ({
  id: row.id,
  department: row.department,
  place: row.place,
  to: row.to,
  results: row.results,
  failed: row.failed,
  refused: row.refused,
  messageId: row.messageId,
  state: !row.addressed
    ? 'unaddressed'
    : row.answeredAt !== null
      ? 'answered'
      : row.receivedAt !== null
        ? 'received'
        : row.readAt !== null
          ? 'read'
          : 'unread',
  asks: row.asks,
  dueOn: row.dueOn,
  overdue: row.settledAt === null && row.dueOn !== null && row.dueOn < today,
  settled: row.settledAt !== null,
  chases: row.chases ?? 0,
  answer: row.answer,
});

export const notificationDetail = (
  call: Call,
  id: number,
): Promise<Result<RouteOutput<typeof contract.getNotification>>> =>
  observe(call, { permission: 'publicity.notify' }, async ({ tx }) => {
    const found = await storage.findNotification(tx, id, call.today);
    if (!found) return refuse('not-found', { thing: theNotification });
    const lines = await storage.lettersOf(tx, id);
    return ok({ ...found, lines: lines.map((row) => lineOf(row, call.today)) });
  });

/** A letter and its list, for its recipient and for the authority that sent it. */
export const letterDetail = (call: Call, id: number): Promise<Result<RouteOutput<typeof contract.getLetter>>> =>
  observe(call, { permission: null }, async ({ tx }) => {
    const letter = await storage.findLetter(tx, id);
    if (!letter) return refuse('not-found', { thing: theLetter });
    const found = letter.results === 0 ? [] : await storage.listOfLetter(tx, letter, mostListed + 1);
    const { dataset, department, place, check, bulletinId, messageId, results, failed, refused } = letter;
    return ok({
      id,
      dataset,
      department,
      place,
      check,
      bulletinId,
      messageId,
      results,
      failed,
      refused,
      lines: found.slice(0, mostListed),
      more: found.length > mostListed,
    });
  });
