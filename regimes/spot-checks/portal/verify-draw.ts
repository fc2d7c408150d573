import { html, type Html, type Reader } from '#platform/portal/index.ts';

/** The form that the script brings to life; without a script it stays hidden. */
const checkForm = (reader: Reader): Html =>
  html`<section id="check" hidden>
      <p id="drop" class="drop">
        <label for="proof"
          >${reader.say({ zh: '选择证明文件，或把它拖到这里', en: 'Choose a proof, or drop it here' })}</label
        >
        <input id="proof" type="file" accept=".json,application/json" />
        <span class="quiet"
          >${reader.say({ zh: '文件只在您的浏览器中核验，不会上传。', en: 'It is checked in your browser and sent nowhere.' })}</span
        >
      </p>
      <div id="result" aria-live="polite"></div>
      <p id="failed" class="answer" hidden>
        ${reader.say({ zh: '这个文件在浏览器中无法核验，可能内存不足。请改用下面的命令。', en: 'This file cannot be checked in the browser, perhaps for want of memory. Please use the command below.' })}
      </p>
      <div id="details" hidden>
        <h2>${reader.say({ zh: '与事先公布的比对', en: 'Compare with what was published before' })}</h2>
        <p>
          ${reader.say({ zh: '证明自身相符，还须与抽取之前公布的数值一致，才说明没有人事后更换种子或名单。', en: 'A proof that holds in itself must also have the values that were published before the draw: only then was no seed or pool exchanged afterwards.' })}
        </p>
        <div id="published"></div>
      <form id="own">
        <h2>${reader.say({ zh: '查本企业', en: 'Your own entry' })}</h2>
        <p>
          ${reader.say({ zh: '填写本企业在名单中的编号；编号加盐的，还要填写企业账户中给出的盐值。', en: 'Give the id of your firm in the pool and, where ids are salted, the salt that its account shows.' })}
        </p>
        <p>
          <label for="own-id">${reader.say({ zh: '编号', en: 'Id' })}</label>
          <input id="own-id" required maxlength="200" autocomplete="off" />
        </p>
        <p id="salt-row">
          <label for="own-salt">${reader.say({ zh: '盐值', en: 'Salt' })}</label>
          <input id="own-salt" maxlength="128" autocomplete="off" spellcheck="false" />
        </p>
        <button type="submit">${reader.say({ zh: '查找', en: 'Find' })}</button>
        <p id="own-answer" role="status"></p>
      </form>
        <h2>${reader.say({ zh: '抽取名单', en: 'Who was drawn' })}</h2>
        <div id="drawn" class="wide" tabindex="0" role="region" aria-label="${reader.say({ zh: '抽取名单', en: 'Who was drawn' })}"></div>
      </div>
    </section>`;

/** The page on which anybody checks the proof of a draw; without scripts it explains how to do it by oneself. */
export const verifyDrawPage = (reader: Reader): Html =>
  html` <h1>${reader.say({ zh: '核验抽取结果', en: 'Check a draw' })}</h1>
    <p>
      ${reader.say({ zh: '抽查对象、检查人员和检验机构都由随机抽取产生。抽取结束、检查完成后，证明文件向所有人公开；任何人都能由它重新算出同样的结果。', en: 'Who is checked, who goes and who tests is drawn at random. When the visits are over the proof is open to everybody, and anybody can compute the same result from it again.' })}
    </p>
    ${checkForm(reader)}
    <p id="no-script" class="answer">
      ${reader.say({ zh: '在本页直接核验需要启用浏览器脚本。不启用也可以核验：用下面的命令，或照下面的算法自己写二十行程序。', en: 'To check on this page your browser must run its script. Without it use the command below, or write the check in twenty lines from the algorithm below.' })}
    </p>
    <h2>${reader.say({ zh: '用命令核验', en: 'By a command' })}</h2>
    <pre tabindex="0">npx zhijian draw verify PROOF.json</pre>
    <p>
      ${reader.say({ zh: '通过时退出码为 0；名单、权重、种子、公共随机数、数量或结果改动过任何一处，退出码为 3，并说明改动了什么。', en: 'It ends with 0 where the proof holds, and with 3 where any of pool, weights, seed, entropy, quotas or result was changed, saying which.' })}
    </p>
    <h2>${reader.say({ zh: '算法 zhijian-draw/1', en: 'The algorithm, zhijian-draw/1' })}</h2>
    <ol>
      <li>
        ${reader.say({ zh: '名单冻结之前先公布承诺：种子的 SHA-256，并指明将采用哪一期公共随机数（例如某期开奖号码）。', en: 'Before the pool is frozen a commitment is published, the SHA-256 of the seed, and which public entropy (a certain lottery draw, say) will be mixed in.' })}
      </li>
      <li>
        ${reader.say({ zh: '名单按层、编号的字节次序排列，每个对象一行“位次,层,编号,权重”；全部各行的 SHA-256 是名单摘要，冻结时公布。公开的编号是 SHA-256(盐值 ‖ 编号)。', en: 'The pool is put in order of stratum and id by bytes, one line an entry: place,stratum,id,weight. The SHA-256 of all lines is its digest, published at the freeze. Published ids are SHA-256(salt ‖ id).' })}
      </li>
      <li>
        ${reader.say({ zh: '公共随机数产生后，密钥 = SHA-256(种子 ‖ 公共随机数)。', en: 'When the entropy is known, key = SHA-256(seed ‖ entropy).' })}
      </li>
      <li>
        ${reader.say({ zh: '逐层抽取：权重 w 的对象持 w 张签，全部签排成一行；取 HMAC-SHA-256(密钥, "draw|层|第几个|第几次") 的前 8 字节为整数，落在最后不满一轮的部分则舍去重取，否则除以签数取余，即为抽中的签号；抽中的对象退出，再抽下一个。', en: 'Stratum by stratum: an entry of weight w holds w tickets, all tickets lie in a row; the first 8 bytes of HMAC-SHA-256(key, "draw|stratum|k|try") are an integer; one from the incomplete last round is thrown away and the next try taken, else its remainder by the number of tickets is the ticket drawn. The entry leaves, and the next is drawn.' })}
      </li>
      <li>
        ${reader.say({ zh: '对每个抽中的对象，从有资格且无须回避的检查人员中依次取任务最少的两名，首位为组长；任务数相同的由 HMAC 决定。检验机构同样按份额与任务数取一家。', en: 'For each target the two least loaded inspectors are taken out of those who qualify and have no conflict, the first leads; ties are settled by the HMAC. A laboratory likewise, by share and load.' })}
      </li>
    </ol>`;
