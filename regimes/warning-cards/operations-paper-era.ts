import type { Dataset } from '#foundation/dataset.ts';
import { closeReport, type ImportReport, type RejectedRow } from '#foundation/import-report.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { fill, pair, type TextPair } from '#foundation/text-pair.ts';
import { type Call, perform } from '#platform/operation/index.ts';
import { strike } from '#platform/process/index.ts';
import { type Place, readTables } from '#platform/tables/index.ts';
import { freezeOf, keepingIn } from './operations.ts';
import { passPaperNumbers } from './operations-papers.ts';
import { paperCardColumns, paperCardColumnsNeeded, type PaperCardRow, type PaperEra, readPaperCardRow } from './paper-era.ts'; // prettier-ignore
import { cardsMeant, type MeantCard, numbersTaken, storePaperEra } from './paper-era-storage.ts';
import { cardStateLabels } from './warning-card.ts';

interface Placed {
  readonly place: Place;
  readonly row: PaperCardRow;
}

const asOnPaper = '据纸质黄牌补录';
type Column = keyof typeof paperCardColumns;

/** What stands against taking a row over as the paper of this card; `unchanged` where that was done before. */
const against = (row: PaperCardRow, cards: readonly MeantCard[]): { column: Column; reason: TextPair } | 'unchanged' | undefined => {
  const { number } = row.era;
  if (cards.some((card) => card.era?.number === number && (card.state === 'submitted' || card.state === 'issued'))) return 'unchanged'; // prettier-ignore
  const [card, second] = cards;
  if (!card)
    return {
      column: 'producer',
      reason: pair(
        '没有该企业该产品种类的黄牌建议；请先导入该次抽查的结果，或核对企业、种类和抽查的名称',
        'No card is proposed for this firm and category; import the results of the spot check first, or check the names',
      ),
    };
  if (second)
    return {
      column: 'check',
      reason: pair('该企业该产品种类有几张黄牌，请写明抽查名称', 'The firm has several cards for this category; name the spot check'),
    }; // prettier-ignore
  if (card.kind !== 'yellow')
    return { column: 'producer', reason: pair('外省企业发移送函，不补录黄牌', 'A transfer letter, not a card, goes to a firm of another province') }; // prettier-ignore
  if (card.state !== 'proposed')
    return {
      column: 'number',
      reason: fill(
        pair(
          '该黄牌现为“{state}”{number}，不能补录；报审中的先退回，待核实的先核实',
          'The card is “{state}”{number}: return or verify it first',
        ),
        {
          state: cardStateLabels[card.state],
          number: card.number === null ? pair('', '') : pair(`（${card.number}）`, ` (${card.number})`),
        },
      ),
    };
  return undefined;
}; // prettier-ignore

/**
 * Takes cards of the paper era over that are in progress: each row is matched with the card that was proposed from the results of its
 * check, and submitted with what its papers say. Another person issues them; then the old number, days and service hold, and nothing goes
 * out again. The same table again changes nothing.
 */
export const importPaperCards = async (
  call: Call,
  dataset: Dataset,
  files: readonly { readonly path: string; readonly name: string }[],
): Promise<Result<ImportReport>> => {
  if (dataset === 'historical') return refuse('historical-record');
  const rows: Placed[] = [];
  const read = await readTables(files, { words: paperCardColumns, needed: paperCardColumnsNeeded }, (place, cells) => {
    const given = readPaperCardRow(cells, call.today);
    if ('faults' in given) return given.faults;
    rows.push({ place, row: given.row });
    return [];
  });
  const act = 'warning-cards.import-paper-cards';
  return perform(call, { permission: 'warning-cards.submit', act }, async (opened) => {
    const rejections: RejectedRow[] = [...read.rejections];
    const reject = ({ place }: Placed, column: Column, reason: TextPair) =>
      rejections.push({ ...place, column: paperCardColumns[column][0], reason });
    const meant = Map.groupBy(
      await cardsMeant(
        opened.tx,
        dataset,
        rows.map(({ row }) => row),
      ),
      ({ ordinal }) => ordinal,
    );
    await opened.asEngine();
    const taken = new Map(
      await numbersTaken(
        opened.tx,
        dataset,
        rows.map(({ row }) => row.era.number),
      ),
    );
    const chosen = new Map<number, Placed>();
    let unchanged = 0;
    for (const [ordinal, placed] of rows.entries()) {
      const cards = meant.get(ordinal) ?? [];
      const no = against(placed.row, cards);
      if (no === 'unchanged') {
        unchanged += 1;
        continue;
      }
      if (no) {
        reject(placed, no.column, no.reason);
        continue;
      }
      const id = cards[0]?.id ?? 0;
      const { number } = placed.row.era;
      if (taken.has(number) || chosen.has(id)) {
        reject(placed, 'number', taken.has(number) ? pair('该编号已属于另一张黄牌', 'Another card bears this number') : pair('该黄牌在表中出现两次', 'This card stands in the table twice')); // prettier-ignore
        continue;
      }
      taken.set(number, id);
      chosen.set(id, placed);
    }
    const eras = (ids: readonly number[]): { id: number; era: PaperEra }[] =>
      ids.flatMap((id) => {
        const placed = chosen.get(id);
        return placed ? [{ id, era: placed.row.era }] : [];
      });
    const struck = await strike(
      opened,
      {
        keeping: keepingIn(call.services.province),
        verb: 'submit',
        reason: asOnPaper,
        seen: null,
        work: async ({ things }) => {
          const ids = things.map(({ id }) => id);
          await freezeOf(opened, ids);
          await storePaperEra(opened.tx, eras(ids));
          await passPaperNumbers(opened, dataset, eras(ids).map(({ era }) => era)); // prettier-ignore
          return ok({});
        },
      },
      [...chosen.keys()],
    );
    if (!struck.ok) return struck;
    for (const { id, refusal } of struck.value.refused) {
      const placed = chosen.get(id);
      if (placed) reject(placed, 'producer', refusal.text);
    }
    const { report, counts } = closeReport(read.rows, { added: struck.value.done, changed: 0, unchanged }, rejections);
    opened.journal({
      act,
      subject: 'cards',
      dataset,
      payload: { files: files.map(({ name }) => name), ...counts },
    });
    return ok(report);
  });
};
