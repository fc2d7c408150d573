/**
 * Loads in a row, as a tree of minima: tells the least load and how many share it, finds the n-th of these, and changes a load
 * in log n steps. An infinite load takes somebody out of the choice.
 */
export class LeastLoaded {
  readonly #width: number;
  readonly #least: Float64Array;
  readonly #ties: Int32Array;

  constructor(loads: readonly number[]) {
    this.#width = 2 ** Math.ceil(Math.log2(Math.max(loads.length, 1)));
    this.#least = new Float64Array(2 * this.#width).fill(Infinity);
    this.#ties = new Int32Array(2 * this.#width).fill(1, this.#width);
    this.#least.set(loads, this.#width);
    for (let node = this.#width - 1; node > 0; node -= 1) this.#join(node);
  }

  get least(): number {
    return this.#least[1] as number;
  }

  /** How many share the least load. */
  get ties(): number {
    return this.#ties[1] as number;
  }

  /** Changes a load and gives the one before. */
  set(at: number, load: number): number {
    const before = this.#least[this.#width + at] as number;
    this.#least[this.#width + at] = load;
    for (let node = (this.#width + at) >> 1; node > 0; node >>= 1) this.#join(node);
    return before;
  }

  /** The `number`-th, from 0, of those who share the least load. */
  find(number: number): number {
    let node = 1;
    let left = number;
    while (node < this.#width) {
      node *= 2;
      const here = this.#least[node] === this.least ? (this.#ties[node] as number) : 0;
      if (left < here) continue;
      left -= here;
      node += 1;
    }
    return node - this.#width;
  }

  #join(node: number): void {
    const [a, b] = [this.#least[2 * node] as number, this.#least[2 * node + 1] as number];
    this.#least[node] = Math.min(a, b);
    this.#ties[node] =
      (a <= b ? (this.#ties[2 * node] as number) : 0) + (b <= a ? (this.#ties[2 * node + 1] as number) : 0);
  }
}
