import type { TextPair } from '#foundation/text-pair.ts';

const storedLanguage = (): 'zh' | 'en' => (localStorage.getItem('zhijian.language') === 'en' ? 'en' : 'zh');

/** Says a pair in the language that the office remembers too. */
export const say = (words: TextPair): string => words[storedLanguage()];
export const inWords = (zh: string, en: string): string => say({ zh, en });
export const languageTag = (): string => (storedLanguage() === 'en' ? 'en' : 'zh-CN');
export const switchLanguage = (): void => {
  localStorage.setItem('zhijian.language', storedLanguage() === 'en' ? 'zh' : 'en');
  location.reload();
};

type Child = Node | string | null | undefined | false;
type Props = Readonly<Record<string, string | boolean | number | EventListener | null | undefined>>;

/** Makes an element: `on…` listens, `true` sets a bare attribute, nothing and `false` leave it out. */
export const h = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(props))
    if (typeof value === 'function') element.addEventListener(key.slice(2), value);
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(key, value === true ? '' : String(value));
  element.append(
    ...children.filter(
      (child): child is Node | string => child instanceof Node || (typeof child === 'string' && child !== ''),
    ),
  );
  return element;
};

const byId = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element ${id}`);
  return found;
};

/** Puts a screen in the place of the one that stands. */
export const show = (...children: readonly Child[]): void => {
  byId('main').replaceChildren(h('div', { class: 'screen' }, ...children));
  globalThis.scrollTo(0, 0);
};

export const showStatus = (...children: readonly Child[]): void =>
  byId('status').replaceChildren(...children.filter((child): child is Node | string => Boolean(child)));

export const button = (label: string, onclick: () => unknown, more: Props = {}): HTMLButtonElement => {
  const element = h('button', { type: 'button', ...more }, label);
  element.addEventListener('click', () => {
    // A second tap while the first is at work does nothing.
    element.disabled = true;
    void Promise.resolve(onclick()).finally(() => {
      element.disabled = false;
    });
  });
  return element;
};

let fieldNumber = 0;
/** A labelled input with a place for what is wrong with it. */
export const labelled = (
  label: string,
  input: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement,
  needed = false,
) => {
  input.id ||= `field-${(fieldNumber += 1)}`;
  const fault = h('span', { class: 'fault', id: `${input.id}-fault` });
  input.setAttribute('aria-describedby', fault.id);
  if (needed) input.setAttribute('aria-required', 'true');
  return {
    row: h(
      'div',
      { class: 'row' },
      h('label', { for: input.id }, label, needed && h('span', { class: 'needed' }, ' *')),
      input,
      fault,
    ),
    say: (text: string) => {
      fault.textContent = text;
      input.setAttribute('aria-invalid', String(text !== ''));
    },
  };
};

/** Says something in the middle of the screen until it is closed. */
export const tell = (text: string, tone: 'fault' | 'plain' = 'fault'): HTMLElement =>
  h('p', { class: `notice ${tone}`, role: tone === 'fault' ? 'alert' : 'status' }, text);
