import { datasetLabel } from '#foundation/dataset.ts';
import { html, linkTo, searchBox, type Html, type Reader } from '#platform/portal/index.ts';
import { announcementCards } from './announcements.ts';
import { datasetBanner, dateOf, placeOf, resultsTable } from './parts.ts';
import { groundWords } from './publications.ts';
import type { EnterpriseRecord, SearchAnswer } from './records.ts';

/** The first page: one search box and what it answers. */
export const homePage = (
  reader: Reader,
  notices: { readonly bulletins: number; readonly exposures: number; readonly announcements: number },
): Html =>
  html` <h1>
      ${reader.say({ zh: '查一查企业和产品的抽查记录', en: 'Look up the spot-check record of a firm or product' })}
    </h1>
    ${searchBox(reader, true)}
    <p class="quiet">
      ${reader.say({ zh: '例如企业名称中的两三个字、拼音首字母、18 位统一社会信用代码，或产品名称。', en: 'For example a part of the name, its pinyin initials, the 18-digit credit code, or a product name.' })}
    </p>
    <h2>${reader.say({ zh: '结果怎么看', en: 'How to read the answer' })}</h2>
    <ul>
      <li>
        ${reader.say({ zh: '查到记录：列出每次抽查的批次、日期和结果，不合格的写明项目。', en: 'A record is found: each sampled batch with its date and result; failing items are named.' })}
      </li>
      <li>
        ${reader.say({ zh: '查到企业但没有不合格记录：只说明抽查过的批次合格。', en: 'The firm is found and nothing stands against it: the batches sampled passed, no more.' })}
      </li>
      <li>
        ${reader.say({ zh: '没有查到：公开记录中没有这个名称，不等于合格，也不是推荐。', en: 'Nothing is found: the name is not in the record, which is neither a pass nor a recommendation.' })}
      </li>
    </ul>
    <p>
      <a href="${linkTo(reader, '/bulletins')}"
        >${reader.say({ zh: `抽查通报（${notices.bulletins}）`, en: `Bulletins (${notices.bulletins})` })}</a
      >
      ·
      <a href="${linkTo(reader, '/exposures')}"
        >${reader.say({ zh: `曝光名单（${notices.exposures}）`, en: `Exposure list (${notices.exposures})` })}</a
      >
      ·
      ${
        notices.announcements > 0 &&
        html`<a href="${linkTo(reader, '/announcements')}"
            >${reader.say({ zh: `逾期不改正公告（${notices.announcements}）`, en: `Announcements (${notices.announcements})` })}</a
          >
          · `
      }
      <a href="${linkTo(reader, '/commendations')}"
        >${reader.say({ zh: '高标准产品', en: 'Products made to a higher standard' })}</a
      >
    </p>`;

const nothingFound = (reader: Reader, words: string): Html =>
  html` <div class="answer">
    <h2>${reader.say({ zh: '公开记录中没有查到', en: 'Not in the public record' })}</h2>
    <p>${reader.say({ zh: `没有与“${words}”相符的企业或产品。`, en: `No firm or product matches “${words}”.` })}</p>
    <p>
      <strong
        >${reader.say({ zh: '没有记录不等于产品合格，也不是推荐。', en: 'No record is no proof of quality and no recommendation.' })}</strong
      >
    </p>
    <p>
      ${reader.say({ zh: '可以试试：减少字数、只输入企业字号、核对统一社会信用代码。', en: 'Try fewer words, only the distinctive part of the name, or check the credit code.' })}
    </p>
  </div>`;

export const searchPage = (reader: Reader, answer: SearchAnswer): Html =>
  html` <h1>${reader.say({ zh: `“${answer.words}”的查询结果`, en: `Results for “${answer.words}”` })}</h1>
    ${searchBox(reader)}
    ${answer.enterprises.length === 0 && answer.results.length === 0 && nothingFound(reader, answer.words)}
    ${
      answer.enterprises.length > 0 &&
      html`<h2>${reader.say({ zh: '企业', en: 'Enterprises' })}</h2>
        <ul class="cards">
          ${answer.enterprises.map(
            (hit) =>
              html`<li>
                <a href="${linkTo(reader, `/enterprise/${hit.id}`)}"><strong>${hit.name}</strong></a>
                ${hit.dataset !== 'live' && html`<span class="tag quiet">${reader.say(datasetLabel[hit.dataset])}</span>`}
                ${hit.uncertain && html`<span class="tag quiet">${reader.say({ zh: '身份核实中', en: 'identity being verified' })}</span>`}<br />
                <span class="quiet">${placeOf(reader, hit)}${hit.creditCode ? ` · ${hit.creditCode}` : ''}</span><br />
                ${reader.say({
                  zh:
                    hit.checks === 0
                      ? '没有作为生产者被抽查的记录'
                      : `抽查 ${hit.checks} 批次，其中不合格 ${hit.failures} 批次`,
                  en:
                    hit.checks === 0
                      ? 'No batch of this producer on record'
                      : `${hit.checks} batches sampled, ${hit.failures} of them failed`,
                })}
              </li>`,
          )}
        </ul>`
    }
    ${
      answer.results.length > 0 &&
      html`<h2>${reader.say({ zh: '产品', en: 'Products' })}</h2>
        ${resultsTable(reader, answer.results, true)}`
    }`;

