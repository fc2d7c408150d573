import { refusal } from '#foundation/refusal.ts';
import { megabytes } from './limits.ts';
import { PartFault } from './part-fault.ts';

const BLOCK = 4 * 1024 * 1024;
const CACHE = 1 << 15;

/**
 * A long list of texts kept as UTF-8 outside the JavaScript heap: a quarter of what strings would take. Texts are decoded when
 * asked for; the ones asked for lately are kept.
 */
export class PackedTexts {
  readonly #most: number;
  readonly #blocks: Buffer[] = [];
  #used = BLOCK;
  #starts = new Float64Array(1024);
  #lengths = new Uint32Array(1024);
  #count = 0;
  readonly #cachedIndex = new Int32Array(CACHE).fill(-1);
  readonly #cachedText: string[] = Array.from({ length: CACHE }, () => '');

  constructor(most: number) {
    this.#most = most;
  }

  get count(): number {
    return this.#count;
  }

  /** Adds the bytes of a text as they are. */
  addBytes(bytes: Buffer, from: number, to: number): void {
    const length = to - from;
    if (length > BLOCK) throw new PartFault(refusal('file-zip-bomb'));
    if (this.#used + length > BLOCK) {
      const size = (this.#blocks.length + 1) * BLOCK;
      if (size > this.#most)
        throw new PartFault(refusal('file-too-large', { size: megabytes(size), limit: megabytes(this.#most) }));
      this.#blocks.push(Buffer.allocUnsafeSlow(BLOCK));
      this.#used = 0;
    }
    if (this.#count === this.#lengths.length) this.#grow();
    this.#starts[this.#count] = (this.#blocks.length - 1) * BLOCK + this.#used;
    this.#lengths[this.#count] = length;
    this.#count += 1;
    bytes.copy(this.#blocks.at(-1)!, this.#used, from, to);
    this.#used += length;
  }

  add(text: string): void {
    const bytes = Buffer.from(text, 'utf8');
    this.addBytes(bytes, 0, bytes.length);
  }

  /** The text with a number; undefined where there is none. */
  get(index: number): string | undefined {
    const slot = index & (CACHE - 1);
    if (this.#cachedIndex[slot] === index) return this.#cachedText[slot];
    if (!(index >= 0 && index < this.#count)) return undefined;
    const start = this.#starts[index]!;
    const within = start % BLOCK;
    const text = this.#blocks[(start - within) / BLOCK]!.toString('utf8', within, within + this.#lengths[index]!);
    this.#cachedIndex[slot] = index;
    this.#cachedText[slot] = text;
    return text;
  }

  #grow(): void {
    const starts = new Float64Array(this.#starts.length * 2);
    starts.set(this.#starts);
    this.#starts = starts;
    const lengths = new Uint32Array(this.#lengths.length * 2);
    lengths.set(this.#lengths);
    this.#lengths = lengths;
  }
}
