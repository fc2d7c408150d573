import type { LaidPage, Mark } from './marks.ts';

/** Fills pages from the top. Heights in points. */
export class Pager {
  readonly #pages: Mark[][] = [];
  readonly #top: (page: number) => number;
  readonly #bottom: (page: number) => number;
  #y = 0;

  /** @param top where the text of a page begins, by its number from 0; @param bottom where it ends */
  constructor(top: (page: number) => number, bottom: (page: number) => number) {
    this.#top = top;
    this.#bottom = bottom;
    this.turn();
  }

  /** Begins a new page. */
  turn(): void {
    this.#y = this.#top(this.#pages.length);
    this.#pages.push([]);
  }

  get y(): number {
    return this.#y;
  }

  /** Number of this page, from 0. */
  get page(): number {
    return this.#pages.length - 1;
  }

  /** What is left of this page. */
  get left(): number {
    return this.#bottom(this.page) - this.#y;
  }

  /** What a page holds that follows on this one. */
  get nextHolds(): number {
    return this.#bottom(this.#pages.length) - this.#top(this.#pages.length);
  }

  get fresh(): boolean {
    return this.#y === this.#top(this.page);
  }

  /** Takes a band of the page, of the next one where this has no room for it; gives its upper edge. */
  take(height: number): number {
    if (height > this.left + 0.01 && !this.fresh) this.turn();
    const top = this.#y;
    this.#y += height;
    return top;
  }

  /** Empty space, which is not carried over to the next page. */
  skip(height: number): void {
    this.#y = Math.min(this.#y + height, this.#bottom(this.page));
  }

  draw(...marks: readonly Mark[]): void {
    this.#pages.at(-1)?.push(...marks);
  }

  get pages(): readonly LaidPage[] {
    return this.#pages;
  }
}
