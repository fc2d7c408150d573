import { Readable } from 'node:stream';
import Fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import { registerPortal } from './index.ts';

import { openPortal } from './testing/open-portal.ts';

const { database, made, look, firm } = await openPortal();

describe('bulletins', () => {
  const figures = (failing: readonly unknown[]) => JSON.stringify({ failing });
  const line = { resultId: 1, category: '虚构塑钢窗', producer: '虚构门窗甲厂', seller: null, product: '<b>窗</b>', brand: null, model: 'A1', batch: null, items: ['气密性'] }; // prettier-ignore

  test('show the list of failing products and what corrects them; drafts are nowhere, and no paper of theirs opens', async () => {
    const [old = 0, fresh = 0, draft = 0] = await made.asOwner(async (tx) => {
      const [check] = await tx.query<{ id: number }>('select id from spot_checks.spot_check limit 1');
      const ids: number[] = [];
      for (const [state, number, corrects] of [
        ['released', '虚1', null],
        ['released', '虚2', 0],
        ['draft', null, null],
      ] as const) {
        const [row] = await tx.query<{ id: number }>(
          `insert into publicity.bulletin (dataset, check_id, title, body, figures, state, number, released_at, paper_id, corrects_id)
           values ('demo', $1, $2, '第一段

第二段', $3, $4, $5, case when $4 = 'released' then now() end, 77, $6) returning id`,
          [
            check?.id,
            `通报${number ?? '草稿'}`,
            figures([line]),
            state,
            number,
            corrects === null ? null : ids[corrects],
          ],
        );
        ids.push(row?.id ?? 0);
      }
      return ids;
    });
    const { text } = await look(`/bulletins/${old}`);
    expect(text).toContain('&lt;b&gt;窗&lt;/b&gt; · A1');
    expect(text).toContain(`/bulletins/${fresh}`);
    expect(text).toContain('第一段');
    expect((await look(`/bulletins/${draft}`)).status).toBe(404);
    const opened: number[] = [];
    const openPaper = (paperId: number) => {
      opened.push(paperId);
      return Promise.resolve({ ok: true as const, stream: Readable.from(['%PDF']), fileName: '通报.pdf', mediaType: 'application/pdf' }); // prettier-ignore
    };
    const app = Fastify();
    registerPortal(app, {
      database,
      province: '440000',
      latestSeal: async () => undefined,
      drawCheck: undefined,
      openPaper,
    });
    expect((await app.inject({ url: `/bulletins/${old}/pdf` })).headers['content-type']).toBe('application/pdf');
    for (const url of [`/bulletins/${draft}/pdf`, '/bulletins/0/docx', '/bulletins/x/pdf'])
      expect((await app.inject({ url })).statusCode).toBe(404);
    expect(opened).toEqual([77]);
    const open = (await app.inject({ url: '/data/bulletins.json?dataset=demo' })).json<{ id: number; correctedBy: number | null }[]>(); // prettier-ignore
    expect(open.map(({ id, correctedBy }) => [id, correctedBy])).toEqual([
      [old, fresh],
      [fresh, null],
    ]);
    expect((await app.inject({ url: '/feed.xml' })).body).toContain('<title>更正：通报虚2</title>');
    await app.close();
  });
});

