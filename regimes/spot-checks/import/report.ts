import { pair, type TextPair } from '#foundation/text-pair.ts';
import type { ImportReport } from '../contract.ts';
import type { SheetOutcome } from '../storage/imports.ts';
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