/**
 * What stands over the record of an entry that may be the same firm as another. It doesn't name the other: that would be the
 * suspicion that only a person may turn into a statement.
 */
const beingVerified = (reader: Reader): Html =>
  html`<div class="answer">
    <h2>${reader.say({ zh: '该企业的身份正在核实', en: 'The identity of this firm is being verified' })}</h2>
    <p>
      ${reader.say({
        zh: '公布的表中另有名称相同或相近的企业，是否为同一家由工作人员核实，核实以前互不合并。本页只列按以上名称、代码和所在地公布的批次；该企业可能还有别的记录，另有记录也可能属于别的企业。',
        en: 'The published tables name another firm of the same or a similar name. An officer decides whether they are one; until then nothing is put together. This page holds only what was published under the name, code and place above: there may be more of this firm, and other records may be of another.',
      })}
    </p>
  </div>`;

/** Of a firm that may have more elsewhere nothing is said but of this name. */
const nothingAgainst = (uncertain: boolean) =>
  uncertain
    ? { zh: '以这一名称公布的批次没有不合格', en: 'No batch published under this name failed' }
    : { zh: '查到记录，没有不合格', en: 'On record, nothing against it' };
const noResult = (uncertain: boolean) =>
  uncertain
    ? { zh: '没有以这一名称公布的抽查结果', en: 'No result was published under this name' }
    : { zh: '公开记录中没有该企业产品的抽查结果', en: 'The public record holds no result for this producer' };

const summary = (reader: Reader, { counts, enterprise }: EnterpriseRecord): Html => {
  const total = counts.pass + counts.fail + counts.refused + counts.none;
  const against = counts.fail + counts.refused;
  const title =
    total === 0
      ? noResult(enterprise.uncertain)
      : against === 0
        ? nothingAgainst(enterprise.uncertain)
        : { zh: '查到记录，有不合格或拒检', en: 'On record, with failures or a refusal' };
  return html`<div class="answer">
    <h2>${reader.say(title)}</h2>
    <p>
      ${reader.say({
        zh: `共 ${total} 批次：合格 ${counts.pass}，不合格 ${counts.fail}，拒检 ${counts.refused}，未给结论 ${counts.none}。`,
        en: `${total} batches: ${counts.pass} passed, ${counts.fail} failed, ${counts.refused} refused, ${counts.none} without verdict.`,
      })}
    </p>
    <p>
      <strong
        >${reader.say({ zh: '合格只说明所抽批次的受检项目合格，不代表其他批次或其他产品。', en: 'A pass covers the sampled batch and the items tested only, no other batch or product.' })}</strong
      >
    </p>
  </div>`;
};

export const enterprisePage = (reader: Reader, record: EnterpriseRecord): Html =>
  html` <h1>${record.enterprise.name}</h1>
    ${datasetBanner(reader, record.enterprise.dataset)}
    <dl>
      <dt>${reader.say({ zh: '统一社会信用代码', en: 'Credit code' })}</dt>
      <dd>
        ${record.enterprise.creditCode ?? reader.say({ zh: '公布的表中没有', en: 'not in the published tables' })}
      </dd>
      <dt>${reader.say({ zh: '所在地', en: 'Place' })}</dt>
      <dd>${placeOf(reader, record.enterprise)}</dd>
      ${
        record.formerNames.length > 0 &&
        html`<dt>${reader.say({ zh: '曾用名', en: 'Former names' })}</dt>
          <dd>${record.formerNames.join('、')}</dd>`
      }
    </dl>
    ${record.enterprise.uncertain && beingVerified(reader)}
    ${summary(reader, record)}
    ${
      record.exposures.length > 0 &&
      html`<h2>${reader.say({ zh: '曝光', en: 'Exposure' })}</h2>
        <ul class="cards">
          ${record.exposures.map(
            (exposure) =>
              html`<li>
                <a href="${linkTo(reader, `/exposures/${exposure.id}`)}">${exposure.product}</a>
                <br />
                <span class="tag fail">${reader.say(groundWords[exposure.ground])}</span>
                <span class="quiet">${dateOf(reader, exposure.releasedAt)}</span>
              </li>`,
          )}
        </ul>`
    }
    ${
      record.announcements.length > 0 &&
      html`<h2>${reader.say({ zh: '逾期不改正公告', en: 'Announcements' })}</h2>
        ${announcementCards(reader, record.announcements)}`
    }
    ${
      record.results.length > 0 &&
      html`<h2>${reader.say({ zh: '抽查记录', en: 'Batches sampled' })}</h2>
        ${resultsTable(reader, record.results, false)}
        ${record.more && html`<p class="quiet">${reader.say({ zh: '只列出最近 200 批次，全部记录见开放数据。', en: 'The latest 200 batches are listed; the open data hold them all.' })}</p>`}`
    }
    <p class="quiet">
      <a href="${linkTo(reader, '/corrections')}">${reader.say({ zh: '记录有误？', en: 'Is the record wrong?' })}</a>
    </p>`;
