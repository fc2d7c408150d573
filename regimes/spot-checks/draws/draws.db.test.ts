import { beforeAll, describe, expect, test } from 'vitest';
import { verifyProof } from '#foundation/draw/verify.ts';
import { findOwnEntry } from '#foundation/draw/own-entry.ts';
import type { Proof } from '#foundation/draw/proof-schema.ts';
import { type Result, unwrap } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { withTransaction } from '#platform/database/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { testDatabase } from '../../../tests/database.ts';
import { testAnonymousCall, testCall, testServices } from '../../../tests/services.ts';
import { approvedPlan, loopRegisters, planOf, portsOfNobody, rulesInForce } from '../common/testing/loop.ts';
import { spotChecks } from '../index.ts';
import { decideAmendment, proposeAmendment } from '../plans/operations-amendments.ts';
import { recordInspectors } from '../visits/storage-inspectors.ts';
import type { DrawDetail } from './contract.ts';
import type { DrawVerb } from './draw.ts';
import { actOnDraw, commitDraw, hashes } from './operations.ts';
import { enterMakers, getDraw, listExclusions, openProof, ownEntries, seeEntries } from './operations-read.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [spotChecks(portsOfNobody)] });
const made = await loopRegisters(database);
const planning = ['spot-checks.plans', 'spot-checks.plan', 'spot-checks.see-visits'];

let officer: Call;
let approver: Call;
beforeAll(async () => {
  officer = await testCall(services, { permissions: planning, name: '承办甲' });
  approver = await testCall(services, { permissions: ['spot-checks.plans', 'spot-checks.approve'], name: '签发乙' });
});

const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code);
const entropy = { entropySource: '虚构指数', entropyIssue: '第2026100期', entropyDueAt: '2026-09-03T08:00:00Z' };
const before = '2026-09-01T02:00:00Z';
const after = '2026-09-04T02:00:00Z';
const act = (
  draw: DrawDetail,
  verb: DrawVerb,
  more: object = {},
  ports: Parameters<typeof actOnDraw>[1] = portsOfNobody,
) => actOnDraw(officer, ports, draw.id, verb, { version: draw.version, ...more });

let certificate = 0;
const inspectorsFor = async (count: number, region = '440600', categories: number[] = []) => {
  const authorityId = await made.authorityOf(region);
  return withTransaction(database, 'system', (tx) =>
    recordInspectors(
      tx,
      'demo',
      Array.from({ length: count }, () => ({
        name: '虚构抽样员',
        certificateNo: `虚构证${(certificate += 1)}`,
        authorityId,
        regionCode: region,
        validTo: null,
        accountId: null,
        state: 'active' as const,
        categories,
      })),
    ),
  );
};

/** A plan of three targets in Foshan with six makers, inspectors who may go, and a draw that is committed. */
const committed = async (makers = 6, targets = 3, kind: 'regular' | 'follow-up' = 'regular') => {
  services.setNow(before);
  const categoryId = await made.category();
  const line = {
    categoryId,
    ruleId: await rulesInForce(officer, approver, categoryId),
    quotas: [{ regionCode: '440600', targets }],
    laboratories: [await made.laboratory(), await made.laboratory()],
    retestLaboratories: [],
  };
  const plan = await approvedPlan(
    officer,
    approver,
    planOf({ authorityId: await made.authorityOf('440000'), lines: [line], kind }),
  );
  const enterprises: number[] = [];
  for (let n = 0; n < makers; n += 1) enterprises.push(await made.enterprise());
  if (makers > 0)
    unwrap(
      await enterMakers(officer, {
        dataset: 'demo',
        categoryId,
        role: 'makes',
        source: '企业名录',
        enterprises: enterprises.map((id) => ({ id, complaints: 0 })),
      }),
    );
  const inspectors = await inspectorsFor(4, '440600', [categoryId]);
  const draw = unwrap(await commitDraw(officer, plan.id, entropy));
  return { plan, categoryId, enterprises, inspectors, draw, line };
};

const proofOf = async (id: number): Promise<Proof> => {
  const chunks: Buffer[] = [];
  for await (const chunk of unwrap(await openProof(testAnonymousCall(services), id))) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Proof;
};

