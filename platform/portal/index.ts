export { escapeHtml, Html, html } from './html.ts';
export { linkTo, publicPage, readerOf, searchBox, sectionOf, type PageScript, type Reader } from './page.ts';
export { momentOf } from './moment.ts';
export { styles } from './styles.ts';
