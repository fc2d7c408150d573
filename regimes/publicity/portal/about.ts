import { html, type Html, type Reader, momentOf } from '#platform/portal/index.ts';

export interface PublicSeal {
  readonly size: number;
  readonly root: string;
  readonly sealedAt: string;
}

/** Columns of the open data, with their meaning: the schema people can read. */
export const openDataColumns = [
  ['id', { zh: '结果编号', en: 'number of the result' }],
  ['dataset', { zh: '数据集：demo 演示、historical 历史公开、live 正式', en: 'dataset: demo, historical or live' }],
  ['published_on', { zh: '公布日期', en: 'date of publication' }],
  ['authority', { zh: '发布机关', en: 'publishing authority' }],
  ['level', { zh: '抽查级别', en: 'level of the check' }],
  ['kind', { zh: '抽查类别', en: 'kind of check' }],
  ['category', { zh: '产品种类', en: 'product category' }],
  ['producer', { zh: '生产企业', en: 'producer' }],
  ['province', { zh: '省', en: 'province' }],
  ['city', { zh: '市，空为未确定', en: 'city, empty where unknown' }],
  ['product', { zh: '产品名称', en: 'product' }],
  ['brand', { zh: '商标', en: 'trade mark' }],
  ['model', { zh: '规格型号', en: 'model' }],
  ['production_batch', { zh: '生产日期或批号', en: 'production date or lot' }],
  [
    'verdict',
    { zh: '结果：pass 合格、fail 不合格、refused 拒检、none 未给结论', en: 'verdict: pass, fail, refused or none' },
  ],
  ['failing_items', { zh: '不合格项目', en: 'failing items' }],
] as const;

