import { describe, expect, test } from 'vitest';
import { unwrap, ok } from '#foundation/refusal.ts';
import { getPaperDetail } from '#platform/documents/operations-read.ts';
import { type Call, perform } from '#platform/operation/index.ts';
import { myWork } from '#platform/work/workbench.ts';
import { testCall, testSystemCall } from '../../../tests/services.ts';
import { actOnCards } from '../index.ts';
import { recordTaskAnswer } from './operations-hand-over.ts';
import {
  listRectifications,
  readBoard,
  readMyRectifications,
  readRectification,
  readRectificationOfCard,
} from './operations-read.ts';
import { actOnSellerOrder } from './operations-sellers.ts';
import { actOnRectification } from './operations.ts';
import { service, answer, rectificationDesk } from './testing/rectification-desk.ts';

const {
  notice,
  made,
  officer,
  signer,
  county,
  elsewhere,
  check,
  on,
  rows,
  rowOf,
  ordered,
  act,
  answered,
  recheck,
  run,
  told,
  signs,
  desk,
} = await rectificationDesk();

describe('the yellow chain', () => {
  test('goes with the card, once served runs its term, and ends when the re-check passes', async () => {
    const { producer, category, cardId, firm } = await ordered();
    const order = await rowOf(producer);
    expect(order).toMatchObject({ state: 'to-serve', step: 'order' });
    expect(order.number).toMatch(/^粤质改〔2026〕\d+号（演示）$/);
    // The page of the card says what comes next.
    expect(unwrap(await readRectificationOfCard(officer, cardId))).toMatchObject({
      rectification: { id: order.id },
      next: { words: { zh: '送达文书并登记凭据' }, by: { zh: '所在地质量监督机关' } },
    });
    expect((await readMyRectifications(firm)).ok && unwrap(await readMyRectifications(firm)).rows).toEqual([]);
    const readersOfCard = () => rows('select copies from documents.paper where subject = $1', [`card/${cardId}`]);
    expect(await readersOfCard()).toEqual([{ copies: [] }]);
    expect(await act(on(elsewhere, '2026-09-02'), producer, 'serve', service('2026-09-02'))).toMatchObject({
      refusal: { code: 'not-found' },
    });
    expect(await act(on(county, '2026-09-02'), producer, 'serve', service('2026-08-31'))).toMatchObject({
      refusal: { code: 'served-before-order' },
    });
    unwrap(await act(on(county, '2026-09-02'), producer, 'serve', service('2026-09-02')));
    // The card is served with its order.
    expect(await readersOfCard()).toEqual([{ copies: [`enterprise/${producer}`] }]);
    // 30 natural days end on 2 October, a holiday, and roll on to the 8th.
    expect(await rowOf(producer)).toMatchObject({ state: 'rectifying', due_on: '2026-10-08' });
    const [mine] = unwrap(await readMyRectifications(on(firm, '2026-09-08'))).rows;
    expect(mine).toMatchObject({ state: 'rectifying', daysLeft: 30, clock: '2026-10-08' });
    const [work] = await rows<{ permission: string; due_on: string }>(
      `select permission, due_on from work.item where subject = $1 and kind = 'warning-cards.rectify' and state = 'open'`,
      [`rectification/${order.id}`],
    );
    expect(work).toEqual({ permission: 'warning-cards.answer', due_on: '2026-10-08' });
    expect(await act(on(firm, '2026-09-20'), producer, 'answer', { answer: { ...answer, recalled: 1001 } })).toMatchObject({ refusal: { code: 'more-handled-than-there' } }); // prettier-ignore
    unwrap(await act(on(firm, '2026-09-20'), producer, 'answer', { answer }));
    unwrap(await act(on(county, '2026-09-22'), producer, 'send-back'));
    expect(await rowOf(producer)).toMatchObject({ state: 'rectifying' });
    unwrap(await act(on(firm, '2026-09-25'), producer, 'answer', { answer }));
    unwrap(await act(on(county, '2026-09-26'), producer, 'confirm-visit'));
    unwrap(await act(on(county, '2026-09-26'), producer, 'arrange'));
    await recheck({ producer, category }, '2026-10-12', 'pass');
    expect(await rowOf(producer)).toMatchObject({ state: 'lifted' });
    expect(told(cardId)).toEqual(['card-lifted']);
    const [card] = await rows<{ state: string; kind: string }>('select state, kind from warning_cards.published_card where card_id = $1', [cardId]); // prettier-ignore
    expect(card).toEqual({ state: 'lifted', kind: 'yellow' });
    const detail = unwrap(await readRectification(on(firm, '2026-10-13'), order.id, 'warning-cards.answer'));
    expect(detail).toMatchObject({ recheckOutcome: 'pass', answer: { sold: 1000, recalled: 640 }, next: null });
    expect(detail.events.map(({ words }) => words.zh)).toEqual([
      '下达责令整改通知书', '登记送达', '报告整改、申请复查', '核查不符，退回整改', '报告整改、申请复查', '核查属实，待复查', '安排复查', '复查合格，解除',
    ]); // prettier-ignore
    expect(await rows(`select 1 from work.item where subject = $1 and state = 'open'`, [`rectification/${order.id}`])).toEqual([]); // prettier-ignore
    expect(await act(on(county, '2026-10-14'), producer, 'arrange')).toMatchObject({
      refusal: { code: 'state-not-allowed', citation: { clause: '4.3.1' } },
    });
  });

  test('a result sampled before the order, or of a regular check, decides nothing', async () => {
    const firm = await answered();
    await recheck(firm, '2026-08-31', 'pass');
    expect(await rowOf(firm.producer)).toMatchObject({ state: 'to-recheck' });
    notice.setNow('2026-10-10T02:00:00.000Z');
    const regular = await made.check({ publishedOn: '2026-10-10', level: 'provincial', authority: '虚构定期' });
    await made.store([{ ...firm, check: regular, verdict: 'pass', sampledOn: '2026-10-01' }]);
    expect(await rowOf(firm.producer)).toMatchObject({ state: 'to-recheck' });
  });

  test('historical cards, and letters to other provinces, start nothing', async () => {
    const old = await made.check({ publishedOn: '2015-03-15', dataset: 'historical', authority: '虚构历史' });
    const past = await made.enterprise({ name: '虚构历史厂', dataset: 'historical' });
    const kind = await made.category('虚构历史种类', 'historical');
    await made.change(
      [{ producer: past, category: kind }],
      (tx) =>
        tx.query(
          `insert into spot_checks.result (dataset, check_id, category_id, producer_id, month, verdict, published_verdict, producer_cell, parties_settled, product_name, failing_items, content_key, final_on)
           values ('historical', $1, $2, $3, '2015-03-01', 'fail', 'fail', '虚构', true, '虚构产品', '{虚构项目}', '\\x01', '2015-03-15')`,
          [old, kind, past],
        ),
      'historical',
    );
    const away = await made.enterprise({ name: '虚构外省厂', province: '330000', city: null });
    const category = await made.category('虚构外省种类');
    await made.store([{ producer: away, category, check }]);
    for (const producer of [past, away]) {
      const [card] = await rows<{ id: number; version: number }>('select id, version from warning_cards.card where producer_id = $1', [producer]); // prettier-ignore
      const at = card ?? { id: 0, version: 0 };
      unwrap(await actOnCards(on(officer, '2026-09-01'), 'submit', { cards: [at] }));
      unwrap(await actOnCards(on(signer, '2026-09-01'), 'issue', { cards: [{ id: at.id, version: at.version + 1 }] }));
      expect(await rows('select 1 from warning_cards.rectification where enterprise_id = $1', [producer])).toEqual([]);
    }
  });

  test('an extension is asked for in time and granted once', async () => {
    const { producer, firm } = await ordered();
    unwrap(await act(on(officer, '2026-09-02'), producer, 'serve', service('2026-09-02')));
    expect(await act(on(officer, '2026-09-10'), producer, 'extend')).toMatchObject({ refusal: { code: 'extension-not-asked' } }); // prettier-ignore
    expect(await act(on(firm, '2026-10-04'), producer, 'ask-extension')).toMatchObject({ refusal: { code: 'extension-too-late' } }); // prettier-ignore
    unwrap(await act(on(firm, '2026-10-03'), producer, 'ask-extension', { reason: '设备未到货' }));
    unwrap(await act(on(officer, '2026-10-05'), producer, 'extend'));
    expect(await rowOf(producer)).toMatchObject({ due_on: '2026-11-09', state: 'rectifying' });
    expect(await act(on(firm, '2026-10-20'), producer, 'ask-extension')).toMatchObject({ refusal: { code: 'extension-once' } }); // prettier-ignore
    await run('2026-10-20');
    expect(await rowOf(producer)).toMatchObject({ state: 'rectifying' });
    await run('2026-11-10');
    const { id, state } = await rowOf(producer);
    expect(state).toBe('overdue');
    // What is overdue stands before all that has time, in the workbench of the authority too.
    const { items } = unwrap(await myWork(on(officer, '2026-11-11'), { kind: 'warning-cards.follow-up', limit: 200 }));
    expect(items.find(({ subject }) => subject === `rectification/${id}`)).toMatchObject({ dueOn: '2026-11-09', daysLeft: -2 }); // prettier-ignore
    unwrap(await act(on(firm, '2026-11-12'), producer, 'answer', { answer }));
    const { recheck_due_on: recheckDueOn } = await rowOf(producer);
    const { items: later } = unwrap(await myWork(on(officer, '2026-11-12'), { kind: 'warning-cards.follow-up', limit: 200 })); // prettier-ignore
    expect(later.find(({ subject }) => subject === `rectification/${id}`)).toMatchObject({ dueOn: recheckDueOn });
    expect(later[0]?.dueOn).not.toBeNull();
  });

  test('the term ends by itself, once; a late report still counts, refusal is a fact for exposure', async () => {
    const { producer, firm, cardId } = await ordered();
    unwrap(await act(on(officer, '2026-09-02'), producer, 'serve', service('2026-09-02')));
    await Promise.all([run('2026-10-09'), run('2026-10-09')]);
    await run('2026-10-10');
    const { id } = await rowOf(producer);
    expect(await rows('select verb from warning_cards.event where subject_kind = $1 and subject_id = $2 and verb = $3', ['rectification', id, 'expire'])).toHaveLength(1); // prettier-ignore
    unwrap(await act(on(officer, '2026-10-12'), producer, 'record-refusal', { reason: '明确表示不整改' }));
    expect(told(cardId)).toEqual(['rectification-refused']);
    unwrap(await act(on(firm, '2026-10-13'), producer, 'answer', { answer }));
    expect(await rowOf(producer)).toMatchObject({ state: 'answered' });
  });

  test('a card revoked for error takes everything back; acts on it are refused then', async () => {
    const seller = await made.enterprise({ name: '虚构错发商店' });
    const { producer, cardId } = await ordered({ seller });
    unwrap(await act(on(officer, '2026-09-02'), producer, 'serve', service('2026-09-02')));
    const [result] = await rows<{ id: number }>('select id from spot_checks.result where producer_id = $1', [producer]);
    await made.remove([result?.id ?? 0]);
    const reviewer = await testCall(notice, { permissions: [...signs], name: '复核丙' });
    const [card] = await rows<{ version: number }>('select version from warning_cards.card where id = $1', [cardId]);
    unwrap(await actOnCards(on(reviewer, '2026-09-10'), 'revoke', { cards: [{ id: cardId, version: card?.version ?? 0 }] }, '结果撤回')); // prettier-ignore
    expect(await rowOf(producer)).toMatchObject({ state: 'void' });
    expect(await rows('select state from warning_cards.seller_order where card_id = $1', [cardId])).toEqual([{ state: 'void' }]); // prettier-ignore
    const { id } = await rowOf(producer);
    expect(await rows(`select state from documents.paper where subject = any ($1)`, [[`rectification/${id}`, `card/${cardId}`]])).toEqual([{ state: 'void' }, { state: 'void' }]); // prettier-ignore
    expect(await act(on(officer, '2026-09-11'), producer, 'pause', { ground: 'stopped' })).toMatchObject({ refusal: { code: 'state-not-allowed' } }); // prettier-ignore
    await run('2026-12-01');
    expect(await rowOf(producer)).toMatchObject({ state: 'void' });
  });
});

