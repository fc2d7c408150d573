import { beforeAll, expect, test } from 'vitest';
import { rooms } from '#apps/rooms.ts';
import { addDays, localDate } from '#foundation/local-date.ts';
import { seededRandom } from '#foundation/random-seeded.ts';
import { ok } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { type Call, perform } from '#platform/operation/index.ts';
import { dayAt } from '#platform/operation/system.ts';
import type { LicenceAct } from '#regimes/licences/licence.ts';
import { recordHoldAct, recordLicenceAct } from '#regimes/licences/operations-acts.ts';
import { actOnRequest } from '#regimes/licences/operations-requests.ts';
import { bodyAnswers, requestProcess, requestVerbs } from '#regimes/licences/request.ts';
import { codeOf, holderOf, importTable } from '#regimes/licences/testing/room.ts';
import { actOnRevocation, proposeRevocation } from '#regimes/licences/operations-revocations.ts';
import { revocationProcess } from '#regimes/licences/revocation.ts';
import { bulletinProcess } from '#regimes/publicity/bulletin.ts';
import { exposureActs, exposureProcess } from '#regimes/publicity/exposure.ts';
import { actOnBulletin, composeBulletin, scheduleBulletin } from '#regimes/publicity/operations-bulletins.ts';
import { actOnExposures } from '#regimes/publicity/operations.ts';
import { answerStatement, recordStatement, serveParty, waiveStatement } from '#regimes/publicity/operations-parties.ts';
import { partyProcess } from '#regimes/publicity/party.ts';
import { actOnCards } from '#regimes/warning-cards/index.ts';
import { actOnRectification } from '#regimes/warning-cards/rectification/operations.ts';
import { actOnSellerOrder } from '#regimes/warning-cards/rectification/operations-sellers.ts';
import { rectificationProcess, rectificationVerbs } from '#regimes/warning-cards/rectification/rectification.ts';
import { sellerOrderProcess, sellerVerbs } from '#regimes/warning-cards/rectification/seller-order.ts';
import { cardProcess } from '#regimes/warning-cards/warning-card.ts';
import { seedRegisters } from '#registers/index.ts';
import { handInScan } from '../scan.ts';
import { testDatabase } from '../database.ts';
import { madeUpResults } from '../made-up-results.ts';
import { replay } from '../replay.ts';
import { replayLicences } from '../replay-licences.ts';
import { testCall, testServices, testSystemCall } from '../services.ts';

/* Hundreds of acts at random, allowed or refused, by people and by the program; then everything is replayed from what was noted. */
/** What leads to something public comes more often than what ends it. */
const often = ['submit', 'submit', 'submit', 'decide', 'decide', 'decide', 'decide', 'release', 'schedule'] as const;

const { database } = await testDatabase();
await seedRegisters(database, '440000');
const services = testServices(database, { manifests: rooms });
const made = madeUpResults(database, services);
const rows = <Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
  withTransaction(database, 'migrator', (tx) => tx.query<Row>(sql, values));
const now = (call: Call): Call => ({ ...call, services, today: dayAt(services.now()) });

const issuers = [
  ['生产许可证', '广东省质量技术监督局'],
  ['强制性认证', '虚构重演认证中心'],
  ['生产许可证', '国家质量监督检验检疫总局'],
] as const;
const licenceRow = (n: number, kind: number, more: object) => ({
  number: `虚构重演${n}-${kind}`,
  kind: issuers[kind - 1]?.[0] ?? '',
  holder: `虚构重演厂${n}`,
  code: codeOf(n),
  category: `虚构重演种类${n}`,
  issuer: issuers[kind - 1]?.[1] ?? '',
  // Some run out while the acts go on.
  validUntil: n % 3 === 0 ? `2026-${10 + kind - 1}-15` : '2029-02-28',
  ...more,
});

const firms: { producer: number; category: number; member: Call }[] = [];
const checks: number[] = [];
let officer: Call;
let signer: Call;
let third: Call;
let body: Call;

