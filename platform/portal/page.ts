import type { TextPair } from '#foundation/text-pair.ts';
import { html, type Html } from './html.ts';

/** What every public page knows of its reader and its house. */
export interface Reader {
  readonly language: 'zh' | 'en';
  readonly say: (words: TextPair) => string;
  /** Address of this page in the other language. */
  readonly otherLanguage: string;
  /** Search words to show in the box again. */
  readonly words?: string;
}

export const readerOf = (path: string, query: Readonly<Record<string, string | undefined>>): Reader => {
  const language = query['lang'] === 'en' ? 'en' : 'zh';
  const other = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (name === 'lang' || value === undefined ? [] : [[name, value]])),
  );
  if (language === 'zh') other.set('lang', 'en');
  const search = other.toString();
  return {
    language,
    say: (words) => words[language],
    otherLanguage: search === '' ? path : `${path}?${search}`,
    ...(query['q'] === undefined ? {} : { words: query['q'] }),
  };
};

/** An address within the portal that keeps the language. */
export const linkTo = (
  reader: Reader,
  path: string,
  query: Readonly<Record<string, string | number | null | undefined>> = {},
): string => {
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      value === undefined || value === null || value === '' ? [] : [[name, String(value)]],
    ),
  );
  if (reader.language === 'en') search.set('lang', 'en');
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
};

const sections: readonly { readonly path: string; readonly name: TextPair }[] = [
  { path: '/', name: { zh: '查询', en: 'Look up' } },
  { path: '/bulletins', name: { zh: '抽查通报', en: 'Bulletins' } },
  { path: '/exposures', name: { zh: '曝光名单', en: 'Exposure list' } },
  { path: '/commendations', name: { zh: '高标准产品', en: 'Higher standards' } },
  { path: '/statistics', name: { zh: '统计', en: 'Statistics' } },
  { path: '/data', name: { zh: '开放数据', en: 'Open data' } },
  { path: '/papers', name: { zh: '文书核验', en: 'Verify a paper' } },
  { path: '/draws', name: { zh: '抽取公示', en: 'Draws' } },
  { path: '/journal', name: { zh: '日志封存', en: 'Journal seal' } },
];

/** The one search box of the portal. */
export const searchBox = (reader: Reader, autofocus = false): Html =>
  html` <form class="search" action="/search" method="get" role="search">
    <label for="q"
      >${reader.say({ zh: '企业名称、统一社会信用代码或产品名称', en: 'Name of an enterprise, credit code or product' })}</label
    >
    <div class="search-row">
      <input
        id="q"
        name="q"
        type="search"
        required
        minlength="2"
        maxlength="100"
        autocomplete="off"
        enterkeyhint="search"
        value="${reader.words ?? ''}"
        ${autofocus ? html` autofocus` : ''}
      />
      ${reader.language === 'en' && html`<input type="hidden" name="lang" value="en" />`}
      <button type="submit">${reader.say({ zh: '查询', en: 'Search' })}</button>
    </div>
  </form>`;

/** A script of our own, with the digest that the browser holds it to. */
export interface PageScript {
  readonly src: string;
  readonly integrity: string;
}

/** First part of an address, by which a page belongs to its section: `/bulletins/7` → `/bulletins`. */
export const sectionOf = (path: string): string => `/${path.split('/')[1] ?? ''}`;

/** A whole public page: works without scripts, prints, and says where it stands. Almost none has a script. */
export const publicPage = (
  reader: Reader,
  page: {
    readonly title: string;
    readonly current: string;
    readonly body: Html;
    readonly styles: string;
    readonly script?: PageScript | undefined;
  },
): string =>
  html`<!doctype html>
    <html lang="${reader.language === 'zh' ? 'zh-CN' : 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>
          ${page.title} ·
          ${reader.say({ zh: '质监 产品质量监督公示', en: 'Zhijian, public record of product quality' })}
        </title>
        <link rel="stylesheet" href="${page.styles}" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link
          rel="alternate"
          type="application/atom+xml"
          href="/feed.xml"
          title="${reader.say({ zh: '通报、曝光和高标准产品', en: 'Bulletins, exposures and products made to higher standards' })}"
        />
        ${page.script && html`<script src="${page.script.src}" integrity="${page.script.integrity}" defer></script>`}
      </head>
      <body>
        <a class="skip" href="#main">${reader.say({ zh: '跳到正文', en: 'Skip to the content' })}</a>
        <header>
          <div class="bar">
            <a class="brand" href="${linkTo(reader, '/')}"
              ><svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
                <rect width="32" height="32" rx="7" fill="#fff" />
                <path
                  d="M9 16.5l5 5 9.5-11"
                  fill="none"
                  stroke="#0b5f63"
                  stroke-width="3.4"
                  stroke-linecap="round"
                  stroke-linejoin="round"
                />
              </svg>
              <span>${reader.say({ zh: '产品质量监督公示', en: 'Product quality, public record' })}</span></a
            >
            <a
              class="language"
              href="${reader.otherLanguage}"
              hreflang="${reader.language === 'zh' ? 'en' : 'zh-CN'}"
              lang="${reader.language === 'zh' ? 'en' : 'zh-CN'}"
              >${reader.language === 'zh' ? 'English' : '中文'}</a
            >
          </div>
          <nav aria-label="${reader.say({ zh: '栏目', en: 'Sections' })}">
            <ul>
              ${sections.map(
                (section) =>
                  html`<li>
                    <a
                      href="${linkTo(reader, section.path)}"
                      ${sectionOf(section.path) === page.current ? html` aria-current="page"` : ''}
                      >${reader.say(section.name)}</a
                    >
                  </li>`,
              )}
            </ul>
          </nav>
        </header>
        <main id="main">${page.body}</main>
        <footer>
          <p>
            ${reader.say({
              zh: '数据来自质量监督部门公布的抽查结果。抽查合格只说明该批次产品经抽查的项目合格；未查到记录不等于产品合格，也不是推荐。',
              en: 'The data are the results of spot checks as published by the quality authorities. A pass covers the sampled batch and the items tested only; no record found is no proof of quality and no recommendation.',
            })}
          </p>
          <p>
            <a href="${linkTo(reader, '/corrections')}"
              >${reader.say({ zh: '发现错误？如何更正', en: 'Found an error? How to have it corrected' })}</a
            >
            · <a href="/office/">${reader.say({ zh: '工作人员登录', en: 'Officials sign in' })}</a> ·
            <a href="/api">${reader.say({ zh: '数据接口', en: 'API' })}</a>
          </p>
        </footer>
        <link rel="stylesheet" href="/fonts/index.css" />
      </body>
    </html>`.text;