describe('what a firm is told', () => {
  const inboxOf = async (enterprise: number): Promise<string[]> =>
    (
      await rows<{ title: string }>('select title_zh as title from delivery.message where inbox = $1 order by id', [
        `enterprise/${enterprise}`,
      ])
    ).map(({ title }) => title);

  test('each new thing, once: what was served, what became of its requests and its report, the re-check, the end of its time', async () => {
    const { producer, category, firm } = await ordered();
    expect(await inboxOf(producer)).toEqual([]);
    unwrap(await act(on(county, '2026-09-02'), producer, 'serve', service('2026-09-02')));
    const [served] = await inboxOf(producer);
    expect(served).toMatch(/^文书已送达：(?=.*责令整改通知书 粤质改〔2026〕)(?=.*黄牌警告通知书 粤质黄〔2026〕)/u);
    unwrap(await act(on(firm, '2026-09-10'), producer, 'ask-extension', { reason: '设备未到货' }));
    unwrap(await act(on(county, '2026-09-11'), producer, 'extend'));
    unwrap(await act(on(firm, '2026-09-20'), producer, 'answer', { answer }));
    unwrap(await act(on(county, '2026-09-22'), producer, 'send-back'));
    await run('2026-11-10');
    unwrap(await act(on(firm, '2026-11-11'), producer, 'answer', { answer }));
    unwrap(await act(on(county, '2026-11-12'), producer, 'confirm-visit'));
    unwrap(await act(on(county, '2026-11-12'), producer, 'arrange'));
    await recheck({ producer, category }, '2026-11-20', 'fail');
    expect((await inboxOf(producer)).slice(1)).toEqual([
      '责令整改：同意延期',
      '责令整改：核查不符，请继续整改并重新报告',
      '责令整改：期限已过，请尽快整改并报告',
      '责令整改：核查属实，等待复查',
      '责令整改：已安排复查',
      '责令整改：复查不合格',
    ]);
    const [extended] = await rows<{ body: string }>(`select body_zh as body from delivery.message where inbox = $1 and title_zh like '%延期'`, [`enterprise/${producer}`]); // prettier-ignore
    expect(extended?.body).toContain('期限至2026年11月9日（含当天）');
  });

  test('nothing of an order that it has not been served', async () => {
    const { producer } = await ordered();
    unwrap(await act(on(county, '2026-09-02'), producer, 'pause', { ground: 'seasonal' }));
    expect(await inboxOf(producer)).toEqual([]);
  });

  test('the seller, too, of his order', async () => {
    const seller = await made.enterprise({ name: '虚构被告知商店', city: '440600' });
    await ordered({ seller });
    const { id } = (await rows<{ id: number }>('select id from warning_cards.seller_order where enterprise_id = $1', [seller]))[0] ?? { id: 0 }; // prettier-ignore
    const report = { source: '虚构批发', offSale: 1, returned: 1, destroyed: 0, unit: '件', measures: '下架' };
    for (const [at, [verb, more]] of ([
      ['serve', service('2026-09-02')],
      ['register-report', { report }],
      ['return', {}],
      ['register-report', { report }],
      ['accept', {}],
    ] as const).entries())
      unwrap(await actOnSellerOrder(on(officer, '2026-09-03'), id, verb, { version: at + 1, reason: '说明', ...more }));
    expect((await inboxOf(seller)).map((title) => title.replace(/ .*/u, ''))).toEqual([
      '文书已送达：责令停止销售、改正通知书',
      '责令停止销售、改正：报告被退回，请重新报告',
      '责令停止销售、改正：报告已核实，办结',
    ]);
  }); // prettier-ignore
});

