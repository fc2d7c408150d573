import { cite, printedCitation } from '#foundation/citation.ts';
import type { Dataset } from '#foundation/dataset.ts';
import { localDate } from '#foundation/local-date.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { html, linkTo, type Html, type Reader } from '#platform/portal/index.ts';
import { datasetBanner, dateOf, placeOf, publicationList, takenDownWords, traceOf } from './parts.ts';
import type { EndedAnnouncement, PublicAnnouncement } from './records.ts';

const endedWords: Readonly<Record<PublicAnnouncement['ended'], TextPair>> = {
  overdue: pair('逾期未改正', 'Not corrected in time'),
  refused: pair('拒绝改正', 'Refused to correct'),
  failed: pair('整改后经复查仍不合格', 'Failed its re-check'),
};

const outcomeWords: Readonly<Record<NonNullable<PublicAnnouncement['outcome']>, TextPair>> = {
  passed: pair('复查合格，黄牌已解除', 'passed its re-check; the warning card is lifted'),
  lifted: pair('现场核查符合要求，黄牌已解除', 'found in order on site; the warning card is lifted'),
  'licence-revoked': pair(
    '登记机关决定吊销营业执照',
    'the registering authority has decided to revoke its business licence',
  ),
  ended: pair('企业停产、注销或无法整改，整改终止', 'the firm stopped or is gone; its rectification has ended'),
};

const endingWords: Readonly<Record<EndedAnnouncement['ending'], TextPair>> = {
  term: pair('公布期限届满', 'the time for which it is shown is over'),
  corrected: pair(
    '整改合格、黄牌解除后的公布期限届满',
    'the product was corrected and the warning card lifted, and the time since then is over',
  ),
  early: pair('经决定提前撤下', 'taken down early by decision'),
  error: pair('所依据的黄牌有误，已予撤销', 'the warning card that it rested on was wrong and is revoked'),
};

/** What happened after an announcement, earliest first. */
const sinceOf = ({ suspendedOn, outcome, outcomeOn }: PublicAnnouncement): (readonly [string | null, TextPair])[] => [
  ...(suspendedOn === null
    ? []
    : [[suspendedOn, pair('责令停业，限期整顿', 'business suspended for overhaul')] as const]),
  ...(outcome === null ? [] : [[outcomeOn, outcomeWords[outcome]] as const]),
];

/** The announcement in one sentence. */
export const announcedText = (one: PublicAnnouncement, reader: Reader): string =>
  reader.say({
    zh: `${one.check}中，${one.producer}生产的${one.category}不合格，${dateOf(reader, one.orderedOn)}被责令限期改正（${one.orderNumber}）。该单位${endedWords[one.ended].zh}，现予公告。`,
    en: `${one.category} of ${one.producer} failed in: ${one.check}. It was ordered to correct on ${dateOf(reader, one.orderedOn)} (${one.orderNumber}). ${endedWords[one.ended].en}; announced by the province.`,
  });

/** Announcements as entries of a list, each with what happened last. */
export const announcementCards = (reader: Reader, list: readonly PublicAnnouncement[]): Html =>
  html`<ul class="cards">
    ${list.map((one) => {
      const last = sinceOf(one).at(-1);
      return html`<li>
        <a href="${linkTo(reader, `/announcements/${one.id}`)}"><strong>${one.producer}</strong>：${one.category}</a
        ><br />
        <span class="tag fail">${reader.say(endedWords[one.ended])}</span>
        <span class="quiet">${one.number} · ${placeOf(reader, one)} · ${dateOf(reader, one.announcedOn)}</span
        >${last && html`<br />${dateOf(reader, last[0])} ${reader.say(last[1])}`}
      </li>`;
    })}
  </ul>`;

export const announcementsPage = (
  reader: Reader,
  list: readonly PublicAnnouncement[],
  dataset: Dataset,
  tabs: Html | false,
): Html =>
  publicationList(reader, {
    title: { zh: '逾期不改正公告', en: 'Announcements' },
    dataset,
    tabs,
    intro: html`<p>
      ${reader.say({
        zh: '监督抽查的产品不合格，生产者逾期不改正的，由省级质量监督部门予以公告（产品质量法第十七条）。按公告日期排列，不是排名。',
        en: 'Who does not correct in time what failed a spot check is announced by the province (product quality law, article 17). Listed by date; this is no ranking.',
      })}
    </p>`,
    empty: list.length === 0 && { zh: '目前没有公告。', en: 'Nothing is announced at present.' },
    entries: announcementCards(reader, list),
  });

