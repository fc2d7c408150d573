import type { Tx } from '#platform/database/index.ts';
import { regionPath } from '#platform/operation/permission.ts';
import type { CanonicalEntry } from './append.ts';
import { canonicalJson } from '#foundation/canonical-json.ts';
import type { Faults } from './faults.ts';
import { nodeColumns, type Seal, sealsFrom } from './storage.ts';
import { GrowingTree, leafOf, type TreeNode } from './tree.ts';
import {
  countNodes,
  type EntryRow,
  lostPending,
  matchingNodes,
  type SealedRow,
  sealedRows,
  unsealedRows,
} from './verify-storage.ts';

const page = 2000;

/** Whether the columns, by which people filter and policies decide, say the same as the bytes that were hashed. */
const sameAsBytes = (row: EntryRow): boolean => {
  const text = row.canonical.toString('utf8');
  try {
    const { payload } = JSON.parse(text) as CanonicalEntry;
    const { id, account, actor, kind, request, act, subject, dataset, region, confidential } = row;
    const at = new Date(row.at).toISOString();
    const columns = { id, at, account, actor, kind, request, act, subject, dataset, region, confidential, payload };
    const path = regionPath(region);
    return canonicalJson(columns) === text && row.regionPath.join() === path.join();
  } catch {
    return false;
  }
};

/** Checks an entry by itself: its bytes give its leaf, and its columns say what the bytes say. */
const checkEntry = (row: EntryRow, faults: Faults, seq?: number): void => {
  if (!leafOf(row.salt, row.canonical).equals(row.ownLeaf)) faults.add('entry-changed', { entry: row.id, seq });
  else if (!sameAsBytes(row)) faults.add('columns-changed', { entry: row.id, seq });
};

/** A root at a size that is to be compared on the way. */
export interface Milestone {
  readonly size: number;
  readonly reached: (root: Buffer) => void;
}

/** Grows the tree from the leaves and compares it with the seals and the inner nodes on the way. */
export class Walk {
  readonly tree = new GrowingTree();
  seals = 0;
  readonly #tx: Tx;
  readonly #faults: Faults;
  #waiting: Seal[] = [];
  #last: Seal | undefined;
  #nodes = 0;
  #gap = false;

  constructor(tx: Tx, faults: Faults) {
    this.#tx = tx;
    this.#faults = faults;
  }

  async sealed(milestone?: Milestone): Promise<void> {
    this.#waiting = await sealsFrom(this.#tx, 0, page);
    if (milestone?.size === 0) milestone.reached(this.tree.root);
    await this.#compareSeals();
    for await (const rows of sealedRows(this.#tx, page)) {
      const completed: TreeNode[] = [];
      for (const row of rows) {
        this.#checkLeaf(row);
        completed.push(...this.tree.append(row.leaf));
        if (milestone?.size === this.tree.size) milestone.reached(this.tree.root);
        await this.#compareSeals();
      }
      this.#nodes += completed.length;
      if ((await matchingNodes(this.#tx, nodeColumns(completed))) !== completed.length)
        this.#faults.add('nodes-differ');
    }
    const [beyond] = this.#waiting;
    if (beyond) this.#faults.add('entries-missing-at-end', { seal: beyond.number });
    else if (this.tree.size > (this.#last?.size ?? 0))
      this.#faults.add('leaves-without-seal', { seq: this.#last?.size ?? 0 });
    if ((await countNodes(this.#tx)) !== this.#nodes) this.#faults.add('nodes-differ');
  }

  /** Checks what has no number yet and tells how many such entries there are. */
  async unsealed(): Promise<number> {
    let count = 0;
    for await (const rows of unsealedRows(this.#tx, page))
      for (const row of rows) {
        count += 1;
        checkEntry(row, this.#faults);
        if (!row.waiting) this.#faults.add('entry-outside', { entry: row.id });
      }
    for (const { entryId } of await lostPending(this.#tx)) this.#faults.add('waiting-missing', { entry: entryId });
    return count;
  }

  #checkLeaf(row: SealedRow): void {
    if (row.seq !== this.tree.size && !this.#gap) {
      this.#gap = true;
      this.#faults.add('number-missing', { seq: this.tree.size });
    }
    if (row.id === null) {
      this.#faults.add('entry-missing', { entry: row.entryId, seq: row.seq });
      return;
    }
    const entry = { ...row, id: row.id };
    checkEntry(entry, this.#faults, row.seq);
    if (!row.leaf.equals(row.ownLeaf)) this.#faults.add('leaf-differs', { entry: row.id, seq: row.seq });
  }

  async #compareSeals(): Promise<void> {
    for (let seal = this.#waiting[0]; seal !== undefined && seal.size <= this.tree.size; seal = this.#waiting[0]) {
      this.#waiting.shift();
      this.#compare(seal);
      if (this.#waiting.length === 0) this.#waiting = await sealsFrom(this.#tx, seal.number + 1, page);
    }
  }

  #compare(seal: Seal): void {
    const last = this.#last;
    const where = { seal: seal.number };
    if (seal.number !== (last?.number ?? 0) + 1) this.#faults.add('seal-missing', where);
    if (seal.size !== this.tree.size || !seal.root.equals(this.tree.root)) this.#faults.add('root-differs', where);
    const chained = last === undefined ? seal.previousRoot === null : seal.previousRoot?.equals(last.root);
    if (chained !== true) this.#faults.add('chain-broken', where);
    if (last !== undefined && Date.parse(String(seal.at)) < Date.parse(String(last.at)))
      this.#faults.add('time-runs-back', where);
    this.#last = seal;
    this.seals += 1;
  }
}