describe('what happens to firms', () => {
  test('a seasonal stop keeps the days left; deregistered ends it, resumption opens it again', async () => {
    const { producer, cardId } = await ordered();
    unwrap(await act(on(officer, '2026-09-02'), producer, 'serve', service('2026-09-02')));
    unwrap(await act(on(officer, '2026-09-18'), producer, 'pause', { ground: 'seasonal' }));
    await run('2026-10-11');
    expect(await rowOf(producer)).toMatchObject({ state: 'paused' });
    unwrap(await act(on(officer, '2026-10-12'), producer, 'resume'));
    // Twenty days were left on 18 September.
    expect(await rowOf(producer)).toMatchObject({ state: 'rectifying', due_on: '2026-11-02' });
    unwrap(await act(on(officer, '2026-10-13'), producer, 'end', { ground: 'deregistered' }));
    expect(told(cardId)).toEqual(['card-ended']);
    expect(await rows('select state from warning_cards.published_card where card_id = $1', [cardId])).toEqual([{ state: 'ended' }]); // prettier-ignore
    unwrap(await act(on(officer, '2026-10-14'), producer, 'reopen'));
    expect(await rowOf(producer)).toMatchObject({ state: 'rectifying' });
    expect(told(cardId)).toEqual(['card-ended', 'card-reopened']);
  });

  test('a firm that moves goes to its new authority, a merged one to the entry that remains', async () => {
    const { producer } = await ordered();
    unwrap(await act(on(officer, '2026-09-02'), producer, 'serve', service('2026-09-02')));
    unwrap(
      await perform(testSystemCall(notice), { permission: null }, async (doing) => {
        doing.emit({ type: 'enterprises/region-confirmed@1', payload: { dataset: 'demo', enterpriseId: producer, cityCode: '440300', countyCode: null } }); // prettier-ignore
        return ok(undefined);
      }),
    );
    expect(await act(on(county, '2026-09-05'), producer, 'record-refusal')).toMatchObject({ refusal: { code: 'not-found' } }); // prettier-ignore
    unwrap(await act(on(elsewhere, '2026-09-05'), producer, 'record-refusal'));
    const other = await made.enterprise({ name: '虚构合并厂' });
    unwrap(
      await perform(testSystemCall(notice), { permission: null }, async (doing) => {
        doing.emit({ type: 'enterprises/merged@1', payload: { dataset: 'demo', from: producer, into: other } });
        return ok(undefined);
      }),
    );
    expect(await rowOf(other)).toMatchObject({ state: 'refused' });
  });

  test('the seller has his own order and his own term', async () => {
    const seller = await made.enterprise({ name: '虚构销售商店', city: '440300' });
    const { producer } = await ordered({ seller });
    const [order] = await rows<{ id: number; version: number; number: string }>('select id, version, number from warning_cards.seller_order where enterprise_id = $1', [seller]); // prettier-ignore
    expect(order?.number).toMatch(/^粤质停销〔2026〕\d+号（演示）$/);
    const id = order?.id ?? 0;
    // Its paper leads to the page of the order whoever may see that.
    const [paper] = await rows<{ id: number }>('select id from documents.paper where subject = $1', [`seller-order/${id}`]); // prettier-ignore
    const clerk = await testCall(notice, { permissions: ['documents.read', ...desk], name: '文书丙' });
    const shop = await testCall(notice, { permissions: ['documents.receive'], region: `enterprise/${seller}` });
    const about = async (call: Call) => unwrap(await getPaperDetail(call, paper?.id ?? 0)).about.link;
    expect(await about(clerk)).toBe(`/seller-orders/${id}`);
    unwrap(await actOnSellerOrder(on(elsewhere, '2026-09-03'), id, 'serve', { version: 1, ...service('2026-09-02') }));
    expect(await about(shop)).toBeNull();
    await run('2026-09-18');
    expect(await rows('select state, due_on from warning_cards.seller_order where id = $1', [id])).toEqual([{ state: 'overdue', due_on: '2026-09-17' }]); // prettier-ignore
    const keeper = await testCall(notice, { permissions: ['warning-cards.answer'], region: `enterprise/${seller}` });
    const { sellerOrders } = unwrap(await readMyRectifications(on(keeper, '2026-09-19')));
    expect(sellerOrders).toMatchObject([
      { id, state: 'overdue', producer: expect.stringContaining('虚构整改厂') as string },
    ]);
    const report = { source: '虚构批发部', offSale: 20, returned: 15, destroyed: 5, unit: '件', measures: '加强验收' };
    unwrap(await actOnSellerOrder(on(keeper, '2026-09-20'), id, 'report', { version: 3, report }));
    unwrap(await actOnSellerOrder(on(elsewhere, '2026-09-21'), id, 'accept', { version: 4 }));
    expect(await rowOf(producer)).toMatchObject({ state: 'to-serve' });
  });
});