test('an exposure that is shown no more leaves its trace: without the firm, unless it was wrong', async () => {
  const insert = (state: string, ending: string | null) =>
    made.asOwner(async (tx) => {
      const [row] = await tx.query<{ id: number }>(
        `insert into publicity.exposure (dataset, ground, state, ground_key, producer_id, product_name, historical, basis, grounds, released_at, ended_at, ending)
         values ('demo', 'refusal', $1, $2 || $1, $3, '虚构推拉窗', false, '{}', '{"facts": [], "citations": [], "explanation": {"zh": "因", "en": "why"}}',
                 '2026-01-01', case when $2 <> '' then '2026-02-01'::timestamptz end, nullif($2, '')) returning id`,
        [state, ending ?? '', firm.sure],
      );
      return row?.id ?? 0;
    });
  const [shown, over, wrong] = [await insert('released', null), await insert('taken-down', 'term'), await insert('revoked', 'error')]; // prettier-ignore
  expect(await look(`/exposures/${shown}`)).toMatchObject({
    status: 200,
    text: expect.stringContaining('虚构门窗甲厂'),
  });
  // At the firm that it names, and at no other.
  expect((await look(`/enterprise/${firm.sure}`)).text).toContain(`/exposures/${shown}`);
  for (const other of [firm.left, firm.right])
    expect((await look(`/enterprise/${other}`)).text).not.toContain('/exposures/');
  // What happened since stands with it: the card was lifted after its re-check.
  expect((await look(`/exposures/${shown}`)).text).not.toContain('黄牌已解除');
  await made.asOwner((tx) =>
    tx.query(
      `insert into publicity.aftermath (exposure_id, kind, card_id, happened_on) values ($1, 'card-lifted', 1, '2026-01-20')`,
      [shown],
    ),
  );
  expect((await look(`/exposures/${shown}`)).text).toMatch(/公布以后[^]*2026年1月20日[^]*整改后复查合格，黄牌已解除/);
  const trace = await look(`/exposures/${over}`);
  expect(trace).toMatchObject({ status: 410, text: expect.stringContaining('公布期限届满') });
  expect(trace.text).not.toContain('虚构门窗甲厂');
  expect(trace.text).not.toContain('虚构推拉窗');
  expect((await look(`/exposures/${wrong}`)).text).toContain('虚构门窗甲厂');
  expect((await look('/exposures?dataset=demo')).text).not.toContain(`/exposures/${over}`);
  const open = JSON.parse((await look('/data/exposures.json?dataset=demo')).text) as { id: number }[];
  expect(open.map(({ id }) => id)).toEqual([shown]);
});

test('a pass between the check and the release does not stand among what came since the release', async () => {
  const producer = await made.enterprise({ name: '虚构拒检门窗厂' });
  const category = await made.category('虚构拒检窗');
  const passed = async (publishedOn: string, authority: string) =>
    made.store([{ producer, category, check: await made.check({ publishedOn, authority }), verdict: 'pass' }]);
  const [row] = await made.asOwner((tx) =>
    tx.query<{ id: number }>(
      `insert into publicity.exposure (dataset, ground, state, ground_key, producer_id, category_id, product_name, historical, last_on, basis, grounds, released_at)
       values ('demo', 'refusal', 'released', 'before-and-after', $1, $2, '虚构拒检窗', false, '2025-03-04', '{}',
               '{"facts": [], "citations": [], "explanation": {"zh": "因", "en": "why"}}', '2026-01-01T18:00:00Z') returning id`,
      [producer, category],
    ),
  );
  const page = async () => (await look(`/exposures/${row?.id}`)).text;
  await passed('2025-06-01', '虚构先前局');
  expect(await page()).toMatch(/至公布之日<\/h2>[^]*2025年6月1日 虚构先前局[^]*公布以后<\/h2>[^]*还没有该产品此后抽查/);
  // The day of release itself, by the clock of the province.
  await passed('2026-01-02', '虚构当日局');
  await passed('2026-03-01', '虚构其后局');
  expect(await page()).toMatch(
    /至公布之日<\/h2>[^]*虚构先前局[^]*虚构当日局[^]*公布以后<\/h2>[^]*2026年3月1日 虚构其后局/,
  );
});

