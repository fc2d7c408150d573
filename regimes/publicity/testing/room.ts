import { beforeAll, beforeEach } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { manifest as delivery } from '#platform/delivery/index.ts';
import { manifest as documents } from '#platform/documents/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { enterpriseFacts } from '#registers/enterprises/facts.ts';
import { testDatabase } from '../../../tests/database.ts';
import { madeUpResults } from '../../../tests/made-up-results.ts';
import { testCall, testServices, testSystemCall } from '../../../tests/services.ts';
import { handInScan } from '../../../tests/scan.ts';
import type { WaiverInput } from '../operations-parties.ts';
import { licenceFacts } from '../../licences/facts.ts';
import { resultsChangedSchema, resultsChangedType } from '../../spot-checks/facts.ts';
import { cardFacts } from '../../warning-cards/facts.ts';
import type { ExposureAct, ExposureState } from '../exposure.ts';
import {
  actOnExposures,
  answerStatement,
  getExposure,
  manifest,
  recordStatement,
  serveParty,
  waiveStatement,
} from '../index.ts';

export interface Thing {
  readonly id: number;
  readonly producer: number;
  readonly seller: number;
  readonly results: number[];
  readonly category: number;
}
export interface People {
  readonly editor: Call;
  readonly approver: Call;
  readonly other: Call;
  readonly county: Call;
  readonly elsewhere: Call;
}
type Role = 'producer' | 'seller';

/** The room on a database of its own, with its people, and exposures brought as far as a test needs them. */
export const openRoom = async () => {
  const { database } = await testDatabase();
  const services = testServices(database, {
    manifests: [
      {
        name: 'others',
        facts: { [resultsChangedType]: resultsChangedSchema, ...enterpriseFacts, ...cardFacts, ...licenceFacts },
      },
      documents,
      delivery,
      manifest,
    ],
  });
  const made = madeUpResults(database, services);
  const start = '2026-09-01T02:00:00.000Z';
  const all = ['publicity.read', 'publicity.consider', 'publicity.submit', 'publicity.release'];
  const people: { -readonly [Name in keyof People]?: Call } = {};
  const checks: number[] = [];
  let count = 0;

  beforeAll(async () => {
    people.editor = await testCall(services, { permissions: all, name: '编辑甲' });
    people.approver = await testCall(services, { permissions: all, name: '签发乙' });
    people.other = await testCall(services, { permissions: all, name: '签发丙' });
    people.county = await testCall(services, {
      permissions: ['publicity.read', 'publicity.consider', 'publicity.submit'],
      region: '440600',
    });
    people.elsewhere = await testCall(services, {
      permissions: ['publicity.read', 'publicity.consider', 'publicity.submit'],
      region: '440100',
    });
    for (const year of [2014, 2015, 2016]) checks.push(await made.check({ publishedOn: `${year}-05-05` }));
  });
  beforeEach(() => services.setNow(start));

  const who = people as People;
  /** The call as of the clock. */
  const now = (call: Call): Call => ({ ...call, today: testSystemCall(services).today });
  const rows = <Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
    withTransaction(database, 'system', (tx) => tx.query<Row>(sql, values));
  const detail = async (id: number, call: Call = who.editor) => unwrap(await getExposure(now(call), id));
  const act = async (call: Call, id: number, verb: ExposureAct, reason?: string, at?: string) => {
    const [row] = await rows<{ version: number }>('select version from publicity.exposure where id = $1', [id]);
    const selection = { exposures: [{ id, version: row?.version ?? 0 }] };
    return actOnExposures(now(call), verb, selection, reason, at === undefined ? undefined : new Date(at));
  };
  /** An exposure that names a producer and a seller, decided upon. */
  const decided = async (): Promise<Thing> => {
    count += 1;
    const producer = await made.enterprise({ name: `虚构被告知厂${count}` });
    const seller = await made.enterprise({ name: `虚构被告知商场${count}`, city: '440100' });
    const category = await made.category(`虚构告知种类${count}`);
    const results = await made.store([0, 1].map((at) => ({ producer, seller, category, check: checks[at] ?? 0 })));
    const [row] = await rows<{ id: number }>('select id from publicity.exposure where producer_id = $1', [producer]);
    const id = row?.id ?? 0;
    unwrap(await act(who.editor, id, 'submit'));
    unwrap(await act(who.approver, id, 'decide', '两次不合格，情况属实'));
    return { id, producer, seller, results, category };
  };
  const party = async (id: number, role: Role) => {
    const found = (await detail(id)).parties.find((one) => one.role === role && one.state !== 'void');
    if (!found) throw new Error(`no ${role}`);
    return found;
  };
  const hand = (day = '2026-09-01') => ({ manner: 'hand', day, signedBy: '虚构收件人' }) as const;
  const serve = async (id: number, role: Role, call = who.editor, day?: string) => {
    const one = await party(id, role);
    return serveParty(now(call), one.id, { version: one.version, service: hand(day) });
  };
  /** A file of evidence that this person has handed in. */
  const file = (call: Call): Promise<number> => handInScan(now(call), '虚构鉴别书.pdf');
  const waive = async (id: number, role: Role, call = who.editor, more: Partial<WaiverInput> = {}) => {
    const one = await party(id, role);
    const scanned = { waivedOn: now(call).today, files: more.files ?? [await file(call)] };
    return waiveStatement(now(call), one.id, { version: one.version, ...scanned, ...more });
  };

  return {
    database,
    services,
    made,
    start,
    who,
    checks,
    now,
    rows,
    detail,
    act,
    decided,
    party,
    hand,
    serve,
    waive,
    /** How many made-up things there are so far; the next has the next number. */
    counted: () => count,
    next: () => {
      count += 1;
      return count;
    },
    stateOf: async (id: number): Promise<ExposureState> => (await detail(id)).state,
    state: async (id: number, role: Role, more: { statedOn?: string; wantsHearing?: boolean } = {}) => {
      const one = await party(id, role);
      const said = { statement: '产品已召回', wantsHearing: false, ...more };
      return recordStatement(now(who.editor), one.id, { version: one.version, ...said });
    },
    answer: async (id: number, role: Role, verb: 'uphold' | 'reject', call = who.other, hearingOn?: string) => {
      const one = await party(id, role);
      return answerStatement(now(call), one.id, verb, { version: one.version, reason: '经复核证据', hearingOn });
    },
    ready: async (): Promise<Thing> => {
      const thing = await decided();
      for (const role of ['producer', 'seller'] as const) {
        unwrap(await serve(thing.id, role));
        unwrap(await waive(thing.id, role));
      }
      return thing;
    },
    publicly: (id: number) =>
      withTransaction(database, 'portal', (tx) =>
        tx.query<{ grounds: unknown; seller_ids: number[]; producer_id: number | null }>(
          'select * from publicity.published_exposure where id = $1',
          [id],
        ),
      ),
    papers: (of: string) =>
      rows<{ kind: string; state: string; number: string | null }>(
        'select kind, state, number from documents.paper where subject = $1 order by id',
        [of],
      ),
    file,
  };
};
