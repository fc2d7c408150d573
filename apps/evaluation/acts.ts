import { addDays, type LocalDate } from '#foundation/local-date.ts';
import { type Call, dayAt, type Services } from '#platform/operation/index.ts';
import * as bulletins from '#regimes/publicity/contracts/bulletins.ts';
import { uploadEvidence } from '#platform/evidence/contract.ts';
import { listMessagesRoute, receiveMessageRoute } from '#platform/delivery/contract.ts';
import { notifyCheck } from '#regimes/publicity/notifications/contract.ts';
import * as exposures from '#regimes/publicity/contracts/exposures.ts';
import { proposeFake } from './fakes.ts';
import * as cards from '#regimes/warning-cards/contract.ts';
import * as enterprises from '#registers/enterprises/contract.ts';
import { callOf, demoPage, use } from './people.ts';
import { rectifySome } from './rectifications.ts';

const pageSize = 200;
const mostAtOnce = 1000;

interface Line {
  readonly id: number;
  readonly version: number;
}

/** All rows of a list, page by page. */
const everyPage = async <Row>(
  read: (cursor: string | undefined) => Promise<{ readonly rows: readonly Row[]; readonly next: string | null }>,
): Promise<Row[]> => {
  const all: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    all.push(...page.rows);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return all;
};

const inLots = async (lines: readonly Line[], work: (lot: readonly Line[]) => Promise<unknown>): Promise<void> => {
  for (let from = 0; from < lines.length; from += mostAtOnce)
    await work(lines.slice(from, from + mostAtOnce).map(({ id, version }) => ({ id, version })));
};

/** Cards of checks published before `old` are issued, those of the following months submitted, the latest only proposed. */
const issueCards = async (services: Services, old: LocalDate, recent: LocalDate): Promise<void> => {
  const officer = await callOf(services, 'provincial-officer');
  const approver = await callOf(services, 'provincial-approver');
  const list = (state: 'proposed' | 'submitted') =>
    everyPage((cursor) =>
      use(officer, cards.listCards, { query: { dataset: 'demo', state, limit: pageSize, cursor } }),
    );
  const before = (day: LocalDate) => (line: cards.CardLine) => line.publishedOn !== null && line.publishedOn < day;
  const proposed = (await list('proposed')).filter(before(recent));
  await inLots(proposed, (lot) =>
    use(officer, cards.submitCards, { body: { selection: { cards: lot }, reason: '经核实，同意报审' } }),
  );
  const submitted = (await list('submitted')).filter(before(old));
  await inLots(submitted, (lot) => use(approver, cards.issueCards, { body: { selection: { cards: lot } } }));
};

/** Half of the older exposures are released, a few wait for a decision or for service, the others are only proposed. */
const releaseExposures = async (services: Services, old: LocalDate): Promise<void> => {
  const editor = await callOf(services, 'press-editor');
  const approver = await callOf(services, 'press-approver');
  const list = (state: 'proposed' | 'submitted' | 'told' | 'ready') =>
    everyPage((cursor) =>
      use(editor, exposures.listExposures, { query: { dataset: 'demo', state, limit: pageSize, cursor } }),
    );
  const chosen = (await list('proposed')).filter(
    (line, at) => at % 2 === 0 && line.lastOn !== null && line.lastOn < old && line.laterPasses === 0,
  );
  await inLots(chosen, (lot) => use(editor, exposures.submitExposures, { body: { selection: { exposures: lot } } }));
  const submitted = (await list('submitted')).slice(5);
  await inLots(submitted, (lot) =>
    use(approver, exposures.decideExposures, {
      body: { selection: { exposures: lot }, reason: '经核实，符合曝光条件' },
    }),
  );
  await tellFirms(editor, (await list('told')).slice(5));
  await inLots(await list('ready'), (lot) =>
    use(approver, exposures.releaseExposures, { body: { selection: { exposures: lot } } }),
  );
};

