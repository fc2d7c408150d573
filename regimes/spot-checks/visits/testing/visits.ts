import { randomUUID } from 'node:crypto';
import type { Dataset } from '#foundation/dataset.ts';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { type Call, perform } from '#platform/operation/index.ts';
import { testCall } from '../../../../tests/services.ts';
import type { loopRegisters } from '../../common/testing/loop.ts';
import { openVisits } from '../operations.ts';
import { callReserve } from '../operations-reserves.ts';
import type { SheetInput } from '../sheet-input.ts';
import { recordInspectors } from '../storage-inspectors.ts';
import type { VisitRow } from '../storage.ts';

type Registers = Awaited<ReturnType<typeof loopRegisters>>;

/** A made-up inspector with an account that may sample in the region. */
export const inspectorWithAccount = async (
  call: Call,
  made: Registers,
  more: {
    readonly name?: string;
    readonly region?: string;
    readonly validTo?: string | null;
    readonly categories?: readonly number[];
    readonly permissions?: readonly string[];
  } = {},
): Promise<{ readonly id: number; readonly call: Call }> => {
  const { name = '虚构抽样员', region = '440600', validTo = null, categories = [] } = more;
  const permissions = more.permissions ?? ['spot-checks.plans', 'spot-checks.sample'];
  const own = await testCall(call.services, { permissions, region, name });
  const authorityId = await made.authorityOf('440600');
  const [id = 0] = await withTransaction(call.services.database, 'system', (tx) =>
    recordInspectors(tx, 'demo', [
      {
        accountId: own.actor.accountId,
        name,
        certificateNo: `虚构${randomUUID().slice(0, 12)}`,
        authorityId,
        regionCode: region,
        validTo,
        state: 'active',
        categories,
      },
    ]),
  );
  return { id, call: own };
};

/** Visits opened as a draw opens them. */
export const openedVisits = async (
  systemCall: Call,
  visits: readonly VisitRow[],
  dataset: Dataset = 'demo',
): Promise<readonly number[]> =>
  unwrap(
    await perform(systemCall, { permission: null, act: 'test' }, async (act) => {
      await act.asEngine();
      return { ok: true, value: await openVisits(act, dataset, visits) };
    }),
  );

/** A reserve called as a retest calls it, within its own act. */
export const calledReserve = (systemCall: Call, sampleId: number, laboratoryId: number) =>
  perform(systemCall, { permission: null, act: 'test' }, async (act) => {
    await act.asEngine();
    return callReserve(act, sampleId, laboratoryId);
  });

let seals = 0;
/** Another number of a seal each time. */
export const nextSeal = (): string => `XG${String((seals += 1)).padStart(7, '0')}`;

/** A sheet as an inspector fills it in; nothing in it is real. */
export const madeUpSheet = (
  firm: string,
  more: {
    readonly lotSize?: number | null;
    readonly sampledOn?: string;
    readonly seal?: string;
    readonly keptBy?: SheetInput['reserve']['keptBy'];
  } = {},
): SheetInput => ({
  unit: { name: firm, address: '虚构路1号', representative: '', contact: '虚构联系人', phone: '' },
  producer: {
    name: firm,
    address: '虚构路1号',
    representative: '',
    contact: '',
    phone: '',
    postcode: '',
    creditCode: '',
    employees: '',
    outputValue: '',
    output: '',
    economy: '',
  },
  product: {
    certificate: 'none',
    certificateNumber: '',
    name: '虚构水壶',
    model: '1.5L',
    batch: '20260801',
    producedOn: '2026-08-01',
    brand: '虚构牌',
    grade: '合格品',
    quantity: '3件',
    lotSize: more.lotSize === undefined ? 200 : more.lotSize,
    standard: '虚构标准1',
    exported: false,
    priceFen: null,
  },
  seals: [more.seal ?? nextSeal()],
  reserve: { quantity: '3件', keptBy: more.keptBy ?? 'laboratory', place: '', seals: [nextSeal()] },
  sendTo: '虚构检验所',
  sendUntil: null,
  sampledOn: more.sampledOn ?? '2026-09-01',
  remark: '',
  signedBy: '虚构厂方代表',
  witness: '',
});
