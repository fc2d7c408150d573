import type { TextPair } from '#foundation/text-pair.ts';
import type { ProofPart } from '#foundation/draw/check-proof.ts';
import { listed, steps, type Answer, type Brief, type Question, type Step } from './worker.ts';

const megabyte = 1024 * 1024;
/** The largest proof that a phone can be asked to hold; the command takes the same. */
const limit = 256 * megabyte;

const parts: readonly { readonly part: ProofPart; readonly name: TextPair }[] = [
  { part: 'file', name: { zh: '文件格式', en: 'Form of the file' } },
  { part: 'seed', name: { zh: '种子与承诺', en: 'Seed and commitment' } },
  { part: 'pool', name: { zh: '名单与权重', en: 'Pool and weights' } },
  { part: 'inputs', name: { zh: '抽取数量、人员与回避', en: 'Quotas, people and conflicts' } },
  { part: 'result', name: { zh: '抽取结果', en: 'Result' } },
  { part: 'seal', name: { zh: '说明与时间', en: 'Descriptions and times' } },
];

const stepNames: Readonly<Record<Step, TextPair>> = {
  read: { zh: '读取文件', en: 'reading the file' },
  form: { zh: '核对文件格式', en: 'its form' },
  digest: { zh: '计算名单摘要', en: 'the digest of the pool' },
  order: { zh: '核对名单次序和权重', en: 'order and weights of the pool' },
  draw: { zh: '重新抽取', en: 'drawing again' },
  seal: { zh: '核对摘要和封印', en: 'digests and seal' },
};

// Asked for each time: the worker reads this file too, and has no document.
const say = ({ zh, en }: TextPair): string => (document.documentElement.lang === 'en' ? en : zh);
const find = <T extends Element>(id: string): T => document.querySelector(`#${id}`) as T;

/** An element with text and children; nothing is ever read as HTML. */
const make = (name: string, content: string | readonly Node[] = '', className = ''): HTMLElement => {
  const element = document.createElement(name);
  if (className !== '') element.className = className;
  if (typeof content === 'string') element.textContent = content;
  else element.append(...content);
  return element;
};

const table = (caption: string, head: readonly string[], rows: readonly (readonly string[])[]): HTMLElement => {
  const cells = (name: string, texts: readonly string[]) =>
    make(
      'tr',
      texts.map((text, at) => {
        const cell = make(name, text);
        if (name === 'td') cell.dataset['label'] = head[at] ?? '';
        return cell;
      }),
    );
  const made = make(
    'table',
    [
      make('caption', caption),
      make('thead', [cells('th', head)]),
      make(
        'tbody',
        rows.map((texts) => cells('td', texts)),
      ),
    ],
    'stack',
  );
  made.querySelectorAll('th').forEach((cell) => cell.setAttribute('scope', 'col'));
  return made;
};

const list = (entries: readonly (readonly [string, string])[]): HTMLElement =>
  make(
    'dl',
    entries.flatMap(([name, value]) => [make('dt', name), make('dd', [make('code', value)])]),
  );

const shown = ({ brief, faults }: Extract<Answer, { to: 'check' }>): Node[] => {
  const holds = faults.length === 0;
  const bad = new Set(faults.map(({ part }) => part));
  const stateOf = (part: ProofPart): string => {
    if (bad.has(part)) return say({ zh: '不相符', en: 'Does not hold' });
    return brief === undefined ? say({ zh: '未能核验', en: 'Not checked' }) : say({ zh: '相符', en: 'Holds' });
  };
  const verdict = holds
    ? say({
        zh: '核验通过：结果可由种子、公共随机数和名单重新得出',
        en: 'It holds: the result follows from seed, entropy and pool',
      })
    : say({ zh: '核验不通过', en: 'It does not hold' });
  const nodes: Node[] = [
    make('div', [make('h2', verdict), ...faults.map(({ text }) => make('p', say(text), 'fail'))], 'answer'),
    table(
      say({ zh: '各部分', en: 'Part by part' }),
      [say({ zh: '部分', en: 'Part' }), say({ zh: '结论', en: 'Finding' })],
      parts.map(({ part, name }) => [say(name), stateOf(part)]),
    ),
  ];
  return nodes;
};

/** What is to be compared with what was published, by its name. */
const publishedList = ({ about, times, entropy, ...brief }: Brief): HTMLElement =>
  list([
    [say({ zh: '承诺', en: 'Commitment' }), brief.commitment],
    [say({ zh: '名单摘要', en: 'Digest of the pool' }), brief.poolDigest],
    [say({ zh: '冻结摘要', en: 'Digest of what was frozen' }), brief.frozenDigest],
    [
      say({ zh: '公共随机数', en: 'Public entropy' }),
      [entropy.source, entropy.issue, entropy.value].filter(Boolean).join(' · '),
    ],
    ...Object.entries({ ...about, ...times }),
  ]);

