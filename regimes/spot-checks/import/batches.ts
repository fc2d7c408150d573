import type { LocalDate } from '#foundation/local-date.ts';
import { type Refusal, refusal } from '#foundation/refusal.ts';
import { normaliseName } from '#foundation/search-text.ts';
import { pair } from '#foundation/text-pair.ts';
import { levelOfAuthority } from '#registers/authorities/index.ts';
import type { Recognition, ResultRow } from '../recognition/index.ts';
import { kindOfRow, titleOfCheck } from '../rules.ts';
import type { CheckKind, Level } from '../spot-check.ts';
import { Interner, own } from './interner.ts';
import type { ReadingContext } from './plan.ts';

/** A spot check as the rows of an import name it. */
export interface BatchFound {
  readonly number: number;
  readonly authority: string;
  readonly authorityId: number | null;
  readonly kind: CheckKind;
  readonly level: Level;
  readonly batch: string;
  readonly publishedOn: LocalDate | undefined;
  readonly title: string;
}

type BatchReading =
  | { readonly ok: true; readonly batch: BatchFound }
  | { readonly ok: false; readonly refusal: Refusal };

const plain = (text: string): string => own(text.normalize('NFKC').replace(/\s+/g, ''));
const digits = (day: LocalDate): string => day.replaceAll('-', '');

/**
 * Finds the spot check of a row: authority, kind and published batch. The batch is the day of publication where it is known, else
 * what the table calls it, else its title; two tables without any of these can't be told apart and are refused.
 */
export class Batches {
  readonly #context: ReadingContext;
  readonly #known = new Map<string, BatchReading>();
  readonly #numbers = new Interner();
  /** Rows of one batch stand together: the last one is mostly the right one. */
  #last: { readonly row: ResultRow; readonly title: Recognition['title']; readonly reading: BatchReading } | undefined;
  readonly found: BatchFound[] = [];

  constructor(context: ReadingContext) {
    this.#context = context;
  }

  of(row: ResultRow, { title }: Recognition): BatchReading {
    const last = this.#last;
    if (last && last.title === title && last.row.authority === row.authority && last.row.batch === row.batch && last.row.publishedOn === row.publishedOn
      && last.row.year === row.year && last.row.category === row.category) return last.reading; // prettier-ignore
    const reading = this.#find(row, title);
    this.#last = { row, title, reading };
    return reading;
  }

  #find(row: ResultRow, title: Recognition['title']): BatchReading {
    const key = `${row.authority}|${row.batch}|${row.publishedOn ?? ''}|${row.year ?? ''}|${row.category}|${title.text}`;
    const known = this.#known.get(key);
    if (known) return known;
    const reading = this.#read(row, title);
    this.#known.set(key, reading);
    return reading;
  }

  #read(row: ResultRow, title: Recognition['title']): BatchReading {
    const { given } = this.#context;
    const written = plain(row.authority || (given.authority ?? ''));
    // 质检总局 and 国家质量监督检验检疫总局 publish the same batch: the register's name counts where it knows the authority.
    const registered = this.#context.authorities.get(normaliseName(written));
    const authority = registered?.name ?? written;
    if (authority === '')
      return {
        ok: false,
        refusal: refusal('publication-unknown', { what: pair('发布机关', 'the publishing authority') }),
      };
    const named = row.publishedOn !== undefined || row.batch !== '' ? row.publishedOn : given.publishedOn;
    const batch =
      named === undefined
        ? plain(row.batch) || plain(title.text) || (row.year === undefined ? '' : `${row.year}年`)
        : digits(named);
    if (batch === '')
      return {
        ok: false,
        refusal: refusal('publication-unknown', {
          what: pair('公布日期或批次', 'the day of publication or the batch'),
        }),
      };
    // A batch with a name of its own and a day besides keeps its name.
    const name =
      row.batch !== '' && row.publishedOn !== undefined && !/^[\d\-./年月日]+$/.test(plain(row.batch))
        ? plain(row.batch)
        : batch;
    const publishedOn = named ?? given.publishedOn;
    const level = registered?.level ?? levelOfAuthority(authority) ?? title.level ?? given.level;
    if (level === undefined)
      return {
        ok: false,
        refusal: refusal('publication-unknown', { what: pair(`“${authority}”的级别`, `the level of ${authority}`) }),
      };
    const kind = kindOfRow(row.category, title.check, given.kind);
    const number = this.#numbers.of(`${authority}|${kind}|${name}`);
    this.found[number] ??= {
      number,
      authority,
      authorityId: registered?.id ?? null,
      kind,
      level,
      batch: name,
      publishedOn,
      title: titleOfCheck(authority, kind, name, publishedOn),
    };
    return { ok: true, batch: this.found[number] };
  }
}