beforeAll(async () => {
  const all = services.composition.manifests.flatMap(({ permissions }) => Object.keys(permissions ?? {}));
  officer = await testCall(services, { permissions: all, name: '承办甲' });
  signer = await testCall(services, { permissions: all, name: '签发乙' });
  third = await testCall(services, { permissions: all, name: '复核丙' });
  for (const publishedOn of ['2026-06-20', '2026-08-20'])
    checks.push(await made.check({ publishedOn, level: 'provincial', authority: `虚构省局${publishedOn}` }));
  for (let n = 1; n <= 10; n += 1) {
    const category = await made.category(`虚构重演种类${n}`);
    // The table enters the firm; of the three, the province has issued one, a certification body another, an authority elsewhere the third.
    await importTable(officer, [1, 2, 3].map((kind) => licenceRow(n, kind, {}))); // prettier-ignore
    const producer = await holderOf(database, codeOf(n));
    await made.asOwner((tx) =>
      tx.query(`update enterprises.enterprise set city_code = '440600', region_basis = 'confirmed' where id = $1`, [
        producer,
      ]),
    );
    const seller = await made.enterprise({ name: `虚构重演商店${n}` });
    const member = await testCall(services, {
      permissions: ['warning-cards.answer'],
      region: `enterprise/${producer}`,
    });
    firms.push({ producer, category, member });
    await made.store(checks.map((check) => ({ producer, category, check, seller })));
  }
  const [certifier] = await rows<{ id: number }>('select id from certifiers.certifier');
  body = await testCall(services, {
    permissions: ['licences.read', 'licences.answer'],
    region: `certifier/${certifier?.id}`,
    name: '认证丁',
  });
});

