/** A value for the text format of COPY. Objects become JSON, lists of texts PostgreSQL arrays. */
export type LineValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly string[]
  | Readonly<Record<string, unknown>>;

const special = /[\\\n\r\t]/;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const escaped = (text: string): string =>
  special.test(text) ? text.replaceAll(/[\\\n\r\t]/g, (character) => escapes[character]!) : text;

const arrayText = (elements: readonly string[]): string =>
  elements.length === 0
    ? '{}'
    : `{${elements.map((element) => `"${element.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`;

const nothing = String.raw`\N`;

/**
 * One row in the text format of COPY. With `safe` the caller vouches that no text of the row holds a control character, a backslash or
 * a quotation mark: then nothing is looked at twice.
 */
export const copyLine = (row: readonly LineValue[], safe: boolean): string => {
  let line = '';
  for (let at = 0; at < row.length; at += 1) {
    const value = row[at];
    if (at > 0) line += '\t';
    if (typeof value === 'string') line += safe ? value : escaped(value);
    else if (typeof value === 'number') line += value;
    else if (value === null || value === undefined) line += nothing;
    else if (typeof value === 'boolean') line += value ? 't' : 'f';
    else {
      const text = Array.isArray(value) ? arrayText(value as readonly string[]) : JSON.stringify(value);
      line += safe ? text : escaped(text);
    }
  }
  return `${line}\n`;
};

const unsafe = /[\u0000-\u001e"\\\u007f]/;

/** Whether a text can go into COPY as it stands, within JSON and arrays too. */
export const isSafe = (text: string): boolean => !unsafe.test(text);
