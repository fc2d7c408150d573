import { wilsonInterval } from '#foundation/interval-estimate.ts';
import { html, type Html, type Reader } from '#platform/portal/index.ts';
import { checkKindLabels, checkKinds, type CheckKind } from '#regimes/spot-checks/spot-check.ts';
import { datasetBanner, dateOf } from './parts.ts';
import type { PublicRate, PublicStatistics } from './records.ts';

const percent = (value: number): string => `${(value * 100).toFixed(1)}%`;

/** Denominators below this are shown with their interval and without a bar: a small number is not certain. */
const smallBelow = 30;

const line = (reader: Reader, rate: PublicRate): Html => {
  const denominator = rate.passed + rate.failed;
  const small = denominator < smallBelow;
  const interval = denominator === 0 ? undefined : wilsonInterval(rate.passed, denominator);
  return html`<tr>
    <td>${rate.name}</td>
    <td class="n">${denominator}</td>
    <td class="n">${rate.failed}</td>
    <td class="n">${denominator === 0 ? '—' : percent(rate.passed / denominator)}</td>
    <td>
      ${
        interval === undefined
          ? ''
          : small
            ? html`<span class="quiet"
                >${percent(interval.low)}–${percent(interval.high)}
                ${reader.say({ zh: '样本少', en: 'few samples' })}</span
              >`
            : html`<svg class="meter" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect width="${Math.round((rate.passed / denominator) * 100)}" height="8" />
              </svg>`
      }
    </td>
  </tr>`;
};

const rateTable = (reader: Reader, title: string, rates: readonly PublicRate[]): Html =>
  html`<h2>${title}</h2>
    <div class="wide" tabindex="0" role="region" aria-label="${title}">
      <table>
        <caption>
          ${reader.say({ zh: '批次合格率 = 合格 ÷（合格 + 不合格）', en: 'Pass rate = passed ÷ (passed + failed)' })}
        </caption>
        <thead>
          <tr>
            <th>${reader.say({ zh: '类别', en: 'Group' })}</th>
            <th class="n">${reader.say({ zh: '批次', en: 'Batches' })}</th>
            <th class="n">${reader.say({ zh: '不合格', en: 'Failed' })}</th>
            <th class="n">${reader.say({ zh: '合格率', en: 'Rate' })}</th>
            <th>${reader.say({ zh: '95% 区间／图示', en: '95% interval / bar' })}</th>
          </tr>
        </thead>
        <tbody>
          ${rates.map((rate) => line(reader, rate))}
        </tbody>
      </table>
    </div>`;

export const statisticsPage = (reader: Reader, statistics: PublicStatistics, tabs: Html | false): Html => {
  const { overall } = statistics;
  const denominator = overall.passed + overall.failed;
  return html`<h1>${reader.say({ zh: '抽查统计', en: 'Statistics' })}</h1>
    ${datasetBanner(reader, statistics.dataset)}${tabs}
    <form class="filters" method="get">
      <input
        type="hidden"
        name="dataset"
        value="${statistics.dataset}"
      />${reader.language === 'en' && html`<input type="hidden" name="lang" value="en" />`}
      <label for="kind"
        >${reader.say({ zh: '抽查类别（不合并计算）', en: 'Kind of check (never mixed)' })}<br />
        <select id="kind" name="kind">
          ${checkKinds.map((kind: CheckKind) => html`<option value="${kind}" ${kind === statistics.kind ? html` selected` : ''}>${reader.say(checkKindLabels[kind])}</option>`)}
        </select></label
      >
      <button type="submit">${reader.say({ zh: '查看', en: 'Show' })}</button>
    </form>
    <div class="answer">
      <h2>${denominator === 0 ? '—' : percent(overall.passed / denominator)}</h2>
      <p>
        ${reader.say({
          zh: `${denominator} 批次中合格 ${overall.passed} 批次、不合格 ${overall.failed} 批次。数据截至 ${dateOf(reader, statistics.latest)} 公布的抽查。`,
          en: `${overall.passed} of ${denominator} batches passed, ${overall.failed} failed. Checks published up to ${dateOf(reader, statistics.latest)}.`,
        })}
      </p>
      <p class="quiet">
        ${reader.say({ zh: '抽查不是随机普查，合格率只反映被抽查的批次；不对企业排名。', en: 'Spot checks are no census: the rate speaks of the sampled batches only. Enterprises are never ranked.' })}
      </p>
    </div>
    ${rateTable(reader, reader.say({ zh: '按年', en: 'By year' }), statistics.byYear)}
    ${rateTable(reader, reader.say({ zh: '按市', en: 'By city' }), statistics.byCity)}
    ${rateTable(reader, reader.say({ zh: '按产品种类（抽查最多的 40 种）', en: 'By product category (the 40 most sampled)' }), statistics.byCategory)}
    <h2>${reader.say({ zh: '主要不合格项目', en: 'Most frequent failing items' })}</h2>
    <div
      class="wide"
      tabindex="0"
      role="region"
      aria-label="${reader.say({ zh: '主要不合格项目', en: 'Failing items' })}"
    >
      <table>
        <thead>
          <tr>
            <th>${reader.say({ zh: '项目', en: 'Item' })}</th>
            <th class="n">${reader.say({ zh: '不合格批次', en: 'Batches failed' })}</th>
          </tr>
        </thead>
        <tbody>
          ${statistics.byItem.map(
            (row) =>
              html`<tr>
                <td>${row.item}</td>
                <td class="n">${row.failed}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
};
