import { cite } from '#foundation/citation.ts';
import type { Dataset } from '#foundation/dataset.ts';
import { addDays } from '#foundation/local-date.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { closeDeadlines, type DeadlineKind, openDeadlines } from '#platform/deadlines/index.ts';
import { deliver, type Delivery } from '#platform/delivery/index.ts';
import { numbersInEntry } from '#platform/journal/index.ts';
import type { Act } from '#platform/operation/index.ts';
import { licenceKindLabels } from './licence.ts';
import { answerDue } from './request.ts';
import { type AskedRequest, lapseRequests, openOf, openRequests, suspendedOnHolds } from './storage-requests.ts';

const answerKind = 'licences/answer-request';

const paperOf = ({ kind, number }: AskedRequest): TextPair =>
  pair(`${licenceKindLabels[kind].zh}${number}`, `${licenceKindLabels[kind].en} ${number}`);

/** A message to each body about its request. */
const write = (
  act: Act,
  requests: readonly AskedRequest[],
  what: string,
  wordsOf: (request: AskedRequest, paper: TextPair) => Pick<Delivery, 'title' | 'body'>,
  asks: Pick<Delivery, 'asks'> = {},
): Promise<unknown> =>
  deliver(
    act,
    requests.map((request): Delivery => ({
      ...wordsOf(request, paperOf(request)),
      ...asks,
      to: { party: `certifier/${request.certifierId}` },
      kind: `licences.${what}`,
      subject: `request/${request.id}`,
      dataset: request.dataset,
      link: `/licence-requests/${request.id}`,
      key: `licences ${what} ${request.id} ${request.dueOn}`,
    })),
  );

/** One entry in the journal for any number of requests. */
const note = (act: Act, verb: 'ask' | 'lapse', dataset: Dataset, requests: readonly AskedRequest[]): void => {
  const ids = requests.map(({ id }) => id);
  const [only] = ids;
  const listed = numbersInEntry('requests', ids);
  act.journal({
    act: `licences.${verb}-request`,
    subject: ids.length === 1 && only !== undefined ? `request/${only}` : 'requests',
    dataset,
    payload: {
      count: ids.length,
      ...listed,
      ...('sha256' in listed ? {} : { licences: [...new Set(requests.map(({ licenceId }) => licenceId))] }),
    },
  });
};

/**
 * Asks the certification bodies whose certificates cards hold what they do themselves: a request each, a message against receipt, and a term in
 * their work; the provincial bureau hears of it where it is late. In sets; call as engine.
 */
export const askBodies = async (act: Act, dataset: Dataset): Promise<void> => {
  const { call, law, tx } = act;
  const { today, services } = call;
  const dueOn = answerDue(today, law.get<number>('licences.body-answer-days', today).value);
  const requests = await openRequests(tx, dataset, today, dueOn, services.now(), '已请认证机构在其账号中处理');
  if (requests.length === 0) return;
  note(act, 'ask', dataset, requests);
  await openDeadlines(
    act,
    answerKind,
    requests.map((request) => {
      const paper = paperOf(request);
      return {
        subject: `request/${request.id}`,
        id: request.id,
        dataset,
        dueOn,
        permission: 'licences.answer',
        place: `certifier/${request.certifierId}`,
        authority: { permission: 'licences.record', place: services.province },
        title: pair(
          `就${paper.zh}作出处理并答复（${request.category}，${request.holder}）`,
          `Decide about ${paper.en} (${request.category}, ${request.holder})`,
        ),
        link: `/licence-requests/${request.id}`,
      };
    }),
  );
  const days = law.get<number>('licences.receipt-days', today).value;
  const basis = cite('notice', '4.3.1').text;
  await write(
    act,
    requests,
    'body-asked',
    ({ holder, category, cardNumber, from }, paper) => ({
      title: pair(`请处理${paper.zh}（${category}）`, `Please decide about ${paper.en} (${category})`),
      body: pair(
        `“${holder}”生产的“${category}”经省级以上监督抽查不合格，已给予警告（${cardNumber}），自${from}起对该产品暂停使用贵机构颁发的${paper.zh}。请于${dueOn}以前（含当日）依法决定暂停、撤销或者维持该证书，在本系统登记决定的日期、文号和理由；该证书的其他产品不受影响。依据${basis.zh}。`,
        `“${category}” made by “${holder}” has failed a spot check at provincial level or above and was warned (${cardNumber}). From ${from} the use of ${paper.en}, which you have issued, is suspended for this product. Please decide by ${dueOn} (that day included) whether you suspend, withdraw or keep it, and record day, number and reasons here; its other products are not affected. ${basis.en}.`,
      ),
    }),
    { asks: { for: 'receipt', dueOn: addDays(today, days), chaseEvery: days } },
  );
};