const drawnList = ({ first, drawn, entries, quotas }: Brief): HTMLElement => {
  const people = first.some(({ inspectors }) => inspectors !== undefined);
  const more = drawn > listed ? say({ zh: `，此处列出前 ${listed} 个`, en: `; the first ${listed} are listed` }) : '';
  const caption = say({
    zh: `名单 ${entries} 个，分 ${quotas.length} 层，抽取 ${drawn} 个${more}`,
    en: `${drawn} drawn out of ${entries} in ${quotas.length} strata${more}`,
  });
  const head = [
    say({ zh: '次序', en: 'Order' }),
    say({ zh: '层', en: 'Stratum' }),
    say({ zh: '位次', en: 'Place' }),
    say({ zh: '编号', en: 'Id' }),
    ...(people
      ? [
          say({ zh: '检查人员（首位为组长）', en: 'Inspectors, the first leads' }),
          say({ zh: '检验机构', en: 'Laboratory' }),
        ]
      : []),
  ];
  const rows = first.map(({ rank, stratum, place, id, inspectors, laboratory }) => [
    String(rank),
    stratum,
    String(place),
    id,
    ...(people ? [inspectors?.join(say({ zh: '、', en: ', ' })) ?? '', laboratory ?? ''] : []),
  ]);
  return table(caption, head, rows);
};

const ownWords = ({ own }: Extract<Answer, { to: 'own' }>): string => {
  if (own === undefined)
    return say({
      zh: '名单中没有这个编号与盐值的组合。请核对两者；如确认无误，说明未列入本次名单。',
      en: 'The pool has no entry of this id and salt. Check both; if they are right, you were not in this pool.',
    });
  const { place, weight, stratum, drawn } = own;
  return say({
    zh: `在名单第 ${place} 位，层“${stratum}”，权重 ${weight}，${drawn ? `抽中，次序为第 ${drawn.rank} 个` : '未抽中'}。`,
    en: `Place ${place} of the pool, stratum “${stratum}”, weight ${weight}: ${drawn ? `drawn as number ${drawn.rank}` : 'not drawn'}.`,
  });
};

/** Brings the page to life: shows the parts that need a script, and hands files to the worker. */
export const servePage = (script: string): void => {
  const [result, details, ownAnswer, drop] = ['result', 'details', 'own-answer', 'drop'].map((id) =>
    find<HTMLElement>(id),
  ) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement];
  const input = find<HTMLInputElement>('proof');
  const worker = new Worker(script);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker takes no origin
  const ask = (question: Question): void => worker.postMessage(question);
  const tell = (words: TextPair): void => result.replaceChildren(make('p', say(words), 'answer'));
  /** What the worker is at: words once a step, so that they can be read out, and a bar that moves. */
  const progress = (file: string, step: Step, share: number): void => {
    const at = steps.indexOf(step);
    const words = say({
      zh: `正在核验 ${file}：第 ${at + 1} 步，共 ${steps.length} 步，${stepNames[step].zh}……`,
      en: `Checking ${file}, step ${at + 1} of ${steps.length}: ${stepNames[step].en} …`,
    });
    let bar = result.querySelector('progress');
    if (bar === null) {
      bar = document.createElement('progress');
      bar.setAttribute('aria-label', say({ zh: '核验进度', en: 'Progress of the check' }));
      result.replaceChildren(make('p', '', 'answer'), bar);
    }
    const line = result.firstElementChild;
    if (line !== null && line.textContent !== words) line.textContent = words;
    bar.max = steps.length;
    bar.value = at + share;
  };
  let name = '';
  const failed = (): void => {
    result.replaceChildren();
    find<HTMLElement>('failed').hidden = false;
  };
  worker.addEventListener('error', failed);
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    if (data.to === 'progress') {
      progress(name, data.step, data.share);
      return;
    }
    result.setAttribute('aria-busy', 'false');
    if (data.to === 'failure') failed();
    else if (data.to === 'own') ownAnswer.textContent = ownWords(data);
    else {
      const { brief } = data;
      result.replaceChildren(...shown(data));
      if (brief) {
        find('published').replaceChildren(publishedList(brief));
        find('drawn').replaceChildren(drawnList(brief));
        details.hidden = false;
        find<HTMLElement>('salt-row').hidden = brief.ids !== 'salted';
      }
    }
  });
  const check = (file: File | undefined): void => {
    if (file === undefined) return;
    details.hidden = true;
    find<HTMLElement>('failed').hidden = true;
    ownAnswer.textContent = '';
    if (file.size > limit) {
      const size = Math.ceil(file.size / megabyte);
      tell({
        zh: `文件过大：${size} MB，上限为 256 MB。`,
        en: `The file is too large: ${size} MB; the limit is 256 MB.`,
      });
      return;
    }
    result.setAttribute('aria-busy', 'true');
    ({ name } = file);
    progress(name, 'read', 0);
    ask({ ask: 'check', file });
  };
  input.addEventListener('change', () => check(input.files?.[0]));
  for (const name of ['dragenter', 'dragover'])
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add('over');
    });
  drop.addEventListener('dragleave', () => drop.classList.remove('over'));
  drop.addEventListener('drop', (event) => {
    event.preventDefault();
    drop.classList.remove('over');
    check(event.dataTransfer?.files[0]);
  });
  find<HTMLFormElement>('own').addEventListener('submit', (event) => {
    event.preventDefault();
    const value = (id: string): string => find<HTMLInputElement>(id).value.trim();
    ask({ ask: 'own', id: value('own-id'), salt: value('own-salt') });
  });
  find<HTMLElement>('check').hidden = false;
  find<HTMLElement>('no-script').hidden = true;
};