/** Notices are served and the firms state in writing that they have nothing to say. */
const tellFirms = async (editor: Call, told: readonly Line[]): Promise<void> => {
  for (const { id } of told) {
    const { parties } = await use(editor, exposures.getExposure, { params: { exposureId: id } });
    for (const { id: partyId, version } of parties) {
      const params = { partyId };
      const service = { manner: 'hand', day: editor.today, signedBy: '演示联系人' };
      await use(editor, exposures.serveParty, { params, body: { version, service } });
      const letter = await use(
        editor,
        uploadEvidence,
        {},
        { fileName: '放弃陈述申辩声明（演示）.pdf', content: demoPage('written waiver of the statement') },
      );
      await use(editor, exposures.waiveParty, {
        params,
        body: { version: version + 1, waivedOn: editor.today, files: [letter.id] },
      });
    }
  }
};

/** Bulletins on the last provincial and national checks: two released, one waiting, one draft. */
const writeBulletins = async (services: Services, checkIds: readonly number[]): Promise<void> => {
  const editor = await callOf(services, 'press-editor');
  const approver = await callOf(services, 'press-approver');
  for (const [at, checkId] of checkIds.slice(0, 4).toReversed().entries()) {
    const draft = await use(editor, bulletins.composeBulletin, { body: { checkId } });
    if (at === 3) return;
    const submitted = await use(editor, bulletins.submitBulletin, {
      params: { bulletinId: draft.id },
      body: { version: draft.version },
    });
    if (at < 2)
      await use(approver, bulletins.releaseBulletin, {
        params: { bulletinId: draft.id },
        body: { version: submitted.version },
      });
  }
};

/** The last check is notified; the government of one city has read its letter and given the receipt, the others not yet. */
const notifyResults = async (services: Services, checkIds: readonly number[]): Promise<void> => {
  const editor = await callOf(services, 'press-editor');
  const government = await callOf(services, 'government');
  for (const checkId of checkIds) await use(editor, notifyCheck, { body: { checkId } });
  const { rows } = await use(government, listMessagesRoute, { query: { dataset: 'demo' } });
  for (const { id } of rows) await use(government, receiveMessageRoute, { params: { id } });
};

/** Some of what waits in the queues of the register is settled: the rest is for whoever tries the program. */
const settleQueues = async (services: Services): Promise<void> => {
  const officer = await callOf(services, 'provincial-officer');
  const matches = await use(officer, enterprises.listMatches, { query: { dataset: 'demo', limit: 12 } });
  for (const [at, { id }] of matches.items.entries())
    await use(officer, enterprises.decideMatch, {
      params: { id },
      body:
        at % 4 === 3
          ? { decision: 'different', reason: '经电话核实，为两家企业' }
          : { decision: 'same', reason: '地址、商标一致，为同一企业' },
    });
  const homeless = await use(officer, enterprises.listAddresses, { query: { dataset: 'demo', limit: 10 } });
  const items = homeless.items.flatMap(({ id, suggestedCityCode }) =>
    suggestedCityCode === null ? [] : [{ enterpriseId: id, cityCode: suggestedCityCode }],
  );
  if (items.length > 0)
    await use(officer, enterprises.confirmRegions, { body: { items, reason: '按营业执照住所确认' } });
};

/** Lets the evaluation officers do part of their work by the real operations, so that every state can be seen. */
export const letPeopleWork = async (services: Services, reference: LocalDate): Promise<void> => {
  const officer = await callOf(services, 'provincial-officer');
  const { rows, counts } = await use(officer, cards.listCards, { query: { dataset: 'demo', limit: pageSize } });
  // A creation that was cut short had come so far: what people did stands.
  if ((counts.issued ?? 0) > 0) return;
  await settleQueues(services);
  await rectifySome(services, dayAt(services.now()), addDays(reference, -270));
  await issueCards(services, addDays(reference, -270), addDays(reference, -110));
  await releaseExposures(services, addDays(reference, -200));
  const checkIds = [...new Set(rows.map(({ check }) => check.id))];
  const published = rows.find(({ publishedOn }) => publishedOn !== null);
  if (published) await proposeFake(services, published.check.id);
  await writeBulletins(services, checkIds);
  await notifyResults(services, checkIds.slice(0, 1));
};