/** Ends the requests that need no answer any more, with their terms, and tells the bodies. In sets; call as engine. */
export const lapse = async (act: Act, dataset: Dataset): Promise<void> => {
  const { call, tx } = act;
  const { today, services, actor } = call;
  const lapsed = await lapseRequests(tx, dataset, today, services.now(), actor.accountId);
  if (lapsed.length === 0) return;
  const ids = lapsed.map(({ id }) => id);
  await closeDeadlines(act, answerKind, ids);
  note(act, 'lapse', dataset, lapsed);
  await write(act, lapsed, 'body-lapsed', ({ category, cardNumber }, paper) => ({
    title: pair(`${paper.zh}无须再处理（${category}）`, `Nothing more to decide about ${paper.en} (${category})`),
    body: pair(
      `因${cardNumber}对${paper.zh}的暂停使用已经结束，或者该证书已失效、已不由贵机构颁发，此前请贵机构处理的事项不须再办。`,
      `The suspension of ${paper.en} by ${cardNumber} has ended, or the certificate is over or no longer yours: what you were asked needs no answer any more.`,
    ),
  }));
};

/** A body that has suspended on its own hears that the card let go: its own suspension stays until it ends it. */
export const tellBodies = async (act: Act, holdIds: readonly number[]): Promise<void> => {
  await write(act, await suspendedOnHolds(act.tx, holdIds), 'body-card-ended', ({ category, cardNumber }, paper) => ({
    title: pair(`${paper.zh}：黄牌、红牌的暂停已结束（${category}）`, `${paper.en}: the card let go (${category})`),
    body: pair(
      `${cardNumber}对${paper.zh}就“${category}”的暂停使用自${act.call.today}起结束。贵机构自行作出的暂停不随之结束，请决定是否恢复，并在该证书页面登记。`,
      `The suspension of ${paper.en} for “${category}” by ${cardNumber} has ended on ${act.call.today}. Your own suspension stays until you end it; please decide, and record it on the page of the certificate.`,
    ),
  }));
};

/** Ends the term of a body that has answered, or need not any more. */
export const closeAnswer = (act: Act, requestId: number): Promise<unknown> =>
  closeDeadlines(act, answerKind, [requestId]);

/** Until when a body answers: reminded before and after; late, the provincial bureau hears of it. */
export const answerDeadline: DeadlineKind = {
  name: answerKind,
  title: pair('认证机构处理并答复', 'The certification body decides and answers'),
  warnDays: 3,
  onWarn: async (act, soon) => {
    await write(act, await openOf(act.tx, soon.map(({ id }) => id)), 'body-near', ({ dueOn }, paper) => ({
      title: pair(`请于${dueOn}以前处理${paper.zh}`, `Please decide about ${paper.en} by ${dueOn}`),
      body: pair(
        `请贵机构处理${paper.zh}的期限是${dueOn}（含当日），至今尚未收到决定。请打开该事项登记决定的日期、文号和理由。`,
        `The last day to decide about ${paper.en} is ${dueOn}; no decision has come yet. Please open the request and record day, number and reasons.`,
      ),
    })); // prettier-ignore
  },
  onDue: async (act, due) => {
    await write(act, await openOf(act.tx, due.map(({ id }) => id)), 'body-late', ({ dueOn }, paper) => ({
      title: pair(`逾期未处理：${paper.zh}`, `Late: ${paper.en}`),
      body: pair(
        `请贵机构处理${paper.zh}的期限${dueOn}已过，请立即登记决定；继续逾期的，将报告省局。`,
        `The last day to decide about ${paper.en}, ${dueOn}, is over. Please record your decision at once; the provincial bureau hears of what stays late.`,
      ),
    })); // prettier-ignore
  },
  escalate: { afterDays: 7, to: 'superior' },
};
