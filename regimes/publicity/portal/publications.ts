import type { Dataset } from '#foundation/dataset.ts';
import { printedCitation } from '#foundation/citation.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import { html, linkTo, type Html, type Reader } from '#platform/portal/index.ts';
import { datasetBanner, dateOf, placeOf, publicationList, takenDownWords, traceOf } from './parts.ts';
import { type Figures, nameAsTested } from '../bulletin.ts';
import { endingLabels, type ExposureGround, unknownMaker } from '../exposure.ts';
import type { Aftermath, EndedExposure, LaterPass, PublicBulletin, PublicExposure } from './records.ts';

export const groundWords: Readonly<Record<ExposureGround, TextPair>> = {
  'consecutive-failures': { zh: '连续两次监督抽查不合格', en: 'Failed two consecutive spot checks' },
  refusal: { zh: '拒绝接受监督抽查', en: 'Refused a spot check' },
  serious: { zh: '劣质产品（A类项目不合格）', en: 'Seriously bad product (an item of class A fails)' },
  rectification: { zh: '拒不整改', en: 'Refused to rectify' },
  fake: { zh: '假冒、伪造产品', en: 'Fake product' },
};

const aftermathWords: Readonly<Record<Aftermath['kind'], TextPair>> = {
  'card-lifted': {
    zh: '整改后复查合格，黄牌已解除',
    en: 'rectified and passed its re-check; the warning card is lifted',
  },
  'card-ended': {
    zh: '企业停产、注销或无法整改，整改终止',
    en: 'the firm stopped or is gone; its rectification has ended',
  },
  'turned-red': { zh: '转为红牌，停产整顿', en: 'red card: production stopped for overhaul' },
};

/** Links between datasets where the portal holds more than one. */
export const datasetTabs = (
  reader: Reader,
  path: string,
  datasets: readonly Dataset[],
  current: Dataset,
  names: (dataset: Dataset) => string,
): Html | false =>
  datasets.length > 1 &&
  html`<p>
    ${datasets.map((dataset, index) => [
      index > 0 && ' · ',
      dataset === current
        ? html`<strong>${names(dataset)}</strong>`
        : html`<a href="${linkTo(reader, path, { dataset })}">${names(dataset)}</a>`,
    ])}
  </p>`;

export const exposuresPage = (
  reader: Reader,
  exposures: readonly PublicExposure[],
  dataset: Dataset,
  tabs: Html | false,
): Html =>
  publicationList(reader, {
    title: { zh: '曝光名单', en: 'Exposure list' },
    dataset,
    tabs,
    intro: html`<p>
      ${reader.say({
        zh: '名单依据粤府办〔2000〕18号第四部分，由省级质量监督部门逐项决定公布，按公布日期排列，不是排名。',
        en: 'Each entry was decided by the provincial quality authority under part four of notice 粤府办〔2000〕18号. Listed by date of release; this is no ranking.',
      })}
    </p>`,
    empty: exposures.length === 0 && { zh: '目前没有已公布的曝光。', en: 'No exposure is released at present.' },
    entries: html`<ul class="cards">
      ${exposures.map(
        (exposure) =>
          html`<li>
            <a href="${linkTo(reader, `/exposures/${exposure.id}`)}"
              ><strong>${makerOf(reader, exposure)}</strong>：${exposure.product}</a
            ><br />
            <span class="tag fail">${reader.say(groundWords[exposure.ground])}</span>
            <span class="quiet">${placeOf(reader, exposure)} · ${dateOf(reader, exposure.releasedAt)}</span>
          </li>`,
      )}
    </ul>`,
  });

const makerOf = (reader: Reader, { producer, producerId }: PublicExposure): string =>
  producerId === null ? reader.say(unknownMaker) : producer;

/** What happened after the release, or between the check and the release, day by day. */
const sinceLines = (
  reader: Reader,
  later: readonly LaterPass[],
  since: readonly Aftermath[],
  afterRelease: boolean,
): Html[] => {
  const passed = (kind: string) =>
    reader.say(
      kind === 'follow-up'
        ? { zh: '跟踪抽查合格', en: 'passed a follow-up check' }
        : { zh: '抽查合格', en: 'passed a spot check' },
    );
  const lines = [
    ...since.map((one) => ({ ...one, text: reader.say(aftermathWords[one.kind]) })),
    ...later.map((one) => ({ ...one, text: `${one.authority}：${passed(one.kind)}（${one.checkTitle}）` })),
  ];
  return lines
    .filter((line) => line.afterRelease === afterRelease)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .map(({ on, text }) => html`<li>${dateOf(reader, on)} ${text}</li>`);
};

