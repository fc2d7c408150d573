import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import { pair } from '#foundation/text-pair.ts';
import type { WorkItem, WorkKey } from '#platform/work/index.ts';

interface About {
  readonly dataset: Dataset;
  readonly id: number;
  readonly number: string;
  readonly addressee: string;
  /** Division whose officers act; null where the provincial bureau does. */
  readonly region: string | null;
}

export const serveKey = (id: number): WorkKey => ({ kind: 'spot-checks.serve-notice', subject: `notice/${id}` });
/** Somebody must serve the notice. */
export const serveWork = ({ dataset, id, number, addressee, region }: About, dueOn: LocalDate | null): WorkItem => ({
  ...serveKey(id),
  dataset,
  title: pair(`送达结果告知书：${addressee}（${number}）`, `Serve the result notice on ${addressee} (${number})`),
  link: `/notices/${id}`,
  permission: 'spot-checks.serve',
  region,
  dueOn,
});

export const answerKey = (id: number): WorkKey => ({ kind: 'spot-checks.answer-notice', subject: `notice/${id}` });
/** The enterprise may object until a day, or say whether the product is its own. */
export const answerWork = (
  { dataset, id, number }: Omit<About, 'region' | 'addressee'>,
  enterpriseId: number,
  dueOn: LocalDate,
): WorkItem => ({
  ...answerKey(id),
  dataset,
  title: pair(
    `请阅读抽查结果告知书（${number}），如有异议请在期限内提出`,
    `Read the result notice (${number}); object in time if you disagree`,
  ),
  link: `/my-enterprise/${id}`,
  permission: 'spot-checks.answer',
  region: `enterprise/${enterpriseId}`,
  dueOn,
});

export const denialKey = (id: number): WorkKey => ({ kind: 'spot-checks.decide-denial', subject: `notice/${id}` });
/** Another person decides whether a denial is proven. */
export const denialWork = ({ dataset, id, number, addressee, region }: About, notBy: string | null): WorkItem => ({
  ...denialKey(id),
  dataset,
  title: pair(`审定企业否认：${addressee}（${number}）`, `Decide on the denial of ${addressee} (${number})`),
  link: `/notices/${id}`,
  permission: 'spot-checks.decide',
  region,
  notBy,
});

export const leadKey = (id: number): WorkKey => ({ kind: 'spot-checks.counterfeit-lead', subject: `notice/${id}` });
/** A counterfeit lead: whoever sold the product is pursued. */
export const leadWork = ({ dataset, id, number, addressee, region }: About, seller: string | null): WorkItem => ({
  ...leadKey(id),
  dataset,
  title: pair(
    `假冒线索：标称“${addressee}”的产品已证明非其生产，追查销售者${seller ?? '（未载明）'}（${number}）`,
    `Counterfeit lead: a product under the name of ${addressee} is not theirs; pursue the seller ${seller ?? '(not named)'} (${number})`,
  ),
  link: `/notices/${id}`,
  permission: 'spot-checks.dispatch',
  region,
  priority: 1,
});

export const wordKey = ({
  noticeId,
  objectionId,
}: {
  readonly noticeId: number;
  readonly objectionId: number | null;
}): WorkKey => ({
  kind: 'spot-checks.confirm-word',
  subject: objectionId === null ? `notice/${noticeId}` : `objection/${objectionId}`,
});
/** Another person reads what a firm wrote, and confirms that it gave up its right. */
export const wordWork = (
  about: Omit<About, 'id'> & { readonly noticeId: number; readonly objectionId: number | null },
  notBy: string | null,
): WorkItem => {
  const { dataset, noticeId, objectionId, number, addressee, region } = about;
  return {
    ...wordKey(about),
    dataset,
    title:
      objectionId === null
        ? pair(`复核书面放弃异议：${addressee}（${number}）`, `Confirm the written waiver of ${addressee} (${number})`)
        : pair(
            `复核书面撤回异议：${addressee}（${number}）`,
            `Confirm the written withdrawal of ${addressee} (${number})`,
          ),
    link: objectionId === null ? `/notices/${noticeId}` : `/objections/${objectionId}`,
    permission: 'spot-checks.decide',
    region,
    notBy,
  };
};

export const objectionKey = (id: number): WorkKey => ({
  kind: 'spot-checks.decide-objection',
  subject: `objection/${id}`,
});
/** An objection waits for its decision, by another person than who registered it. */
export const objectionWork = (
  { dataset, id, number, addressee, region }: About,
  dueOn: LocalDate,
  notBy: string | null,
): WorkItem => ({
  ...objectionKey(id),
  dataset,
  title: pair(`决定是否受理异议：${addressee}（${number}）`, `Decide on the objection of ${addressee} (${number})`),
  link: `/objections/${id}`,
  permission: 'spot-checks.decide',
  region,
  dueOn,
  notBy,
});

export const formalitiesKey = (id: number): WorkKey => ({ kind: 'spot-checks.formalities', subject: `retest/${id}` });
/** The applicant must complete the formalities of the retest, or it counts as given up. */
export const formalitiesWork = (
  retestId: number,
  noticeId: number,
  dataset: Dataset,
  enterpriseId: number,
  dueOn: LocalDate,
): WorkItem => ({
  ...formalitiesKey(retestId),
  dataset,
  title: pair(
    '复检已受理，请在期限内办理复检手续，逾期视为放弃',
    'The retest was accepted: complete the formalities in time, or it counts as given up',
  ),
  link: `/my-enterprise/${noticeId}`,
  permission: 'spot-checks.answer',
  region: `enterprise/${enterpriseId}`,
  dueOn,
  priority: 1,
});

export const tellKey = (id: number): WorkKey => ({ kind: 'spot-checks.tell-abandonment', subject: `objection/${id}` });
/** Somebody must serve the notice that a retest counts as given up. */
export const tellWork = ({ dataset, id, number, addressee, region }: About, dueOn: LocalDate | null): WorkItem => ({
  ...tellKey(id),
  dataset,
  title: pair(
    `送达视为放弃复检告知书：${addressee}（${number}）`,
    `Serve on ${addressee} that its retest counts as given up (${number})`,
  ),
  link: `/objections/${id}`,
  permission: 'spot-checks.serve',
  region,
  dueOn,
});

export const designateKey = (id: number): WorkKey => ({
  kind: 'spot-checks.designate-retest',
  subject: `retest/${id}`,
});
/** The laboratory of a retest has to be designated. */
export const designateWork = (
  retestId: number,
  link: string,
  dataset: Dataset,
  region: string | null,
  dueOn: LocalDate | null,
): WorkItem => ({
  ...designateKey(retestId),
  dataset,
  title: pair('确定复检机构', 'Designate the laboratory of the retest'),
  link,
  permission: 'spot-checks.decide',
  region,
  dueOn,
});
