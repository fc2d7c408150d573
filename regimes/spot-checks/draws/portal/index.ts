import { type Dataset, datasetLabel } from '#foundation/dataset.ts';
import { html, type Html, linkTo, momentOf, type Reader } from '#platform/portal/index.ts';
import { drawProcess, type DrawState } from '../draw.ts';

/** A draw as everybody sees it: what was promised, what was fixed, and the proof once the visits are over. */
export interface PublicDraw {
  readonly id: number;
  readonly dataset: Dataset;
  readonly state: DrawState;
  readonly number: string | null;
  readonly title: string;
  readonly commitment: string;
  readonly source: string;
  readonly issue: string;
  readonly dueAt: string;
  readonly value: string | null;
  readonly poolDigest: string | null;
  readonly frozenDigest: string | null;
  readonly committedAt: string;
  readonly frozenAt: string | null;
  readonly drawnAt: string | null;
  readonly voidReason: string | null;
  readonly proofSha256: string | null;
}

const line = (name: string, value: string | null): Html | false =>
  value !== null &&
  html`<dt>${name}</dt>
    <dd>${value}</dd>`;

const digest = (name: string, value: string | null): Html | false =>
  value !== null &&
  html`<dt>${name}</dt>
    <dd><code>${value}</code></dd>`;

const drawCard = (reader: Reader, draw: PublicDraw): Html =>
  html`<li>
    <h2>${draw.title}</h2>
    <p>
      ${draw.dataset !== 'live' && html`<strong>${reader.say(datasetLabel[draw.dataset])}</strong> `}${draw.number ?? ''}
      <span class="tag">${reader.say(drawProcess.states[draw.state])}</span>
    </p>
    <dl>
      ${digest(reader.say({ zh: '种子承诺', en: 'Commitment' }), draw.commitment)}
      ${line(reader.say({ zh: '承诺时间', en: 'Committed' }), momentOf(reader, draw.committedAt))}
      ${line(
        reader.say({ zh: '公开随机数', en: 'Public number' }),
        `${draw.source} ${draw.issue}（${momentOf(reader, draw.dueAt)}）${draw.value === null ? '' : `：${draw.value}`}`,
      )}
      ${digest(reader.say({ zh: '名单摘要', en: 'Digest of the pool' }), draw.poolDigest)}
      ${digest(reader.say({ zh: '冻结摘要', en: 'Digest of the freezing' }), draw.frozenDigest)}
      ${line(reader.say({ zh: '冻结时间', en: 'Frozen' }), draw.frozenAt && momentOf(reader, draw.frozenAt))}
      ${line(reader.say({ zh: '抽取时间', en: 'Drawn' }), draw.drawnAt && momentOf(reader, draw.drawnAt))}
      ${line(reader.say({ zh: '作废理由', en: 'Void because' }), draw.voidReason)}
      ${digest(reader.say({ zh: '证明文件 SHA-256', en: 'SHA-256 of the proof' }), draw.state === 'published' ? draw.proofSha256 : null)}
    </dl>
    <p>
      ${
        draw.state === 'published'
          ? html`<a href="/api/v1/draws/${draw.id}/proof">${reader.say({ zh: '下载证明文件', en: 'Download the proof' })}</a> ·
              <a href="${linkTo(reader, '/draws/verify', {})}">${reader.say({ zh: '核验', en: 'Check it' })}</a>`
          : draw.state !== 'void' &&
            reader.say({ zh: '证明文件在抽样全部结束后公开。', en: 'The proof is published when all visits are over.' })
      }
    </p>
  </li>`;

/** Every draw with its promise, so that anybody can note it before the result is known. */
export const drawsPage = (reader: Reader, draws: readonly PublicDraw[]): Html =>
  html` <h1>${reader.say({ zh: '随机抽取公示', en: 'Draws' })}</h1>
    <p>
      ${reader.say({
        zh: '每次抽取先公布种子的摘要和将混入的公开随机数，再冻结名单，之后才抽取；抽样结束后公开证明文件，任何人都可以核验。请记下承诺和摘要，日后与证明文件比对。',
        en: 'Each draw first publishes the digest of its seed and names the public number to be mixed in; then the pool is frozen, and only then it is drawn. When the visits are over the proof is open and anybody can check it. Note commitment and digests, and compare them with the proof later.',
      })}
      <a href="${linkTo(reader, '/draws/verify', {})}">${reader.say({ zh: '核验一份证明文件', en: 'Check a proof' })}</a>
    </p>
    ${draws.length === 0 && html`<div class="answer"><p>${reader.say({ zh: '还没有抽取。', en: 'Nothing has been drawn yet.' })}</p></div>`}
    <ul class="cards">
      ${draws.map((draw) => drawCard(reader, draw))}
    </ul>`;