test('products made to a higher standard stand by category and alphabet, whatever was counted; what is ended leaves its trace', async () => {
  const firms = {
    zhong: await made.enterprise({ name: '虚构中山灯具厂' }),
    an: await made.enterprise({ name: '虚构安灯具厂' }),
    bao: await made.enterprise({ name: '虚构宝灯具厂' }),
  };
  const [lamps, beds] = [await made.category('虚构灯具'), await made.category('虚构床品')];
  const insert = (producer: number, category: number, samples: number, releasedAt: string, ending = '') =>
    made.asOwner(async (tx) => {
      const sample = {
        resultId: 1,
        product: '虚构台灯',
        brand: null,
        model: null,
        batch: null,
        mark: { kind: 'grade', words: '优等品' },
      };
      const check = {
        checkId: 1,
        title: '虚构抽查',
        authority: '虚构省局',
        level: 'provincial',
        publishedOn: '2026-01-01',
        samples: [sample],
      };
      const basis = { since: '2023-09-01', until: '2026-09-01', samples, checks: [check] };
      const grounds = {
        facts: [],
        citations: [],
        parameters: [],
        explanation: { zh: `共检验${samples}批次`, en: 'why' },
      };
      const [row] = await tx.query<{ id: number }>(
        `insert into publicity.commendation (dataset, producer_id, category_id, product_name, state, since, last_on, basis, grounds, proposed_at,
                answer_until, released_at, shown_until, ended_at, ending)
         values ('demo', $1, $2, '虚构台灯', case when $6 = '' then 'released' else 'ended' end, '2023-09-01', '2026-01-01', $3, $4, $5, '2026-02-01', $5,
                 '2027-01-01', case when $6 <> '' then '2026-06-01'::timestamptz end, nullif($6, '')) returning id`,
        [producer, category, JSON.stringify(basis), JSON.stringify(grounds), releasedAt, ending],
      );
      return row?.id ?? 0;
    });
  const many = await insert(firms.zhong, lamps, 40, '2026-05-01');
  const few = await insert(firms.an, lamps, 2, '2026-03-01');
  const late = await insert(firms.bao, lamps, 9, '2026-08-01');
  const bed = await insert(firms.zhong, beds, 3, '2026-04-01');
  const over = await insert(firms.bao, beds, 3, '2026-04-01', 'record');
  const shy = await insert(firms.an, beds, 3, '2026-04-01', 'asked');
  const list = (await look('/commendations?dataset=demo')).text;
  const shown = [...list.matchAll(/href="\/commendations\/(\d+)/g)].map(([, id]) => Number(id));
  expect(shown).toEqual([bed, few, late, many]);
  expect(list).toContain('不是评比、排名或者推荐');
  expect(list).toContain('检验40批次，40批次合格，其中1批次标称优等品');
  expect(list).not.toMatch(/第[一二三1-9]名|\d+(\.\d+)?%/);
  const data = JSON.parse((await look('/data/commendations.json?dataset=demo')).text) as {
    id: number;
    producerId?: number;
  }[];
  expect(data.map(({ id }) => id)).toEqual([bed, few, late, many]);
  expect(data[0]).not.toHaveProperty('producerId');
  expect((await look('/feed.xml')).text).toContain('高标准产品：虚构安灯具厂');
  expect(await look(`/commendations/${many}`)).toMatchObject({
    status: 200,
    text: expect.stringContaining('共检验40批次'),
  });
  const trace = await look(`/commendations/${over}`);
  expect(trace).toMatchObject({ status: 410, text: expect.stringContaining('监督记录已变化，不再符合公布条件') });
  expect(trace.text).toContain('虚构宝灯具厂');
  const unnamed = await look(`/commendations/${shy}`);
  expect(unnamed).toMatchObject({ status: 410, text: expect.stringContaining('应企业请求不再公布') });
  expect(unnamed.text).not.toContain('虚构安灯具厂');
  expect((await look('/commendations/999999')).status).toBe(404);
});

test('an announcement is shown with what happened since; revoked for error it leaves its trace alone', async () => {
  const category = await made.category('虚构防火门');
  const check = await made.check({ publishedOn: '2026-01-20' });
  const announce = (
    producer: number,
    more: { state: string; step: string; on: string; outcome: string | null; at: string },
  ) =>
    made.asOwner(async (tx) => {
      const [card] = await tx.query<{ id: number }>(
        `insert into warning_cards.card (dataset, kind, state, number, producer_id, category_id, check_id, historical, failing_samples, samples, grounds)
         values ('demo', 'yellow', 'issued', $4, $1, $2, $3, false, 1,
                 '[{"product": "虚构门", "model": "M1", "batch": null, "items": ["耐火"], "resultId": 4711}]', '{}') returning id`,
        [producer, category, check, `虚黄${producer}`],
      );
      const [row] = await tx.query<{ id: number }>(
        `insert into warning_cards.rectification (dataset, card_id, enterprise_id, category_id, state, step, before_state, ordered_on, served_on, recheck_from,
           recheck_outcome, announced_on, announced_in, announcement_number, announcement, since, announcement_state, announcement_ending, announcement_ended_on)
         values ('demo', $1, $2::bigint, $3, $4, $5, 'failed', '2026-06-20', '2026-06-22', '2026-06-20', $6, $7, '虚构省报', '虚公' || $2::text,
           '{"paper": 78, "ended": "overdue", "order": "虚改1", "orderedOn": "2026-02-01", "recheckFrom": "2026-06-09", "recheckUntil": "2026-07-09"}', now(),
           case when $4 = 'void' then 'revoked' else 'shown' end, case when $4 = 'void' then 'error' end, case when $4 = 'void' then $8::date end)
         returning id`,
        [card?.id, producer, category, more.state, more.step, more.outcome, more.on, more.at.slice(0, 10)],
      );
      await tx.query(
        `insert into warning_cards.event (subject_kind, subject_id, verb, state, at) values ('rectification', $1, 'pass', $2, $3)`,
        [row?.id, more.state, more.at],
      );
      return row?.id ?? 0;
    });
  // None: the page says so, and nothing leads to it.
  expect((await look('/announcements?dataset=demo')).text).toContain('目前没有公告');
  for (const path of ['/', `/enterprise/${firm.sure}`]) expect((await look(path)).text).not.toContain('公告');
  const standing = await announce(firm.sure, { state: 'announced', step: 'announcement', on: '2026-04-10', outcome: null, at: '2026-04-10T02:00:00Z' }); // prettier-ignore
  // Past midnight in the province: the day is the one of the place.
  const lifted = await announce(firm.left, { state: 'lifted', step: 'overhaul', on: '2026-04-11', outcome: 'pass', at: '2026-07-31T17:00:00Z' }); // prettier-ignore
  const wrong = await announce(firm.right, { state: 'void', step: 'announcement', on: '2026-04-12', outcome: null, at: '2026-05-01T02:00:00Z' }); // prettier-ignore

  const list = (await look('/announcements?dataset=demo')).text;
  expect([...list.matchAll(/"\/announcements\/(\d+)"/g)].map(([, id]) => Number(id))).toEqual([lifted, standing]);
  expect((await look(`/enterprise/${firm.sure}`)).text).toContain(`/announcements/${standing}`);
  expect((await look('/')).text).toContain('逾期不改正公告（2）');
  const one = await look(`/announcements/${standing}`);
  for (const part of ['虚构门 · M1', '耐火', '2026年2月1日被责令限期改正（虚改1）', '自2026年6月9日起至2026年7月9日止', '第十七条', '还没有复查结果'])
    expect([part, one.text.includes(part)]).toEqual([part, true]); // prettier-ignore
  // What was served before the announcement is no suspension.
  expect(one.text).not.toContain('责令停业，限期整顿</li>');
  expect((await look(`/announcements/${lifted}?lang=en`)).text).toContain('2026-06-22 business suspended');
  expect((await look(`/announcements/${lifted}`)).text).toContain('2026年8月1日 复查合格，黄牌已解除');
  const trace = await look(`/announcements/${wrong}`);
  expect(trace).toMatchObject({ status: 410, text: expect.stringContaining('虚构门窗乙厂公司') });
  expect(trace.text).toContain('2026年5月1日');
  expect(trace.text).not.toContain('耐火');
  expect((await look(`/announcements/${wrong}/pdf`)).status).toBe(404);
  const open = (await look('/data/announcements.json?dataset=demo')).text;
  expect((JSON.parse(open) as { id: number }[]).map(({ id }) => id)).toEqual([lifted, standing]);
  for (const hidden of ['producerId', 'resultId', '4711', '虚公' + String(firm.right)])
    expect(open).not.toContain(hidden);
  const feed = (await look('/feed.xml')).text;
  expect(feed).toContain('公告：虚构门窗甲厂 虚构防火门');
  expect(feed).not.toContain(`/announcements/${wrong}<`);
});

test('the first page counts what the lists of all datasets show', async () => {
  const { text } = await look('/');
  for (const [path, words] of [
    ['bulletins', '抽查通报'],
    ['exposures', '曝光名单'],
    ['announcements', '逾期不改正公告'],
  ] as const) {
    const shown = await Promise.all(
      ['live', 'historical', 'demo'].map(async (dataset) => (await look(`/${path}?dataset=${dataset}`)).text),
    );
    // A dataset that is not held shows another one's list: each list counts once.
    const entries = new Set(shown.flatMap((page) => page.match(new RegExp(`href="/${path}/\\d+`, 'g')) ?? []));
    expect(entries.size).toBeGreaterThan(0);
    expect(text).toContain(`${words}（${entries.size}）`);
  }
});
