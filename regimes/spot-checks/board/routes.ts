import { bind, type BoundRoute } from '#platform/manifest.ts';
import * as contract from './contract.ts';
import * as calendar from './contract-calendar.ts';
import { readCalendar, readCalendarDay } from './operations-calendar.ts';
import { exportBoard, getPlanBoard, listBoard } from './operations-read.ts';

export const boardRoutes: readonly BoundRoute[] = [
  bind(contract.listBoard, (call, { query }) => listBoard(call, query)),
  bind(contract.exportBoard, (call, { query }) => exportBoard(call, query)),
  bind(contract.getPlanBoard, (call, { params }) => getPlanBoard(call, params.planId)),
  bind(calendar.readCalendar, (call, { query }) => readCalendar(call, query)),
  bind(calendar.readCalendarDay, (call, { params, query }) => readCalendarDay(call, params.day, query)),
];
