import type { z } from 'zod';
import { daysLeft } from '#foundation/deadline.ts';
import { byDay, countStates, inPages, type PageQuery } from '#foundation/paging.ts';
import { offerActs } from '#foundation/process.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import type { Manner } from '#foundation/service.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import type { Evidence } from '#platform/evidence/contract.ts';
import { evidenceOf } from '#platform/evidence/index.ts';
import { type Call, holds, observe, type View } from '#platform/operation/index.ts';
import { offerOne, wordEvents } from '#platform/process/index.ts';
import { type ExportColumn, exportTable } from '#platform/spreadsheets/index.ts';
import { consequences, exposurePlace, exposureRules, nextStep } from './acts.ts';
import type { ExposureFilter, exposureDetailSchema, ExposureLine, OwnExposure } from './contract.ts';
import { exposureGrounds, lawFor } from './explain.ts';
import { type ExposureAct, exposureActs, exposureGroundLabels, exposureProcess, exposureStateLabels, exposureStates, toldStates, verbLabels } from './exposure.ts'; // prettier-ignore
import { eventsOf } from './events-storage.ts';
import { ownExposures, partiesOf, type PartyRow } from './parties-storage.ts';
import { decidePlea } from './party-rules.ts';
import { partyEventWords, partyProcess, type PartyVerb } from './party.ts';
import { placeOfParty } from './operations-parties.ts';
import { allExposures, countByState, type ExposureRecord, exposuresOfProducer, findExposure, pageOfExposures, storiesOf } from './storage.ts'; // prettier-ignore

export type ExposureDetail = z.output<typeof exposureDetailSchema>;
const read = { permission: 'publicity.read' } as const;

const latestFirst = byDay<ExposureLine>(({ lastOn }) => lastOn, '-infinity');

/** A page of exposures that match, latest first, with the number of all and the counts per state. */
export const listExposures = (call: Call, { cursor, limit, ...filter }: ExposureFilter & PageQuery) =>
  inPages(latestFirst, { cursor, limit }, ({ after, most, cut }) =>
    observe(call, read, async ({ tx }) => {
      const [rows, groups] = await Promise.all([pageOfExposures(tx, filter, after, most), countByState(tx, filter)]);
      return ok({ ...cut(rows), ...countStates(exposureStates, groups, filter.state) });
    }),
  );

/** Acts shown on the page of an exposure: those its state leads on with, and the main one greyed while it is too early. */
const shownActs = (exposure: ExposureRecord): readonly ExposureAct[] => {
  const onward = exposureActs.filter(
    (act) => act in exposureProcess.transitions[exposure.state] && (act !== 'drop' || exposure.proposedBy !== null),
  );
  return exposure.state === 'proposed' ? [...onward, 'decide'] : onward;
};

/** Where the permission for each act on an exposure must hold. */
const placesOf =
  ({ call }: View, { province, city, countyCode }: ExposureRecord) =>
  (act: ExposureAct): string | null =>
    exposurePlace(
      { provinceCode: province?.code ?? null, cityCode: city?.code ?? null, countyCode },
      act,
      call.services.province,
    );

/** A firm with what may be done about its notice, and how many days it has left. */
const partyDetail = (
  { call }: View,
  exposure: ExposureRecord,
  row: PartyRow,
  files: ReadonlyMap<string, readonly Evidence[]>,
) => {
  const { provinceCode, cityCode, countyCode, statedBy, events, manner, ...party } = row;
  const place = { provinceCode, cityCode, countyCode };
  const may = (permission: string) => holds(call.actor, permission, placeOfParty(call, place, permission));
  const notBy = (verb: PartyVerb) =>
    verb === 'uphold' || verb === 'reject' ? [statedBy, exposure.submittedBy, exposure.proposedBy] : [];
  const over = party.heardUntil !== null && call.today > party.heardUntil;
  const open = (toldStates as readonly string[]).includes(exposure.state);
  return {
    ...party,
    manner: manner as Manner | null,
    files: [...(files.get(`party/${row.id}`) ?? [])],
    daysLeft: party.state === 'served' && party.heardUntil !== null ? daysLeft(party.heardUntil, call.today) : null,
    acts: offerActs(partyProcess, party.state, call.actor.accountId, may, notBy).filter(({ act }) => {
      // What comes late is kept whatever became of the exposure.
      if (act === 'file') return over && party.lateStatement === null;
      return open && act !== 'plead' && !(act === 'state' && party.state === 'heard' && party.statement !== null);
    }),
    events: wordEvents(events, partyEventWords),
  };
};

const proposed: TextPair = pair('系统提出建议', 'Proposed by the program');
const proposedByOfficer: TextPair = pair('承办人提出建议', 'Proposed by an officer');

