import { datasetLabel } from '#foundation/dataset.ts';
import { printDate } from '#foundation/local-date.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import type { Reading } from '#platform/database/index.ts';
import { html, type Html, type Reader } from '#platform/portal/index.ts';
import { findPublicPaper, type PublicPaper } from './storage-read.ts';
import { printCode, readCode } from './verification-code.ts';

const words = {
  title: pair('文书核验', 'Verification of papers'),
  label: pair('文书上的核验码（16 位）', 'Code on the paper (16 characters)'),
  check: pair('核验', 'Verify'),
  mistyped: pair('核验码有误：应为 16 位字母和数字，请对照文书再输入一次。', 'The code is mistyped: it has 16 letters and figures. Please compare it with the paper and enter it again.'),
  unknown: pair('本系统没有出具过带有这个核验码的文书。请核对是否输错；如果文书上确实印有这个码，它可能是伪造的，请向文书所列机关查询。', 'This system has issued no paper with this code. Please check what you typed; if the paper does bear this code, it may be forged: ask the authority that it names.'),
  genuine: pair('这是真实出具的文书，现行有效', 'This paper is genuine and stands'),
  noForce: pair('，不具有效力', ': this paper has no force'),
  void: pair('这份文书确系出具，但已作废', 'This paper was issued, but has been made void'),
  about: pair('核验结果不显示文书内容和当事人。请逐项核对下列各项与您手中的文书是否一致。', 'The answer shows neither content nor parties. Please compare each of the following with the paper in your hand.'),
  how: pair('核对电子文件：在电脑上计算 PDF 文件的 SHA-256，与上列摘要一致，说明文件未被改动。Windows：certutil -hashfile 文件名 SHA256；macOS 或 Linux：shasum -a 256 文件名。', 'To check a file: compute the SHA-256 of the PDF; where it equals the digest above, the file is unaltered. Windows: certutil -hashfile FILE SHA256; macOS or Linux: shasum -a 256 FILE.'),
} as const; // prettier-ignore

const form = (reader: Reader, code: string): Html =>
  html`<form action="/papers" method="get">
    <label for="code">${reader.say(words.label)}</label>
    <div class="search-row search">
      <input id="code" name="code" type="search" required maxlength="40" autocomplete="off" value="${code}" />
      ${reader.language === 'en' && html`<input type="hidden" name="lang" value="en" />`}
      <button type="submit">${reader.say(words.check)}</button>
    </div>
  </form>`;

const row = (reader: Reader, name: TextPair, value: Html | string): Html =>
  html`<dt>${reader.say(name)}</dt>
    <dd>${value}</dd>`;

const found = (reader: Reader, code: string, paper: PublicPaper): Html =>
  html`<div class="answer" role="status">
      <h2>${reader.say(paper.void ? words.void : words.genuine)}</h2>
      ${paper.dataset !== 'live' && html`<p class="banner">${reader.say(datasetLabel[paper.dataset])}${reader.say(words.noForce)}</p>`}
      <p>${reader.say(words.about)}</p>
      <dl>
        ${row(reader, pair('文书种类', 'Kind'), reader.say(paper.kindTitle))}
        ${row(reader, pair('发文字号', 'Number'), paper.number)}
        ${row(reader, pair('日期', 'Date'), reader.say(printDate(paper.issuedOn)))}
        ${row(reader, pair('出具机关', 'Issued by'), paper.authority)}
        ${row(reader, pair('状态', 'State'), reader.say(paper.void ? pair('作废', 'Void') : pair('有效', 'Stands')))}
        ${row(reader, pair('核验码', 'Code'), html`<code>${printCode(code)}</code>`)}
        ${row(reader, pair('PDF 文件摘要（SHA-256）', 'Digest of the PDF (SHA-256)'), paper.pdfSha256 === null ? reader.say(pair('文件正在生成，请稍后再看', 'The file is being made; look again in a moment')) : html`<code>${paper.pdfSha256}</code>`)}
      </dl>
      ${paper.pdfSha256 !== null && html`<p class="quiet">${reader.say(words.how)}</p>`}
    </div>`;

/** The public page of verification: whether a code is that of a genuine paper, and nothing of what the paper says. */
export const verificationPage = async (
  reading: Reading,
  reader: Reader,
  written: string,
): Promise<{ readonly title: string; readonly body: Html; readonly status: number }> => {
  const code = written === '' ? undefined : readCode(written);
  const paper = code === undefined ? undefined : await findPublicPaper(reading, code);
  const shown = written.slice(0, 40);
  const answer =
    written === ''
      ? html``
      : code === undefined
        ? html`<div class="answer" role="status"><p>${reader.say(words.mistyped)}</p></div>`
        : paper
          ? found(reader, code, paper)
          : html`<div class="answer" role="status"><p>${reader.say(words.unknown)}</p></div>`;
  return {
    title: reader.say(words.title),
    body: html`<h1>${reader.say(words.title)}</h1>
      ${answer}${form(reader, shown)}`,
    status: written === '' || paper ? 200 : 404,
  };
};
