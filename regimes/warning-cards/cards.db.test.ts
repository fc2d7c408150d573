import { beforeAll, describe, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { platformManifests } from '#platform/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { madeUpResults } from '../../tests/made-up-results.ts';
import { testCall, testServices } from '../../tests/services.ts';
import { actOnCards, getCard, listCards, manifest } from './index.ts';
import type { CardAct, CardState } from './warning-card.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [...platformManifests, manifest] });
const made = madeUpResults(database, services);
const all = ['warning-cards.read', 'warning-cards.submit', 'warning-cards.issue', 'warning-cards.review'];

let officer: Call;
let signer: Call;
let other: Call;
let check: number;
let count = 0;

beforeAll(async () => {
  officer = await testCall(services, { permissions: all, name: '承办甲' });
  signer = await testCall(services, { permissions: all, name: '签发乙' });
  other = await testCall(services, { permissions: all, name: '签发丙' });
  check = await made.check({ publishedOn: '2015-03-15' });
});

interface Stored {
  readonly id: number;
  readonly version: number;
  readonly state: CardState;
  readonly kind: string;
  readonly number: string | null;
  readonly under_review: boolean;
  readonly failing_samples: number;
}
const cardsOf = (producer: number): Promise<Stored[]> =>
  withTransaction(database, 'system', (tx) =>
    tx.query<Stored>('select * from warning_cards.card where producer_id = $1 order by id', [producer]),
  );
const cardOf = async (producer: number): Promise<Stored> => {
  const [card] = await cardsOf(producer);
  if (!card) throw new Error('no card');
  return card;
};
const make = async (more: { province?: string | null; city?: string | null; retailer?: boolean } = {}) => {
  count += 1;
  const producer = await made.enterprise({ name: `虚构工厂${count}`, ...more });
  const category = await made.category(`虚构种类${count}`);
  return { producer, category, check };
};
const take = async (call: Call, producer: number, act: CardAct, reason?: string) => {
  const { id, version } = await cardOf(producer);
  return actOnCards(call, act, { cards: [{ id, version }] }, reason);
};
const issued = async () => {
  const key = await make();
  const ids = await made.store([key]);
  unwrap(await take(officer, key.producer, 'submit'));
  unwrap(await take(signer, key.producer, 'issue'));
  return { key, ids, card: await cardOf(key.producer) };
};
const works = (id: number) =>
  withTransaction(database, 'system', (tx) =>
    tx.query<{ state: string }>('select state from work.item where subject = $1 order by id', [`card/${id}`]),
  );

describe('proposals', () => {
  test('are one a producer, category and check, with every failing sample', async () => {
    const key = await make();
    await made.store([key, { ...key, product: '虚构产品乙', items: ['甲', '乙'] }, { ...key, verdict: 'pass' }]);
    const [card, ...more] = await cardsOf(key.producer);
    expect(more).toEqual([]);
    expect(card).toMatchObject({ state: 'proposed', kind: 'yellow', failing_samples: 2, version: 1 });
    const detail = unwrap(await getCard(officer, card?.id ?? 0));
    expect(detail.grounds.facts.map((fact) => fact.text.zh)).toEqual([
      '“虚构产品”不合格，不合格项目：虚构项目。',
      '“虚构产品乙”不合格，不合格项目：甲、乙。',
    ]);
    expect(detail.grounds.explanation.zh).toContain('粤府办〔2000〕18号 四（三）1');
    expect(detail.next?.act).toBe('submit');
    expect(detail.acts.map(({ act, refusal }) => [act, refusal?.code ?? 'may'])).toEqual([
      ['submit', 'may'],
      ['issue', 'state-not-allowed'],
    ]);
  });

  test('leave out lower levels, passes, and samples whose parties are not settled', async () => {
    const key = await make();
    const county = await made.check({ publishedOn: '2015-03-16', level: 'county', authority: '虚构县局' });
    await made.store([
      { ...key, check: county },
      { ...key, verdict: 'pass' },
      { ...key, settled: false },
      { ...key, verdict: 'refused' },
    ]);
    expect(await cardsOf(key.producer)).toEqual([]);
  });

  test('are a transfer letter elsewhere, and wait for a person where a shop is named or the province is unknown', async () => {
    const away = await make({ province: '330000', city: null });
    const shop = await make({ retailer: true });
    const nowhere = await make({ province: null, city: null });
    await made.store([away, shop, nowhere]);
    expect(await cardOf(away.producer)).toMatchObject({ kind: 'transfer', state: 'proposed' });
    expect(await cardOf(shop.producer)).toMatchObject({ kind: 'yellow', state: 'held', held_reason: 'retailer' });
    expect(await cardOf(nowhere.producer)).toMatchObject({
      kind: 'undetermined',
      state: 'held',
      held_reason: 'province-unknown',
    });
    expect(await take(officer, shop.producer, 'admit')).toMatchObject({ refusal: { code: 'reason-required' } });
    unwrap(await take(officer, shop.producer, 'admit', '现场核实有生产'));
    expect(await take(officer, nowhere.producer, 'admit', '核实')).toMatchObject({
      refusal: { code: 'state-not-allowed' },
    });
    await made.store([{ ...shop, product: '虚构产品丙' }]);
    expect(await cardOf(shop.producer)).toMatchObject({ state: 'proposed', failing_samples: 2 });
    unwrap(await take(officer, nowhere.producer, 'decline', '并非生产者'));
    expect(await cardOf(nowhere.producer)).toMatchObject({ state: 'dismissed' });
  });

  test('go away with their grounds, and are brought up to date with them', async () => {
    const key = await make();
    const [first = 0] = await made.store([key]);
    const [second = 0] = await made.store([{ ...key, product: '虚构产品丁' }]);
    expect(await cardOf(key.producer)).toMatchObject({ failing_samples: 2, version: 2 });
    await made.remove([first]);
    expect(await cardOf(key.producer)).toMatchObject({ failing_samples: 1, state: 'proposed' });
    await made.remove([second]);
    expect(await cardsOf(key.producer)).toEqual([]);
  });
});

describe('acts', () => {
  test('take two people, and number the papers of a year without gaps', async () => {
    const keys = [await make(), await make(), await make()];
    await made.store(keys);
    const chosen = await Promise.all(keys.map(async (key) => (await cardOf(key.producer)).id));
    const seen = async () => ({ cards: await Promise.all(keys.map(async (key) => cardOf(key.producer))) });
    expect(unwrap(await actOnCards(officer, 'submit', await seen()))).toMatchObject({ done: 3, refused: 0 });
    expect(await take(officer, keys[0]?.producer ?? 0, 'issue')).toMatchObject({
      refusal: { code: 'four-eyes-same-person' },
    });
    expect(unwrap(await actOnCards(signer, 'issue', await seen()))).toMatchObject({ done: 3 });
    const numbers = (await seen()).cards.map((card) => card.number);
    expect(numbers.every((number) => /^粤质黄〔2026〕\d+号（演示）$/.test(number ?? ''))).toBe(true);
    const ordinals = numbers.map((number) => Number(/〕(\d+)号/.exec(number ?? '')?.[1])).sort((a, b) => a - b);
    expect((ordinals[2] ?? 0) - (ordinals[0] ?? 0)).toBe(2);
    const entries = await withTransaction(database, 'system', (tx) =>
      tx.query<{ canonical: string }>(
        `select convert_from(canonical, 'UTF8') as canonical from journal.entry where act = 'warning-cards.issue' and subject = any ($1)`,
        [chosen.map((id) => `card/${id}`)],
      ),
    );
    const papers = entries.map((entry) => JSON.parse(entry.canonical).payload);
    expect(papers.map((paper) => paper.number).toSorted()).toEqual(numbers.toSorted());
    expect(papers[0]).toMatchObject({
      kind: 'yellow',
      grounds: { citations: [{ source: 'notice', clause: '4.3.1' }] },
    });
    const facts = await withTransaction(database, 'system', (tx) =>
      tx.query<{ payload: unknown }>(`select payload from facts.fact where type = 'warning-cards/card-issued@1'`),
    );
    expect(facts).toContainEqual({ payload: { dataset: 'demo', cardIds: chosen } });
  });

  test('issue each card as a paper under one number, to the producer or to where he is; the past is recorded without one', async () => {
    const keys = [await make(), await make({ province: '330000', city: null })];
    await made.store(keys);
    for (const { producer } of keys) {
      unwrap(await take(officer, producer, 'submit'));
      unwrap(await take(signer, producer, 'issue'));
    }
    const [card, letter] = await Promise.all(keys.map(({ producer }) => cardOf(producer)));
    const papers = await withTransaction(database, 'system', (tx) =>
      tx.query<{ title: string; content: unknown }>(
        `select subject, number, state, party, title, addressee, content from documents.paper where subject = any ($1::text[]) order by id`,
        [[`card/${card?.id}`, `card/${letter?.id}`]],
      ),
    );
    expect(papers).toMatchObject([
      {
        number: card?.number,
        state: 'issued',
        party: null,
        title: '黄牌警告通知书',
        addressee: `虚构工厂${count - 1}`,
      },
      { number: letter?.number, state: 'issued', addressee: expect.stringContaining('产品质量监督主管部门') },
    ]);
    expect(JSON.stringify(papers[0]?.content)).toContain('粤府办〔2000〕18号 四（三）1');
    expect(letter?.number).toMatch(/^粤质移〔2026〕\d+号（演示）$/);

    const past = await make();
    const before = await made.store([past]);
    await withTransaction(database, 'migrator', (tx) =>
      tx.query(`update warning_cards.card set historical = true, dataset = 'historical' where producer_id = $1`, [
        past.producer,
      ]),
    );
    unwrap(await take(officer, past.producer, 'submit'));
    unwrap(await take(signer, past.producer, 'issue'));
    const recorded = await cardOf(past.producer);
    expect(recorded.number).toMatch(/^粤质黄〔2026〕\d+号（历史）$/);
    const none = await withTransaction(database, 'system', (tx) =>
      tx.query('select 1 from documents.paper where subject = $1', [`card/${recorded.id}`]),
    );
    expect([before.length, none]).toEqual([1, []]);
  });

  test('of two who act at once one is told who was faster', async () => {
    const key = await make();
    await made.store([key]);
    const { id, version } = await cardOf(key.producer);
    const both = await Promise.all(
      [officer, other].map((call) => actOnCards(call, 'submit', { cards: [{ id, version }] })),
    );
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(both.find((one) => !one.ok)).toMatchObject({ refusal: { code: 'state-not-allowed' } });
    unwrap(await take(signer, key.producer, 'return', '请补充材料'));
    const late = await actOnCards(officer, 'submit', { cards: [{ id, version }] });
    expect(late).toMatchObject({ refusal: { code: 'conflict', text: { zh: expect.stringContaining('签发乙退回') } } });
  });

  test('by filter take exactly what was counted', async () => {
    const key = await make();
    await made.store([key]);
    const filter = { dataset: 'demo', producerId: key.producer } as const;
    expect(await actOnCards(officer, 'submit', { filter, count: 2 })).toMatchObject({ refusal: { code: 'conflict' } });
    expect(unwrap(await actOnCards(officer, 'submit', { filter, count: 1 }))).toMatchObject({ done: 1 });
    expect(await cardOf(key.producer)).toMatchObject({ state: 'submitted' });
    expect(unwrap(await listCards(officer, { ...filter, limit: 10 }))).toMatchObject({
      total: 1,
      next: null,
      counts: { submitted: 1, proposed: 0 },
    });
  });

  test('tell card by card what could not be done', async () => {
    const [one, two] = [await make(), await make()];
    await made.store([one, two]);
    unwrap(await take(officer, one.producer, 'submit'));
    const cards = [await cardOf(one.producer), await cardOf(two.producer), { id: 999_999, version: 1 }];
    const answer = unwrap(await actOnCards(officer, 'submit', { cards }));
    expect(answer).toMatchObject({ done: 1, refused: 2 });
    expect(answer.refusals.map(({ refusal }) => refusal.code).toSorted()).toEqual(['not-found', 'state-not-allowed']);
  });
});

describe('when the grounds of what people acted on change', () => {
  test('a submitted card goes back, and lapses when they are gone; it is proposed again when they return', async () => {
    const key = await make();
    const first = await made.store([key]);
    unwrap(await take(officer, key.producer, 'submit'));
    const second = await made.store([{ ...key, product: '虚构产品戊' }]);
    expect(await cardOf(key.producer)).toMatchObject({
      state: 'proposed',
      failing_samples: 2,
      submitted_by: null,
      grounds: null,
    });
    unwrap(await take(officer, key.producer, 'submit'));
    await made.remove([...first, ...second]);
    expect(await cardOf(key.producer)).toMatchObject({ state: 'lapsed' });
    await made.store([key]);
    const card = await cardOf(key.producer);
    expect(card).toMatchObject({ state: 'proposed', failing_samples: 1 });
    const verbs = unwrap(await getCard(officer, card.id)).timeline.map((event) => event.verb);
    expect(verbs).toEqual(['propose', 'submit', 'send-back', 'submit', 'lapse', 'restore']);
  });

  test('an issued card is reviewed, and the review closes when they return', async () => {
    const { key, ids, card } = await issued();
    expect(await take(other, key.producer, 'revoke', '误发')).toMatchObject({ refusal: { code: 'state-not-allowed' } });
    await made.remove(ids);
    expect(await cardOf(key.producer)).toMatchObject({ state: 'issued', under_review: true });
    expect(await works(card.id)).toEqual([{ state: 'open' }]);
    await made.store([key]);
    expect(await cardOf(key.producer)).toMatchObject({ state: 'issued', under_review: false, ground_present: true });
    expect(await works(card.id)).toEqual([{ state: 'closed' }]);
  });

  test('a review ends in keeping or revoking, by another person than the issuer', async () => {
    const { key, ids, card } = await issued();
    await made.remove(ids);
    expect(await take(signer, key.producer, 'keep', '自查')).toMatchObject({
      refusal: { code: 'four-eyes-same-person' },
    });
    unwrap(await take(other, key.producer, 'keep', '另有检验报告'));
    expect(await cardOf(key.producer)).toMatchObject({ state: 'issued', under_review: false, ground_present: false });
    await made.store([{ ...key, verdict: 'pass' }]);
    expect(await cardOf(key.producer)).toMatchObject({ under_review: false });

    const again = await issued();
    await made.remove(again.ids);
    unwrap(await take(other, again.key.producer, 'revoke', '数据录入有误'));
    expect(await cardOf(again.key.producer)).toMatchObject({ state: 'revoked', number: again.card.number });
    expect(await works(again.card.id)).toEqual([{ state: 'closed' }]);
    await made.store([again.key]);
    expect((await cardsOf(again.key.producer)).map((one) => one.state)).toEqual(['revoked', 'proposed']);
    expect(card.number).not.toBe(again.card.number);
  });

  test('the cards of a merged producer follow it', async () => {
    const { key } = await issued();
    const into = await made.enterprise({ name: `虚构合并厂${count}` });
    await made.change([key, { ...key, producer: into }], async (tx) => {
      await tx.query('update enterprises.enterprise set merged_into = $2 where id = $1', [key.producer, into]);
      await tx.query('update spot_checks.result set producer_id = $2 where producer_id = $1', [key.producer, into]);
    });
    expect(await cardsOf(key.producer)).toEqual([]);
    expect(await cardOf(into)).toMatchObject({ state: 'issued', under_review: false });
  });
});
