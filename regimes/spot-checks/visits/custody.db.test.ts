import { describe, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import type { Call } from '#platform/operation/index.ts';
import { testCall, testSystemCall } from '../../../tests/services.ts';
import { samplesReceivedType } from '../facts.ts';
import { getVisit } from './operations-read.ts';
import { getSample, listArriving, listSamples } from './operations-read-samples.ts';
import { actOnReserve } from './operations-reserves.ts';
import { correctSheet } from './operations-samples.ts';
import { code, visitDesk } from './testing/visit-desk.ts';
import { calledReserve, madeUpSheet } from './testing/visits.ts';

const { services, made, heard, dispatcher, lead, clerk, laboratoryId, act, started, sealed, onSample } =
  await visitDesk();

describe('custody', () => {
  test('goes by courier to its own laboratory, which looks at the seal', async () => {
    const visit = await started();
    const sample = await sealed(visit);
    expect(code(await onSample(lead.call, sample.id, 'send'))).toBe('validation-failed');
    unwrap(await onSample(lead.call, sample.id, 'send', { courierNumber: 'SF0000001' }));
    const stranger = await testCall(services, {
      permissions: ['spot-checks.laboratory', 'spot-checks.receive'],
      region: `laboratory/${await made.laboratory()}`,
    });
    expect(code(await onSample(stranger, sample.id, 'receive', { seal: 'intact' }))).toBe('not-found');
    expect(unwrap(await listArriving(stranger, 'demo')).rows).toEqual([]);
    expect(unwrap(await listArriving(clerk, 'demo')).rows).toContainEqual(
      expect.objectContaining({ id: sample.id, part: 'main', courierNumber: 'SF0000001', plan: null }),
    );
    expect(code(await onSample(clerk, sample.id, 'receive', { seal: 'broken' }))).toBe('validation-failed');
    const received = unwrap(await onSample(clerk, sample.id, 'receive', { seal: 'intact' }));
    expect(received.custody.map(({ part, step }) => `${part} ${step}`)).toEqual([
      'main sealed',
      'reserve sealed',
      'main sent',
      'reserve sent',
      'main received',
      'reserve received',
    ]);
    expect(heard).toContainEqual({
      type: samplesReceivedType,
      payload: { dataset: 'demo', part: 'main', sampleIds: [sample.id] },
    });
    expect(unwrap(await listSamples(dispatcher, { dataset: 'demo', q: sample.seals[0], limit: 50 })).total).toBe(1);
  });

  test('a broken seal stops the test; the visit is made again', async () => {
    const visit = await started();
    const sample = await sealed(visit);
    unwrap(await act(lead.call, visit, 'finish'));
    unwrap(await onSample(lead.call, sample.id, 'send', { note: '专人送达' }));
    const rejected = unwrap(await onSample(clerk, sample.id, 'reject', { seal: 'broken', reason: '封条撕裂' }));
    expect(rejected).toMatchObject({ state: 'rejected', next: { words: { zh: expect.stringContaining('停止检验') } } });
    expect(code(await onSample(clerk, sample.id, 'receive', { seal: 'intact' }))).toBe('state-not-allowed');
    unwrap(await onSample(dispatcher, sample.id, 'resample', { reason: '运输途中破损' }));
    const again = unwrap(await getVisit(dispatcher, visit.id));
    expect(again).toMatchObject({ state: 'assigned', samples: [{ state: 'void' }] });
    unwrap(await act(lead.call, again, 'start'));
    expect(code(await act(lead.call, again, 'finish'))).toBe('no-sheet');
  });

  test('a signed correction keeps the former value, until the laboratory has the sample', async () => {
    const visit = await started();
    const sample = await sealed(visit);
    const sheet = madeUpSheet(visit.enterprise.name, { seal: sample.seals[0] ?? '' });
    const corrected = {
      ...sheet,
      reserve: { ...sheet.reserve, seals: [...sample.reserveSeals] },
      product: { ...sheet.product, model: '1.8L' },
    };
    const correction = { sheet: corrected, reason: '型号笔误', signedBy: '虚构厂方代表' };
    expect(code(await correctSheet(lead.call, sample.id, { ...correction, version: sample.version + 1 }))).toBe(
      'conflict',
    );
    const done = unwrap(await correctSheet(lead.call, sample.id, { ...correction, version: sample.version }));
    expect(done).toMatchObject({
      sheetRevision: 1,
      corrections: [
        { revision: 1, changes: [{ field: 'product.model', from: '1.5L', to: '1.8L' }], signedBy: '虚构厂方代表' },
      ],
    });
    expect(code(await correctSheet(lead.call, sample.id, { ...correction, version: done.version }))).toBe(
      'sheet-unchanged',
    );
    unwrap(await onSample(lead.call, sample.id, 'send', { courierNumber: 'SF2' }));
    unwrap(await onSample(clerk, sample.id, 'receive', {}));
    const { version } = unwrap(await getSample(dispatcher, sample.id));
    expect(code(await correctSheet(lead.call, sample.id, { ...correction, version }))).toBe('state-not-allowed');
  });

  test('a reserve goes to another laboratory, which finds it intact or tampered with', async () => {
    const other = await made.laboratory();
    const expert = await testCall(services, {
      permissions: ['spot-checks.laboratory', 'spot-checks.receive'],
      region: `laboratory/${other}`,
    });
    const visit = await started();
    const onReserve = async (call: Call, id: number, verb: Parameters<typeof actOnReserve>[2], extra: object = {}) => {
      const { version } = unwrap(await getSample(dispatcher, id));
      return actOnReserve(call, id, verb, { version, ...extra });
    };
    const sample = await sealed(visit);
    const calling = (id: number, to = other) => calledReserve(testSystemCall(services), id, to);
    expect(code(await onReserve(dispatcher, sample.id, 'send-reserve', { courierNumber: 'SF1' }))).toBe(
      'state-not-allowed',
    );
    expect(code(await calling(sample.id, laboratoryId))).toBe('reserve-laboratory-same');
    unwrap(await calling(sample.id));
    expect(code(await onReserve(dispatcher, sample.id, 'send-reserve'))).toBe('validation-failed');
    unwrap(await onReserve(dispatcher, sample.id, 'send-reserve', { courierNumber: 'SF0000002' }));
    expect(unwrap(await listArriving(expert, 'demo')).rows).toMatchObject([
      { id: sample.id, part: 'reserve', courierNumber: 'SF0000002' },
    ]);
    expect(code(await onReserve(clerk, sample.id, 'receive-reserve'))).toBe('outside-your-region');
    expect(unwrap(await onReserve(expert, sample.id, 'receive-reserve'))).toMatchObject({ reserveState: 'used' });
    expect(heard).toContainEqual({
      type: samplesReceivedType,
      payload: { dataset: 'demo', part: 'reserve', sampleIds: [sample.id] },
    });
    const spoilt = await sealed(visit, { keptBy: 'enterprise' });
    unwrap(await calling(spoilt.id));
    expect(code(await calling(spoilt.id))).toBe('state-not-allowed');
    unwrap(await onReserve(expert, spoilt.id, 'tamper-reserve', { reason: '封条编号不符' }));
    expect(unwrap(await onReserve(dispatcher, spoilt.id, 'dispose-reserve', { reason: '已取证' }))).toMatchObject({
      reserveState: 'disposed',
      custody: expect.arrayContaining([expect.objectContaining({ step: 'rejected', seal: 'broken', part: 'reserve' })]),
    });
  });
});
