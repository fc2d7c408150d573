import { pair, type TextPair } from '#foundation/text-pair.ts';
import type { ImportReport } from '../contract.ts';
import type { FailingGroups, SheetOutcome } from '../storage/imports.ts';
import type { FilePlan } from './plan.ts';
import type { Stored } from './store-rows.ts';

interface Told {
  readonly files: readonly FilePlan[];
  readonly outcomes: ReadonlyMap<number, SheetOutcome>;
  readonly stored: Stored;
  readonly queues: ImportReport['queues'];
  readonly severalFirms: number;
  readonly milliseconds: number;
}

const total = (
  rows: readonly {
    readonly rows: number;
    readonly accepted: number;
    readonly rejected: number;
    readonly duplicates: number;
  }[],
) => ({
  rows: rows.reduce((sum, row) => sum + row.rows, 0),
  accepted: rows.reduce((sum, row) => sum + row.accepted, 0),
  rejected: rows.reduce((sum, row) => sum + row.rejected, 0),
  duplicates: rows.reduce((sum, row) => sum + row.duplicates, 0),
});

const explain = ({ severalFirms, stored, queues }: Told): TextPair[] => {
  const lines: TextPair[] = [];
  if (severalFirms > 0)
    lines.push(
      pair(
        `${severalFirms} 种写法在生产企业栏列有多家企业或身份不明；列明生产厂的以生产厂为实际生产者，因此按实际生产者提出的黄牌建议数可能与按栏内文字计的数不同。连同此前的导入，共有 ${queues.roles} 种写法待人工认定，认定前不提出黄牌。`,
        `${severalFirms} ways of filling the producer cell name several firms or leave it open who produced. Where a factory is named it is the producer, so that proposals by producer may differ in number from a count by the cell as it stands. With those of earlier imports ${queues.roles} wait for a person, and no card is proposed before.`,
      ),
    );
  if (stored.cases.near > 0)
    lines.push(
      pair(
        `${stored.cases.near} 对记录与其他表中的记录几乎相同，待人工认定是否同一样品。`,
        `${stored.cases.near} pairs of rows are nearly equal to rows of other tables; a person says whether they are one sample.`,
      ),
    );
  return lines;
};

/** Says why there are not as many proposals of cards as wordings of the producer cell that failed. */
export const explainCounts = ({ cells, waiting, producers }: FailingGroups, held: number): TextPair[] => {
  const lines: TextPair[] = [];
  if (cells !== producers)
    lines.push(
      pair(
        `不合格的按生产企业栏文字计有 ${cells} 组（企业、产品种类、抽查各异），按实际生产者计 ${producers} 组：${waiting} 组的生产者待人工认定，其余是同一生产者的不同写法`,
        `What failed makes ${cells} groups by the producer cell as it stands (cell, category, check) and ${producers} by producer: in ${waiting} a person has to say who produced, the others name one producer in several ways`,
      ),
    );
  if (held > 0)
    lines.push(
      pair(
        `其中 ${held} 组暂不提出：栏内是加油站、商店等零售单位，或所在省不明，列在“待核实”中，核实生产者后再提出`,
        `${held} of them are not proposed yet: the cell names a petrol station or a shop, or the province is unknown; they are held until the producer is verified`,
      ),
    );
  return lines;
};

/** The report of an import; proposals are added when the other rooms have reacted. */
export const reportOf = (told: Told): ImportReport => {
  const files = told.files.map((file) => {
    const sheets = file.sheets.map((sheet) => {
      const {
        rows = 0,
        accepted = 0,
        rejected = 0,
        duplicates = 0,
        refusal = null,
        notes = [],
      } = told.outcomes.get(sheet.id) ?? {};
      return {
        name: sheet.name,
        kind: sheet.recognition.kind,
        rows,
        accepted,
        rejected,
        duplicates,
        notes: notes.length,
        refusal,
      };
    });
    const passedOver = file.passedOver.map((sheet) => ({
      ...sheet,
      rows: 0,
      accepted: 0,
      rejected: 0,
      duplicates: 0,
      notes: 0,
    }));
    return { file: file.name, sheets: [...sheets, ...passedOver], ...total(sheets) };
  });
  const { pass = 0, fail = 0, refused = 0, none = 0 } = told.stored.verdicts;
  return {
    files,
    ...total(files),
    verdicts: { pass, fail, refused: refused + told.stored.refusals, none },
    proposals: { yellow: 0, transfer: 0, exposure: 0 },
    queues: told.queues,
    explanations: explain(told),
    milliseconds: told.milliseconds,
  };
};