export const announcementPage = (reader: Reader, one: PublicAnnouncement): Html => {
  const since = sinceOf(one);
  return html` <h1>${one.producer}：${one.category}</h1>
    ${datasetBanner(reader, one.dataset)}
    <p>
      <span class="tag fail">${reader.say(endedWords[one.ended])}</span>
      <span class="quiet">${one.number} ${dateOf(reader, one.announcedOn)}</span>
    </p>
    <p>${announcedText(one, reader)}</p>
    <ul>
      ${one.samples.map(
        (sample) =>
          html`<li>
            ${[sample.product, sample.model, sample.batch].filter((part) => part !== null).join(' · ')}${sample.items.length > 0 && `：${sample.items.join('、')}`}
          </li>`,
      )}
    </ul>
    <h2>${reader.say({ zh: '应当怎样', en: 'What must happen' })}</h2>
    <ul>
      <li>
        ${reader.say({ zh: '该单位应当停止生产、销售上述不合格产品，继续改正；', en: 'The firm stops making and selling these products and goes on correcting.' })}
      </li>
      <li>
        ${reader.say({
          zh: `自${dateOf(reader, one.recheckFrom)}起至${dateOf(reader, one.recheckUntil)}止，组织复查；`,
          en: `It is re-checked from ${dateOf(reader, one.recheckFrom)} until ${dateOf(reader, one.recheckUntil)}.`,
        })}
      </li>
      <li>
        ${reader.say({
          zh: '公告后经复查仍不合格的，责令停业，限期整顿；整顿期满后经复查产品质量仍不合格的，吊销营业执照。',
          en: 'Failing again, its business is suspended for overhaul; failing after that, its business licence is revoked.',
        })}
      </li>
    </ul>
    <h2>${reader.say({ zh: '公告以后', en: 'What happened since' })}</h2>
    ${
      since.length === 0
        ? html`<p>${reader.say({ zh: '还没有复查结果或进一步的决定。', en: 'There is no re-check and no further decision yet.' })}</p>`
        : html`<ul>
            ${since.map(([on, words]) => html`<li>${dateOf(reader, on)} ${reader.say(words)}</li>`)}
          </ul>`
    }
    <dl>
      <dt>${reader.say({ zh: '生产企业', en: 'Producer' })}</dt>
      <dd><a href="${linkTo(reader, `/enterprise/${one.producerId}`)}">${one.producer}</a></dd>
      <dt>${reader.say({ zh: '所在地', en: 'Place' })}</dt>
      <dd>${placeOf(reader, one)}</dd>
      <dt>${reader.say({ zh: '发布在', en: 'Published in' })}</dt>
      <dd>${one.announcedIn}</dd>
      ${
        one.shownUntil !== null &&
        html`<dt>${reader.say({ zh: '公布至', en: 'Shown until' })}</dt>
          <dd>${dateOf(reader, one.shownUntil)}</dd>`
      }
      <dt>${reader.say({ zh: '依据', en: 'Legal basis' })}</dt>
      <dd>${reader.say(printedCitation(cite('product-quality-law', '17', localDate(one.announcedOn))))}</dd>
    </dl>
    <p>
      ${reader.say({ zh: '公文下载：', en: 'As an official paper: ' })}
      <a href="/announcements/${one.id}/pdf">PDF</a> · <a href="/announcements/${one.id}/docx">Word</a>
    </p>`;
};

/** In place of an announcement that is shown no more: since when, until when, why. */
export const endedAnnouncementPage = (reader: Reader, ended: EndedAnnouncement): Html =>
  html` <h1>
      ${
        ended.ending === 'error'
          ? reader.say({ zh: '更正：一项公告已撤销', en: 'Correction: an announcement has been revoked' })
          : reader.say({ zh: '该项公告已撤下', en: 'This announcement has been taken down' })
      }
    </h1>
    ${datasetBanner(reader, ended.dataset)}
    <p>
      ${
        ended.ending === 'error' && ended.producer !== null
          ? reader.say({
              zh: `此前对“${ended.producer}”的“${ended.category ?? ''}”的公告有误，所依据的黄牌已撤销。该企业不因此次公告承担不利后果。`,
              en: `The announcement of “${ended.category ?? ''}” of “${ended.producer}” was made in error; the warning card that it rested on is revoked. Nothing follows from it for the firm.`,
            })
          : reader.say(takenDownWords)
      }
    </p>
    ${traceOf(reader, { from: ended.announcedOn, until: ended.endedOn, why: endingWords[ended.ending], begun: { zh: '公告日期', en: 'Announced' } })}
    <p><a href="${linkTo(reader, '/announcements')}">${reader.say({ zh: '现行公告', en: 'Announcements that stand' })}</a></p>`;
