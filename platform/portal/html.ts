/** Text that is HTML already. Only `html` makes it, so whatever comes from outside is escaped. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Html | null | undefined | false | readonly Part[];

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text for element content and quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');

const render = (part: Part): string => {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(render).join('');
  return escapeHtml(String(part));
};

const kept = new WeakMap<TemplateStringsArray, readonly string[]>();

/** The indentation of the program's own lines goes, once for each template: it is two fifths of a page. Preformatted text keeps its. */
const unindented = (strings: TemplateStringsArray): readonly string[] => {
  let known = kept.get(strings);
  if (known === undefined) {
    known = strings.some((text) => text.includes('<pre'))
      ? strings
      : strings.map((text) => text.replace(/\n\s+/g, '\n'));
    kept.set(strings, known);
  }
  return known;
};

/** Template tag: html`<p>${name}</p>`. Values are escaped, lists are joined, nothing and false are left out. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(unindented(strings).reduce((text, string, index) => text + render(parts[index - 1]) + string));
