const firstBytes = 1 << 18;

/**
 * Gathers lines as UTF-8 outside the JavaScript heap. Texts put together from many parts keep every part until they are written; as
 * bytes they leave nothing behind that the collector would have to move.
 */
export class ByteLines {
  #bytes = Buffer.allocUnsafeSlow(firstBytes);
  #used = 0;

  add(line: string): void {
    // A character of UTF-16 is three bytes of UTF-8 at most.
    const needed = this.#used + line.length * 3;
    if (needed > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, this.#used);
      this.#bytes = larger;
    }
    this.#used += this.#bytes.write(line, this.#used, 'utf8');
  }

  /** What was gathered; nothing may be added afterwards. */
  taken(): Buffer {
    return this.#bytes.subarray(0, this.#used);
  }
}
