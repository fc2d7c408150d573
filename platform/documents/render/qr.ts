import { correction, generate } from 'lean-qr';

/** The dark squares of a two-dimensional code, without its quiet margin. */
export const darkSquares = (
  text: string,
): { readonly size: number; readonly dark: readonly (readonly [x: number, y: number])[] } => {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const dark: [number, number][] = [];
  for (let y = 0; y < code.size; y += 1) for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) dark.push([x, y]);
  return { size: code.size, dark };
};
