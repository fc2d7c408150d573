import { addDays, type LocalDate } from '#foundation/local-date.ts';
import { type Services, systemCall } from '#platform/operation/index.ts';
import { uploadEvidence } from '#platform/evidence/contract.ts';
import * as notices from '#regimes/spot-checks/notices/contract.ts';
import type { Staff } from './days.ts';
import type { Answer, Answered } from './loop-laboratory.ts';
import { demoPage, use } from './people.ts';

type Happening = (staff: Staff, notice: { readonly noticeId: number }, today: LocalDate) => Promise<void>;

const versionOf = async (staff: Staff, params: { readonly noticeId: number }, day: LocalDate): Promise<number> =>
  (await use(await staff('provincial-officer', day), notices.getNotice, { params })).version;

/** Served by post, with the receipt, so many days ago. */
const served =
  (ago: number): Happening =>
  async (staff, params, today) => {
    const day = addDays(today, -ago);
    await use(await staff('provincial-officer', day), notices.serveNotice, {
      params,
      body: {
        version: await versionOf(staff, params, day),
        service: { manner: 'post', day, tracking: `YS${2_000_000 + params.noticeId}`, signedBy: '演示联系人' },
      },
    });
  };

const objected =
  (ago: number, grounds: string): Happening =>
  async (staff, params, today) => {
    const day = addDays(today, -ago);
    await use(await staff('provincial-officer', day), notices.registerObjection, {
      params,
      body: { version: await versionOf(staff, params, day), grounds, wantsRetest: true, filedOn: day },
    });
  };

/** Accepted by the approver; formalities done; the reserve called to another laboratory. */
const retestOrdered: Happening = async (staff, params, today) => {
  const officer = await staff('provincial-officer', addDays(today, -10));
  const approver = await staff('provincial-approver', addDays(today, -12));
  const before = await use(officer, notices.getNotice, { params });
  const [objection] = before.objections;
  await use(approver, notices.objectionActs.accept, {
    params: { objectionId: objection?.id },
    body: { version: objection?.version },
  });
  const [applied] = (await use(officer, notices.getNotice, { params })).retests;
  const retest = { retestId: applied?.id };
  await use(officer, notices.recordFormalities, { params: retest, body: { version: applied?.version } });
  const [ready] = (await use(officer, notices.getNotice, { params })).retests;
  await use(await staff('provincial-approver', addDays(today, -8)), notices.designateLaboratory, {
    params: retest,
    body: { version: ready?.version, laboratoryId: ready?.planned[0]?.id },
  });
};

const waived: Happening = async (staff, params, today) => {
  const day = addDays(today, -20);
  const officer = await staff('provincial-officer', day);
  const letter = await use(
    officer,
    uploadEvidence,
    {},
    { fileName: '放弃异议声明（演示）.pdf', content: demoPage('written waiver of the objection') },
  );
  await use(officer, notices.recordWaiver, {
    params,
    body: {
      version: await versionOf(staff, params, day),
      reason: '企业经办人当面交来，已签字盖章（演示）',
      files: [letter.id],
    },
  });
  await use(await staff('provincial-approver', day), notices.waivers['confirm-waiver'], {
    params,
    body: { version: await versionOf(staff, params, day) },
  });
};

/** What happens on the way to an answer. */
const happenings: Readonly<Record<Answer, readonly Happening[]>> = {
  lapsed: [served(26)],
  retest: [served(26), objected(14, '对检验条件有异议，请求用备样复检'), retestOrdered],
  waived: [served(26), waived],
  objected: [served(5), objected(1, '认为样品在运输中受损，请求用备样复检')],
  told: [served(4)],
};

/** Officers serve results, parties object or let their time pass; what is over becomes final. Other notices still wait to be served. */
export const answerResults = async (
  services: Services,
  staff: Staff,
  today: LocalDate,
  answers: readonly Answered[],
): Promise<void> => {
  const officer = await staff('provincial-officer', today);
  for (const { sampleNumber, answer } of answers) {
    const { rows } = await use(officer, notices.listNotices, { query: { dataset: 'demo', state: 'to-serve' } });
    const notice = rows.find((line) => line.sampleNumber === sampleNumber);
    if (notice) for (const step of happenings[answer]) await step(staff, { noticeId: notice.id }, today);
  }
  const clocks = services.composition.jobs.find(({ name }) => name === 'spot-checks.end-clocks');
  await clocks?.run(systemCall(services), {});
};
