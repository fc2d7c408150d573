import { z } from 'zod';
import type { RouteContract } from '#foundation/contract.ts';
import { refusalCatalogue } from '#foundation/refusal-catalogue.ts';
import type { Language, TextPair } from '#foundation/text-pair.ts';
import type { Composition } from '#platform/operation/index.ts';
import { html, type Html } from '#platform/portal/index.ts';
import { contractsByRoom } from './openapi.ts';

/** Styles of the reference, served under an address of their own: the policy allows none inline. */
export const referenceStyles = `
:root{color-scheme:light;--ink:#16302f;--quiet:#4d605f;--line:#d5dedd;--primary:#0b5f63;--soft:#eef5f4}
*{box-sizing:border-box}body{margin:0;color:var(--ink);font:15px/1.6 -apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Noto Sans SC Variable",sans-serif}
main{max-width:64rem;margin:0 auto;padding:16px}a{color:var(--primary)}h1{font-size:1.5rem}h2{margin-top:2em;border-bottom:2px solid var(--primary)}
article{border-bottom:1px solid var(--line);padding:10px 0}article h3{font:600 1rem/1.5 ui-monospace,Consolas,monospace;margin:0;overflow-wrap:anywhere}
.method{display:inline-block;min-width:4.5em;color:var(--primary)}p{margin:.3em 0}.quiet{color:var(--quiet)}
table{border-collapse:collapse;width:100%;margin:.4em 0}caption{text-align:left;color:var(--quiet)}th,td{text-align:left;vertical-align:top;padding:4px 8px;border-bottom:1px solid var(--line)}th{background:var(--soft)}
code{background:var(--soft);padding:1px 4px;border-radius:3px;overflow-wrap:anywhere}.wide{overflow-x:auto}summary{cursor:pointer;color:var(--primary)}
`;

interface Shape {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
}

const printShape = (shape: Shape): string => {
  if (shape.const !== undefined) return JSON.stringify(shape.const);
  if (shape.enum) return shape.enum.map((each) => JSON.stringify(each)).join(' | ');
  if (shape.anyOf) return [...new Set(shape.anyOf.map(printShape))].join(' | ');
  if (shape.type === 'array') return `${printShape(shape.items ?? {})}[]`;
  return shape.format ?? (Array.isArray(shape.type) ? shape.type.join(' | ') : String(shape.type ?? 'any'));
};

const table = (
  say: (words: TextPair) => string,
  caption: TextPair,
  schema: z.ZodType | undefined,
  io: 'input' | 'output',
): Html | undefined => {
  if (schema === undefined) return undefined;
  const { properties = {}, required = [] } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    reused: 'inline',
  }) as Shape;
  const rows = Object.entries(properties);
  if (rows.length === 0) return undefined;
  return html`<div class="wide"><table>
    <caption>${say(caption)}</caption>
    ${rows.map(
      ([name, shape]) =>
        html`<tr><th scope="row"><code>${name}</code></th><td>${printShape(shape)}</td><td>${
          required.includes(name) ? say({ zh: '必填', en: 'required' }) : ''
        }</td></tr>`,
    )}
  </table></div>`;
};

const access = (
  say: (words: TextPair) => string,
  contract: RouteContract,
  permissions: Composition['permissions'],
): string => {
  if (contract.access === 'public') return say({ zh: '公开', en: 'Public' });
  if (contract.access === 'signed-in') return say({ zh: '登录即可', en: 'Anybody who is signed in' });
  const name = permissions[contract.access];
  return `${say({ zh: '权限', en: 'Permission' })} ${contract.access}${name ? `（${say(name)}）` : ''}`;
};

/** The readable reference of the interface, made of the same contracts. */
export const referencePage = (composition: Composition, language: Language): string => {
  const say = (words: TextPair): string => words[language];
  const entry = (contract: RouteContract): Html =>
    html`<article id="${contract.method}${contract.path}">
      <h3><span class="method">${contract.method}</span> ${contract.path}</h3>
      <p>${say(contract.summary)}</p>
      <p class="quiet">${access(say, contract, composition.permissions)}${contract.citation && ` · ${contract.citation}`}</p>
      ${table(say, { zh: '路径参数', en: 'In the path' }, contract.params, 'input')}
      ${table(say, { zh: '查询参数', en: 'In the query' }, contract.query, 'input')}
      ${table(say, { zh: '请求内容', en: 'In the body' }, contract.body, 'input')}
      ${contract.transfer === 'upload' && html`<p>${say({ zh: '另附文件（multipart/form-data，文字项在文件之前）', en: 'With files (multipart/form-data, text fields before the files)' })}</p>`}
      ${
        contract.transfer === 'stream'
          ? html`<p>${say({ zh: '返回文件', en: 'Answers with a file' })}</p>`
          : html`<details><summary>${say({ zh: '返回内容', en: 'The answer' })}</summary>${
              table(say, { zh: '字段', en: 'Fields' }, contract.response, 'output') ?? say({ zh: '无', en: 'Nothing' })
            }</details>`
      }
    </article>`;
  const other = language === 'zh' ? 'en' : 'zh';
  return html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${say({ zh: '质监 数据接口', en: 'Zhijian, application interface' })}</title>
<link rel="stylesheet" href="/api/reference.css" /></head>
<body><main>
<h1>${say({ zh: '质监 数据接口', en: 'Zhijian, application interface' })}</h1>
<p><a href="/api?lang=${other}" hreflang="${other}">${other === 'en' ? 'English' : '中文'}</a> · <a href="/api/openapi.json">OpenAPI 3.1</a> · <a href="#problems">${say({ zh: '不能办理的原因', en: 'Refusals' })}</a></p>
<p>${say({
    zh: '程序调用请使用本人的接口令牌：Authorization: Bearer …（登录后在右上角姓名—接口令牌中新建，可限定权限）。日期为“年-月-日”，时间为 UTC。不能办理时返回 application/problem+json，其中 code 固定不变，detail 为说明，traceId 供查询。',
    en: 'Programs use an API token of an account: Authorization: Bearer … (made by whoever has signed in, under his or her name, API tokens; it can be limited to some permissions). Dates are year-month-day, times are UTC. A refusal is application/problem+json: its code is stable, detail explains, traceId can be quoted.',
  })}</p>
${[...contractsByRoom(composition)].map(([room, contracts]) => html`<section><h2>${room}</h2>${contracts.map(entry)}</section>`)}
<section id="problems"><h2>${say({ zh: '不能办理的原因', en: 'Refusals' })}</h2><div class="wide"><table>
${Object.entries(refusalCatalogue).map(
  ([code, words]) =>
    html`<tr id="${code}"><th scope="row"><code>${code}</code></th><td>${words.status}</td><td>${say(words)}</td></tr>`,
)}
</table></div></section>
</main><link rel="stylesheet" href="/fonts/index.css" /></body></html>`.text;
};