export const exposurePage = (
  reader: Reader,
  exposure: PublicExposure,
  later: readonly LaterPass[],
  since: readonly Aftermath[],
): Html => {
  const after = sinceLines(reader, later, since, true);
  const before = sinceLines(reader, later, since, false);
  return html` <h1>${makerOf(reader, exposure)}：${exposure.product}</h1>
    ${datasetBanner(reader, exposure.dataset)}
    <p><span class="tag fail">${reader.say(groundWords[exposure.ground])}</span></p>
    <dl>
      <dt>${reader.say({ zh: '生产企业', en: 'Producer' })}</dt>
      <dd>
        ${
          exposure.producerId === null
            ? makerOf(reader, exposure)
            : html`<a href="${linkTo(reader, `/enterprise/${exposure.producerId}`)}">${exposure.producer}</a>`
        }
      </dd>
      <dt>${reader.say({ zh: '所在地', en: 'Place' })}</dt>
      <dd>${placeOf(reader, exposure)}</dd>
      ${
        exposure.sellers.length > 0 &&
        html`<dt>${reader.say({ zh: '销售者', en: 'Sellers' })}</dt>
          <dd>
            ${exposure.sellers.map((seller, index) => [
              index > 0 && '、',
              seller.id === null
                ? seller.name
                : html`<a href="${linkTo(reader, `/enterprise/${seller.id}`)}">${seller.name}</a>`,
            ])}
          </dd>`
      }
      <dt>${reader.say({ zh: '公布日期', en: 'Released' })}</dt>
      <dd>${dateOf(reader, exposure.releasedAt)}</dd>
      ${
        exposure.shownUntil !== null &&
        html`<dt>${reader.say({ zh: '公布至', en: 'Shown until' })}</dt>
          <dd>${dateOf(reader, exposure.shownUntil)}</dd>`
      }
    </dl>
    ${
      before.length > 0 &&
      html`<h2>${reader.say({ zh: '所依据的抽查以后，至公布之日', en: 'Between the check and the release' })}</h2>
        <ul>
          ${before}
        </ul>`
    }
    <h2>${reader.say({ zh: '公布以后', en: 'Since the release' })}</h2>
    ${
      after.length === 0
        ? html`<p>${reader.say({ zh: '公开记录中还没有该产品此后抽查、复查合格的结果。', en: 'The public record holds no check that the product has passed since.' })}</p>`
        : html`<ul>
            ${after}
          </ul>`
    }
    <h2>${reader.say({ zh: '为什么曝光', en: 'Why it is exposed' })}</h2>
    <p>${reader.say(exposure.grounds.explanation)}</p>
    <ol>
      ${exposure.grounds.facts.map((fact) => html`<li>${reader.say(fact.text)}</li>`)}
    </ol>
    <h2>${reader.say({ zh: '依据', en: 'Legal basis' })}</h2>
    <ul>
      ${exposure.grounds.citations.map((citation) => html`<li>${reader.say(printedCitation(citation))}</li>`)}
    </ul>`;
};

/** In place of an exposure that is shown no more: that it was there, until when, and why it is gone. */
export const endedExposurePage = (reader: Reader, ended: EndedExposure): Html =>
  html` <h1>
      ${
        ended.ending === 'error'
          ? reader.say({ zh: '更正：一项曝光已撤销', en: 'Correction: an exposure has been revoked' })
          : reader.say({ zh: '该项曝光已撤下', en: 'This exposure has been taken down' })
      }
    </h1>
    ${datasetBanner(reader, ended.dataset)}
    <p>
      ${
        ended.ending === 'error' && ended.producer !== null
          ? reader.say({
              zh: `此前对“${ended.producer}”的“${ended.product ?? ''}”的曝光公布有误，已予撤销。该企业不因此次曝光承担不利后果。`,
              en: `The exposure of “${ended.product ?? ''}” of “${ended.producer}” was released in error and has been revoked. Nothing follows from it for the firm.`,
            })
          : reader.say(takenDownWords)
      }
    </p>
    ${traceOf(reader, { from: ended.releasedAt, until: ended.endedAt, why: endingLabels[ended.ending] })}
    <p><a href="${linkTo(reader, '/exposures')}">${reader.say({ zh: '现行曝光名单', en: 'Exposures that are shown' })}</a></p>`;

