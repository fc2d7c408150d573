const quote = (text: string): string => `"${(/^[=+\-@]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** Saves a table that is on the screen as a file; text can't become a formula, numbers stay numbers, null is empty. */
export const saveCsv = (
  name: string,
  head: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): void => {
  const lines = [head, ...rows].map((row) =>
    row.map((cell) => (typeof cell === 'string' ? quote(cell) : (cell ?? ''))).join(','),
  );
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([`\uFEFF${lines.join('\r\n')}`], { type: 'text/csv' }));
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
};
