import { randomUUID } from 'node:crypto';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import type { Manifest } from '#platform/manifest.ts';
import { platformManifests } from '#platform/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { dayAt } from '#platform/operation/system.ts';
import { enterpriseFacts } from '#registers/enterprises/facts.ts';
import { seedAuthorities } from '#registers/authorities/index.ts';
import { seedRegions } from '#registers/regions/index.ts';
import { testDatabase } from '../../../../tests/database.ts';
import { madeUpResults } from '../../../../tests/made-up-results.ts';
import { testCall, testServices, testSystemCall } from '../../../../tests/services.ts';
import { resultsChangedSchema, resultsChangedType } from '../../../spot-checks/facts.ts';
import { licenceFacts } from '../../../licences/facts.ts';
import { actOnCards, manifest } from '../../index.ts';
import type { AnswerInput, RectificationVerb } from '../rectification.ts';
import { actOnRectification, type RectificationInput } from '../operations.ts';

interface Row {
  readonly id: number;
  readonly version: number;
  readonly state: string;
  readonly step: string;
  readonly card_id: number;
  readonly due_on: string | null;
  readonly recheck_due_on: string | null;
  readonly number: string;
}
export const service = (day: string) => ({ service: { manner: 'hand' as const, day, signedBy: '虚构收件人' } });
export const answer: AnswerInput = {
  causes: '配方错误', measures: '更换配方，复验原料', evidence: '整改照片三张', stock: 200, stockHandled: 200, sold: 1000, recalled: 640, unit: '件', files: [],
}; // prettier-ignore

/** A house with cards, its people and firms under rectification; a database of the file's own. */
export const rectificationDesk = async () => {
  const { database } = await testDatabase();
  const facts: { type: string; cardIds: number[] }[] = [];
  const heard = ['card-lifted', 'card-ended', 'card-reopened', 'turned-red', 'rectification-refused', 'handed-over', 'found-fake', 'revocation-proposed']; // prettier-ignore
  const others: Manifest = {
    name: 'others',
    facts: { [resultsChangedType]: resultsChangedSchema, ...enterpriseFacts, ...licenceFacts },
    reactions: heard.map((name) => ({
      on: `warning-cards/${name}@1`,
      room: 'others',
      react: async (_act, told) => {
        for (const { payload } of told) facts.push({ type: name, cardIds: (payload as { cardIds: number[] }).cardIds });
      },
    })),
  };
  const manifests = [...platformManifests, manifest, others];
  const notice = testServices(database, { manifests });
  const made = madeUpResults(database, notice);
  const desk = ['warning-cards.read', 'warning-cards.submit', 'warning-cards.follow'];
  const signs = ['warning-cards.read', 'warning-cards.issue', 'warning-cards.review'];

  let count = 0;

  await withTransaction(database, 'migrator', async (tx) => {
    await seedRegions(tx);
    await seedAuthorities(tx, '440000');
  });
  const officer = await testCall(notice, { permissions: desk, name: '承办甲' });
  const signer = await testCall(notice, { permissions: signs, name: '签发乙' });
  const county = await testCall(notice, { permissions: desk, name: '佛山承办', region: '440600' });
  const elsewhere = await testCall(notice, { permissions: desk, name: '深圳承办', region: '440300' });
  const check = await made.check({ publishedOn: '2026-08-20', level: 'provincial' });

  /** The same person on another day, or in a house under another profile of the law. */
  const on = (call: Call, day: string, services = notice): Call => {
    services.setNow(`${day}T02:00:00.000Z`);
    return { ...call, services, today: dayAt(services.now()) };
  };

  const rows = <T>(sql: string, values: readonly unknown[] = []): Promise<T[]> =>
    withTransaction(database, 'migrator', (tx) => tx.query(sql, values)) as Promise<T[]>;
  const rowOf = async (producer: number): Promise<Row> => {
    const [row] = await rows<Row>('select * from warning_cards.rectification where enterprise_id = $1', [producer]);
    if (!row) throw new Error('no rectification');
    return row;
  };

  /** A producer whose card is issued, with the order that waits for service. */
  const ordered = async (more: { readonly seller?: number; readonly city?: string } = {}) => {
    count += 1;
    const producer = await made.enterprise({ name: `虚构整改厂${count}`, city: more.city ?? '440600' });
    const category = await made.category(`虚构整改种类${count}`);
    const key = { producer, category, check };
    await made.store([{ ...key, ...(more.seller === undefined ? {} : { seller: more.seller }) }]);
    const [card] = await rows<{ id: number; version: number }>('select id, version from warning_cards.card where producer_id = $1', [producer]); // prettier-ignore
    if (!card) throw new Error('no card');
    unwrap(await actOnCards(on(officer, '2026-09-01'), 'submit', { cards: [{ id: card.id, version: card.version }] }));
    unwrap(
      await actOnCards(on(signer, '2026-09-01'), 'issue', { cards: [{ id: card.id, version: card.version + 1 }] }),
    );
    const firm = await testCall(notice, { permissions: ['warning-cards.answer', 'documents.receive'], region: `enterprise/${producer}`, name: `虚构厂长${count}` }); // prettier-ignore
    return { producer, category, cardId: card.id, firm };
  };
  const act = async (call: Call, producer: number, verb: RectificationVerb, more: Partial<RectificationInput> = {}) => {
    const { id, version } = await rowOf(producer);
    return actOnRectification(call, id, verb, { version, reason: '说明', ...more });
  };
  const answered = async (more: Parameters<typeof ordered>[0] = {}) => {
    const firm = await ordered(more);
    unwrap(await act(on(officer, '2026-09-03'), firm.producer, 'serve', service('2026-09-02')));
    unwrap(await act(on(firm.firm, '2026-09-20'), firm.producer, 'answer', { answer }));
    unwrap(await act(on(officer, '2026-09-22'), firm.producer, 'confirm-visit'));
    return firm;
  };
  const recheck = async (
    { producer, category }: { readonly producer: number; readonly category: number },
    day: string,
    verdict: 'pass' | 'fail',
  ) => {
    notice.setNow(`${day}T02:00:00.000Z`);
    const followUp = await made.check({ publishedOn: day, level: 'provincial', kind: 'follow-up', authority: `虚构复查${randomUUID().slice(0, 8)}` }); // prettier-ignore
    await made.store([{ producer, category, check: followUp, verdict, sampledOn: day }]);
  };
  const run = async (day: string, services = notice): Promise<void> => {
    services.setNow(`${day}T17:00:00.000Z`);
    await services.composition.jobs.find(({ name }) => name === 'deadlines.run')?.run(testSystemCall(services), {});
  };
  const told = (cardId: number): string[] =>
    facts.filter(({ cardIds }) => cardIds.includes(cardId)).map(({ type }) => type);
  return { database, notice, made, officer, signer, county, elsewhere, check, signs, desk, on, rows, rowOf, ordered, act, answered, recheck, run, told }; // prettier-ignore
};