export const bulletinsPage = (
  reader: Reader,
  bulletins: readonly PublicBulletin[],
  dataset: Dataset,
  tabs: Html | false,
): Html =>
  publicationList(reader, {
    title: { zh: '抽查通报', en: 'Bulletins' },
    dataset,
    tabs,
    empty: bulletins.length === 0 && { zh: '目前没有已发布的通报。', en: 'No bulletin is released at present.' },
    entries: html`<ul class="cards">
      ${bulletins.map(
        (bulletin) =>
          html`<li>
            <a href="${linkTo(reader, `/bulletins/${bulletin.id}`)}"><strong>${bulletin.title}</strong></a
            ><br />
            <span class="quiet">${bulletin.number ?? ''} ${dateOf(reader, bulletin.releasedAt)}</span
            >${bulletin.correctsId !== null && html` <span class="tag">${reader.say({ zh: '更正', en: 'Correction' })}</span>`}
          </li>`,
      )}
    </ul>`,
  });

/** The list of failing products of a bulletin; on a phone each row becomes a card. */
const failingTable = (reader: Reader, failing: Figures['failing']): Html => {
  const words = {
    product: reader.say({ zh: '产品', en: 'Product' }),
    producer: reader.say({ zh: '标称生产企业', en: 'Producer as named' }),
    seller: reader.say({ zh: '受检单位', en: 'Inspected at' }),
    items: reader.say({ zh: '不合格项目', en: 'Failing items' }),
  };
  return html`<table class="stack">
    <caption>
      ${reader.say({ zh: `不合格产品及其企业名单（${failing.length}批次，按产品种类和企业名称排列，不是排名）`, en: `Failing products and their firms (${failing.length} batches, by category and name; no ranking)` })}
    </caption>
    <thead>
      <tr>
        <th>${words.product}</th>
        <th>${words.producer}</th>
        <th>${words.seller}</th>
        <th>${words.items}</th>
      </tr>
    </thead>
    <tbody>
      ${failing.map(
        (line) =>
          html`<tr>
            <td data-label="${words.product}">
              <span
                >${line.product}${[line.brand, line.model, line.batch]
                  .filter((part) => part !== null)
                  .map((part) => ` · ${part}`)
                  .join('')}<br /><span class="quiet">${line.category}</span></span
              >
            </td>
            <td data-label="${words.producer}">${nameAsTested(line.producer, line.producerNow)}</td>
            <td data-label="${words.seller}">${line.seller === null ? '—' : nameAsTested(line.seller, line.sellerNow)}</td>
            <td data-label="${words.items}">${line.items.join('、') || '—'}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
};

export const bulletinPage = (reader: Reader, bulletin: PublicBulletin & { readonly figures: Figures }): Html =>
  html` <h1>${bulletin.title}</h1>
    ${datasetBanner(reader, bulletin.dataset)}
    <p class="quiet">${bulletin.number ?? ''} ${dateOf(reader, bulletin.releasedAt)}</p>
    ${bulletin.correctedBy !== null && html`<p class="banner"><a href="${linkTo(reader, `/bulletins/${bulletin.correctedBy}`)}">${reader.say({ zh: '本通报已被更正，请看更正后的通报。', en: 'This bulletin has been corrected: read the correction.' })}</a></p>`}
    ${bulletin.correctsId !== null && html`<p class="banner"><a href="${linkTo(reader, `/bulletins/${bulletin.correctsId}`)}">${reader.say({ zh: '本通报更正此前的通报。', en: 'This bulletin corrects an earlier one.' })}</a></p>`}
    ${bulletin.body.split(/\n\s*\n/).map((paragraph) => html`<p>${paragraph}</p>`)}
    ${
      bulletin.paper &&
      html`<p>
        ${reader.say({ zh: '公文下载：', en: 'As an official paper: ' })}
        <a href="/bulletins/${bulletin.id}/pdf">PDF</a> · <a href="/bulletins/${bulletin.id}/docx">Word</a>
      </p>`
    }
    ${bulletin.figures.failing.length > 0 && failingTable(reader, bulletin.figures.failing)}`;
