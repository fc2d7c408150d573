import { describe, expect, test } from 'vitest';
import { ok, unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { perform } from '#platform/operation/index.ts';
import { testSystemCall } from '../../tests/services.ts';
import { cardLiftedType, cardRevokedType, foundFakeType, rectificationRefusedType } from '../warning-cards/facts.ts';
import type { ExposureState } from './exposure.ts';
import { openRoom } from './testing/room.ts';

const room = await openRoom();
const { who, rows, database, services, made, checks, detail, act, serve, waive, stateOf } = room;

describe('a refusal to rectify', () => {
  const tell = (type: string, cardId: number) =>
    perform(testSystemCall(services), { permission: null }, async (acting) => {
      acting.emit({ type, payload: { dataset: 'demo', cardIds: [cardId] } });
      return ok(undefined);
    });
  const issued = async (check = checks[0] ?? 0) => {
    const count = room.next();
    const producer = await made.enterprise({ name: `虚构拒不整改厂${count}` });
    const category = await made.category(`虚构整改种类${count}`);
    const [card] = await made.asOwner((tx) =>
      tx.query<{ id: number }>(
        `insert into warning_cards.card (dataset, kind, state, number, producer_id, category_id, check_id, historical, failing_samples, samples, grounds, decided_at)
         values ('demo', 'yellow', 'issued', $1, $2, $3, $4, false, 1, '[]', '{}', now()) returning id`,
        [`虚黄${count}`, producer, category, check],
      ),
    );
    return { id: card?.id ?? 0, producer, category };
  };
  const found = (producer: number) =>
    rows<{ id: number; ground: string; state: ExposureState }>(
      'select id, ground, state from publicity.exposure where producer_id = $1',
      [producer],
    );

  test('is proposed once, and goes with its card where that was issued in error', async () => {
    const { id, producer } = await issued();
    await tell(rectificationRefusedType, id);
    await tell(rectificationRefusedType, id);
    expect(await found(producer)).toMatchObject([{ ground: 'rectification', state: 'proposed' }]);
    const [exposure] = await found(producer);
    expect((await detail(exposure?.id ?? 0)).grounds.explanation.zh).toContain('认定拒不整改');
    unwrap(await act(who.editor, exposure?.id ?? 0, 'submit'));
    await made.asOwner((tx) => tx.query(`update warning_cards.card set state = 'revoked' where id = $1`, [id]));
    await tell(cardRevokedType, id);
    expect(await found(producer)).toMatchObject([{ state: 'lapsed' }]);
    const municipal = await issued(
      await made.check({ publishedOn: '2020-01-01', level: 'municipal', authority: '虚构市局' }),
    );
    await tell(rectificationRefusedType, municipal.id);
    expect(await found(municipal.producer)).toEqual([]);
  });

  test('a fake that enforcement found is proposed with the decision, its producer and seller told; it goes with its card', async () => {
    const { id, producer, category } = await issued();
    const seller = await made.enterprise({ name: `虚构售假商店${room.counted()}` });
    await made.store([{ producer, seller, category, check: checks[0] ?? 0 }]);
    const hand = (finding: 'none' | 'fake') =>
      made.asOwner(async (tx) => {
        await tx.query(
          `insert into warning_cards.rectification (dataset, card_id, enterprise_id, category_id, ordered_on, recheck_from, since)
           select 'demo', $1, $2, $3, '2026-09-01', '2026-09-01', now() on conflict do nothing`,
          [id, producer, category],
        );
        await tx.query(
          `insert into warning_cards.hand_over (dataset, rectification_id, state, recipient, suspicion, evidence, handed_on, outcome, outcome_words, returned_on, finding)
           select 'demo', r.id, 'returned', '虚构稽查局', '涉嫌假冒', array['报告'], '2026-09-01', 'fined', '虚稽罚〔2026〕3号', '2026-09-01', $2
             from warning_cards.rectification r where r.card_id = $1`,
          [id, finding],
        );
      });
    await hand('none');
    await tell(foundFakeType, id);
    expect(await found(producer)).toEqual([]);
    await hand('fake');
    await tell(foundFakeType, id);
    await tell(foundFakeType, id);
    expect(await found(producer)).toMatchObject([{ ground: 'fake', state: 'proposed' }]);
    const exposure = (await found(producer))[0]?.id ?? 0;
    expect((await detail(exposure)).grounds.explanation.zh).toContain('虚构稽查局于2026年9月1日认定为假冒、伪造产品：虚稽罚〔2026〕3号'); // prettier-ignore
    // A refusal to rectify of the same card is a ground of its own and takes nothing from this one.
    await tell(rectificationRefusedType, id);
    expect((await found(producer)).map(({ ground, state: at }) => [ground, at]).toSorted()).toEqual([
      ['fake', 'proposed'],
      ['rectification', 'proposed'],
    ]);
    unwrap(await act(who.editor, exposure, 'submit'));
    unwrap(await act(who.approver, exposure, 'decide', '假冒，情况属实'));
    expect((await detail(exposure)).parties.map(({ role, enterprise }) => [role, enterprise.id])).toEqual([
      ['producer', producer],
      ['seller', seller],
    ]);
    await made.asOwner((tx) => tx.query(`update warning_cards.card set state = 'revoked' where id = $1`, [id]));
    await tell(cardRevokedType, id);
    expect((await found(producer)).find(({ ground }) => ground === 'fake')).toMatchObject({ state: 'lapsed' });
  });

  test('what became of it since is shown with it: lifted after its re-check', async () => {
    const { id, producer } = await issued();
    await tell(rectificationRefusedType, id);
    const exposure = (await found(producer))[0]?.id ?? 0;
    unwrap(await act(who.editor, exposure, 'submit'));
    unwrap(await act(who.approver, exposure, 'decide', '拒不整改'));
    unwrap(await serve(exposure, 'producer'));
    unwrap(await waive(exposure, 'producer'));
    unwrap(await act(who.approver, exposure, 'release'));
    await tell(cardLiftedType, id);
    await tell(cardLiftedType, id);
    const since = await withTransaction(database, 'portal', (tx) =>
      tx.query('select kind from publicity.published_aftermath where exposure_id = $1', [exposure]),
    );
    expect(since).toEqual([{ kind: 'card-lifted' }]);
    expect(await stateOf(exposure)).toBe('released');
  });
});
