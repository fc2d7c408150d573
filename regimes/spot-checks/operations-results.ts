import { localDate, printDate } from '#foundation/local-date.ts';
import { inPages, type Order, type PageQuery } from '#foundation/paging.ts';
import { ok, refuse } from '#foundation/refusal.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { type Call, observe } from '#platform/operation/index.ts';
import { type ExportColumn, exportTable } from '#platform/spreadsheets/index.ts';
import type { ResultFilter } from './contracts/results.ts';
import { fieldLabels } from './recognition/fields.ts';
import { checkKindLabels, levelLabels, verdictLabels } from './spot-check.ts';
import * as storage from './storage/results.ts';

const read = { permission: 'spot-checks.read' } as const;
const shownOnFile = 500;

const latestFirst: Order<storage.ResultPlace, storage.ResultPlace> = {
  write: ({ month, id }) => `${month}.${id}`,
  read: (cursor) => {
    const [, month, id] = /^(\d{4}-\d\d-\d\d|-infinity)\.(\d{1,15})$/.exec(cursor) ?? [];
    return month === undefined ? undefined : { month, id: Number(id) };
  },
};

/** A page of results that match, latest month first. */
export const listResults = (call: Call, { cursor, limit, ...filter }: ResultFilter & PageQuery) =>
  inPages(latestFirst, { cursor, limit }, ({ after, most, cut }) =>
    observe(call, read, async ({ tx }) => {
      const [rows, total] = await Promise.all([
        storage.pageOfResults(tx, filter, after, most),
        storage.countResults(tx, filter),
      ]);
      return ok({ ...cut(rows), total });
    }),
  );

const verdictWords: Readonly<Record<storage.ResultLine['verdict'], TextPair>> = {
  pass: pair(
    '公布结论为合格，只说明所抽批次的受检项目合格，不代表其他批次',
    'published as passed: it covers the sampled batch and the items tested, no other batch',
  ),
  fail: pair('公布结论为不合格', 'published as failed'),
  refused: pair('企业拒绝接受抽查', 'the enterprise refused the check'),
  none: pair('公布的表中没有给出结论，不计入合格率', 'the table gives no verdict; it is not counted in the pass rate'),
};

/** One paragraph: what the verdict rests on and what it covers. */
export const explainResult = (result: storage.StoredDetail): TextPair => {
  const { check } = result;
  const items = result.failingItems.join('、');
  const judged = result.items.length;
  const engine = result.engineDisagrees
    ? pair(
        '；按表中实测值和标准值判定与公布结论不同，已提请人工核对，公布结论未改动',
        '; measured values and limits lead to another verdict, which a person has to look at; the published one stands',
      )
    : judged > 0
      ? pair(
          `；表中 ${judged} 个项目的实测值已逐项复核`,
          `; the measured values of ${judged} items were judged one by one`,
        )
      : pair('', '');
  const published = check.publishedOn === null ? undefined : printDate(localDate(check.publishedOn));
  const final = result.finalOn === null ? undefined : printDate(localDate(result.finalOn));
  return {
    zh: `${check.authority}${levelLabels[check.level].zh}${checkKindLabels[check.kind].zh}（${published === undefined ? check.batch : `${published.zh}公布`}）：${verdictWords[result.verdict].zh}${items === '' ? '' : `，不合格项目：${items}`}${engine.zh}。${final === undefined ? '结果尚未确定。' : `结果自${final.zh}起确定。`}`,
    en: `${check.authority}, ${levelLabels[check.level].en}, ${checkKindLabels[check.kind].en} (${published === undefined ? check.batch : `published on ${published.en}`}): ${verdictWords[result.verdict].en}${items === '' ? '' : `; failing items: ${items}`}${engine.en}. ${final === undefined ? 'The result is not final yet.' : `Final since ${final.en}.`}`,
  };
};

const labelOf = (name: string): TextPair => {
  if (name.startsWith('extra:')) return pair(name.slice(6), name.slice(6));
  return (fieldLabels as Readonly<Record<string, TextPair>>)[name] ?? pair(name, name);
};

/** One result: its sources, firms, items and explanation. */
export const getResult = (call: Call, id: number) =>
  observe(call, read, async ({ tx }) => {
    const found = await storage.findResult(tx, id);
    if (found === undefined) return refuse('not-found', { thing: pair('这条抽查结果', 'The result') });
    const { extra, ...result } = found;
    return ok({
      ...result,
      details: Object.entries(extra ?? {}).map(([name, value]) => ({ label: labelOf(name), value })),
      explanation: explainResult(found),
    });
  });

/** Everything about one enterprise, for the timeline of its file. */
export const checksOfEnterprise = (call: Call, enterpriseId: number) =>
  observe(call, read, async ({ tx }) => {
    const [results, refusals, postHandling] = await Promise.all([
      storage.resultsOfEnterprise(tx, enterpriseId, shownOnFile + 1),
      storage.refusalsOfEnterprise(tx, enterpriseId),
      storage.handlingOfEnterprise(tx, enterpriseId),
    ]);
    return ok({ results: results.slice(0, shownOnFile), refusals, postHandling, more: results.length > shownOnFile });
  });

const columns: readonly ExportColumn<storage.ResultLine>[] = [
  { header: pair('发布机关', 'Authority'), width: 18, value: (line) => line.check.authority },
  { header: pair('批次', 'Batch'), width: 12, value: (line) => line.check.batch },
  { header: pair('公布日期', 'Published on'), width: 12, value: (line) => line.check.publishedOn },
  { header: pair('级别', 'Level'), width: 8, value: (line, say) => say(levelLabels[line.check.level]) },
  { header: pair('抽查类别', 'Kind'), width: 10, value: (line, say) => say(checkKindLabels[line.check.kind]) },
  { header: pair('产品种类', 'Category'), width: 20, value: (line) => line.category.name },
  { header: pair('生产企业名称', 'Producer'), width: 36, value: (line) => line.producerCell },
  { header: pair('认定的生产者', 'Producer as settled'), width: 36, value: (line) => line.producer?.name },
  { header: pair('省份', 'Province'), width: 10, value: (line) => line.province?.name },
  {
    header: pair('所在市', 'City'),
    width: 10,
    value: (line, say) => line.city?.name ?? say(pair('未确定', 'not determined')),
  },
  { header: pair('产品名称', 'Product'), width: 24, value: (line) => line.product },
  { header: pair('商标', 'Trade mark'), width: 12, value: (line) => line.brand },
  { header: pair('规格型号', 'Model'), width: 16, value: (line) => line.model },
  { header: pair('生产日期或批号', 'Lot'), width: 18, value: (line) => line.productionBatch },
  { header: pair('抽样日期', 'Sampled on'), width: 12, value: (line) => line.sampledOn },
  { header: pair('抽查结果', 'Verdict as published'), width: 12, value: (line) => line.publishedVerdict },
  { header: pair('结果归一', 'Verdict'), width: 10, value: (line, say) => say(verdictLabels[line.verdict]) },
  { header: pair('不合格项目', 'Failing items'), width: 30, value: (line) => line.failingItems.join('、') },
  { header: pair('承检机构', 'Laboratory'), width: 30, value: (line) => line.laboratory?.name },
];

/** Streams every result that matches as a file. */
export const exportResults = (call: Call, { format, ...filter }: ResultFilter & { readonly format: 'xlsx' | 'csv' }) =>
  exportTable(call, read, {
    format,
    name: pair('抽查结果', 'Results'),
    columns,
    pieces: ({ tx }) => storage.allResults(tx, filter),
  });
