import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { withTransaction } from '#platform/database/index.ts';
import { sharedDataNote, sharedDataPresent, sharedPath } from '../shared-data.ts';
import { caseDesk } from './case-desk.ts';
import { enterRecheckers, planRecheck, type Recheck, reportAndServe, sampleAgain } from './case-recheck.ts';

/*
 * What follows a failed check, from the import of the published table of Guangdong to the bulletin, through the interface alone.
 *
 * The table is imported as *live* data. Imported as historical data, which is right for a collection of old results, its cards start
 * nothing; an authority that takes its own published checks into its work says so when it uploads them, and then the cards are like
 * those of any check: orders, suspensions, notifications. The days of the story are those of the house's clock, not of the checks.
 *
 * Two firms of the last check are followed. Which ones is decided by what the data holds, and none is named here: one that also has
 * a published entry because it failed twice, which rectifies, and one with another product, which refuses.
 */
type Firm = Recheck & {
  readonly card: number;
  readonly check: number;
  readonly category: string;
  rectification: number;
};
interface CardRow {
  readonly id: number;
  readonly version: number;
  readonly producer: { readonly id: number; readonly name: string };
  readonly category: { readonly id: number; readonly name: string };
  readonly check: { readonly id: number };
}

describe.skipIf(!sharedDataPresent)(
  `from a failed check to the bulletin: ${sharedDataNote}`,
  { timeout: 300_000 },
  async () => {
    const desk = sharedDataPresent ? await caseDesk('2026-09-01T02:00:00.000Z') : undefined!;
    const { day, did, refused } = desk ?? {};
    const region = '440600';
    let good: Firm;
    let bad: Firm;
    let commerce = 0;

    beforeAll(async () => {
      const authorities = await withTransaction(desk.database, 'migrator', (tx) =>
        tx.query<{ id: number; kind: string }>(
          `select id, kind from authorities.authority where region_code = $1 and kind in ('commerce', 'government')`,
          [region],
        ),
      );
      const of = (kind: string): number => authorities.find((one) => one.kind === kind)?.id ?? 0;
      commerce = of('commerce');
      await desk.people([
        ['officer', 'provincial-officer', '440000'],
        ['approver', 'provincial-approver', '440000'],
        ['city', 'city-officer', region],
        ['elsewhere', 'city-officer', '440300'],
        ['editor', 'press-editor', '440000'],
        ['press', 'press-approver', '440000'],
        ['commerce', 'commerce-officer', region, commerce],
        ['government', 'government', region, of('government')],
      ]);
    });

    const rectification = (firm: Firm) => did('officer', 'GET', `/rectifications/${firm.rectification}`);
    const act = async (who: string, firm: Firm, verb: string, body: object = {}) => {
      const { version } = await rectification(firm);
      return did(who, 'POST', `/rectifications/${firm.rectification}/${verb}`, { version, ...body });
    };
    const gate = async (firm: Firm, category: string | number = firm.categoryId): Promise<string> =>
      (
        await did(
          'commerce',
          'GET',
          `/licence-gate?dataset=live&enterpriseId=${firm.enterprise.id}&category=${encodeURIComponent(category)}`,
        )
      ).answer;
    const licenceOf = async (firm: Firm) =>
      (await did('officer', 'GET', `/enterprises/${firm.enterprise.id}/licences`)).rows[0];

    test('the published table is imported; for each product that failed a card is proposed', async () => {
      const table = new Uint8Array(await readFile(sharedPath('data/published/guangdong-2012-2018.csv')));
      const { id } = await desk.handIn('officer', '/imports?dataset=live', 'guangdong.csv', table);
      await did('officer', 'POST', `/imports/${id}/start`, {});
      await expect
        .poll(async () => (await did('officer', 'GET', `/imports/${id}`)).report, { timeout: 200_000 })
        .toMatchObject({ accepted: 11_747, verdicts: { fail: 1799 }, proposals: { yellow: 1770 } });
    });

    test('firms are placed, licences entered; the gate lets production in', async () => {
      const { rows: cards } = (await did('officer', 'GET', '/warning-cards?dataset=live&state=proposed&limit=200')) as {
        rows: CardRow[];
      };
      const { rows: exposures } = await did(
        'officer',
        'GET',
        '/exposures?dataset=live&state=proposed&ground=consecutive-failures&limit=200',
      );
      const key = ({ producer, category }: Pick<CardRow, 'producer' | 'category'>): string =>
        `${producer.id}/${category?.id}`;
      const exposed = new Set(exposures.map(key));
      const exposedFirms = new Set(exposures.map((row: CardRow) => row.producer.id));
      const single = cards.filter(
        ({ producer }) => cards.filter((card) => card.producer.id === producer.id).length === 1,
      );
      const first = single.find((card) => exposed.has(key(card)));
      const second = single.find(
        ({ producer, category, check }) =>
          !exposedFirms.has(producer.id) && category.id !== first?.category.id && check.id === first?.check.id,
      );
      if (!first || !second) throw new Error('the table holds no two such firms');
      const { items: laboratories } = await did('officer', 'GET', '/laboratories?dataset=live');
      const authorityId = await withTransaction(
        desk.database,
        'migrator',
        async (tx) =>
          (
            await tx.query<{ id: number }>(
              `select id from authorities.authority where region_code = '440000' and kind = 'quality' and valid_to is null order by id limit 1`,
            )
          )[0]!.id,
      );
      const firmOf = (card: CardRow): Firm => ({
        card: card.id,
        check: card.check.id,
        category: card.category.name,
        categoryId: card.category.id,
        enterprise: card.producer,
        authorityId,
        region,
        laboratoryId: laboratories[0].id,
        rectification: 0,
      });
      good = firmOf(first);
      bad = firmOf(second);
      await did('officer', 'POST', '/enterprises/regions', {
        items: [good, bad].map(({ enterprise }) => ({ enterpriseId: enterprise.id, cityCode: region })),
        reason: '核对登记地址',
      });
      for (const categoryId of [good.categoryId, bad.categoryId]) {
        const entry = await did('officer', 'POST', '/licence-catalogue', {
          dataset: 'live',
          categoryId,
          kind: 'production-licence',
          from: '2005-09-01',
          issuer: '虚构发证机关',
          source: '虚构目录',
          reason: '列入',
        });
        await did('approver', 'POST', `/licence-catalogue/${entry.id}/approve`, { version: entry.version });
      }
      const issuer = '广东省质量技术监督局';
      const lines = [
        ...[good.category, bad.category].map((category) => ['虚构XK-1', good.enterprise.name, category]),
        ['虚构XK-2', bad.enterprise.name, bad.category],
      ].map(
        ([number, holder, category]) =>
          `${number},生产许可证,${holder},,${category},,${issuer},2024-03-01,2024-03-01,2029-02-28,,`,
      );
      const licences = await desk.handIn(
        'officer',
        '/licences/import?dataset=live',
        '许可证.csv',
        [
          '证书编号,种类,企业名称,统一社会信用代码,产品种类,产品单元,发证机关,发证日期,有效期起,有效期至,注销日期,吊销日期',
          ...lines,
        ].join('\n'),
      );
      expect(licences).toMatchObject({ added: 2, rejected: 0 });
      expect([await gate(good), await gate(good, bad.categoryId), await gate(bad)]).toEqual(
        Array.from({ length: 3 }, () => 'production-may-be-added'),
      );
    });

    test('two people issue the cards; orders go with them, and licences are suspended for that product alone', async () => {
      const selection = async (cards: readonly number[]) => ({
        selection: {
          cards: await Promise.all(
            cards.map(async (id) => ({ id, version: (await did('officer', 'GET', `/warning-cards/${id}`)).version })),
          ),
        },
      });
      const both = [good.card, bad.card];
      expect(await did('officer', 'POST', '/warning-cards/submit', await selection(both))).toMatchObject({ done: 2 });
      expect((await refused('officer', 'POST', '/warning-cards/issue', await selection([good.card]))).code).toBe(
        'forbidden',
      );
      expect(await did('approver', 'POST', '/warning-cards/issue', await selection(both))).toMatchObject({ done: 2 });
      for (const firm of [good, bad]) {
        const { rectification: found } = await did('officer', 'GET', `/warning-cards/${firm.card}/rectification`);
        firm.rectification = found.id;
        expect(found).toMatchObject({ state: 'to-serve', step: 'order', dataset: 'live' });
        expect(found.number).toMatch(/^粤质改〔2026〕\d+号$/);
      }
      expect(await licenceOf(good)).toMatchObject({ held: [good.category] });
      expect([await gate(good), await gate(good, bad.categoryId), await gate(bad)]).toEqual([
        'suspended',
        'production-may-be-added',
        'suspended',
      ]);
      const { rows } = await did('commerce', 'GET', '/messages?dataset=live&state=open');
      expect(rows).toMatchObject([{ kind: 'licences.held', asks: 'receipt' }, { kind: 'licences.held' }]);
      for (const { id } of rows) await did('commerce', 'POST', `/messages/${id}/receipt`);
      expect((await did('commerce', 'GET', '/messages?dataset=live&state=open')).rows).toEqual([]);
    });

    /** An exposure from its proposal to its release: submitted, decided by another, each firm told and waiving its right. */
    const expose = async (id: number): Promise<void> => {
      const one = async () => did('editor', 'GET', `/exposures/${id}`);
      const selection = async () => ({ selection: { exposures: [{ id, version: (await one()).version }] } });
      await did('editor', 'POST', '/exposures/submit', await selection());
      await did('press', 'POST', '/exposures/decide', { ...(await selection()), reason: '情况属实' });
      expect((await refused('press', 'POST', '/exposures/release', await selection())).code).toBe('state-not-allowed');
      for (const party of (await one()).parties) {
        const service = { manner: 'hand', day: desk.today(), signedBy: '虚构收件人' };
        await did('editor', 'POST', `/exposure-parties/${party.id}/serve`, { version: party.version, service });
        await did('editor', 'POST', `/exposure-parties/${party.id}/waive`, {
          version: party.version + 1,
          waivedOn: desk.today(),
          files: [(await desk.handIn('editor', '/evidence', '放弃声明.pdf', '%PDF-1.4\n%%EOF\n')).id],
        });
      }
      await did('press', 'POST', '/exposures/release', await selection());
    };
    let entry = 0;

    test('what failed twice is exposed while the firm rectifies', async () => {
      const { rows } = await did(
        'editor',
        'GET',
        `/exposures?dataset=live&state=proposed&ground=consecutive-failures&producerId=${good.enterprise.id}`,
      );
      entry = rows[0].id;
      await expose(entry);
      expect(await desk.page(`/exposures/${entry}`)).toContain('公开记录中还没有该产品此后抽查、复查合格的结果');
    });

    test('the firm rectifies: served, answered from its own account, visited', async () => {
      day('2026-09-03');
      expect(
        (
          await refused('elsewhere', 'POST', `/rectifications/${good.rectification}/serve`, {
            version: 1,
            service: { manner: 'hand', day: '2026-09-02', signedBy: '虚构' },
          })
        ).code,
      ).toBe('not-found');
      for (const firm of [good, bad])
        await act('city', firm, 'serve', { service: { manner: 'hand', day: '2026-09-02', signedBy: '虚构收件人' } });
      expect(await rectification(good)).toMatchObject({ state: 'rectifying', dueOn: '2026-10-08' });
      await desk.people([['firm', 'enterprise-member', `enterprise/${good.enterprise.id}`]]);
      day('2026-09-20');
      const mine = await did('firm', 'GET', '/my-rectifications');
      expect(mine.rows).toMatchObject([{ id: good.rectification, state: 'rectifying' }]);
      const evidence = await desk.handIn('firm', '/evidence', '整改报告.pdf', '%PDF-1.4\n%%EOF\n');
      await did('firm', 'POST', `/rectifications/${good.rectification}/answer`, {
        version: mine.rows[0].version,
        answer: {
          causes: '虚构原因',
          measures: '虚构措施',
          evidence: '整改报告',
          stock: 100,
          stockHandled: 100,
          sold: 900,
          recalled: 400,
          unit: '件',
          files: [evidence.id],
        },
      });
      day('2026-09-22');
      await act('city', good, 'confirm-visit', { reason: '现场核查属实' });
      expect(await rectification(good)).toMatchObject({ state: 'to-recheck', answer: { recalled: 400 } });
    });

    test('is checked again through the spot-check loop, passes, and is free again', async () => {
      await enterRecheckers(desk, good);
      const plan = await planRecheck(desk, good, '2026-09-24', '2026-12-31');
      await act('city', good, 'arrange', { planId: plan.planId });
      await sampleAgain(desk, good, plan, '2026-09-25');
      await reportAndServe(desk, '120', 'pass', { reported: '2026-09-28', served: '2026-09-29', over: '2026-10-27' });
      expect(await rectification(good)).toMatchObject({ state: 'lifted', recheckOutcome: 'pass' });
      expect(await licenceOf(good)).toMatchObject({ held: [], standing: 'valid' });
      expect([await gate(good), await gate(bad)]).toEqual(['production-may-be-added', 'suspended']);
      expect(
        await refused('city', 'POST', `/rectifications/${good.rectification}/record-refusal`, {
          version: (await rectification(good)).version,
          reason: '迟来',
        }),
      ).toMatchObject({ code: 'state-not-allowed', citation: {} });
      expect(await desk.page(`/exposures/${entry}?lang=zh`)).toContain('复查合格，黄牌已解除');
    });

    test('the other refuses: exposed with its refusal, red, stopped with the departments concerned', async () => {
      // It takes another name in the middle of the case, which goes on under it.
      const renamed = { name: '虚构更名制造有限公司', reason: '登记机关通知' };
      await did('officer', 'POST', `/enterprises/${bad.enterprise.id}/name`, renamed);
      expect(await rectification(bad)).toMatchObject({ state: 'rectifying', firm: { name: renamed.name } });
      await act('city', bad, 'record-refusal', { reason: '书面表示不予整改' });
      const { rows } = await did(
        'editor',
        'GET',
        `/exposures?dataset=live&state=proposed&ground=rectification&producerId=${bad.enterprise.id}`,
      );
      expect(rows).toMatchObject([{ ground: 'rectification', category: { id: bad.categoryId } }]);
      await expose(rows[0].id);
      expect(await desk.page(`/exposures/${rows[0].id}`)).toContain('拒不整改');
      await act('city', bad, 'propose-step', { reason: '拒绝整改' });
      expect(
        await refused('city', 'POST', `/rectifications/${bad.rectification}/decide-step`, {
          version: (await rectification(bad)).version,
        }),
      ).toMatchObject({ code: 'forbidden' });
      expect(
        await refused('approver', 'POST', `/rectifications/${bad.rectification}/decide-step`, {
          version: (await rectification(bad)).version,
        }),
      ).toMatchObject({ code: 'joint-tasks-missing', citation: {} });
      await act('approver', bad, 'decide-step', {
        tasks: [{ department: '工商行政管理部门', task: '监督停止生产', dueOn: '2026-12-31' }],
      });
      expect(await rectification(bad)).toMatchObject({
        state: 'to-serve',
        step: 'overhaul',
        tasks: [{ department: '工商行政管理部门' }],
      });
      expect(await did('officer', 'GET', `/warning-cards/${bad.card}`)).toMatchObject({ state: 'issued' });
      await act('city', bad, 'serve', { service: { manner: 'hand', day: '2026-10-27', signedBy: '虚构收件人' } });
      const { tasks } = await rectification(bad);
      await did('city', 'POST', `/rectifications/${bad.rectification}/tasks/${tasks[0].id}/answer`, {
        answer: '已停产',
      });
    });

    test('its time over, the revocation is proposed, the firm told of its hearing, the licence revoked', async () => {
      const { dueOn } = await rectification(bad);
      day('2026-12-10');
      expect(dueOn < '2026-12-10').toBe(true);
      await desk.night('deadlines.run');
      await desk.night('deadlines.run');
      expect(await rectification(bad)).toMatchObject({ state: 'overdue', step: 'overhaul' });
      await act('city', bad, 'propose-step', { reason: '期满未改正' });
      await act('approver', bad, 'decide-step');
      expect(await rectification(bad)).toMatchObject({ state: 'revocation' });
      const { rows } = await did('officer', 'GET', '/licence-revocations?dataset=live');
      expect(rows).toHaveLength(1);
      const revocation = () => did('officer', 'GET', `/licence-revocations/${rows[0].id}`);
      const step = async (who: string, verb: string) =>
        did(who, 'POST', `/licence-revocations/${rows[0].id}/${verb}`, {
          version: (await revocation()).version,
          reason: '依法',
        });
      expect(
        await refused('approver', 'POST', `/licence-revocations/${rows[0].id}/revoke`, { version: 1, reason: '依法' }),
      ).toMatchObject({ code: 'state-not-allowed' });
      await step('officer', 'notify');
      day('2026-12-30');
      await step('approver', 'revoke');
      // What waited for it ends with the licence, by itself.
      expect(await rectification(bad)).toMatchObject({ state: 'licence-revoked' });
      expect([await gate(bad), await gate(good)]).toEqual(['preparation-only', 'production-may-be-added']);
    });

    test('governments and departments are told of the results, and give their receipt', async () => {
      const made = await did('editor', 'POST', '/notifications', { checkId: good.check });
      expect(await refused('editor', 'POST', '/notifications', { checkId: good.check })).toMatchObject({
        code: 'nothing-to-notify',
      });
      const { rows } = await did('government', 'GET', '/messages?dataset=live&state=open');
      expect(rows).toHaveLength(1);
      await did('government', 'POST', `/messages/${rows[0].id}/answer`, { answer: '已组织整治' });
      const { lines } = await did('editor', 'GET', `/notifications/${made.id}`);
      expect(lines.filter((line: { state: string }) => line.state === 'answered')).toMatchObject([
        { answer: '已组织整治', settled: true },
      ]);
    });

    test('the bulletin is released by another person, seen by everybody, and corrected visibly', async () => {
      const release = async (more: object = {}): Promise<number> => {
        const { id, version } = await did('editor', 'POST', '/bulletins', { checkId: good.check, ...more });
        const asked = await did('editor', 'POST', `/bulletins/${id}/submit`, { version });
        expect((await refused('editor', 'POST', `/bulletins/${id}/release`, { version: asked.version })).code).toBe(
          'forbidden',
        );
        await did('press', 'POST', `/bulletins/${id}/release`, { version: asked.version });
        expect(
          (await refused('editor', 'PUT', `/bulletins/${id}`, { version: asked.version + 1, title: '改', body: '改' }))
            .code,
        ).toBe('state-not-allowed');
        return id;
      };
      const first = await release();
      const page = await desk.page(`/bulletins/${first}`);
      for (const name of [good.enterprise.name, '虚构更名制造有限公司']) expect(page.includes(name)).toBe(true);
      const correction = await release({ correctsId: first });
      expect(await desk.page(`/bulletins/${first}?lang=zh`)).toContain('本通报已被更正');
      expect(await desk.page(`/bulletins/${correction}`)).toContain('本通报更正此前的通报');
    });
  },
);