const seed = 20260901;
test(`what was noted, replayed, gives what stands (seed ${seed})`, { timeout: 300_000 }, async () => {
  const random = seededRandom(seed);
  let day = localDate('2026-09-01');
  const one = async <Row extends { readonly id: number; readonly version: number }>(
    table: string,
  ): Promise<Row | undefined> => {
    const found = await rows<Row>(`select * from ${table} order by id`);
    return found.length === 0 ? undefined : random.pick(found);
  };
  const person = (): Call => now(random.pick([officer, signer, third]));
  const service = () => ({ manner: 'hand' as const, day, signedBy: '虚构收件人' });
  const decision = () => ({ by: '虚构省局', number: '虚构1号', noticeOn: day, hearing: '未要求听证' });
  const answer = {
    causes: '虚构',
    measures: '虚构',
    evidence: '虚构',
    stock: 1,
    stockHandled: 1,
    sold: 1,
    recalled: 1,
    unit: '件',
    files: [],
  };
  const run = (job: string) =>
    services.composition.jobs.find(({ name }) => name === job)?.run(testSystemCall(services), {});

  const strokes: Readonly<Record<string, () => Promise<unknown>>> = {
    card: async () => {
      const found = await rows<{ id: number; version: number }>('select id, version from warning_cards.card');
      const verb = random.pick(['submit', 'submit', 'issue', 'issue', 'return', 'dismiss', 'revoke', 'keep'] as const);
      await actOnCards(person(), verb, { cards: random.sample(found, verb === 'dismiss' ? 1 : 4) }, '理由');
    },
    rectification: async () => {
      const thing = await one<{
        id: number;
        version: number;
        state: keyof typeof rectificationProcess.transitions;
        enterprise_id: number;
      }>('warning_cards.rectification');
      if (!thing) return;
      const possible = Object.keys(rectificationProcess.transitions[thing.state]).filter((verb) =>
        rectificationVerbs.includes(verb as never),
      );
      const verb = random.pick(
        random.chance(0.9) && possible.length > 0 ? possible : rectificationVerbs,
      ) as (typeof rectificationVerbs)[number];
      const { permission } = rectificationProcess.acts[verb];
      const firm = firms.find(({ producer }) => producer === thing.enterprise_id);
      await actOnRectification(
        permission === 'warning-cards.answer' && firm ? now(firm.member) : person(),
        thing.id,
        verb,
        {
          version: thing.version,
          reason: '理由',
          service: service(),
          answer,
          filedOn: day,
          criterion: 'danger',
          announcedIn: '虚构报',
          tasks: [{ department: '虚构局', task: '监督', dueOn: addDays(day, 30) }],
          ground: verb === 'end' ? 'closed' : 'seasonal',
          decision: decision(),
        },
      );
    },
    seller: async () => {
      const thing = await one('warning_cards.seller_order');
      if (!thing) return;
      const report = { source: '虚构', offSale: 1, returned: 1, destroyed: 0, unit: '件', measures: '虚构' };
      await actOnSellerOrder(person(), thing.id, random.pick(sellerVerbs), {
        version: thing.version,
        reason: '理由',
        service: service(),
        report,
      });
    },
    exposure: async () => {
      const found = await rows<{ id: number; version: number }>('select id, version from publicity.exposure');
      const verb = random.pick([...exposureActs, ...often]);
      const at = verb === 'schedule' ? new Date(services.now().getTime() + 86_400_000) : undefined;
      await actOnExposures(person(), verb, { exposures: random.sample(found, 3) }, '理由', at);
    },
    party: async () => {
      const thing = await one('publicity.exposure_party');
      if (!thing) return;
      const { id, version } = thing;
      const call = person();
      await random.pick([
        () => serveParty(call, id, { version, service: service() }),
        () => serveParty(call, id, { version, service: service() }),
        () => recordStatement(call, id, { version, statement: '虚构', wantsHearing: false }),
        async () => waiveStatement(call, id, { version, waivedOn: day, files: [await handInScan(call)] }),
        () => answerStatement(call, id, 'reject', { version, reason: '理由', hearingOn: undefined }),
        () => answerStatement(call, id, 'uphold', { version, reason: '理由', hearingOn: undefined }),
      ])();
    },
    bulletin: async () => {
      const thing = random.chance(0.3) ? undefined : await one('publicity.bulletin');
      if (!thing) return composeBulletin(person(), { checkId: random.pick(checks) });
      const verb = random.pick(['submit', 'submit', 'release', 'return', 'schedule', 'unschedule', 'discard'] as const);
      if (verb === 'schedule')
        return scheduleBulletin(person(), thing.id, {
          version: thing.version,
          releaseAt: new Date(services.now().getTime() + 86_400_000),
        });
      return actOnBulletin(person(), thing.id, verb, { version: thing.version, reason: '理由' });
    },
    revocation: async () => {
      const thing = random.chance(0.2) ? undefined : await one('licences.revocation');
      const licence = await one('licences.licence');
      if (!thing) return proposeRevocation(person(), licence?.id ?? 0, { facts: '虚构', cardId: null });
      const verb = random.pick(['notify', 'notify', 'revoke', 'keep', 'withdraw', 'request-hearing', 'hear'] as const);
      return actOnRevocation(person(), thing.id, verb, {
        version: thing.version,
        reason: '理由',
        on: day,
        noticedOn: addDays(day, -20),
      });
    },
    licence: async () => {
      const held = await rows<{ id: number; version: number }>(
        `select l.id, l.version from licences.licence l where exists (select from licences.hold h
          where h.licence_id = l.id and h.ground = 'issuer' and h.ended_on is null) order by l.id`,
      );
      const resumes = held.length > 0 && random.chance(0.3);
      const thing = resumes
        ? random.pick(held)
        : await one<{ readonly id: number; readonly version: number }>('licences.licence');
      if (!thing) return;
      const verb: LicenceAct = resumes
        ? 'issuer-resume'
        : random.pick(['renew', 'renew', 'issuer-suspend', 'issuer-suspend', 'surrender', 'issuer-revoke'] as const);
      if (verb === 'surrender' || verb === 'issuer-revoke') if (random.chance(0.8)) return;
      const on = verb === 'renew' ? addDays(day, random.int(20, 1500)) : addDays(day, -random.int(0, 5));
      const input = { act: verb, on, reason: '理由', version: thing.version };
      await (random.chance(0.3)
        ? recordLicenceAct(now(body), thing.id, input, 'licences.answer')
        : recordLicenceAct(person(), thing.id, input));
    },
    table: async () => {
      const [n, kind] = [random.int(1, 10), random.int(1, 3)];
      await importTable(person(), [
        licenceRow(n, kind, {
          category: random.chance(0.5) ? `虚构重演种类${n}` : `虚构重演种类${n}、虚构重演种类${(n % 10) + 1}`,
          validUntil: addDays(day, random.int(10, 1500)),
          ...(random.chance(0.1) ? { surrenderedOn: day } : {}),
        }),
      ]);
    },
    hold: async () => {
      const [hold] = random.sample(
        await rows<{ id: number }>(
          `select h.id from licences.hold h where h.ground = 'card' and h.issuer_answer is null`,
        ),
        1,
      );
      if (!hold) return;
      const told = random.chance(0.5);
      const answer = random.pick(['suspends', 'keeps', 'noted', 'withdraws'] as const);
      await recordHoldAct(person(), hold.id, {
        act: told ? 'tell-issuer' : 'record-answer',
        on: day,
        note: '虚构函',
        ...(told ? {} : { answer }),
      });
    },
    request: async () => {
      const [thing] = random.sample(
        await rows<{ id: number; version: number }>(
          `select id, version from licences.request order by state = 'asked' desc, id`,
        ),
        1,
      );
      if (!thing) return;
      const verb = random.pick(requestVerbs);
      const input = { version: thing.version, reason: '理由', on: day, documentNumber: '虚构1号', files: [] };
      await actOnRequest(verb === 'record' ? person() : now(body), thing.id, verb, {
        ...input,
        answer: random.pick(bodyAnswers),
      });
    },
    recheck: async () => {
      const { producer, category } = random.pick(firms);
      const check = await made.check({
        publishedOn: day,
        level: 'provincial',
        kind: 'follow-up',
        authority: `虚构复查${random.int(1, 1_000_000)}`,
      });
      await made.store([{ producer, category, check, verdict: random.chance(0.4) ? 'pass' : 'fail', sampledOn: day }]);
    },
    withdraw: async () => {
      const found = await rows<{ id: number }>(
        `select r.id from spot_checks.result r join spot_checks.spot_check c on c.id = r.check_id where c.kind = 'regular'`,
      );
      if (found.length > 0) await made.remove([random.pick(found).id]);
    },
    return: async () => {
      const { producer, category } = random.pick(firms);
      const check = random.pick(checks);
      const has = await rows('select 1 from spot_checks.result where producer_id = $1 and check_id = $2', [
        producer,
        check,
      ]);
      if (has.length === 0) await made.store([{ producer, category, check }]);
    },
    move: async () => {
      const { producer } = random.pick(firms);
      await perform(testSystemCall(services), { permission: null }, async (act) => {
        act.emit({
          type: 'enterprises/region-confirmed@1',
          payload: {
            dataset: 'demo',
            enterpriseId: producer,
            cityCode: random.pick(['440300', '440600']),
            countyCode: null,
          },
        });
        return ok(undefined);
      });
    },
    wait: async () => {
      day = addDays(day, random.int(1, 4));
      services.setNow(`${day}T02:00:00.000Z`);
      for (const job of ['licences.watch-terms', 'deadlines.run', 'publicity.end-clocks', 'publicity.release-due'])
        await run(job);
    },
  };
  const weights: Readonly<Record<string, number>> = {
    card: 8,
    rectification: 30,
    seller: 4,
    exposure: 10,
    party: 20,
    bulletin: 6,
    revocation: 5,
    licence: 6,
    table: 2,
    hold: 4,
    request: 8,
    recheck: 3,
    withdraw: 1,
    return: 4,
    move: 1,
    wait: 5,
  };
  const names = Object.keys(strokes);
  for (let step = 0; step < 800; step += 1) {
    services.setNow(new Date(services.now().getTime() + 1000).toISOString());
    await strokes[random.weighted(names, (name) => weights[name] ?? 1)]?.();
  }
  const kinds = {
    card: await replay(database, {
      flow: cardProcess,
      table: 'warning_cards.card',
      begins: ['held', 'proposed'],
      still: ['issuer-suspends', 'issuer-withdraws', 'issuer-keeps', 'issuer-noted'],
    }),
    rectification: await replay(database, {
      flow: rectificationProcess,
      table: 'warning_cards.rectification',
      begins: { open: 'to-serve' },
      elsewhere: ['decide-step', 'return-step', 'resume', 'reopen', 'send-back'],
      still: ['move', 'commerce-answer'],
    }),
    seller: await replay(database, {
      flow: sellerOrderProcess,
      table: 'warning_cards.seller_order',
      begins: { open: 'to-serve' },
      elsewhere: ['return'],
      still: ['move'],
    }),
    exposure: await replay(database, {
      flow: exposureProcess,
      table: 'publicity.exposure',
      begins: ['proposed'],
    }),
    party: await replay(database, {
      flow: partyProcess,
      table: 'publicity.exposure_party',
      begins: { open: 'to-serve' },
      follows: ['open', 'annul'],
    }),
    bulletin: await replay(database, {
      flow: bulletinProcess,
      table: 'publicity.bulletin',
      begins: { compose: 'draft' },
      still: ['edit'],
    }),
    revocation: await replay(database, {
      flow: revocationProcess,
      table: 'licences.revocation',
      begins: { propose: 'proposed' },
    }),
    request: await replay(database, {
      flow: requestProcess,
      table: 'licences.request',
      begins: { ask: 'asked' },
      elsewhere: ['record'],
    }),
    licence: await replayLicences(database, day),
  };
  expect(Object.values(kinds).flatMap(({ faults }) => faults)).toEqual([]);
  for (const verb of [
    'hold',
    'end-hold',
    'change',
    'renew',
    'issuer-suspend',
    'issuer-resume',
    'answer-suspends',
    'answer-keeps',
  ])
    expect(kinds.licence.verbs).toContain(verb);
  // The walk has been somewhere: most of what can happen to a rectification, and every kind of thing.
  expect(kinds.rectification.verbs.size).toBeGreaterThan(15);
  expect(Object.values(kinds).every(({ things }) => things > 0)).toBe(true);
});
