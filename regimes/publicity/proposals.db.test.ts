import { beforeAll, describe, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { testCall } from '../../tests/services.ts';
import { answerStatement, recordStatement, serveParty, waiveStatement } from './index.ts';
import { proposeExposure, type ProposalInput } from './operations-proposals.ts';
import { findPublicExposure, publicEnterprises } from './portal-storage.ts';
import { openRoom } from './testing/room.ts';

const room = await openRoom();
const { who, made, detail, act, rows, party, serve, state, answer, waive, publicly, stateOf } = room;
let check = 0;

beforeAll(async () => {
  check = await made.check({ publishedOn: '2026-05-05', level: 'provincial', authority: '虚构省局' });
});

const firms = async () => {
  const n = room.next();
  return {
    maker: await made.enterprise({ name: `虚构造假厂${n}` }),
    wronged: await made.enterprise({ name: `虚构被冒用厂${n}` }),
    shop: await made.enterprise({ name: `虚构售假商店${n}`, city: '440100' }),
    wrongedName: `虚构被冒用厂${n}`,
    shopName: `虚构售假商店${n}`,
  };
};
type Firms = Awaited<ReturnType<typeof firms>>;
const stated = async (of: Firms, more: Partial<ProposalInput> = {}): Promise<ProposalInput> => ({
  dataset: 'demo',
  ground: 'fake',
  checkId: check,
  categoryId: null,
  product: '虚构牌电热水壶 XG-1',
  producerId: null,
  misusedName: null,
  misusedId: of.wronged,
  sellerIds: [of.shop],
  facts: `在${of.shopName}抽样，厂家鉴别为非其生产。`,
  files: [await room.file(who.editor)],
  ...more,
});
const propose = async (input: ProposalInput, call = who.editor) => proposeExposure(room.now(call), input);

const serveOne = (id: number, version: number) => serveParty(room.now(who.editor), id, { version, service: room.hand() }); // prettier-ignore
const stateOne = (id: number, version: number) =>
  recordStatement(room.now(who.editor), id, { version, statement: '进货有凭证', wantsHearing: false });
const waiveOne = async (id: number, version: number) =>
  waiveStatement(room.now(who.editor), id, { version, waivedOn: '2026-09-01', files: [await room.file(who.editor)] });
const upholdOne = (id: number, version: number) =>
  answerStatement(room.now(who.other), id, 'uphold', { version, reason: '进货有凭证' });

describe('a fake of unknown maker that an officer proposes', () => {
  test('goes the way of all: evidence, two other eyes, the seller told and heard, released; the wronged firm is nowhere accused', async () => {
    const of = await firms();
    const id = unwrap(await propose(await stated(of)));
    const seen = await detail(id);
    expect(seen).toMatchObject({
      state: 'proposed',
      ground: 'fake',
      producer: { id: null },
      sellers: [{ id: of.shop }],
      files: [{ fileName: '虚构鉴别书.pdf' }],
    });
    // It lies where the seller is, whose officers serve the notice.
    expect(await rows('select city_code from publicity.exposure where id = $1', [id])).toEqual([
      { city_code: '440100' },
    ]);
    expect(seen.timeline[0]).toMatchObject({ verb: 'propose', by: '编辑甲', words: { zh: '承办人提出建议' } });
    expect(seen.grounds.explanation.zh).toContain(
      `产品标称厂名“${of.wrongedName}”系被冒用，该产品不是“${of.wrongedName}”的产品，“${of.wrongedName}”不是曝光对象`,
    );
    const [kept] = await rows<{ evidence: string[] }>(
      `select array(select jsonb_array_elements_text(basis->'evidence')) as evidence from publicity.exposure where id = $1`,
      [id],
    );
    expect(kept?.evidence).toEqual(seen.files.map(({ sha256 }) => sha256));

    unwrap(await act(who.other, id, 'submit'));
    expect(await act(who.editor, id, 'decide', '属实')).toMatchObject({ refusal: { code: 'four-eyes-same-person' } });
    expect(await act(who.other, id, 'decide', '属实')).toMatchObject({ refusal: { code: 'four-eyes-same-person' } });
    unwrap(await act(who.approver, id, 'decide', '假冒，情况属实'));
    expect((await detail(id)).parties.map(({ role, enterprise }) => [role, enterprise.id])).toEqual([
      ['seller', of.shop],
    ]);
    unwrap(await serve(id, 'seller'));
    expect(await publicly(id)).toEqual([]);
    unwrap(await waive(id, 'seller'));
    unwrap(await act(who.approver, id, 'release'));
    expect(await publicly(id)).toMatchObject([{ producer_id: null, seller_ids: [of.shop] }]);
    await withTransaction(room.database, 'portal', async (tx) => {
      expect(await findPublicExposure(tx, id)).toMatchObject({
        producerId: null,
        producer: '生产者不明（冒用他人厂名）',
      });
      const reading = { query: tx.query, prepared: tx.query } as unknown as Parameters<typeof publicEnterprises>[0];
      expect((await publicEnterprises(reading)(of.wronged))?.exposures).toEqual([]);
    });
    expect(await rows(`select 1 from delivery.message where inbox = $1 and kind = 'publicity.name-misused'`, [`enterprise/${of.wronged}`])).toHaveLength(1); // prettier-ignore
    expect(await rows(`select 1 from publicity.exposure_party where enterprise_id = $1`, [of.wronged])).toEqual([]);
  });

  test('with the statement of every seller upheld nobody is exposed; of two, the other is and the spared one is named nowhere', async () => {
    const of = await firms();
    const id = unwrap(await propose(await stated(of)));
    unwrap(await act(who.editor, id, 'submit'));
    unwrap(await act(who.approver, id, 'decide', '属实'));
    unwrap(await serve(id, 'seller'));
    unwrap(await state(id, 'seller'));
    unwrap(await answer(id, 'seller', 'uphold'));
    expect(await stateOf(id)).toBe('dismissed');

    const two = await firms();
    const stays = await made.enterprise({ name: `虚构另一商店${room.next()}` });
    const other = unwrap(await propose(await stated(two, { sellerIds: [two.shop, stays] })));
    unwrap(await act(who.editor, other, 'submit'));
    unwrap(await act(who.approver, other, 'decide', '属实'));
    for (const one of (await detail(other)).parties) {
      const firm = one.enterprise.id === two.shop ? 'spared' : 'waives';
      unwrap(await serveOne(one.id, one.version));
      unwrap(await (firm === 'spared' ? stateOne(one.id, one.version + 1) : waiveOne(one.id, one.version + 1)));
    }
    const spared = (await detail(other)).parties.find(({ enterprise }) => enterprise.id === two.shop);
    unwrap(await upholdOne(spared?.id ?? 0, spared?.version ?? 0));
    expect(await stateOf(other)).toBe('ready');
    unwrap(await act(who.approver, other, 'release'));
    const [shown] = await publicly(other);
    expect(shown?.seller_ids).toEqual([stays]);
    expect(JSON.stringify(shown)).not.toContain(two.shopName);
  });
});

test('a known maker is exposed with his sellers, and the name that he misused is said to be misused', async () => {
  const of = await firms();
  const id = unwrap(await propose(await stated(of, { producerId: of.maker })));
  unwrap(await act(who.editor, id, 'submit'));
  unwrap(await act(who.approver, id, 'decide', '属实'));
  expect((await detail(id)).parties.map(({ role, enterprise }) => [role, enterprise.id])).toEqual([
    ['producer', of.maker],
    ['seller', of.shop],
  ]);
  expect((await party(id, 'producer')).state).toBe('to-serve');
  expect((await detail(id)).grounds.explanation.zh).toContain('系被冒用');
});

test('is refused, with the clause and what to do, where it can’t be proposed; nothing is kept then', async () => {
  const of = await firms();
  const uncertain = await made.enterprise({ name: `虚构存疑厂${room.next()}` });
  const same = await made.enterprise({ name: `虚构存疑厂${room.next()}` });
  await made.asOwner((tx) =>
    tx.query(
      `insert into enterprises.match_case (dataset, left_id, right_id, reason) values ('demo', $1, $2, 'same-core')`,
      [uncertain, same],
    ),
  );
  const withheld = await made.check({ publishedOn: null, level: 'provincial', authority: '虚构未公布省局' });
  await made.asOwner((tx) => tx.query('update spot_checks.spot_check set withheld = true where id = $1', [withheld]));
  const municipal = await made.check({ publishedOn: '2026-04-01', level: 'municipal', authority: '虚构市局' });
  const cases: readonly (readonly [Partial<ProposalInput>, string])[] = [
    [{ files: [] }, 'exposure-no-evidence'],
    [{ checkId: municipal }, 'exposure-check-level'],
    [{ checkId: withheld }, 'results-unpublished'],
    [{ sellerIds: [uncertain] }, 'exposure-firm-uncertain'],
    [{ producerId: uncertain }, 'exposure-firm-uncertain'],
    [{ sellerIds: [] }, 'exposure-seller-needed'],
    [{ misusedId: null }, 'exposure-label-needed'],
    [{ misusedId: of.shop }, 'exposure-misused-named'],
    [{ misusedId: null, misusedName: of.shopName }, 'exposure-misused-named'],
    [{ ground: 'serious' }, 'exposure-maker-unknown'],
  ];
  for (const [more, code] of cases) {
    const input = await stated(of, more);
    expect(await propose(input)).toMatchObject({ refusal: { code, citation: { clause: '4.2' } } });
  }
  expect(await propose(await stated(of, { checkId: 999_999 }))).toMatchObject({ refusal: { code: 'not-found' } });
  expect(await propose(await stated(of, { sellerIds: [999_999] }))).toMatchObject({ refusal: { code: 'not-found' } });
  expect(await propose(await stated(of), who.approver)).toMatchObject({ refusal: { code: 'evidence-not-yours' } });
  expect(await propose(await stated(of), who.county)).toMatchObject({ refusal: { code: 'outside-your-region' } });
  const reader = await testCall(room.services, { permissions: ['publicity.read'] });
  expect(await propose(await stated(of), reader)).toMatchObject({ refusal: { code: 'forbidden' } });
  expect(await rows(`select 1 from publicity.exposure where seller_ids @> array[$1]::bigint[]`, [of.shop])).toEqual([]);
});

test('the same is proposed once; dropped with reasons by an officer, it may be proposed anew', async () => {
  const of = await firms();
  const id = unwrap(await propose(await stated(of)));
  expect(await propose(await stated(of))).toMatchObject({
    refusal: { code: 'exposure-proposed-already', text: { zh: expect.stringContaining(String(id)) } },
  });
  expect(await act(who.editor, id, 'drop')).toMatchObject({ refusal: { code: 'reason-required' } });
  unwrap(await act(who.editor, id, 'drop', '鉴别书有误'));
  expect(await stateOf(id)).toBe('dismissed');
  unwrap(await propose(await stated(of)));
});

test('results that it does not rest upon take nothing from what an officer stated; what the program proposes can’t be dropped', async () => {
  const producer = await made.enterprise({ name: `虚构拒检厂${room.next()}` });
  const category = await made.category(`虚构拒检种类${room.next()}`);
  const of = await firms();
  const id = unwrap(
    await propose(
      await stated(of, {
        ground: 'refusal',
        producerId: producer,
        misusedId: null,
        sellerIds: [],
        categoryId: category,
      }),
    ),
  );
  const [first = 0, second = 0] = room.checks;
  const results = await made.store([first, second].map((one) => ({ producer, category, check: one })));
  const [own] = await rows<{ id: number }>(
    `select id from publicity.exposure where producer_id = $1 and ground = 'consecutive-failures'`,
    [producer],
  );
  expect(await act(who.editor, own?.id ?? 0, 'drop', '不提了')).toMatchObject({
    refusal: { code: 'state-not-allowed', citation: { clause: '4.2' } },
  });
  await made.remove(results);
  expect(await stateOf(id)).toBe('proposed');
  expect((await detail(id)).grounds.explanation.zh).toContain('生产者拒绝接受监督抽查');
});

describe('what an officer stated, when the facts that it rests upon change', () => {
  /** A fake of a known maker on a check of its own, whose one failing result it rests upon. */
  const resting = async () => {
    const of = await firms();
    const n = room.next();
    const category = await made.category(`虚构依据种类${n}`);
    const on = await made.check({ publishedOn: '2026-06-06', level: 'provincial', authority: `虚构依据省局${n}` });
    const sample = { producer: of.maker, category, check: on, product: '虚构甲壶' };
    const results = await made.store([sample]);
    const id = unwrap(await propose(await stated(of, { checkId: on, producerId: of.maker, misusedId: null })));
    return { id, of, on, sample, results };
  };
  const bring = async (id: number, to: 'submitted' | 'told' | 'ready' | 'released') => {
    unwrap(await act(who.other, id, 'submit'));
    if (to === 'submitted') return;
    unwrap(await act(who.approver, id, 'decide', '属实'));
    for (const role of ['producer', 'seller'] as const) unwrap(await serve(id, role));
    if (to === 'told') return;
    for (const role of ['producer', 'seller'] as const) unwrap(await waive(id, role));
    if (to === 'released') unwrap(await act(who.approver, id, 'release'));
  };
  /** Withdraws the import of a check with all that it brought. */
  const withdraw = async ({ on, results, of }: Awaited<ReturnType<typeof resting>>) =>
    made.change([{ producer: of.shop, category: null }], async (tx) => {
      await tx.query('delete from spot_checks.result where id = any ($1::bigint[])', [results]);
      await tx.query('delete from spot_checks.spot_check where id = $1', [on]);
    });
  const reviews = (id: number) =>
    rows<{ open: boolean }>(
      `select closed_at is null as open from work.item where kind = 'publicity.review' and subject = $1 order by id`,
      [`exposure/${id}`],
    );

  test('released, it is put to review when its check is withdrawn; the review ends by itself when the check is imported again', async () => {
    const thing = await resting();
    await bring(thing.id, 'released');
    await withdraw(thing);
    expect(await detail(thing.id)).toMatchObject({ state: 'released', underReview: true });
    expect((await detail(thing.id)).timeline.at(-1)).toMatchObject({ verb: 'open-review', by: null });
    expect(await reviews(thing.id)).toEqual([{ open: true }]);
    const [name] = await rows<{ name: string }>(`select basis->'check'->>'authority' as name from publicity.exposure where id = $1`, [thing.id]); // prettier-ignore
    const again = await made.check({ publishedOn: '2026-06-06', level: 'provincial', authority: name?.name ?? '' });
    await made.store([{ ...thing.sample, check: again }]);
    expect(await detail(thing.id)).toMatchObject({ state: 'released', underReview: false });
    expect(await reviews(thing.id)).toEqual([{ open: false }]);
  });

  test('a result corrected to another firm, or taken away, opens the review; what came since or of others does not', async () => {
    const thing = await resting();
    await bring(thing.id, 'released');
    const elsewhere = await made.store([{ ...thing.sample, producer: thing.of.wronged }]);
    await made.store([{ ...thing.sample, product: '虚构乙壶' }]);
    await made.remove(elsewhere);
    expect((await detail(thing.id)).underReview).toBe(false);
    await made.change(
      [{ producer: thing.of.maker, category: thing.sample.category }],
      (tx) =>
      tx.query('update spot_checks.result set producer_id = $2 where id = any ($1::bigint[])', [thing.results, thing.of.wronged]), // prettier-ignore
    );
    expect((await detail(thing.id)).underReview).toBe(true);
    unwrap(await act(who.other, thing.id, 'keep', '另有鉴别书为证'));
    // Kept by a person, it is not asked again at every import.
    await made.store([{ ...thing.sample, product: '虚构丙壶' }]);
    expect(await detail(thing.id)).toMatchObject({ state: 'released', underReview: false });
  });

  test('not public yet, it lapses, and the firms that were told are told so on paper; it may be proposed anew', async () => {
    for (const far of ['proposed', 'submitted', 'told', 'ready'] as const) {
      const thing = await resting();
      if (far !== 'proposed') await bring(thing.id, far);
      await withdraw(thing);
      expect([far, await stateOf(thing.id)]).toEqual([far, 'lapsed']);
      expect(await reviews(thing.id)).toEqual([]);
      if (far === 'told') {
        expect((await detail(thing.id)).parties.map((one) => one.state)).toEqual(['void', 'void']);
      }
      unwrap(await propose(await stated(thing.of, { producerId: thing.of.maker, misusedId: null })));
    }
  });

  test('where one of two results is left it goes back to the officer, with what is left', async () => {
    const of = await firms();
    const category = await made.category(`虚构两样种类${room.next()}`);
    const sample = { producer: of.maker, category, check };
    const [first = 0] = await made.store([
      { ...sample, product: '虚构甲壶' },
      { ...sample, product: '虚构乙壶' },
    ]);
    const id = unwrap(
      await propose(
        await stated(of, { producerId: of.maker, misusedId: null, categoryId: category, product: '虚构壶' }),
      ),
    );
    expect((await detail(id)).grounds.explanation.zh).toContain('虚构壶');
    unwrap(await act(who.other, id, 'submit'));
    await made.remove([first]);
    expect(await stateOf(id)).toBe('proposed');
    expect((await detail(id)).timeline.at(-1)).toMatchObject({ verb: 'send-back', by: null });
    unwrap(await act(who.other, id, 'submit'));
    await made.store([{ ...sample, product: '虚构丁壶' }]);
    expect(await stateOf(id)).toBe('submitted');
  });

  test('a fake of unknown maker follows what its seller sold, and its check', async () => {
    const of = await firms();
    const n = room.next();
    const category = await made.category(`虚构无主种类${n}`);
    const on = await made.check({ publishedOn: '2026-06-06', level: 'provincial', authority: `虚构无主省局${n}` });
    const results = await made.store([{ producer: of.wronged, seller: of.shop, category, check: on }]);
    const id = unwrap(await propose(await stated(of, { checkId: on, misusedId: null, misusedName: '虚构无册厂' })));
    unwrap(await act(who.other, id, 'submit'));
    await made.remove(results);
    expect(await stateOf(id)).toBe('lapsed');
  });
});

describe('whoever proposes against the grain', () => {
  test('the same at once by two people is one exposure, and the other is told which', async () => {
    const of = await firms();
    const inputs = [
      await stated(of),
      await stated(of, { files: [await room.file(who.other)] }),
      await stated(of, { files: [await room.file(who.approver)] }),
    ];
    const done = await Promise.all(
      [who.editor, who.other, who.approver].map((call, at) => propose(inputs[at] as ProposalInput, call)),
    );
    const ids = done.flatMap((one) => (one.ok ? [one.value] : []));
    expect(ids).toHaveLength(1);
    expect(done.flatMap((one) => (one.ok ? [] : [one.refusal.code]))).toEqual([
      'exposure-proposed-already',
      'exposure-proposed-already',
    ]);
  });

  test('somebody of another city is told nothing of the record of a firm there', async () => {
    const of = await firms();
    // Nothing of this check stands against the maker, which is for those of its place to know.
    const input = await stated(of, { ground: 'refusal', producerId: of.maker, misusedId: null, sellerIds: [] });
    expect(await propose(input, who.elsewhere)).toMatchObject({ refusal: { code: 'outside-your-region' } });
    const others = await stated(of, { producerId: of.maker, files: [await room.file(who.other)] });
    expect(await propose(others)).toMatchObject({ refusal: { code: 'evidence-not-yours' } });
  });
});
