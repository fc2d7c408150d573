import { pair, type TextPair } from '#foundation/text-pair.ts';

/** What a calendar shows: the last days of open things, and the first and last days of plans. */
export const calendarKinds = [
  'visit',
  'ordered',
  'report',
  'test',
  'notice',
  'identity',
  'clock',
  'objection',
  'formalities',
  'retest',
  'draw',
  'plan-start',
  'plan-end',
] as const;
export type CalendarKind = (typeof calendarKinds)[number];

interface KindRule {
  readonly label: TextPair;
  /** Whoever holds one of these looks for it; row-level security then shows the reader's own. */
  readonly permissions: readonly string[];
  /** Whether an open thing of a day gone by is late. The end of a party's clock is late for nobody. */
  readonly late: boolean;
}

const official = 'spot-checks.see-visits';
const firm = 'spot-checks.answer';
export const calendarRules: Readonly<Record<CalendarKind, KindRule>> = {
  visit: { label: pair('抽样', 'Visit'), permissions: [official, 'spot-checks.sample'], late: true },
  ordered: { label: pair('责令改正期满', 'Order ends'), permissions: [official, 'spot-checks.sample'], late: true },
  report: { label: pair('检验报告', 'Report'), permissions: ['spot-checks.laboratory'], late: true },
  test: { label: pair('检验到期', 'Test ends'), permissions: [official], late: true },
  notice: { label: pair('送达', 'Service'), permissions: [official], late: true },
  identity: { label: pair('确认产品期满', 'Identity clock ends'), permissions: [official, firm], late: false },
  clock: { label: pair('异议期满', 'Objection clock ends'), permissions: [official, firm], late: false },
  objection: { label: pair('审定异议', 'Decide objection'), permissions: [official], late: true },
  formalities: { label: pair('办理复检手续', 'Retest formalities'), permissions: [official, firm], late: false },
  retest: { label: pair('指定复检机构', 'Designate retest'), permissions: [official], late: true },
  draw: { label: pair('公开随机数公布', 'Public number is published'), permissions: ['spot-checks.plan'], late: false },
  'plan-start': {
    label: pair('计划开始抽样', 'Plan: sampling begins'),
    permissions: ['spot-checks.plans'],
    late: false,
  },
  'plan-end': { label: pair('计划抽样截止', 'Plan: sampling ends'), permissions: ['spot-checks.plans'], late: false },
};

/** What a reader with these permissions looks for. */
export const kindsFor = (may: (permission: string) => boolean): CalendarKind[] =>
  calendarKinds.filter((kind) => calendarRules[kind].permissions.some(may));

/** The page of a thing; an enterprise has its own pages of notices. */
export const calendarLink = (kind: CalendarKind, id: number, asFirm: boolean): string => {
  switch (kind) {
    case 'visit':
    case 'ordered':
      return `/visits/${id}`;
    case 'report':
      return `/reports/${id}`;
    case 'test':
      return `/samples/${id}`;
    case 'notice':
    case 'identity':
    case 'clock':
    case 'formalities':
    case 'retest':
      return asFirm ? `/my-enterprise/notices/${id}` : `/notices/${id}`;
    case 'objection':
      return `/objections/${id}`;
    case 'draw':
      return `/draws/${id}`;
    case 'plan-start':
    case 'plan-end':
      return `/board/${id}`;
  }
};

/** Names of holidays as the State Council's orders write them. */
const holidayNames: Readonly<Record<string, string>> = {
  元旦: 'New Year',
  春节: 'Spring Festival',
  清明: 'Qingming',
  劳动节: 'Labour Day',
  端午: 'Dragon Boat',
  中秋: 'Mid-Autumn',
  国庆节: 'National Day',
  周年纪念日: 'Anniversary',
};
export const holidayName = (name: string): TextPair => pair(name, holidayNames[name] ?? name);

/** First and last day of the six weeks, Monday to Sunday, that a month's grid shows at most. */
export const weeksOf = <Day extends { readonly weekday: number }>(days: readonly Day[]): (Day | null)[][] => {
  const lead = (days[0]?.weekday ?? 1) - 1;
  const cells: (Day | null)[] = [...Array.from({ length: lead }, () => null), ...days];
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
};
