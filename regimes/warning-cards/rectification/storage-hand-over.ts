import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { Finding, HandOverInput, HandOverState, Outcome } from './hand-over.ts';

export interface LockedHandOver {
  readonly id: number;
  readonly dataset: Dataset;
  readonly rectificationId: number;
  readonly cardId: number;
  readonly state: HandOverState;
  readonly version: number;
  readonly handedOn: LocalDate;
  readonly receivedOn: LocalDate | null;
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
}

export const handOverIsVisible = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.query('select 1 from warning_cards.hand_over where id = $1', [id])).length > 0;

export const lockHandOver = async (tx: Tx, id: number): Promise<LockedHandOver | undefined> =>
  (
    await tx.query<LockedHandOver>(
      `select h.id, h.dataset, h.rectification_id as "rectificationId", r.card_id as "cardId", h.state, h.version, h.handed_on as "handedOn", h.received_on as "receivedOn",
              r.province_code as "provinceCode", r.city_code as "cityCode", r.county_code as "countyCode"
         from warning_cards.hand_over h join warning_cards.rectification r on r.id = h.rectification_id where h.id = $1 for update of h`,
      [id],
    )
  )[0];

export const storeHandOverState = (tx: Tx, id: number, state: HandOverState): Promise<unknown> =>
  tx.query('update warning_cards.hand_over set state = $2, version = version + 1 where id = $1', [id, state]);

export const insertHandOver = async (
  tx: Tx,
  rectificationId: number,
  dataset: Dataset,
  { recipient, suspicion, evidence }: HandOverInput,
  today: LocalDate,
): Promise<number> => {
  const [row] = await tx.query<{ id: number }>(
    `insert into warning_cards.hand_over (dataset, rectification_id, recipient, suspicion, evidence, handed_on) values ($1, $2, $3, $4, $5, $6) returning id`,
    [dataset, rectificationId, recipient, suspicion, evidence, today],
  );
  if (!row) throw new Error('the hand-over was not stored');
  return row.id;
};

export const storeHandOverNumber = (tx: Tx, id: number, number: string): Promise<unknown> =>
  tx.query('update warning_cards.hand_over set number = $2 where id = $1', [id, number]);

export const storeReceipt = (tx: Tx, id: number, receipt: string, on: LocalDate): Promise<unknown> =>
  tx.query('update warning_cards.hand_over set receipt = $2, received_on = $3 where id = $1', [id, receipt, on]);

export const storeOutcome = (
  tx: Tx,
  id: number,
  { outcome, amount, words, finding }: { readonly outcome: Outcome; readonly amount: number | null; readonly words: string; readonly finding: Finding }, // prettier-ignore
  on: LocalDate,
): Promise<unknown> =>
  tx.query(
    `update warning_cards.hand_over set outcome = $2, amount = $3, outcome_words = $4, returned_on = $5, finding = $6, state = 'returned' where id = $1`,
    [id, outcome, amount, words, on, finding],
  );

export interface HandOverLine {
  readonly id: number;
  readonly version: number;
  readonly state: HandOverState;
  readonly number: string | null;
  readonly recipient: string;
  readonly suspicion: string;
  readonly evidence: readonly string[];
  readonly handedOn: string;
  readonly receipt: string | null;
  readonly receivedOn: string | null;
  readonly outcome: Outcome | null;
  readonly amount: number | null;
  readonly outcomeWords: string | null;
  readonly finding: Finding;
  readonly returnedOn: string | null;
}

/** Hand-overs of a rectification, as the reader sees them. */
export const handOversOf = (tx: Tx, rectificationId: number): Promise<HandOverLine[]> =>
  tx.query<HandOverLine>(
    `select id, version, state, number, recipient, suspicion, evidence, handed_on as "handedOn", receipt, received_on as "receivedOn", outcome,
            amount::float8 as amount, outcome_words as "outcomeWords", finding, returned_on as "returnedOn"
       from warning_cards.hand_over where rectification_id = $1 order by id`,
    [rectificationId],
  );
