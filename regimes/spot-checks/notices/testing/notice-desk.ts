import { type Result, unwrap } from '#foundation/refusal.ts';
import type { ServiceInput } from '#foundation/service.ts';
import { manifest as documents } from '#platform/documents/index.ts';
import type { Manifest } from '#platform/manifest.ts';
import type { Call } from '#platform/operation/index.ts';
import { enterpriseFacts } from '#registers/enterprises/facts.ts';
import { testDatabase } from '../../../../tests/database.ts';
import { testServices, testSystemCall } from '../../../../tests/services.ts';
import { loopRegisters, portsOfNobody } from '../../common/testing/loop.ts';
import { spotChecks } from '../../index.ts';
import { endClocks } from '../operations-clock.ts';
import { fileObjection, serveNotice } from '../operations-notices.ts';
import { noticeWorld, onDay } from './loop-notices.ts';

/** The code of a refusal, or ok. */
export const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code);
export const hand = (day = '2026-09-01'): ServiceInput => ({ manner: 'hand', day, signedBy: '虚构收件人' });

/** A house with samples reported, a firm with its member, and who serves and decides; a database of the file's own. */
export const noticeDesk = async () => {
  const { database } = await testDatabase();
  const register: Manifest = { name: 'register', facts: { ...enterpriseFacts } };
  const services = testServices(database, { manifests: [register, documents, spotChecks(portsOfNobody)] });
  const made = await loopRegisters(database);
  const world = await noticeWorld(services, made);
  const { officer, decider } = world;
  const firm = await made.enterprise();
  const member = await world.member(firm);
  const version = async (id: number): Promise<number> => (await world.detail(officer, id)).version;
  const served = async (call: Call, id: number, service: ServiceInput = hand()): Promise<void> =>
    unwrap(await serveNotice(call, id, { version: await version(id), service }));
  return {
    database, services, made, world, officer, decider, firm, member, version, served,
    first: async (sampleId: number): Promise<number> => (await world.noticesOf(sampleId))[0]?.id ?? 0,
    runClock: (today: string) => endClocks(onDay(testSystemCall(services), today)),
    objected: async (call: Call, id: number, today: string) =>
      fileObjection(onDay(call, today), id, 'object', {
        version: await version(id),
        grounds: '对检验方法有异议',
        wantsRetest: true,
      }),
  };
}; // prettier-ignore
