import { pair } from '#foundation/text-pair.ts';
import { bind, type Manifest } from '#platform/manifest.ts';
import { approveCalendar, askForCalendars, calendarList, proposeCalendar, rejectCalendar } from './calendars.ts';
import * as contract from './contract.ts';
import * as calendars from './contract-calendar.ts';
import { lawList } from './list.ts';
import { approveOverride, proposeOverride, rejectOverride } from './operations.ts';

export { calendarList, calendarOfDeployment, proposeCalendar } from './calendars.ts';
export { lawList } from './list.ts';
export { checkSupposition, supposedLaw, type Supposition } from './supposed.ts';
export { approveOverride, proposeOverride, rejectOverride } from './operations.ts';

export const manifest: Manifest = {
  name: 'law',
  migrations: new URL('migrations/', import.meta.url),
  permissions: {
    'law.propose': pair('提出调整法律参数', 'Propose changes to legal parameters'),
    'law.approve': pair('批准调整法律参数', 'Approve changes to legal parameters'),
  },
  journal: {
    acts: {
      'law.propose': pair('提出调整法律参数', 'Proposed another value of a legal parameter'),
      'law.approve': pair('批准调整法律参数', 'Approved another value of a legal parameter'),
      'law.propose-calendar': pair('录入节假日安排', 'Entered the holidays of a year'),
      'law.approve-calendar': pair('批准节假日安排', 'Approved the holidays of a year'),
      'law.reject-calendar': pair('不批准节假日安排', 'Rejected the holidays of a year'),
      'law.reject': pair('不批准调整法律参数', 'Rejected another value of a legal parameter'),
    },
    subjects: {
      calendar: { name: pair('节假日安排', 'Holidays'), link: '/holidays' },
      law: { name: pair('参数', 'Parameter'), link: '/law' },
    },
  },
  jobs: [{ name: 'law.ask-for-calendars', schedule: '10 * * * *', run: askForCalendars }],
  routes: [
    bind(contract.listLaw, (call, { query }) => lawList(call, query.on)),
    bind(contract.proposeOverride, (call, { body }) => proposeOverride(call, body)),
    bind(contract.approveOverride, (call, { params, body }) => approveOverride(call, params.overrideId, body.reason)),
    bind(contract.rejectOverride, (call, { params, body }) => rejectOverride(call, params.overrideId, body.reason)),
    bind(calendars.listCalendars, (call) => calendarList(call)),
    bind(calendars.proposeCalendar, (call, { body }) => proposeCalendar(call, body)),
    bind(calendars.approveCalendar, (call, { params }) => approveCalendar(call, params.entryId)),
    bind(calendars.rejectCalendar, (call, { params, body }) => rejectCalendar(call, params.entryId, body.reason)),
  ],
};
