import { matchKeyOfSighting, sightingRow, type Sighting } from '#registers/enterprises/index.ts';
import type { CopyRow } from '#platform/database/index.ts';
import { isRetailer, type Parties, type Party, splitParties } from '../recognition/index.ts';
import { Interner, own } from './interner.ts';
import type { PlaceReader } from './places.ts';
import type { ReadingContext } from './plan.ts';

/** Who a producer cell names, by the numbers of this import. */
export interface CellParties {
  readonly producer: number | null;
  readonly settled: boolean;
  /** Number of the cell where it names several firms or is unsettled, else null. */
  readonly cell: number | null;
}

interface OpenCell {
  readonly text: string;
  readonly parties: Parties;
  readonly firms: readonly { readonly role: Party['role']; readonly firm: number }[];
}

export interface Whereabouts {
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly location: string;
  readonly address: string;
  readonly creditCode: string;
  readonly category: string;
}

/** A cell under the circumstances in which it was seen: they decide which enterprise it means. */
interface KnownCell {
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly creditCode: string;
  readonly fuel: string;
  readonly parties: CellParties;
}

const nowhere: Whereabouts = {
  provinceCode: null,
  cityCode: null,
  location: '',
  address: '',
  creditCode: '',
  category: '',
};
/**
 * Collects the firms of an import: each cell is taken apart once, each firm is looked up once. Sightings wait in `takeSightings`
 * until they are copied to the register's table.
 */
export class Firms {
  readonly #context: ReadingContext;
  readonly #places: PlaceReader;
  /** Match key → number of the firm in this import. */
  readonly matchKeys = new Interner();
  /** Cells that name several firms, or are unsettled. */
  readonly openCells: OpenCell[] = [];
  readonly #cells = new Map<string, KnownCell[]>();
  readonly #sellers = new Map<string, number>();
  #sightings: CopyRow[] = [];

  constructor(context: ReadingContext, places: PlaceReader) {
    this.#context = context;
    this.#places = places;
  }

  /** How many sightings wait to be taken. */
  get waiting(): number {
    return this.#sightings.length;
  }

  /** Sightings gathered since the last call. */
  takeSightings(): CopyRow[] {
    const taken = this.#sightings;
    this.#sightings = [];
    return taken;
  }

  /** Forgets which cell named whom, once every row is read: only the firms themselves are needed from then on. */
  forgetCells(): void {
    this.#cells.clear();
    this.#sellers.clear();
  }

  producerOf(written: string, where: Whereabouts): CellParties {
    const fuel = where.category.includes('油') ? where.category : '';
    const known = this.#cells.get(written);
    const same = known?.find(
      (one) =>
        one.provinceCode === where.provinceCode &&
        one.cityCode === where.cityCode &&
        one.creditCode === where.creditCode &&
        one.fuel === fuel,
    );
    if (same) return same.parties;
    const cell = own(written);
    const settled = this.#context.settledCells.get(cell);
    const parties = this.#number(cell, settled ? decided(settled) : splitParties(cell), where);
    const found: KnownCell = {
      provinceCode: where.provinceCode,
      cityCode: where.cityCode,
      creditCode: own(where.creditCode),
      fuel: own(fuel),
      parties,
    };
    if (known) known.push(found);
    else this.#cells.set(cell, [found]);
    return parties;
  }

  /** The inspected unit, where it is another firm than the producer; nothing is known of its place. */
  sellerOf(name: string, producer: number | null): number | null {
    const known = this.#sellers.get(name);
    const firm = known ?? this.#firm(name, nowhere);
    if (known === undefined) this.#sellers.set(own(name), firm);
    return firm === producer ? null : firm;
  }

  #number(text: string, parties: Parties, where: Whereabouts): CellParties {
    const producing = parties.settled ? parties.parties.find(({ role }) => role === 'factory') : undefined;
    const firms = parties.parties.map((party) => ({
      role: party.role,
      firm: this.#firm(party.name, party === producing ? where : nowhere),
    }));
    const producer = producing ? firms[parties.parties.indexOf(producing)]!.firm : null;
    if (parties.settled && firms.length === 1) return { producer, settled: true, cell: null };
    this.openCells.push({ text, parties, firms });
    return { producer, settled: parties.settled, cell: this.openCells.length - 1 };
  }

  #firm(name: string, where: Whereabouts): number {
    const sighting: Sighting = {
      name,
      provinceCode: where.provinceCode,
      creditCode: where.creditCode,
      cityCode: where.cityCode,
      suggestedCityCode: this.#places.suggest(name, where.location || where.address, where.provinceCode),
      address: where.address,
      retailer: isRetailer(name, where.category),
    };
    this.#sightings.push(sightingRow(sighting));
    return this.matchKeys.of(matchKeyOfSighting(sighting));
  }
}

const decided = (parties: readonly Party[]): Parties => ({
  parties,
  settled: true,
  reason: { zh: '人工认定', en: 'Decided by a person' },
  formerNames: [],
});
