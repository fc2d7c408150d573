/**
 * A copy of a text that stands by itself. A cell is a slice of the text of the file, and a slice keeps all of it in memory: whatever is
 * kept longer than its row has to be copied.
 */
export const own = (text: string): string => (text === '' ? text : ` ${text}`.slice(1));

/** Gives equal texts one number, counting from 0; keeps them in order. Memory grows with the number of different texts only. */
export class Interner {
  readonly #numbers = new Map<string, number>();

  get size(): number {
    return this.#numbers.size;
  }

  has(text: string): boolean {
    return this.#numbers.has(text);
  }

  of(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(own(text), number);
    return number;
  }

  /** Texts with their numbers, in order. */
  entries(): IterableIterator<[string, number]> {
    return this.#numbers.entries();
  }
}