describe('the red chain', () => {
  const tasks = [{ department: '虚构工商局', task: '监督停产', dueOn: '2026-11-20' }];

  test('notice: a failed re-check, two people, joint tasks, overhaul, a second failure, revocation after hearing', async () => {
    const firm = await answered();
    const { producer, cardId } = firm;
    await recheck(firm, '2026-10-12', 'fail');
    expect(await rowOf(producer)).toMatchObject({ state: 'failed', step: 'order' });
    // The failed re-check is no second yellow card.
    expect(await rows('select state from warning_cards.card where producer_id = $1', [producer])).toEqual([
      { state: 'issued' },
    ]);
    unwrap(await act(on(county, '2026-10-13'), producer, 'propose-step', { reason: '复查不合格' }));
    expect(await act(on(county, '2026-10-13'), producer, 'decide-step', { tasks })).toMatchObject({ refusal: { code: 'forbidden' } }); // prettier-ignore
    expect(await act(on(signer, '2026-10-14'), producer, 'decide-step')).toMatchObject({ refusal: { code: 'joint-tasks-missing' } }); // prettier-ignore
    unwrap(await act(on(signer, '2026-10-14'), producer, 'decide-step', { tasks }));
    const red = await rowOf(producer);
    expect(red).toMatchObject({ state: 'to-serve', step: 'overhaul' });
    expect(red.number).toMatch(/^粤质红〔2026〕\d+号（演示）$/);
    expect(told(cardId)).toEqual(['turned-red']);
    expect(await rows('select kind from warning_cards.published_card where card_id = $1', [cardId])).toEqual([{ kind: 'red' }]); // prettier-ignore
    unwrap(await act(on(county, '2026-10-16'), producer, 'serve', service('2026-10-16')));
    const detail = unwrap(await readRectification(on(officer, '2026-10-17'), red.id, 'warning-cards.read'));
    unwrap(await recordTaskAnswer(on(county, '2026-11-01'), red.id, detail.tasks[0]?.id ?? 0, '已现场监督'));
    unwrap(await act(on(firm.firm, '2026-11-01'), producer, 'answer', { answer }));
    // What failed before the overhaul does not count again.
    await made.store([{ ...firm, check, verdict: 'pass' }]);
    expect(await rowOf(producer)).toMatchObject({ state: 'answered' });
    await recheck(firm, '2026-11-20', 'fail');
    unwrap(await act(on(county, '2026-11-21'), producer, 'propose-step'));
    unwrap(await act(on(signer, '2026-11-22'), producer, 'decide-step'));
    expect(await rowOf(producer)).toMatchObject({ state: 'revocation', step: 'revocation' });
    expect(told(cardId)).toEqual(['turned-red', 'revocation-proposed']);
    const decision = { by: '虚构发证机关', number: '虚证吊〔2026〕1号', noticeOn: '2026-11-25', hearing: '当事人未申请听证' }; // prettier-ignore
    expect(await act(on(county, '2026-12-01'), producer, 'record-revocation')).toMatchObject({ refusal: { code: 'hearing-missing' } }); // prettier-ignore
    unwrap(await act(on(county, '2026-12-01'), producer, 'record-revocation', { decision }));
    expect(await rowOf(producer)).toMatchObject({ state: 'licence-revoked' });
  });

  test('a licence revoked in the register ends what waited for it, and nothing that stands in another step', async () => {
    const [waiting, running] = [await ordered(), await ordered()];
    await rows(`update warning_cards.rectification set state = 'revocation', step = 'revocation' where card_id = $1`, [
      waiting.cardId,
    ]);
    unwrap(
      await perform(testSystemCall(notice), { permission: null }, async (doing) => {
        const cardIds = [waiting.cardId, running.cardId];
        doing.emit({ type: 'licences/licence-revoked@1', payload: { dataset: 'demo', licenceIds: [1], cardIds } });
        return ok(undefined);
      }),
    );
    const ended = await rowOf(waiting.producer);
    expect(ended).toMatchObject({ state: 'licence-revoked' });
    expect(await rowOf(running.producer)).toMatchObject({ state: 'to-serve' });
    expect(await rows(`select verb, account_id from warning_cards.event where subject_kind = 'rectification' and subject_id = $1 order by id desc limit 1`, [ended.id])) // prettier-ignore
      .toEqual([{ verb: 'record-revocation', account_id: null }]);
    expect(await rows(`select 1 from work.item where subject = $1 and closed_at is null`, [`rectification/${ended.id}`])).toEqual([]); // prettier-ignore
    // A licence that the register does not know is recorded by hand; what has ended is not recorded again.
    expect(await act(on(county, '2026-09-02'), waiting.producer, 'record-revocation')).toMatchObject({ refusal: { code: 'state-not-allowed' } }); // prettier-ignore
  });

  test('what the register of licences knows is not revoked by a line in the rectification', async () => {
    const { producer, category, cardId } = await ordered();
    await rows(`update warning_cards.rectification set state = 'revocation', step = 'revocation' where card_id = $1`, [cardId]); // prettier-ignore
    const [licence] = await rows<{ id: number }>(
      `insert into licences.licence (dataset, number, number_key, kind, holder_id, issuer_kind, issuer, issuer_region, issued_on, valid_from, valid_until, created_at)
       values ('demo', '虚构XK-在册', '虚构xk在册', 'production-licence', $1, 'authority', '虚构发证机关', '440000', '2024-01-01', '2024-01-01', '2028-12-31', now()) returning id`,
      [producer],
    );
    await rows(`insert into licences.hold (dataset, licence_id, category_id, ground, card_id, from_on, created_at) values ('demo', $1, $3, 'card', $2, '2026-09-01', now())`, [licence?.id, cardId, category]); // prettier-ignore
    const decision = { by: '虚构发证机关', number: '虚证吊〔2026〕2号', noticeOn: '2026-10-05', hearing: '未申请' };
    const refusal = { code: 'licence-on-record', citation: { clause: '4.3.2' }, text: { zh: expect.stringContaining('虚构XK-在册') as string } }; // prettier-ignore
    expect(await act(on(county, '2026-10-20'), producer, 'record-revocation', { decision })).toMatchObject({ refusal });
    await rows(`update licences.licence set surrendered_on = '2026-10-19' where id = $1`, [licence?.id]);
    unwrap(await act(on(county, '2026-10-20'), producer, 'record-revocation', { decision }));
    expect(await rowOf(producer)).toMatchObject({ state: 'licence-revoked' });
  });

  test('a serious problem is red at once under the notice, with its criterion', async () => {
    const { producer } = await ordered();
    unwrap(await act(on(county, '2026-09-05'), producer, 'propose-serious', { criterion: 'danger' }));
    unwrap(await act(on(signer, '2026-09-06'), producer, 'decide-step', { tasks }));
    expect(await rowOf(producer)).toMatchObject({ state: 'to-serve', step: 'overhaul' });
  });

  test('the one who proposed a step does not decide it', async () => {
    const both = await testCall(notice, { permissions: [...new Set([...desk, ...signs])], name: '两职一身' });
    const { producer } = await ordered();
    unwrap(await act(on(both, '2026-09-05'), producer, 'propose-serious', { criterion: 'fake' }));
    expect(await act(on(both, '2026-09-06'), producer, 'decide-step', { tasks })).toMatchObject({ refusal: { code: 'four-eyes-same-person' } }); // prettier-ignore
    unwrap(await act(on(signer, '2026-09-06'), producer, 'return-step', { reason: '证据不足' }));
    expect(await rowOf(producer)).toMatchObject({ state: 'to-serve', step: 'order' });
  });
});

