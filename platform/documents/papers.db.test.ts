import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { covers } from '#foundation/reach.ts';
import { z } from 'zod';
import { addDays } from '#foundation/local-date.ts';
import { ok, refuse, unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import type { Manifest, Reaction } from '#platform/manifest.ts';
import { type Act, type Call, perform } from '#platform/operation/index.ts';
import { dayAt } from '#platform/operation/system.ts';
import { manifest as work } from '#platform/work/index.ts';
import { myWork, workbench } from '#platform/work/workbench.ts';
import { testDatabase } from '../../tests/database.ts';
import { testCall, testServices, testSystemCall } from '../../tests/services.ts';
import { draftPaper, issuePaper, issuePapers, manifest, paperDroppedType, paperIssuedType, paperVoidedType, type PaperRequest, redraftPaper, showPapersAt } from './index.ts'; // prettier-ignore
import type { PaperFilter } from './contract.ts';
import { strikePaper } from './operations.ts';
import { getPaperDetail, listOfPapers } from './operations-read.ts';
import { drawIssued, paperFile, paperScan, uploadScan } from './paper-files.ts';
import { chainKind, plainKind, servedKind } from './testing.ts';

const { database } = await testDatabase();
const heard: unknown[] = [];
const reaction: Reaction = {
  on: 'test/asked@1',
  room: 'other',
  react: async (act, facts) => {
    for (const fact of facts) unwrap(await issuePaper(act, request({ subject: fact.payload as string })));
  },
};
const listen = (on: string): Reaction => ({
  on,
  room: 'test',
  react: async (_act, facts) => void heard.push(...facts.map(({ type }) => type)),
});
const room: Manifest = {
  name: 'test',
  papers: [plainKind, chainKind, servedKind],
  facts: { 'test/asked@1': z.string() },
  reactions: [paperIssuedType, paperVoidedType, paperDroppedType].map(listen),
};
const services = testServices(database, {
  manifests: [manifest, work, room, { name: 'other', reactions: [reaction] }],
});

const request = (more: Partial<PaperRequest> = {}): PaperRequest => ({
  kind: plainKind.key,
  subject: 'notice/1',
  dataset: 'demo',
  authority: { name: '虚构省质量技术监督局', mark: '虚' },
  place: '440604',
  to: { name: '虚构市第一燃具制造有限公司' },
  fields: { firm: '虚构市第一燃具制造有限公司' },
  ...more,
});
const asSystem = <T>(job: (act: Act) => ReturnType<typeof perform<T>>) =>
  perform(testSystemCall(services), { permission: null }, job);
const issue = (more: Partial<PaperRequest> = {}) => asSystem((act) => issuePaper(act, request(more)));
const ordinals = (mark: string) =>
  withTransaction(database, 'system', (tx) =>
    tx.query<{ ordinal: number }>('select ordinal from documents.paper where authority_mark = $1 order by ordinal', [
      mark,
    ]),
  ).then((rows) => rows.map((row) => row.ordinal));

const draftWith = async (call: Call): Promise<number> => {
  const drafted = await perform(call, { permission: null }, async (act) => {
    await act.asEngine();
    return draftPaper(act, request({ kind: chainKind.key }));
  });
  return unwrap(drafted).paperId;
};

let officer: Call;
let second: Call;
let reviewer: Call;
let law: Call;
let enforcement: Call;
let signer: Call;
const read = 'documents.read';
beforeAll(async () => {
  officer = await testCall(services, { permissions: [read, 'documents.draft'], name: '承办人' });
  second = await testCall(services, { permissions: [read, 'documents.draft', 'documents.review', 'documents.sign', 'documents.countersign', 'documents.void'] }); // prettier-ignore
  reviewer = await testCall(services, { permissions: [read, 'documents.review'], name: '审核人' });
  law = await testCall(services, { permissions: [read, 'documents.countersign'] });
  enforcement = await testCall(services, { permissions: [read, 'documents.countersign'] });
  signer = await testCall(services, { permissions: [read, 'documents.sign', 'documents.void'], name: '签发人' });
});
const act = async (call: Call, id: number, verb: Parameters<typeof strikePaper>[2]['act'], more: object = {}) => {
  const { version } = unwrap(await getPaperDetail(call, id));
  return strikePaper(call, id, { act: verb, version, ...more });
};

describe('numbers', () => {
  test('run without gaps per authority and year; a made-up paper says so', async () => {
    expect(unwrap(await issue()).number).toBe('虚质检告〔2026〕1号（演示）');
    expect(unwrap(await issue()).number).toBe('虚质检告〔2026〕2号（演示）');
    expect(unwrap(await issue({ dataset: 'live' })).number).toBe('虚质检告〔2026〕1号');
    expect(unwrap(await issue({ authority: { name: '虚构市局', mark: '虚市' } })).number).toBe(
      '虚市质检告〔2026〕1号（演示）',
    );
    services.setNow('2027-01-01T02:00:00.000Z');
    expect(unwrap(await issue()).number).toBe('虚质检告〔2027〕1号（演示）');
    services.setNow('2026-09-01T02:00:00.000Z');
  });

  test('many at once, some rolled back: each number once, none left out', async () => {
    let mark = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('commit', 'refuse', 'throw'), { minLength: 2, maxLength: 12 }),
        async (ends) => {
          const authority = { name: '虚构机关', mark: `甲${(mark += 1)}` };
          const results = await Promise.allSettled(
            ends.map((end) =>
              asSystem(async (one) => {
                const issued = await issuePaper(one, request({ authority }));
                if (end === 'throw') throw new Error('lost power');
                return end === 'refuse' ? refuse('conflict') : issued;
              }),
            ),
          );
          const committed = ends.filter((end) => end === 'commit').length;
          expect(results.filter((result) => result.status === 'fulfilled' && result.value.ok)).toHaveLength(committed);
          expect(await ordinals(authority.mark)).toEqual(Array.from({ length: committed }, (_, index) => index + 1));
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('issuing', () => {
  test('many at once get their numbers in order, in sets', async () => {
    const authority = { name: '虚构机关', mark: '丙' };
    const { kind, ...one } = request({ authority });
    const firms = Array.from({ length: 500 }, (_, index) => ({
      ...one,
      subject: `notice/${index}`,
      fields: { firm: `虚构${index}公司` },
    }));
    const issued = unwrap(await asSystem((act) => issuePapers(act, kind, firms)));
    expect(issued.map((paper) => paper.number)).toEqual(
      firms.map((_, index) => `丙质检告〔2026〕${index + 1}号（演示）`),
    );
    expect(new Set(issued.map((paper) => paper.code)).size).toBe(500);
    const [last] = unwrap(await listOfPapers(officer, { dataset: 'demo', subject: 'notice/499', limit: 1 })).rows;
    expect(last).toMatchObject({ number: '丙质检告〔2026〕500号（演示）', id: issued.at(-1)?.paperId });
    expect(unwrap(await asSystem((act) => issuePapers(act, kind, [])))).toEqual([]);
  });

  test('a character that the font lacks stops it, with its name, and takes no number', async () => {
    const authority = { name: '虚构机关', mark: '乙' };
    const refused = await issue({ authority, fields: { firm: '虚构😀公司' } });
    expect(refused).toMatchObject({ refusal: { code: 'glyphs-missing' } });
    expect(!refused.ok && refused.refusal.text.zh).toContain('😀');
    expect(unwrap(await issue({ authority })).number).toBe('乙质检告〔2026〕1号（演示）');
  });

  test.each([
    ['a Chinese character beyond the basic plane', '𠀀', '𠀀（U+20000）'],
    ['one of extension G', '\u{30000}', 'U+30000'],
    ['a character of a private area, as old systems made for rare names', '\ue000', 'U+E000'],
    ['a mark that combines with its neighbour', 'e\u0301', 'U+0301'],
    ['a selector of a variant', '葛\u{e0100}', 'U+E0100'],
    ['Arabic, from right to left', 'ا', 'ا（U+0627）'],
    ['an override of the direction', '\u202e', 'U+202E'],
    ['an isolate', '\u2067', 'U+2067'],
    ['a control character', '\u0007', 'U+0007'],
    ['a control character of the upper half', '\u0085', 'U+0085'],
    ['a space without width', '\u200b', 'U+200B'],
    ['a joiner without width', '\u200d', 'U+200D'],
    ['a byte order mark', '\ufeff', 'U+FEFF'],
    ['a soft hyphen', '\u00ad', 'U+00AD'],
    ['an unassigned code point', '\u{10ffff}', 'U+10FFFF'],
    ['half of a surrogate pair', '\ud840', 'U+D840'],
  ])('%s in a name is refused by its name, before a number is used', async (_, written, named) => {
    const authority = { name: '虚构机关', mark: '己' };
    const before = await ordinals('己');
    const refused = await issue({ authority, fields: { firm: `虚构${written}公司` } });
    expect(refused).toMatchObject({ refusal: { code: 'glyphs-missing' } });
    expect(!refused.ok && refused.refusal.text.zh).toContain(named);
    expect(!refused.ok && refused.refusal.text.en).toContain(named);
    expect(await ordinals('己')).toEqual(before);
    expect(unwrap(await issue({ authority })).number).toBe(`己质检告〔2026〕${before.length + 1}号（演示）`);
  });

  test('works inside a reaction, is journalled, and tells the other rooms', async () => {
    heard.length = 0;
    unwrap(await asSystem(async (one) => ok(one.emit({ type: 'test/asked@1', payload: 'visit/9' }))));
    const [paper] = unwrap(await listOfPapers(officer, { dataset: 'demo', subject: 'visit/9', limit: 10 })).rows;
    expect(paper).toMatchObject({ state: 'issued', kind: 'test.notice' });
    expect(heard).toEqual([paperIssuedType]);
    const entries = await withTransaction(database, 'system', (tx) =>
      tx.query('select act from journal.entry where subject = $1', [`paper/${paper?.id}`]),
    );
    expect(entries).toEqual([{ act: 'documents.issue' }]);
  });

  test('what was issued does not change, not even for the engine', async () => {
    const { paperId } = unwrap(await issue());
    for (const change of [`title = '别的'`, `content = '{}'`, `number = '假文号'`, `issued_on = '2020-01-01'`])
      await expect(
        withTransaction(database, 'system', (tx) =>
          tx.query(`update documents.paper set ${change} where id = $1`, [paperId]),
        ),
      ).rejects.toThrow('does not change');
  });
});

describe('the signing chain', () => {
  test('ends in an issued paper after five different persons; two departments countersign in any order', async () => {
    const id = await draftWith(officer);
    unwrap(await act(officer, id, 'submit'));
    const waiting = async (call: Call) =>
      unwrap(await myWork(call, { limit: 50, text: `paper/${id}` })).items.map((item) => item.kind);
    expect([await waiting(reviewer), await waiting(officer)]).toEqual([['documents.review'], []]);
    expect(await act(officer, id, 'approve')).toMatchObject({ refusal: { code: 'forbidden' } });
    unwrap(await act(reviewer, id, 'approve', { reason: '同意' }));
    unwrap(await act(enforcement, id, 'approve', { step: 'countersign-enforcement' }));
    expect(await act(enforcement, id, 'approve')).toMatchObject({ refusal: { code: 'four-eyes-same-person' } });
    expect(await act(law, id, 'approve', { onBehalfOf: '王处长' })).toMatchObject({
      refusal: { code: 'validation-failed' },
    });
    unwrap(await act(law, id, 'approve', { onBehalfOf: '王处长', reason: '王处长出差' }));
    heard.length = 0;
    const signed = unwrap(await act(signer, id, 'sign'));
    expect(signed).toMatchObject({ state: 'issued', number: '虚质监〔2026〕1号（演示）' });
    expect(heard).toEqual([paperIssuedType]);
    expect(await waiting(signer)).toEqual([]);
    expect(signed.chain.every((step) => step.signed)).toBe(true);
    expect(signed.timeline.map((event) => event.words.zh)).toEqual(['拟稿', '送审', '审核：同意', '稽查处会签：同意', '法规处会签：同意', '签发']); // prettier-ignore
    expect(signed.timeline[4]).toMatchObject({ reason: '王处长出差', by: '测试人员（代王处长）' });
  });

  test('one person in all offices signs once only, also in the database', async () => {
    const id = await draftWith(officer);
    unwrap(await act(second, id, 'submit'));
    expect(await act(second, id, 'approve')).toMatchObject({ refusal: { code: 'four-eyes-same-person' } });
    const twice = withTransaction(
      database,
      'system',
      (tx) =>
      tx.query(`insert into documents.signature (paper_id, step, account_id, at) values ($1, 'review', $2, now())`, [id, second.actor.accountId]), // prettier-ignore
    );
    await expect(twice).rejects.toThrow('different_persons');
  });

  test('a returned paper begins anew, may be changed, and may be withdrawn', async () => {
    const id = await draftWith(officer);
    unwrap(await act(officer, id, 'submit'));
    expect(await act(reviewer, id, 'return')).toMatchObject({ refusal: { code: 'reason-required' } });
    expect(unwrap(await act(reviewer, id, 'return', { reason: '数字有误' })).state).toBe('drafted');
    unwrap(await asSystem((one) => redraftPaper(one, id, { firm: '虚构市局' })));
    unwrap(await act(officer, id, 'submit'));
    expect(await asSystem((one) => redraftPaper(one, id, { firm: '又改' }))).toMatchObject({
      refusal: { code: 'conflict' },
    });
    unwrap(await act(reviewer, id, 'return', { reason: '不发了' }));
    expect(unwrap(await act(officer, id, 'drop', { reason: '不再需要' }))).toMatchObject({
      state: 'dropped',
      number: null,
    });
    expect(heard.at(-1)).toBe(paperDroppedType);
  });

  test('of two signatures at once one is told; one number is given', async () => {
    const id = await draftWith(officer);
    for (const [call, verb] of [
      [officer, 'submit'],
      [reviewer, 'approve'],
      [law, 'approve'],
      [enforcement, 'approve'],
    ] as const)
      // prettier-ignore
      unwrap(await act(call, id, verb));
    const { version } = unwrap(await getPaperDetail(signer, id));
    const answers = await Promise.all([signer, second].map((call) => strikePaper(call, id, { act: 'sign', version })));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.find((answer) => !answer.ok)).toMatchObject({ refusal: { code: 'conflict' } });
  });

  test('a void number stays in the register with its reason', async () => {
    const { paperId, number } = unwrap(await issue());
    unwrap(await act(officer, paperId, 'print'));
    expect(await act(officer, paperId, 'void', { reason: '重复出具' })).toMatchObject({
      refusal: { code: 'forbidden' },
    });
    unwrap(await act(signer, paperId, 'void', { reason: '重复出具' }));
    expect(heard.at(-1)).toBe(paperVoidedType);
    const { rows } = unwrap(await listOfPapers(officer, { dataset: 'demo', state: 'void', text: number, limit: 10 }));
    expect(rows).toMatchObject([{ number, voidReason: '重复出具' }]);
    expect(unwrap(await issue()).number).not.toBe(number);
  });
});

describe('service', () => {
  const hand = (day: string) => ({ manner: 'hand' as const, day, signedBy: '虚构收件人' });
  const now = (call: Call): Call => ({ ...call, today: dayAt(services.now()) });
  const today = dayAt(services.now());

  test('is recorded once, with its proof, on a day from that of the paper to today; the firm sees it, nobody changes it', async () => {
    const { paperId } = unwrap(
      await issue({ kind: servedKind.key, to: { name: '虚构市第一燃具制造有限公司', party: 'enterprise/77' } }),
    );
    const serve = (call: Call, day: string) => act(now(call), paperId, 'serve', { service: hand(day) });
    expect(await serve(reviewer, today)).toMatchObject({ refusal: { code: 'forbidden' } });
    expect(await serve(officer, addDays(today, 1))).toMatchObject({ refusal: { code: 'date-in-future' } });
    expect(await serve(officer, addDays(today, -1))).toMatchObject({ refusal: { code: 'served-before-issue' } });
    unwrap(await serve(officer, today));
    const firm = await testCall(services, { permissions: ['documents.receive'], region: 'enterprise/77' });
    expect(unwrap(await getPaperDetail(firm, paperId))).toMatchObject({
      state: 'issued',
      service: { manner: 'hand', day: today, proof: { signedBy: '虚构收件人' } },
    });
    expect(unwrap(await getPaperDetail(officer, paperId)).acts.map(({ act: verb }) => verb)).not.toContain('serve');
    expect(await serve(officer, today)).toMatchObject({ refusal: { code: 'paper-served' } });
    await expect(
      withTransaction(database, 'migrator', (tx) =>
        tx.query(`update documents.paper set served_on = '2000-01-01' where id = $1`, [paperId]),
      ),
    ).rejects.toThrow('does not change');
    const [noted] = await withTransaction(database, 'migrator', (tx) =>
      tx.query<{ payload: unknown }>(
        `select convert_from(canonical, 'UTF8')::jsonb -> 'payload' -> 'service' as payload from journal.entry where act = 'documents.serve' and subject = $1`,
        [`paper/${paperId}`],
      ),
    );
    expect(noted?.payload).toEqual(hand(today));
  });

  test('what waits for it is found and counted where it may be recorded: not what was served or made void, of no served kind, historical, or another city’s', async () => {
    const about = { kind: servedKind.key, subject: 'visit/served' };
    const paper = async (more: Partial<PaperRequest> = {}) => unwrap(await issue({ ...about, ...more })).paperId;
    const [waits, served, gone] = [await paper(), await paper(), await paper()];
    await paper({ kind: plainKind.key });
    await paper({ dataset: 'historical' });
    const elsewhere = await paper({ place: '440106' });
    unwrap(await asSystem((one) => draftPaper(one, request({ ...about, kind: chainKind.key }))));
    const city = await testCall(services, { permissions: [read, 'documents.draft'], region: '440600' });
    const other = await testCall(services, { permissions: [read, 'documents.draft'], region: '440100' });
    const firm = await testCall(services, { permissions: ['documents.receive'], region: 'enterprise/78' });
    const listed = async (call: Call, more: Partial<PaperFilter> = {}) => {
      const found = unwrap(
        await listOfPapers(call, { dataset: 'demo', subject: about.subject, limit: 50, service: 'to-serve', ...more }),
      );
      const { state } = more;
      const counted = state ? found.counts[state] : Object.values(found.counts).reduce((sum, count) => sum + count, 0);
      expect(counted ?? 0).toBe(found.rows.length);
      return { ids: found.rows.map(({ id }) => id).toSorted((a, b) => a - b), ...found.service };
    };
    const pile = async (call: Call) =>
      unwrap(await workbench(call)).queues.find(({ key }) => key === 'documents.to-serve.demo');

    expect(await listed(city)).toEqual({ ids: [waits, served, gone], toServe: 3, served: 0 });
    const before = (await pile(city))?.count ?? 0;
    unwrap(await act(now(officer), served, 'serve', { service: hand(today) }));
    unwrap(await act(signer, gone, 'void', { reason: '重复出具' }));
    expect(await listed(city)).toEqual({ ids: [waits], toServe: 1, served: 1 });
    expect(await listed(city, { service: 'served' })).toEqual({ ids: [served], toServe: 1, served: 1 });
    expect(await listed(city, { state: 'void' })).toEqual({ ids: [], toServe: 0, served: 0 });
    expect(await listed(city, { dataset: 'historical' })).toEqual({ ids: [], toServe: 0, served: 0 });
    expect(await pile(city)).toMatchObject({
      count: before - 2,
      oldest: today,
      link: '/papers?dataset=demo&service=to-serve',
    });
    expect(await listed(other)).toEqual({ ids: [elsewhere], toServe: 1, served: 0 });
    expect(await pile(other)).toMatchObject({ count: 1 });
    expect(await listed(firm)).toEqual({ ids: [], toServe: 0, served: 0 });
    expect(await pile(reviewer)).toBeUndefined();

    // Whoever may record it for the whole province is told apart of what lies with somebody nearer.
    const bureau = await testCall(services, { permissions: [read, 'documents.draft'] });
    const nearer = ((await pile(city))?.count ?? 0) + 1;
    await paper({ place: '440300' });
    expect(await pile(bureau)).toMatchObject({ count: 1, oldest: today, elsewhere: nearer });
    expect(await pile(city)).toMatchObject({ elsewhere: 0 });

    // Another place that goes on with the thing sees its papers, but their service is recorded where they are registered.
    await asSystem(async (one) => ok(await showPapersAt(one, [about.subject], '440106')));
    expect((await listed(other)).ids).toEqual([elsewhere]);
    expect(await pile(other)).toMatchObject({ count: 1 });
  });

  test('of what is served with its thing is not recorded here', async () => {
    const { paperId } = unwrap(await issue());
    expect(await act(now(officer), paperId, 'serve', { service: hand(today) })).toMatchObject({
      refusal: { code: 'paper-served-with-thing' },
    });
    expect(unwrap(await getPaperDetail(officer, paperId)).acts.map(({ act: verb }) => verb)).not.toContain('serve');
  });
});

describe('files', () => {
  test('the PDF is drawn once and kept with its digest; .docx comes besides; a lost file is told', async () => {
    const { paperId } = unwrap(await issue());
    await drawIssued(testSystemCall(services), [paperId]);
    const { pdfSha256 } = unwrap(await getPaperDetail(officer, paperId));
    const pdf = await paperFile(officer, paperId, 'pdf');
    const bytes = pdf.ok ? await buffer(pdf.stream) : Buffer.alloc(0);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(pdfSha256);
    const word = await paperFile(officer, paperId, 'docx');
    expect(word).toMatchObject({ ok: true, fileName: expect.stringContaining('.docx') });
    expect(word.ok && (await buffer(word.stream)).subarray(0, 2).toString()).toBe('PK');
    const changed = withTransaction(database, 'system', (tx) =>
      tx.query(`update documents.paper set pdf_sha256 = repeat('0', 64) where id = $1`, [paperId]),
    );
    await expect(changed).rejects.toThrow('does not change');
    await withTransaction(database, 'system', (tx) =>
      tx.query('update documents.paper set pdf_file = null where id = $1', [paperId]),
    );
    const again = await paperFile(officer, paperId, 'pdf');
    expect(again.ok && (await buffer(again.stream)).equals(bytes)).toBe(true);
  });

  test('a scan is taken by what it is, not by its name', async () => {
    const { paperId } = unwrap(await issue());
    const upload = async function* (content: string) {
      yield { fileName: 'scan.pdf', stream: Readable.from([Buffer.from(content)]) };
    };
    expect(await uploadScan(officer, paperId, upload('<html>'))).toMatchObject({
      refusal: { code: 'scan-not-readable' },
    });
    const sealed = unwrap(await uploadScan(officer, paperId, upload('%PDF-1.7 虚构')));
    expect(sealed).toMatchObject({
      state: 'sealed',
      scanSha256: createHash('sha256').update('%PDF-1.7 虚构').digest('hex'),
    });
    const scan = await paperScan(officer, paperId);
    expect(scan).toMatchObject({ ok: true, mediaType: 'application/pdf' });
    expect(scan.ok && (await buffer(scan.stream)).toString()).toBe('%PDF-1.7 虚构');
    expect(await uploadScan(officer, paperId, upload('%PDF-1.7'))).toMatchObject({
      refusal: { code: 'state-not-allowed' },
    });
  });
});

describe('who sees a paper', () => {
  test('place × permission × state: officials of the region, and the party once it is issued', async () => {
    const places = ['440604', '440106', '440000', '350100'];
    const parties = ['enterprise/33', 'laboratory/7'];
    const made: { id: number; place: string; party: string; issued: boolean }[] = [];
    for (const place of places)
      for (const party of parties) {
        const to = { name: '虚构公司', party };
        made.push({ id: unwrap(await issue({ place, to, subject: 'rls' })).paperId, place, party, issued: true });
        const { paperId } = unwrap(await asSystem((one) => draftPaper(one, request({ kind: chainKind.key, place, to, subject: 'rls' })))); // prettier-ignore
        made.push({ id: paperId, place, party, issued: false });
      }
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('440604', '440600', '440100', '440000', '350000', '100000', ...parties, 'enterprise/34'),
        fc.subarray(['documents.read', 'documents.receive', 'documents.draft']),
        async (held, permissions) => {
          const call = await testCall(services, { permissions, region: held });
          const { rows } = unwrap(await listOfPapers(call, { dataset: 'demo', subject: 'rls', limit: 100 }));
          const expected = made.filter(
            ({ place, party, issued }) =>
              (permissions.includes('documents.read') && covers(held, place)) ||
              (permissions.includes('documents.receive') && issued && held === party),
          );
          expect(rows.map((row) => row.id).toSorted()).toEqual(expected.map((one) => one.id).toSorted());
        },
      ),
      { numRuns: 40 },
    );
  });

  test('a party sees neither chain nor events, and an act is not its to take', async () => {
    const to = { name: '虚构公司', party: 'enterprise/33' };
    const { paperId } = unwrap(await issue({ to }));
    const firm = await testCall(services, { permissions: ['documents.receive'], region: 'enterprise/33' });
    expect(unwrap(await getPaperDetail(firm, paperId))).toMatchObject({
      acts: [],
      chain: [],
      timeline: [],
      next: null,
    });
    expect(await strikePaper(firm, paperId, { act: 'void', reason: '不服' })).toMatchObject({ ok: false });
    const other = await testCall(services, { permissions: ['documents.receive'], region: 'enterprise/34' });
    expect(await getPaperDetail(other, paperId)).toMatchObject({ refusal: { code: 'not-found' } });
    expect(await paperFile(other, paperId, 'pdf')).toMatchObject({ refusal: { code: 'not-found' } });
  });
});