export const dataPage = (reader: Reader): Html =>
  html` <h1>${reader.say({ zh: '开放数据', en: 'Open data' })}</h1>
    <p>
      ${reader.say({ zh: '已公布的抽查结果可以整体下载，可自由使用，请注明来源；数据中的结果只对应所抽批次。', en: 'All published results may be downloaded and used freely; name the source. A result speaks of the sampled batch only.' })}
    </p>
    <p>
      ${reader.say({ zh: '许可：知识共享 署名 4.0（CC BY 4.0）。历史公开数据的权利归原发布机关。', en: 'Licence: Creative Commons Attribution 4.0 (CC BY 4.0). Rights in historical published data remain with their publishers.' })}
    </p>
    <ul>
      ${(['live', 'historical', 'demo'] as const).map((dataset) => html`<li><code>${dataset}</code>：<a href="/data/results.csv?dataset=${dataset}">CSV</a> · <a href="/data/results.json?dataset=${dataset}">JSON</a></li>`)}
      <li>
        ${reader.say({ zh: '通报', en: 'Bulletins' })}：${(['live', 'historical', 'demo'] as const).map((dataset) => html`<a href="/data/bulletins.json?dataset=${dataset}">JSON（${dataset}）</a> `)}
      </li>
      <li>
        ${reader.say({ zh: '现行曝光', en: 'Exposures that are shown' })}：${(['live', 'historical', 'demo'] as const).map((dataset) => html`<a href="/data/exposures.json?dataset=${dataset}">JSON（${dataset}）</a> `)}
      </li>
      <li>
        ${reader.say({ zh: '逾期不改正公告', en: 'Announcements that stand' })}：${(['live', 'demo'] as const).map((dataset) => html`<a href="/data/announcements.json?dataset=${dataset}">JSON（${dataset}）</a> `)}
      </li>
      <li>
        ${reader.say({ zh: '高标准产品', en: 'Products made to a higher standard' })}：${(['live', 'demo'] as const).map((dataset) => html`<a href="/data/commendations.json?dataset=${dataset}">JSON（${dataset}）</a> `)}
      </li>
      <li><a href="/data/schema.json">${reader.say({ zh: '数据结构（JSON Schema）', en: 'JSON Schema' })}</a></li>
      <li><a href="/feed.xml">Atom</a></li>
    </ul>
    <table>
      <caption>
        ${reader.say({ zh: '各列含义', en: 'Columns' })}
      </caption>
      <thead>
        <tr>
          <th>${reader.say({ zh: '列', en: 'Column' })}</th>
          <th>${reader.say({ zh: '含义', en: 'Meaning' })}</th>
        </tr>
      </thead>
      <tbody>
        ${openDataColumns.map(
          ([name, meaning]) =>
            html`<tr>
              <td><code>${name}</code></td>
              <td>${reader.say(meaning)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;

export const journalPage = (reader: Reader, seal: PublicSeal | undefined): Html =>
  html` <h1>${reader.say({ zh: '日志封存', en: 'Journal seal' })}</h1>
    <p>
      ${reader.say({
        zh: '系统里的每一个决定都写入只能追加的日志。日志按默克尔树定时封存：抄下今天的封存值，以后任何人改动、删除或调换此前的记录，封存值就对不上。',
        en: 'Every decision is written to an append-only journal, which is sealed in a Merkle tree at intervals. Note today’s seal: should anyone later change, remove or reorder an earlier entry, it would no longer match.',
      })}
    </p>
    ${
      seal === undefined
        ? html`<div class="answer">
            <p>${reader.say({ zh: '日志尚未封存。', en: 'The journal has not been sealed yet.' })}</p>
          </div>`
        : html`<dl>
            <dt>${reader.say({ zh: '封存时间', en: 'Sealed at' })}</dt>
            <dd>${momentOf(reader, seal.sealedAt)}</dd>
            <dt>${reader.say({ zh: '记录数', en: 'Entries' })}</dt>
            <dd>${seal.size}</dd>
            <dt>${reader.say({ zh: '封存值', en: 'Root' })}</dt>
            <dd><code>${seal.root}</code></dd>
          </dl>`
    }
    <h2>${reader.say({ zh: '怎样核对', en: 'How to check' })}</h2>
    <p>
      ${reader.say({ zh: '持有数据库的单位运行下面的命令，逐条重算并与各次封存值比对；外部人员把此前抄下的记录数与封存值交给对方，一并写在命令里，命令会说明是否一致。也可以自行下载全部摘要重算。', en: 'Whoever holds the database runs the command below: it recomputes every entry and every seal. An outsider who noted an earlier root and size has it put into the command, which says whether they agree. All digests may also be fetched and recomputed.' })}
    </p>
    <pre tabindex="0">
npx zhijian journal verify${seal === undefined ? '' : ` --size ${seal.size} --root ${seal.root}`}</pre
    >
    <p><a href="/api/v1/journal/leaves">${reader.say({ zh: '全部记录的摘要（不含内容）', en: 'Digests of all entries, without their contents' })}</a></p>`;

export const correctionsPage = (reader: Reader): Html =>
  html` <h1>${reader.say({ zh: '发现错误怎样更正', en: 'How to have an error corrected' })}</h1>
    <p>
      ${reader.say({ zh: '企业或个人认为公布的记录有误，可以向作出抽查的部门或企业所在地市场监督管理部门书面提出，写明记录页的地址、错误之处和证明材料。', en: 'Whoever holds a published record to be wrong may write to the authority that made the check, or to that of the firm’s place, naming the address of the page, the error and the evidence.' })}
    </p>
    <p>
      ${reader.say({ zh: '更正会公开可见：原记录不会悄悄消失，更正内容和原因一并留存。', en: 'Corrections are visible: no record vanishes silently, and the correction is kept with its reason.' })}
    </p>`;

export const notFoundPage = (reader: Reader): Html =>
  html` <h1>${reader.say({ zh: '没有这个页面', en: 'No such page' })}</h1>
    <p>
      ${reader.say({ zh: '网址可能有误，或该内容已依规定撤下。请从首页重新查询。', en: 'The address may be wrong, or what stood here was taken down by rule. Please search again from the first page.' })}
    </p>
    <p><a class="button" href="/">${reader.say({ zh: '回到首页', en: 'Home' })}</a></p>`;