describe('reading', () => {
  test('the list and the board tell what is late, within the reader’s place', async () => {
    const { producer } = await ordered();
    unwrap(await act(on(officer, '2026-09-02'), producer, 'serve', service('2026-09-02')));
    const late = unwrap(
      await listRectifications(on(county, '2026-10-20'), { dataset: 'demo', late: true, limit: 200 }),
    );
    expect(late.rows.find(({ firm }) => firm.id === producer)).toMatchObject({ daysLeft: -12 });
    const { rows: board } = unwrap(await readBoard(on(county, '2026-10-20'), 'demo'));
    expect(new Set(board.map(({ cityCode }) => cityCode))).toEqual(new Set(['440600']));
    expect(board.find(({ state, step }) => state === 'rectifying' && step === 'order')?.late).toBeGreaterThan(0);
    // What a number of the board opens is what it counted: a stage gathers several states.
    const stage = unwrap(await listRectifications(on(county, '2026-10-20'), { dataset: 'demo', stage: 'overdue', limit: 200 })); // prettier-ignore
    const counted = board.filter(({ state }) => state === 'overdue' || state === 'refused').reduce((sum, { count }) => sum + count, 0); // prettier-ignore
    expect(stage.total).toBe(counted);
    expect(stage.rows.every(({ state }) => state === 'overdue' || state === 'refused')).toBe(true);
    const paged = unwrap(await listRectifications(on(officer, '2026-10-20'), { dataset: 'demo', limit: 3 }));
    const again = unwrap(await listRectifications(on(officer, '2026-10-20'), { dataset: 'demo', limit: 3, cursor: paged.next ?? '' })); // prettier-ignore
    expect(new Set([...paged.rows, ...again.rows].map(({ id }) => id)).size).toBe(6);
  });

  test('the events give the present state of each', async () => {
    const differing = await rows(
      `select r.id from warning_cards.rectification r
        where r.state <> (select e.state from warning_cards.event e where e.subject_kind = 'rectification' and e.subject_id = r.id and e.verb <> 'move' order by e.id desc limit 1)`,
    );
    expect(differing).toEqual([]);
  });

  test('two acts on one version: the second is told who was faster', async () => {
    const { producer } = await ordered();
    const { id } = await rowOf(producer);
    unwrap(await actOnRectification(on(officer, '2026-09-02'), id, 'serve', { version: 1, ...service('2026-09-02') }));
    const second = await actOnRectification(on(officer, '2026-09-02'), id, 'record-refusal', { version: 1, reason: '说明' }); // prettier-ignore
    expect(second).toMatchObject({ refusal: { code: 'conflict' } });
    expect(!second.ok && second.refusal.text.zh).toContain('承办甲登记送达');
  });
});
