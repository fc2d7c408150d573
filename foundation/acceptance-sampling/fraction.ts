/** An exact share of two whole numbers, the denominator above nought; not reduced, since nothing needs it to be. */
export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

export const fraction = (over: bigint, under: bigint): Fraction => ({ over, under });

/** Negative, nought or positive as `a` is smaller than, equal to or greater than `b`. */
export const compareFractions = (a: Fraction, b: Fraction): number => {
  const difference = a.over * b.under - b.over * a.under;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** What is missing to one. */
export const complement = ({ over, under }: Fraction): Fraction => ({ over: under - over, under });

export const multiply = (a: Fraction, b: Fraction): Fraction => ({ over: a.over * b.over, under: a.under * b.under });

/** A decimal with exactly `digits` places, rounded once from the exact value, a half to the even digit (GB/T 8170). */
export const toDecimal = ({ over, under }: Fraction, digits: number): string => {
  const scaled = over * 10n ** BigInt(digits);
  const whole = scaled / under;
  const twice = (scaled % under) * 2n;
  const up = twice > under || (twice === under && whole % 2n === 1n);
  const text = (up ? whole + 1n : whole).toString().padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
};

/** Reads a plain decimal exactly: 0.65 is 65/100. */
export const fromDecimal = (text: string): Fraction => {
  const [whole = '0', part = ''] = text.split('.');
  return { over: BigInt(whole + part), under: 10n ** BigInt(part.length) };
};

/** from · (from+1) · … · to by halves, so that the factors stay of like size; one where the range is empty. */
export const productOf = (from: bigint, to: bigint): bigint => {
  if (to < from) return 1n;
  if (to - from < 8n) {
    let product = from;
    for (let factor = from + 1n; factor <= to; factor += 1n) product *= factor;
    return product;
  }
  const middle = (from + to) / 2n;
  return productOf(from, middle) * productOf(middle + 1n, to);
};
