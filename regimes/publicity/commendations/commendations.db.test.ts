import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { rooms } from '#apps/rooms.ts';
import { type Result, unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { dayAt } from '#platform/operation/system.ts';
import { recordLicenceAct } from '#regimes/licences/operations-acts.ts';
import { importTable } from '#regimes/licences/testing/room.ts';
import { actOnCards } from '#regimes/warning-cards/index.ts';
import { decideMatch } from '#registers/enterprises/operations.ts';
import { seedRegisters } from '#registers/index.ts';
import { testDatabase } from '../../../tests/database.ts';
import { madeUpResults, type MadeUpResult } from '../../../tests/made-up-results.ts';
import { replay } from '../../../tests/replay.ts';
import { testCall, testServices, testSystemCall } from '../../../tests/services.ts';
import { type CommendationAct, commendationProcess, type CommendationState } from './commendation.ts';
import { actOnCommendation, proposeCommendation } from './operations.ts';
import { endCommendationClocks, reviewCommendations } from './operations-follow.ts';
import { commendationDetail, listOfCommendations, ownCommendationsOf } from './operations-read.ts';
import { findEndedCommendation, findPublicCommendation, listPublicCommendations } from './storage-portal.ts';

const { database } = await testDatabase();
await seedRegisters(database, '440000');
const services = testServices(database, { manifests: rooms });
const made = madeUpResults(database, services);
const start = '2026-09-01T02:00:00.000Z';
const rows = <Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
  withTransaction(database, 'migrator', (tx) => tx.query<Row>(sql, values));
const asPublic = <T>(read: (tx: Parameters<typeof findPublicCommendation>[0]) => Promise<T>): Promise<T> =>
  withTransaction(database, 'portal', (tx) => read(tx));

const all = ['publicity.read', 'publicity.consider', 'publicity.submit', 'publicity.release'];
let editor: Call;
let approver: Call;
let checks: number[];
let municipal: number;
let old: number;
let count = 0;

beforeAll(async () => {
  editor = await testCall(services, { permissions: all, name: '编辑甲' });
  approver = await testCall(services, { permissions: all, name: '签发乙' });
  checks = [];
  for (const publishedOn of ['2025-03-10', '2026-03-10', '2026-08-20'])
    checks.push(await made.check({ publishedOn, level: 'provincial', authority: '虚构省局' }));
  municipal = await made.check({ publishedOn: '2026-05-10', level: 'municipal', authority: '虚构市局' });
  old = await made.check({ publishedOn: '2022-05-10', level: 'provincial', authority: '虚构省局' });
});
beforeEach(() => services.setNow(start));

/** The call as of the clock. */
const now = (call: Call): Call => ({ ...call, today: dayAt(services.now()) });

interface Product {
  readonly producer: number;
  readonly category: number;
  readonly firm: Call;
}
/** A product that passed as 优等品 in two checks. */
const good = async (more: Partial<MadeUpResult> = {}, place: { city?: string; province?: string } = {}): Promise<Product> => {
  count += 1;
  const producer = await made.enterprise({ name: `虚构优良厂${count}`, ...place });
  const category = await made.category(`虚构优良种类${count}`);
  const passed = { producer, category, verdict: 'pass' as const, grade: '优等品', product: '虚构毛巾', ...more };
  await made.store([checks[0] ?? 0, checks[1] ?? 0].map((check) => ({ ...passed, check })));
  const firm = await testCall(services, { permissions: ['publicity.answer'], region: `enterprise/${producer}`, name: '虚构厂质量科' });
  return { producer, category, firm };
}; // prettier-ignore
const night = () => reviewCommendations(testSystemCall(services));
const clocks = () => endCommendationClocks(testSystemCall(services));
const idOf = async ({ producer, category }: Product): Promise<number | undefined> =>
  (
    await rows<{ id: number }>(
      'select id from publicity.commendation where producer_id = $1 and category_id = $2 order by id desc limit 1',
      [producer, category],
    )
  )[0]?.id;
const row = async (id: number) => {
  const [found] = await rows<{ state: CommendationState; version: number; ending: string | null; code: string | null }>(
    `select state, version, ending, against ->> 'code' as code from publicity.commendation where id = $1`,
    [id],
  );
  if (!found) throw new Error(`no commendation ${id}`);
  return found;
};
const act = async (call: Call, id: number, verb: CommendationAct, more: { reason?: string; releaseAt?: Date } = {}) =>
  actOnCommendation(now(call), id, verb, { version: (await row(id)).version, ...more });
const codeOf = <T>(result: Result<T>) => (result.ok ? 'ok' : result.refusal.code);
const messages = async (id: number): Promise<string[]> =>
  (
    await rows<{ kind: string }>('select kind from delivery.message where subject = $1 order by id', [`commendation/${id}`])
  ).map(({ kind }) => kind); // prettier-ignore

const proposed = async (product: Product): Promise<number> => {
  const { id } = unwrap(
    await proposeCommendation(now(editor), { enterpriseId: product.producer, categoryId: product.category }),
  );
  return id;
};
/** Brought as far as a state. */
const upTo = async (product: Product, state: 'submitted' | 'told' | 'ready' | 'scheduled' | 'released') => {
  const id = await proposed(product);
  const steps: Record<typeof state, () => Promise<Result<unknown>>> = {
    submitted: () => act(editor, id, 'submit'),
    told: () => act(approver, id, 'decide', { reason: '记录属实' }),
    ready: () => act(product.firm, id, 'agree'),
    scheduled: () => act(approver, id, 'schedule', { releaseAt: new Date('2026-09-02T01:00:00Z') }),
    released: () => act(approver, id, 'release'),
  };
  for (const [at, step] of Object.entries(steps)) {
    if (at === 'scheduled' && state !== 'scheduled') continue;
    unwrap(await step());
    if (at === state) break;
  }
  expect((await row(id)).state).toBe(state);
  return id;
};

describe('what is commended', () => {
  test('the program finds it at night, once, with its grounds', async () => {
    const product = await good();
    await night();
    const id = (await idOf(product)) ?? 0;
    await night();
    expect(await idOf(product)).toBe(id);
    const detail = unwrap(await commendationDetail(now(editor), id));
    expect(detail).toMatchObject({ state: 'proposed', byProgram: true, lastOn: '2026-03-10', basis: { samples: 2 } });
    expect(detail.grounds.explanation.zh).toContain('共检验2批次，2批次合格，其中2批次（2次抽查）标称优等品');
    expect(detail.grounds.explanation.zh).toContain('批次较少');
    expect(detail.grounds.parameters.every(({ confirmed }) => confirmed)).toBe(false);
  });

  test.each<[string, () => Promise<Product>, string]>([
    ['an ordinary grade', () => good({ grade: '合格品' }), 'commendation-few'],
    ['an enterprise standard that nobody has confirmed', () => good({ grade: '', standard: 'Q/XN 1-2025' }), 'commendation-few'],
    ['a firm of another province', () => good({}, { province: '430000', city: '430100' }), 'commendation-elsewhere'],
    [
      'a failure of another product at a municipal check',
      async () => {
        const product = await good();
        await made.store([{ producer: product.producer, category: await made.category(`虚构别种${count}`), check: municipal }]);
        return product;
      },
      'commendation-failed',
    ],
    [
      'a refusal of inspection',
      async () => {
        const product = await good();
        await made.refuse({ producer: product.producer, check: checks[1] ?? 0, product: '虚构被单' });
        return product;
      },
      'commendation-refused',
    ],
    [
      'an exposure under way, though its failures are old',
      async () => {
        const product = await good();
        const older = await made.check({ publishedOn: '2021-05-10', level: 'provincial', authority: '虚构省局' });
        await made.store([older, old].map((check) => ({ producer: product.producer, category: product.category, check })));
        return product;
      },
      'commendation-exposure',
    ],
    [
      'an identity that is uncertain',
      async () => {
        const product = await good();
        await openMatch(product.producer, await made.enterprise({ name: `虚构同名厂${count}` }));
        return product;
      },
      'commendation-uncertain',
    ],
  ])('not with %s', async (_, make, code) => {
    const product = await make();
    await night();
    expect(await idOf(product)).toBeUndefined();
    const asked = await proposeCommendation(now(editor), { enterpriseId: product.producer, categoryId: product.category });
    expect(codeOf(asked)).toBe(code);
  }); // prettier-ignore

  test('a failure older than the time looked at does not count, one within it does', async () => {
    const product = await good();
    await made.store([{ producer: product.producer, category: product.category, check: old }]);
    expect(await proposed(product)).toBeGreaterThan(0);
    const again = await proposeCommendation(now(editor), { enterpriseId: product.producer, categoryId: product.category });
    expect(codeOf(again)).toBe('commendation-open');
  }); // prettier-ignore
});

const openMatch = async (left: number, right: number): Promise<number> =>
  (
    await rows<{ id: number }>(
      `insert into enterprises.match_case (dataset, left_id, right_id, reason) values ('demo', least($1::bigint, $2::bigint), greatest($1::bigint, $2::bigint), 'same-core') returning id`,
      [left, right],
    )
  )[0]?.id ?? 0;

describe('its life', () => {
  test('another person decides, the firm agrees, it is shown with its grounds and leaves a trace when its time is over', async () => {
    const product = await good();
    const id = await upTo(product, 'submitted');
    expect(codeOf(await act(editor, id, 'decide', { reason: '本人审批' }))).toBe('four-eyes-same-person');
    expect(codeOf(await act(approver, id, 'decide'))).toBe('reason-required');
    expect(unwrap(await ownCommendationsOf(now(product.firm))).rows).toEqual([]);
    unwrap(await act(approver, id, 'decide', { reason: '记录属实' }));
    const [mine] = unwrap(await ownCommendationsOf(now(product.firm))).rows;
    expect(mine).toMatchObject({ id, state: 'told', answerUntil: '2026-09-15', daysLeft: 14 });
    expect(mine?.acts.map((one) => one.act)).toEqual(['agree', 'leave-out']);
    unwrap(await act(product.firm, id, 'agree'));
    expect(codeOf(await act(editor, id, 'release'))).toBe('four-eyes-same-person');
    expect(await asPublic((tx) => findPublicCommendation(tx, id))).toBeUndefined();
    unwrap(await act(approver, id, 'release'));
    expect(await asPublic((tx) => findPublicCommendation(tx, id))).toMatchObject({ product: '虚构毛巾', shownUntil: '2027-09-01' });
    services.setNow('2027-09-01T15:00:00.000Z');
    await clocks();
    expect((await row(id)).state).toBe('released');
    services.setNow('2027-09-02T02:00:00.000Z');
    await clocks();
    await clocks();
    expect(await row(id)).toMatchObject({ state: 'ended', ending: 'term' });
    expect(await asPublic((tx) => findPublicCommendation(tx, id))).toBeUndefined();
    expect(await asPublic((tx) => findEndedCommendation(tx, id))).toMatchObject({ ending: 'term', product: '虚构毛巾' });
    expect(await messages(id)).toEqual(['publicity.commendation-told', 'publicity.commendation-released', 'publicity.commendation-ended']);
  }); // prettier-ignore

  test('a firm that says nothing is named after its time; one that asks is left out, before and after, and no longer named', async () => {
    const silent = await upTo(await good(), 'told');
    const shy = await good();
    const refused = await upTo(shy, 'told');
    unwrap(await act(shy.firm, refused, 'leave-out'));
    expect((await row(refused)).state).toBe('left-out');
    services.setNow('2026-09-15T10:00:00.000Z');
    await clocks();
    expect((await row(silent)).state).toBe('told');
    services.setNow('2026-09-16T02:00:00.000Z');
    await clocks();
    expect((await row(silent)).state).toBe('ready');
    services.setNow(start);
    const later = await good();
    const shown = await upTo(later, 'released');
    const stranger = await good();
    expect(codeOf(await act(stranger.firm, shown, 'leave-out'))).toBe('not-found');
    unwrap(await act(later.firm, shown, 'leave-out'));
    expect(await asPublic((tx) => findEndedCommendation(tx, shown))).toMatchObject({ ending: 'asked', producer: null, product: null });
    await night();
    expect(await idOf(shy)).toBe(refused);
  }); // prettier-ignore

  test('is proposed again only after a later check', async () => {
    const product = await good();
    const id = await upTo(product, 'submitted');
    unwrap(await act(approver, id, 'dismiss', { reason: '批次太少' }));
    await night();
    expect(await idOf(product)).toBe(id);
    await made.store([{ producer: product.producer, category: product.category, check: checks[2] ?? 0, verdict: 'pass', grade: '优等品' }]); // prettier-ignore
    await night();
    expect(await idOf(product)).not.toBe(id);
  });

  test('a release that was due while the program stood still happens once', async () => {
    const id = await upTo(await good(), 'scheduled');
    services.setNow('2026-09-05T02:00:00.000Z');
    await Promise.all([clocks(), clocks()]);
    expect(await row(id)).toMatchObject({ state: 'released' });
    expect((await messages(id)).filter((kind) => kind.endsWith('released'))).toHaveLength(1);
  });

  test('a moment that is past is no time of release', async () => {
    const id = await upTo(await good(), 'ready');
    expect(codeOf(await act(approver, id, 'schedule', { releaseAt: new Date('2026-08-31T00:00:00Z') }))).toBe(
      'release-time-past',
    );
  });
});

describe('what contradicts it', () => {
  const fail = (product: Product, check = checks[2] ?? 0) =>
    made.store([{ producer: product.producer, category: product.category, check }]);

  test.each(['submitted', 'told', 'ready', 'scheduled'] as const)(
    'a final failure ends one that is %s',
    async (state) => {
      const product = await good();
      const id = await upTo(product, state);
      await fail(product);
      expect(await row(id)).toMatchObject({ state: 'lapsed', code: 'commendation-failed' });
      const told = (await messages(id)).filter((kind) => kind.endsWith('given-up'));
      expect(told).toHaveLength(state === 'submitted' ? 0 : 1);
      services.setNow('2026-10-30T02:00:00.000Z');
      await clocks();
      expect((await row(id)).state).toBe('lapsed');
    },
  );

  test('a final failure takes it from the public in the same act, with a trace that says no more than may be said', async () => {
    const product = await good();
    const id = await upTo(product, 'released');
    const unpublished = await made.check({ publishedOn: null, level: 'provincial', authority: '虚构省局未公布' });
    await rows('update spot_checks.spot_check set withheld = true where id = $1', [unpublished]);
    const results = await fail(product, unpublished);
    await rows('update spot_checks.result set final_on = $2 where id = any ($1::bigint[])', [results, '2026-08-30']);
    await night();
    expect(await row(id)).toMatchObject({ state: 'ended', ending: 'record', code: 'commendation-failed' });
    const trace = await asPublic((tx) => findEndedCommendation(tx, id));
    expect(trace).toMatchObject({ ending: 'record', product: '虚构毛巾' });
    expect(JSON.stringify(trace)).not.toContain('未公布');
    expect(unwrap(await commendationDetail(now(editor), id)).against?.text.zh).toContain('未公布');
  });

  test('at once: a card, also for a failure that lies before the time looked at', async () => {
    const product = await good();
    await fail(product, old);
    const id = await upTo(product, 'released');
    const officer = await testCall(services, { permissions: ['warning-cards.read', 'warning-cards.submit', 'warning-cards.issue'] });
    const signer = await testCall(services, { permissions: ['warning-cards.read', 'warning-cards.issue'] });
    const card = async () => (await rows<{ id: number; version: number }>('select id, version from warning_cards.card where producer_id = $1', [product.producer])).map((one) => ({ id: one.id, version: one.version }));
    unwrap(await actOnCards(now(officer), 'submit', { cards: await card() }, '经核实'));
    expect((await row(id)).state).toBe('released');
    unwrap(await actOnCards(now(signer), 'issue', { cards: await card() }));
    expect(await row(id)).toMatchObject({ state: 'ended', ending: 'record', code: 'commendation-card' });
  }); // prettier-ignore

  test('at once: a licence revoked; at the next act or night: one that its issuer suspends', async () => {
    const officer = await testCall(services, { permissions: ['licences.read', 'licences.record'] });
    const withLicence = async () => {
      const product = await good();
      const number = `粤XN-${count}`;
      await importTable(officer, [
        {
          number,
          holder: `另册持证单位第${count}号`,
          category: `虚构优良种类${count}`,
          issuer: '国家质量监督检验检疫总局',
        },
      ]);
      const [licence] = await rows<{ id: number; version: number }>(
        'update licences.licence set holder_id = $2 where number = $1 returning id, version',
        [number, product.producer],
      );
      if (!licence) throw new Error('no licence');
      return { product, licence };
    };
    const first = await withLicence();
    const shown = await upTo(first.product, 'released');
    const day = { on: '2026-09-01', reason: '发证机关来函' };
    unwrap(
      await recordLicenceAct(now(officer), first.licence.id, {
        act: 'issuer-revoke',
        ...day,
        version: first.licence.version,
      }),
    );
    expect(await row(shown)).toMatchObject({ state: 'ended', code: 'commendation-licence' });
    const second = await withLicence();
    const ready = await upTo(second.product, 'ready');
    unwrap(
      await recordLicenceAct(now(officer), second.licence.id, {
        act: 'issuer-suspend',
        ...day,
        version: second.licence.version,
      }),
    );
    expect(codeOf(await act(approver, ready, 'release'))).toBe('commendation-licence');
    await night();
    expect((await row(ready)).state).toBe('lapsed');
  });

  test('a withdrawn result, and a firm that is merged into one with a failure', async () => {
    const product = await good();
    const id = await upTo(product, 'released');
    const [passed] = await rows<{ id: number }>(
      'select id from spot_checks.result where producer_id = $1 order by id limit 1',
      [product.producer],
    );
    await made.remove([passed?.id ?? 0]);
    await night();
    expect(await row(id)).toMatchObject({ state: 'ended', code: 'commendation-few' });

    const other = await good();
    const named = await upTo(other, 'released');
    const bad = await made.enterprise({ name: `虚构并入厂${count}` });
    await made.store([{ producer: bad, category: other.category, check: checks[2] ?? 0 }]);
    const settler = await testCall(services, { permissions: ['enterprises.read', 'enterprises.settle'] });
    const match = await openMatch(other.producer, bad);
    unwrap(await decideMatch(now(settler), match, { decision: 'same', keep: bad > other.producer ? 'right' : 'left', reason: '同一企业' })); // prettier-ignore
    expect(await row(named)).toMatchObject({ state: 'ended', ending: 'record' });
  });

  test('what grew old since it was submitted does not end it', async () => {
    const id = await upTo(await good(), 'released');
    services.setNow('2027-08-30T02:00:00.000Z');
    await rows(`update publicity.commendation set since = '2022-01-01' where id = $1`, [id]);
    services.setNow('2029-08-30T02:00:00.000Z');
    await night();
    expect((await row(id)).state).toBe('released');
  });
});

describe('at the same time', () => {
  test('the firm asks to be left out and it is released: one counts, and what the firm asks in the end holds', async () => {
    const product = await good();
    const id = await upTo(product, 'ready');
    const { version } = await row(id);
    const one = (call: Call, verb: CommendationAct, more: object = {}) => actOnCommendation(now(call), id, verb, { version, ...more });
    const done = await Promise.all([
      one(product.firm, 'leave-out'),
      one(approver, 'release'),
      one(approver, 'schedule', { releaseAt: new Date('2026-09-02T01:00:00Z') }),
      one(editor, 'withdraw', { reason: '另议' }),
    ]);
    expect(done.filter(({ ok }) => ok)).toHaveLength(1);
    for (const each of done) if (!each.ok) expect(['conflict', 'state-not-allowed']).toContain(each.refusal.code);
    const { state } = await row(id);
    if (state === 'released' || state === 'scheduled') {
      unwrap(await act(product.firm, id, 'leave-out'));
      services.setNow('2026-09-03T02:00:00.000Z');
      await Promise.all([clocks(), clocks()]);
      expect(await asPublic((tx) => findPublicCommendation(tx, id))).toBeUndefined();
    }
  });

  test('nobody acts for a firm that is not his, nor a firm for the authority', async () => {
    const [product, other] = [await good(), await good()];
    const id = await upTo(product, 'told');
    for (const verb of ['agree', 'leave-out'] as const) {
      expect(codeOf(await act(other.firm, id, verb))).toBe('not-found');
      expect(codeOf(await act(editor, id, verb))).toBe('forbidden');
    }
    for (const verb of ['decide', 'release', 'withdraw', 'take-down', 'submit'] as const)
      expect(codeOf(await act(product.firm, id, verb, { reason: '自行公布' }))).toBe('forbidden');
  });
}); // prettier-ignore

describe('who sees it', () => {
  test('the place of the firm, and no other; the firm once it was told; the public what is released', async () => {
    const product = await good();
    const id = await upTo(product, 'submitted');
    const near = await testCall(services, { permissions: ['publicity.read', 'publicity.consider', 'publicity.submit'], region: '440600' });
    const far = await testCall(services, { permissions: ['publicity.read', 'publicity.consider', 'publicity.submit'], region: '440100' });
    expect(codeOf(await commendationDetail(now(near), id))).toBe('ok');
    expect(codeOf(await commendationDetail(now(far), id))).toBe('not-found');
    expect(codeOf(await act(far, id, 'submit'))).toBe('not-found');
    expect(codeOf(await act(product.firm, id, 'agree'))).toBe('not-found');
    const elsewhere = await good();
    const asked = await proposeCommendation(now(far), { enterpriseId: elsewhere.producer, categoryId: elsewhere.category });
    expect(codeOf(asked)).toBe('outside-your-region');
    // Nor is it told why a firm there may not be commended.
    const blamed = await good();
    await made.store([{ producer: blamed.producer, category: blamed.category, check: checks[2] ?? 0 }]);
    const why = (call: Call) => proposeCommendation(now(call), { enterpriseId: blamed.producer, categoryId: blamed.category });
    expect([codeOf(await why(far)), codeOf(await why(near))]).toEqual(['outside-your-region', 'commendation-failed']);
    const at = await Promise.all([editor, approver, near].map((call) => proposeCommendation(now(call), { enterpriseId: elsewhere.producer, categoryId: elsewhere.category })));
    expect(at.map(codeOf).toSorted()).toEqual(['commendation-open', 'commendation-open', 'ok']);
    const list = unwrap(await listOfCommendations(now(far), { dataset: 'demo', limit: 50 }));
    expect(list).toMatchObject({ rows: [], total: 0 });
    const own = unwrap(await listOfCommendations(now(near), { dataset: 'demo', state: 'submitted', limit: 50 }));
    expect(own.rows.map((one) => one.id)).toContain(id);
    expect((await asPublic((tx) => listPublicCommendations(tx, 'demo'))).map((one) => one.id)).not.toContain(id);
  }); // prettier-ignore
});

test('every step is noted: the timelines replayed give what is stored', async () => {
  const { faults, verbs } = await replay(database, {
    flow: commendationProcess,
    table: 'publicity.commendation',
    begins: { propose: 'proposed' },
    elsewhere: ['leave-out'],
  });
  expect(faults).toEqual([]);
  expect([...verbs]).toEqual(expect.arrayContaining(['agree', 'contradict', 'expire', 'lapse', 'leave-out', 'publish', 'release']));
}); // prettier-ignore