const detailOf = async (view: View, id: number): Promise<Result<ExposureDetail>> => {
  const { tx } = view;
  const exposure = await findExposure(tx, id);
  if (!exposure) return refuse('not-found', { thing: pair('该曝光', 'The exposure') });
  const [events, parties, related, stories] = await Promise.all([
    eventsOf(tx, 'exposure', id),
    partiesOf(tx, id),
    exposure.producer.id === null ? [] : exposuresOfProducer(tx, exposure.producer.id, id),
    exposure.grounds === null ? storiesOf(tx, [id]) : [],
  ]);
  const files = await evidenceOf(tx, [`exposure/${id}`, ...parties.map((party) => `party/${party.id}`)]);
  const [story] = stories;
  const grounds = exposure.grounds ?? (story && exposureGrounds(story, lawFor(view.law, view.call.today)));
  if (!grounds) throw new Error(`exposure ${id} has neither grounds nor a story`);
  const timeline = events.map((event) => ({
    ...event,
    verb: event.verb as ExposureAct,
    words: verbLabels[event.verb as ExposureAct],
  }));
  return ok({
    ...exposure,
    grounds,
    next: nextStep(exposure),
    acts: shownActs(exposure).map((act) =>
      offerOne(view.call.actor, exposureRules, exposure, act, placesOf(view, exposure)),
    ),
    consequences,
    files: [...(files.get(`exposure/${id}`) ?? [])],
    parties: parties.map((party) => partyDetail(view, exposure, party, files)),
    timeline: [
      {
        at: exposure.proposedAt,
        verb: 'propose' as const,
        words: exposure.proposedBy === null ? proposed : proposedByOfficer,
        by: exposure.proposer,
        reason: null,
      },
      ...timeline,
    ],
    related,
  });
};

/** One exposure: its grounds in words, what may be done next and by whom, what happened. */
export const getExposure = (call: Call, id: number): Promise<Result<ExposureDetail>> =>
  observe(call, read, (view) => detailOf(view, id));

/** What the firms of the actor were told of, and whether they may state their case. */
export const ownExposuresOf = (call: Call) =>
  observe(call, { permission: 'publicity.answer' }, async ({ tx }) => {
    const rows = await ownExposures(tx);
    const files = await evidenceOf(
      tx,
      rows.map(({ id }) => `party/${id}`),
    );
    return ok({
      rows: rows.map((row): OwnExposure => {
        const plea = decidePlea({ ...row, late: row.lateStatement }, call.today);
        const open = 'plead' in partyProcess.transitions[row.state];
        return {
          ...row,
          files: [...(files.get(`party/${row.id}`) ?? [])],
          daysLeft: row.state === 'served' && row.heardUntil !== null ? daysLeft(row.heardUntil, call.today) : null,
          mayState: open && plea.ok ? plea.value : null,
        };
      }),
    });
  });

/** The exposures of one enterprise, latest first. */
export const exposuresOfEnterprise = (call: Call, enterpriseId: number) =>
  observe(call, read, async ({ tx }) => ok({ rows: await exposuresOfProducer(tx, enterpriseId) }));

const columns: readonly ExportColumn<ExposureLine>[] = [
  { header: pair('事由', 'Ground'), width: 16, value: (exposure, say) => say(exposureGroundLabels[exposure.ground]) },
  { header: pair('状态', 'State'), width: 10, value: (exposure, say) => say(exposureStateLabels[exposure.state]) },
  { header: pair('生产企业', 'Producer'), width: 36, value: (exposure) => exposure.producer.name },
  { header: pair('省份', 'Province'), width: 12, value: (exposure) => exposure.province?.name },
  {
    header: pair('地市', 'City'),
    width: 12,
    value: (exposure, say) => exposure.city?.name ?? say(pair('未确定', 'not determined')),
  },
  { header: pair('产品种类', 'Category'), width: 24, value: (exposure) => exposure.category?.name },
  { header: pair('产品', 'Product'), width: 36, value: (exposure) => exposure.product },
  { header: pair('最近一次', 'Last on'), width: 12, value: (exposure) => exposure.lastOn },
  { header: pair('此后合格次数', 'Passed later'), width: 10, value: (exposure) => exposure.laterPasses },
  {
    header: pair('历史', 'Historical'),
    width: 8,
    value: (exposure, say) => (exposure.historical ? say(pair('是', 'yes')) : ''),
  },
  {
    header: pair('复核中', 'Under review'),
    width: 8,
    value: (exposure, say) => (exposure.underReview ? say(pair('是', 'yes')) : ''),
  },
];

/** Streams every exposure that matches as a file. */
export const exportExposures = (
  call: Call,
  { format, ...filter }: ExposureFilter & { readonly format: 'xlsx' | 'csv' },
) =>
  exportTable(call, read, {
    format,
    name: pair('曝光', 'Exposures'),
    columns,
    pieces: ({ tx }) => allExposures(tx, filter),
  });
