import { printedCitation } from '#foundation/citation.ts';
import type { Dataset } from '#foundation/dataset.ts';
import { html, linkTo, type Html, type Reader } from '#platform/portal/index.ts';
import { commendationEndingLabels } from '../commendations/commendation.ts';
import type { EndedCommendation, PublicCommendation } from '../commendations/public-record.ts';
import { markedSamples, marksOf } from '../commendations/rules.ts';
import { datasetBanner, dateOf, publicationList, traceOf } from './parts.ts';

export type { PublicCommendation } from '../commendations/public-record.ts';

/** Said wherever a product is praised (notice 3.7). */
const noRanking = (reader: Reader): string =>
  reader.say({
    zh: '名单只说明监督抽查的记录，按产品种类和企业名称的拼音排列，不是评比、排名或者推荐；没有列入的，不说明任何问题。',
    en: 'The list says what the record of spot checks holds. It stands by category and by the alphabet of the firms; it is no appraisal, no ranking and no recommendation, and not to be on it means nothing.',
  });

/** What an entry rests on, with its denominator. */
const restsOn = (reader: Reader, { basis }: PublicCommendation): string =>
  reader.say({
    zh: `${dateOf(reader, basis.since)}至${dateOf(reader, basis.until)}，公布的监督抽查检验${basis.samples}批次，${basis.samples}批次合格，其中${markedSamples(basis)}批次标称${marksOf(basis)}`,
    en: `${dateOf(reader, basis.since)} to ${dateOf(reader, basis.until)}: published checks tested ${basis.samples} batches, ${basis.samples} passed; ${markedSamples(basis)} of these ${basis.samples} were marked ${marksOf(basis)}`,
  });

/** Products made to a higher standard, by category and alphabet, as they are given. */
export const commendationsPage = (
  reader: Reader,
  entries: readonly PublicCommendation[],
  dataset: Dataset,
  tabs: Html | false,
): Html =>
  publicationList(reader, {
    title: { zh: '高标准产品', en: 'Products made to a higher standard' },
    dataset,
    tabs,
    intro: html`<p>
      ${reader.say({
        zh: '依据粤府办〔2000〕18号六（三），公布在监督抽查中以更高标准检验合格、期内没有不合格和处理记录的产品。',
        en: 'Under part 6 (3) of notice 粤府办〔2000〕18号: products that passed spot checks by a higher standard, of firms against which the record of that time holds nothing.',
      })}
      ${noRanking(reader)}
    </p>`,
    empty: entries.length === 0 && { zh: '目前没有公布的高标准产品。', en: 'None is shown at present.' },
    entries: [...Map.groupBy(entries, ({ category }) => category)].map(
      ([category, group]) =>
        html`<h2>${category}</h2>
          <ul class="cards">
            ${group.map(
              (entry) =>
                html`<li>
                  <a href="${linkTo(reader, `/commendations/${entry.id}`)}"
                    ><strong>${entry.producer}</strong>：${entry.product}</a
                  ><br />
                  <span class="quiet">${entry.city !== null && `${entry.city} · `}${restsOn(reader, entry)}</span>
                </li>`,
            )}
          </ul>`,
    ),
  });

/** One product with the checks and samples that it rests on. */
export const commendationPage = (reader: Reader, entry: PublicCommendation): Html =>
  html` <h1>${entry.producer}：${entry.product}</h1>
    ${datasetBanner(reader, entry.dataset)}
    <p><span class="tag pass">${reader.say({ zh: '高标准产品', en: 'Made to a higher standard' })}</span></p>
    <dl>
      <dt>${reader.say({ zh: '生产企业', en: 'Producer' })}</dt>
      <dd><a href="${linkTo(reader, `/enterprise/${entry.producerId}`)}">${entry.producer}</a></dd>
      <dt>${reader.say({ zh: '产品种类', en: 'Category' })}</dt>
      <dd>${entry.category}</dd>
      <dt>${reader.say({ zh: '公布日期', en: 'Released' })}</dt>
      <dd>${dateOf(reader, entry.releasedAt)}</dd>
      <dt>${reader.say({ zh: '公布至', en: 'Shown until' })}</dt>
      <dd>${dateOf(reader, entry.shownUntil)}</dd>
    </dl>
    <h2>${reader.say({ zh: '根据哪些记录', en: 'What it rests on' })}</h2>
    <p>${reader.say(entry.grounds.explanation)}</p>
    <ol>
      ${entry.grounds.facts.map((fact) => html`<li>${reader.say(fact.text)}</li>`)}
    </ol>
    <h2>${reader.say({ zh: '依据', en: 'Legal basis' })}</h2>
    <ul>
      ${entry.grounds.citations.map((citation) => html`<li>${reader.say(printedCitation(citation))}</li>`)}
    </ul>
    <p><a href="${linkTo(reader, '/commendations')}">${reader.say({ zh: '高标准产品名单', en: 'All that is shown' })}</a></p>`;

/** In place of a commendation that is shown no more: that it was there, until when, and why it is gone, in general words. */
export const endedCommendationPage = (reader: Reader, ended: EndedCommendation): Html =>
  html` <h1>${reader.say({ zh: '该项表扬已撤下', en: 'This commendation has been taken down' })}</h1>
    ${datasetBanner(reader, ended.dataset)}
    <p>
      ${
        ended.producer === null
          ? reader.say({
              zh: '应企业请求，不再显示企业和产品名称。',
              en: 'Firm and product are no longer named, as the firm asked.',
            })
          : reader.say({
              zh: `此前公布的“${ended.producer}”的“${ended.product ?? ''}”不再列入高标准产品，不得再作引用。现在的抽查记录请在首页查询。`,
              en: `“${ended.product ?? ''}” of “${ended.producer}” is no longer listed as made to a higher standard and may not be cited as such. Its present record can be looked up on the first page.`,
            })
      }
    </p>
    ${traceOf(reader, { from: ended.releasedAt, until: ended.endedAt, why: commendationEndingLabels[ended.ending] })}
    <p><a href="${linkTo(reader, '/commendations')}">${reader.say({ zh: '高标准产品名单', en: 'All that is shown' })}</a></p>`;
