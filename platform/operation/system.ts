import { randomUUID } from 'node:crypto';
import { type LocalDate, localDate } from '#foundation/local-date.ts';
import type { Actor, Call, Services } from './types.ts';

/** The program itself: jobs, first run, command line. It holds every permission, and the journal names it so. */
export const systemActor: Actor = {
  accountId: null,
  kind: 'system',
  name: '系统 system',
  language: 'zh',
  permissions: new Map(),
};

const civilDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

const minute = 60_000;
let last: { readonly minute: number; readonly day: LocalDate } | undefined;

/** The day in China at an instant. Days change with a minute, and many requests ask within one. */
export const dayAt = (instant: Date): LocalDate => {
  const at = Math.floor(instant.getTime() / minute);
  if (last?.minute !== at) last = { minute: at, day: localDate(civilDay.format(instant)) };
  return last.day;
};

/** A call of the program itself. */
export const systemCall = (services: Services, requestId: string = randomUUID()): Call => ({
  services,
  actor: systemActor,
  requestId,
  today: dayAt(services.now()),
});
