import { addDays, type LocalDate } from '#foundation/local-date.ts';
import type { Services } from '#platform/operation/index.ts';
import * as notices from '#regimes/spot-checks/notices/contract.ts';
import * as reports from '#regimes/spot-checks/reports/contract.ts';
import * as samples from '#regimes/spot-checks/visits/contract-samples.ts';
import { callOf, use } from './people.ts';

/** The same services at three in the afternoon of another day. */
const on = (services: Services, day: LocalDate): Services => ({
  ...services,
  now: () => new Date(`${day}T15:00:00+08:00`),
});

/** A value on the limit, or one that misses it. */
const valueFor = (limit: string, fails: boolean): string => {
  const bound = Number(/\d+(?:\.\d+)?/.exec(limit)?.[0] ?? '1');
  if (!fails) return String(bound);
  return String(/[≥>]/.test(limit) ? bound * 0.8 : bound * 1.2);
};

/** The laboratory of the evaluation accounts receives its samples, tests the first ones, and the results are told. */
export const letResultsBeTold = async (services: Services, day: LocalDate): Promise<void> => {
  const at = on(services, day);
  const clerk = await callOf(at, 'laboratory-clerk');
  const arriving = await use(clerk, samples.listArriving, { query: { dataset: 'demo' } });
  for (const { id } of arriving.rows) {
    const params = { sampleId: id };
    const { version } = await use(clerk, samples.getSample, { params });
    await use(clerk, samples.sampleActs.receive, { params, body: { version, seal: 'intact' } });
  }
  const [tester, reviewer, approver] = [
    await callOf(at, 'laboratory-tester'),
    await callOf(at, 'laboratory-reviewer'),
    await callOf(at, 'laboratory-approver'),
  ];
  const open = await use(tester, reports.listTasks, { query: { dataset: 'demo', state: 'open' } });
  for (const [index, { id }] of open.rows.slice(0, 3).entries()) {
    const params = { reportId: id };
    const report = await use(tester, reports.getReport, { params });
    const fails = index === 0;
    const values = report.items.map(({ ordinal, limit }, place) => ({
      ordinal,
      measured: /\d/.test(limit) ? valueFor(limit, fails && place === 0) : '符合要求',
      stated: /\d/.test(limit) ? null : 'pass',
    }));
    const entered = await use(tester, reports.enterValues, { params, body: { version: report.version, values } });
    const conclusion = entered.items.some(({ verdict }) => verdict === 'fail') ? 'fail' : 'pass';
    const tested = await use(tester, reports.reportActs.test, {
      params,
      body: { version: entered.version, conclusion },
    });
    const reviewed = await use(reviewer, reports.reportActs.review, { params, body: { version: tested.version } });
    await use(approver, reports.reportActs.approve, { params, body: { version: reviewed.version } });
  }
  const served = addDays(day, 2);
  const officer = await callOf(on(services, served), 'provincial-officer');
  const { rows } = await use(officer, notices.listNotices, { query: { dataset: 'demo', state: 'to-serve' } });
  for (const notice of rows.slice(0, 2))
    await use(officer, notices.serveNotice, {
      params: { noticeId: notice.id },
      body: { version: notice.version, service: { manner: 'hand', day: served, signedBy: '演示联系人' } },
    });
  const [first] = rows;
  if (first)
    await use(officer, notices.registerObjection, {
      params: { noticeId: first.id },
      body: { version: first.version + 1, grounds: '对试验方法有异议（演示）', wantsRetest: true, filedOn: served },
    });
};