describe('a draw', () => {
  test('is committed, frozen before and drawn after the public number, then published and checked by anybody', async () => {
    const { plan, draw, enterprises } = await committed();
    expect(draw).toMatchObject({ state: 'committed', commitment: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const frozen = unwrap(await act(draw, 'freeze'));
    expect(frozen).toMatchObject({
      state: 'frozen',
      poolDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
      strata: [{ entries: 6, quota: 3, drawn: 0 }],
    });
    expect(code(await act(frozen, 'draw', { entropyValue: '12 07 33' }))).toBe('draw-entropy-not-yet');
    services.setNow(after);
    const drawn = unwrap(await act(frozen, 'draw', { entropyValue: '12 07 33' }));
    expect(drawn).toMatchObject({ state: 'drawn', strata: [{ drawn: 3 }], visits: { open: 3, over: 0 } });
    expect(code(await act(drawn, 'publish'))).toBe('draw-visits-open');
    expect(code(await openProof(testAnonymousCall(services), draw.id))).toBe('not-found');

    const seen = unwrap(await seeEntries(officer, draw.id, { drawnOnly: true, after: 0, limit: 10 }));
    expect(seen.rows.map(({ rank }) => rank)).toEqual([1, 2, 3]);
    expect(seen.rows.every(({ inspectors, laboratory }) => inspectors.length === 2 && laboratory !== null)).toBe(true);
    expect(seen.rows.every(({ inspectors }) => inspectors.filter(({ leads }) => leads).length === 1)).toBe(true);

    await made.asOwner((tx) =>
      tx.query(`update spot_checks.visit set state = 'not-found' where plan_id = $1`, [plan.id]),
    );
    const published = unwrap(await act(drawn, 'publish'));
    const proof = await proofOf(draw.id);
    const known = {
      commitment: draw.commitment,
      poolDigest: frozen.poolDigest ?? '',
      frozenDigest: frozen.frozenDigest ?? '',
    };
    expect(verifyProof(proof, hashes, known)).toEqual([]);
    expect(published.proofSha256).toMatch(/^[0-9a-f]{64}$/);

    // No name, no number of the register and no reason stands in what everybody reads.
    const text = JSON.stringify(proof);
    for (const { enterprise } of seen.rows) expect(text).not.toContain(enterprise.name);
    expect(text).not.toContain('points');

    const [firm = 0] = enterprises;
    const member = await testCall(services, { permissions: ['spot-checks.answer'], region: `enterprise/${firm}` });
    const [own] = unwrap(await ownEntries(member, firm)).rows;
    expect(findOwnEntry(proof, hashes, own?.id ?? '', own?.salt ?? '')).toMatchObject({ weight: 5 });
    expect(code(await ownEntries(member, enterprises[1] ?? 0))).toBe('outside-your-region');
  });

  test('can’t be frozen once the public number is out, nor committed to a number that is out', async () => {
    const { draw, plan } = await committed();
    expect(code(await commitDraw(officer, plan.id, entropy))).toBe('draw-exists');
    services.setNow(after);
    expect(code(await act(draw, 'freeze'))).toBe('draw-entropy-published');
    const gone = unwrap(await act(draw, 'void', { reason: '错过冻结时间' }));
    expect(gone).toMatchObject({ state: 'void', voidReason: '错过冻结时间' });
    expect(await commitDraw(officer, plan.id, entropy)).toMatchObject({ refusal: { fields: { entropyDueAt: {} } } });
    expect(unwrap(await commitDraw(officer, plan.id, { ...entropy, entropyDueAt: '2026-10-01T08:00:00Z' })).state).toBe(
      'committed',
    );
  });

  test('and an amendment of its plan keep out of each other’s way', async () => {
    const { draw, plan, line } = await committed();
    const changes = { lines: [{ ...line, quotas: [{ regionCode: '440600', targets: 2 }] }] };
    const proposed = unwrap(
      await proposeAmendment(officer, plan.id, { version: plan.version, changes, reason: '减少' }),
    );
    const decide = () => decideAmendment(approver, plan.id, { version: proposed.version, decision: 'approved' });
    expect(code(await decide())).toBe('draw-under-way');
    unwrap(await act(draw, 'void', { reason: '计划变更' }));
    unwrap(await decide());
    const again = unwrap(await commitDraw(officer, plan.id, entropy));
    expect(unwrap(await act(again, 'freeze')).strata).toMatchObject([{ quota: 2 }]);
  });

  test('is refused where fewer than two inspectors may go; a conflict of interest is kept out', async () => {
    const { draw, enterprises, inspectors } = await committed(3, 3);
    await made.asOwner((tx) =>
      tx.query(
        `insert into spot_checks.inspector_conflict (inspector_id, enterprise_id, reason, valid_from)
         select i, e, '近亲属任职', '2020-01-01' from unnest($1::bigint[]) i, unnest($2::bigint[]) e`,
        [inspectors.slice(0, 2), enterprises],
      ),
    );
    const frozen = unwrap(await act(draw, 'freeze'));
    services.setNow(after);
    const drawn = unwrap(await act(frozen, 'draw', { entropyValue: '1' }));
    const crew = await made.asOwner((tx) =>
      tx.query<{ inspector_id: number }>(
        `select distinct vi.inspector_id from spot_checks.visit_inspector vi join spot_checks.visit v on v.id = vi.visit_id where v.draw_id = $1`,
        [drawn.id],
      ),
    );
    expect(crew.map(({ inspector_id }) => inspector_id).toSorted()).toEqual(inspectors.slice(2).toSorted());

    const lonely = await committed(3, 3);
    await made.asOwner((tx) =>
      tx.query(`update spot_checks.inspector set state = 'left' where id = any ($1::bigint[])`, [
        lonely.inspectors.slice(1),
      ]),
    );
    const alone = unwrap(await act(lonely.draw, 'freeze'));
    services.setNow(after);
    expect(code(await act(alone, 'draw', { entropyValue: '1' }))).toBe('draw-too-few-qualify');
  });

  test('a maker that stands twice in one list is entered once, with the last that is said of it', async () => {
    const { categoryId, enterprises } = await committed(1, 1);
    const [id = 0] = enterprises;
    const twice = [
      { id, complaints: 1 },
      { id, complaints: 2 },
    ];
    const list = { dataset: 'demo', categoryId, role: 'makes', source: '企业名录', enterprises: twice } as const;
    expect(unwrap(await enterMakers(officer, list))).toMatchObject({ entered: 1 });
  });

  test('is declared void only before the visits have begun, and cancels them', async () => {
    const { draw, plan } = await committed();
    const frozen = unwrap(await act(draw, 'freeze'));
    services.setNow(after);
    const drawn = unwrap(await act(frozen, 'draw', { entropyValue: '7' }));
    await made.asOwner((tx) =>
      tx.query(
        `update spot_checks.visit set state = 'started' where id = (select min(id) from spot_checks.visit where plan_id = $1)`,
        [plan.id],
      ),
    );
    const declareVoid = (call: Call) =>
      actOnDraw(call, {}, drawn.id, 'void', { version: drawn.version, reason: '程序有误' });
    // Whoever drew may have looked, and would draw until the result suits him.
    expect(code(await declareVoid(officer))).toBe('four-eyes-same-person');
    const another = await testCall(services, { permissions: planning, name: '承办丁' });
    expect(code(await declareVoid(another))).toBe('draw-visits-begun');
    await made.asOwner((tx) =>
      tx.query(`update spot_checks.visit set state = 'assigned' where plan_id = $1`, [plan.id]),
    );
    expect(unwrap(await declareVoid(another)).visits).toEqual({ open: 0, over: 3 });
  });

  test('of one plan at once: one wins, the other is told', async () => {
    const { draw } = await committed();
    const both = await Promise.all([act(draw, 'freeze'), act(draw, 'freeze')]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(code(both.find(({ ok }) => !ok) ?? both[0])).toBe('state-not-allowed');
  });
});

describe('a pool', () => {
  const sampled = (enterprise: number, category: number, day: string, model: string, kind = 'regular') =>
    made.asOwner(async (tx) => {
      const [check] = await tx.query<{ id: number }>(
        `insert into spot_checks.spot_check (dataset, authority_name, level, kind, batch, published_on, title)
         values ('demo', '虚构总局', 'national', $2, $1::text, $1::text::date, '虚构国家抽查') on conflict (dataset, authority_name, kind, batch)
         do update set title = excluded.title returning id`,
        [day, kind],
      );
      await tx.query(
        `insert into spot_checks.result (dataset, check_id, category_id, producer_id, province_code, month, verdict, published_verdict, producer_cell,
                                         product_name, model, sampled_on, content_key, final_on)
         values ('demo', $1, $2, $3, '440000', date_trunc('month', $4::date), 'pass', '合格', '虚构', '虚构产品', $5, $4, sha256(random()::text::bytea), $4)`,
        [check?.id, category, enterprise, day, model],
      );
    });

  test('leaves out who may not be drawn, each with its reason; follow-up checks repeat nothing', async () => {
    for (const kind of ['regular', 'follow-up'] as const) {
      const { draw, enterprises, categoryId } = await committed(5, 2, kind);
      const [shut = 0, lately = 0, partly = 0, exempt = 0, plain = 0] = enterprises;
      await made.asOwner((tx) => tx.query(`update enterprises.enterprise set status = 'closed' where id = $1`, [shut]));
      await sampled(lately, categoryId, '2026-05-20', 'A型');
      await sampled(partly, categoryId, '2026-05-20', 'A型');
      await sampled(partly, categoryId, '2025-01-20', 'B型');
      await sampled(plain, categoryId, '2025-12-20', 'A型');
      const lost = await made.enterprise(undefined, { city: null });
      unwrap(
        await enterMakers(officer, {
          dataset: 'demo',
          categoryId,
          role: 'makes',
          source: '企业名录',
          enterprises: [{ id: lost, complaints: 0 }],
        }),
      );
      const line = draw.strata[0]
        ? await made.asOwner((tx) =>
            tx.query<{ id: number }>('select id from spot_checks.plan_line where plan_id = $1', [draw.plan.id]),
          )
        : [];
      const ports = {
        exemptionsOn: async () => [
          { lineId: line[0]?.id ?? 0, enterpriseId: exempt, words: pair('免检证书 虚构001号', 'Certificate 001') },
        ],
      };
      unwrap(await act(draw, 'freeze', {}, ports));
      const { rows } = unwrap(await listExclusions(officer, draw.id, { limit: 50 }));
      expect(Object.fromEntries(rows.map(({ enterprise, reason }) => [enterprise.id, reason]))).toEqual({
        [shut]: 'closed',
        [exempt]: 'exempt',
        [lost]: 'no-place',
        ...(kind === 'regular' ? { [lately]: 'checked-lately' } : {}),
      });
      if (kind === 'regular')
        expect(rows.find(({ reason }) => reason === 'checked-lately')?.facts[0]?.zh).toContain('虚构国家抽查');
    }
  });

  test('is seen by nobody without the right, only in the own division, and looking is journalled', async () => {
    const { draw } = await committed();
    const frozen = unwrap(await act(draw, 'freeze'));
    const page = { drawnOnly: false, after: 0, limit: 10 };
    const reader = await testCall(services, { permissions: ['spot-checks.plans'] });
    expect(code(await seeEntries(reader, draw.id, page))).toBe('forbidden');
    expect(unwrap(await getDraw(reader, draw.id)).strata).toMatchObject([{ entries: 6 }]);
    const elsewhere = await testCall(services, { permissions: planning, region: '440700' });
    expect(unwrap(await seeEntries(elsewhere, draw.id, page)).rows).toEqual([]);
    const there = await testCall(services, { permissions: planning, region: '440600' });
    expect(unwrap(await seeEntries(there, frozen.id, page)).rows).toHaveLength(6);
    const [entry] = await made.asOwner((tx) =>
      tx.query<{ confidential: boolean; canonical: string }>(
        `select confidential, convert_from(canonical, 'UTF8') as canonical from journal.entry where act = 'spot-checks.look-draw' and subject = $1 order by id desc limit 1`,
        [`draw/${draw.id}`],
      ),
    );
    expect(entry).toMatchObject({ confidential: true });
    for (const table of ['draw_secret', 'draw_frozen'])
      await expect(
        withTransaction(database, { account: officer.actor.accountId ?? '' }, (tx) =>
          tx.query(`select * from spot_checks.${table}`),
        ),
      ).rejects.toThrow(/permission denied/);
  });

  test('says so where it is empty', async () => {
    const { draw } = await committed(0);
    expect(code(await act(draw, 'freeze'))).toBe('draw-pool-empty');
  });
});
