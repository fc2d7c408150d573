import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formDraft, letterDraft, sheetOf } from '../testing.ts';
import { breakLines, clustersOf } from './lines.ts';
import { layOut, type LaidPage, type Mark, type Measure, pageSize } from './index.ts';

/** Chinese as wide as high, the rest half. */
const measure: Measure = (text) =>
  [...text].reduce((sum, character) => sum + (/[\u0000-\u00ff]/.test(character) ? 0.5 : 1), 0);
const options = { measure, face: 'body', size: 10 } as const;
const texts = (page: LaidPage) => page.filter((mark) => mark.mark === 'text');
const textOf = (pages: readonly LaidPage[]): string => pages.flatMap(texts).map((mark) => mark.text).join(''); // prettier-ignore
const millimetres = (points: number): number => (points / 72) * 25.4;

describe('lines', () => {
  test('no line begins with closing marks or ends with opening ones, none is too wide, nothing is lost', () => {
    const words = fc.stringMatching(/^[一二三四五《》（），。、；“”a-c1-3 ]{0,80}$/);
    fc.assert(
      fc.property(words, fc.integer({ min: 60, max: 300 }), (text, width) => {
        const lines = breakLines(text, width, options);
        expect(lines.map((line) => line.text).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', '')); // prettier-ignore
        const longest = Math.max(0, ...clustersOf(text).map((cluster) => measure(cluster, 'body') * 10));
        if (longest > width) return;
        for (const [index, line] of lines.entries()) {
          expect(line.width).toBeLessThanOrEqual(width + 0.01);
          if (index > 0) expect(line.text).not.toMatch(/^[，。、；》）”]/);
          if (index < lines.length - 1) expect(line.text).not.toMatch(/[《（“]$/);
        }
      }),
    );
  });

  test('words, figures and numbers of standards stay whole; what is wider than a line is cut', () => {
    expect(breakLines('符合GB 16410-2020标准', 70, options).map((line) => line.text)).toEqual([
      '符合',
      'GB\u00a016410-2020',
      '标准',
    ]);
    expect(breakLines('A'.repeat(30), 75, options).map((line) => line.text.length)).toEqual([15, 15]);
    expect(breakLines('一\n二', 75, options).map((line) => line.text)).toEqual(['一', '二']);
  });
});

describe('letters', () => {
  const long = letterDraft({
    title: '关于对虚构市第一燃具制造有限公司等十二家企业生产的家用燃气灶具产品质量监督抽查不合格结果依法进行处理的通知',
    blocks: Array.from({ length: 40 }, (_, index) => ({ type: 'paragraph' as const, text: `第${index + 1}段　虚构省呼伦贝尔市莫力达瓦达斡尔族自治旗某某有限责任公司及其分公司生产的产品经检验不合格。` })),
  }); // prettier-ignore

  test('stand on A4 with the margins of GB/T 9704 and 28 characters by 22 lines', () => {
    const pages = layOut(sheetOf('letter', long, { notice: '' }), measure);
    expect(pages.length).toBeGreaterThan(3);
    for (const mark of pages.flatMap(texts)) {
      expect(millimetres(mark.x)).toBeGreaterThanOrEqual(27.9);
      const right = mark.x + measure(mark.text, mark.face) * mark.size + ([...mark.text].length - 1) * mark.spacing;
      expect(millimetres(pageSize.width - right)).toBeGreaterThan(25.5);
    }
    const body = texts(pages[1] ?? []).filter((mark) => mark.size === 16);
    expect(new Set(body.map((mark) => Math.round(mark.y))).size).toBe(22);
    const tightest = Math.min(...body.filter((mark) => mark.text.length > 5).map((mark) => mark.spacing));
    expect(millimetres(16 + tightest) * 28).toBeCloseTo(156, 1);
    expect(texts(pages[0] ?? []).find((mark) => mark.colour === 'red')?.text).toBe('虚构省质量技术监督局');
  });

  test('number their pages, odd ones to the right, and end with the foot of the paper', () => {
    const pages = layOut(sheetOf('letter', long), measure);
    pages.forEach((page, index) => {
      const number = texts(page).find((mark) => mark.text === `— ${index + 1} —`);
      expect(number && number.x > pageSize.width / 2).toBe(index % 2 === 0);
    });
    const last = texts(pages.at(-1) ?? []).map((mark) => mark.text);
    expect(last).toContain('2026年9月1日印发');
    expect(last).toContain('核验码：ABCD-EFGH-JKMN-PQRS');
    expect(pages.flat().filter((mark) => mark.mark === 'code')).toHaveLength(1);
  });

  test('a signature never stands on a page without text, whatever the length', () => {
    for (let lines = 1; lines <= 45; lines += 1) {
      const draft = letterDraft({ attachments: [], blocks: Array.from({ length: lines }, (_, index) => ({ type: 'paragraph' as const, text: `第${index + 1}行` })) }); // prettier-ignore
      const signed = layOut(sheetOf('letter', draft), measure).find((page) => texts(page).some(({ text, size }) => text === '2026年9月1日' && size === 16)); // prettier-ignore
      expect(textOf([signed ?? []]), `${lines} lines`).toContain(`第${lines}行`);
    }
  });

  test('the foot never stands on a page without text and signature, whatever the length and the copies', () => {
    const firms = Array.from({ length: 30 }, (_, index) => `虚构市第${index + 1}质量技术监督局`);
    for (const copies of [[], firms.slice(0, 3), firms])
      for (const code of ['ABCDEFGHJKMNPQRS', null])
        for (let lines = 1; lines <= 68; lines += 1) {
          const draft = letterDraft({ attachments: [], copies, blocks: Array.from({ length: lines }, (_, index) => ({ type: 'paragraph' as const, text: `第${index + 1}行` })) }); // prettier-ignore
          const pages = layOut(sheetOf('letter', draft, code === null ? { code, verifyAt: null } : {}), measure);
          const last = textOf(pages.slice(-1));
          const told = `${lines} lines, ${copies.length} copies`;
          expect(last, told).toContain('印发');
          expect(last, told).toContain(`第${lines}行`);
          // The lowest line of text stands above the signature, the signature above the foot.
          const marks = texts(pages.at(-1) ?? []);
          const y = (wanted: (mark: (typeof marks)[number]) => boolean) =>
            Math.max(...marks.filter(wanted).map((mark) => mark.y));
          const signed = y(({ text, size }) => text === '2026年9月1日' && size === 16);
          const foot = Math.min(...marks.filter(({ text }) => text.startsWith('抄送') || text.startsWith('核验码') || text.endsWith('印发')).map((mark) => mark.y)); // prettier-ignore
          expect(
            y(({ text }) => text === `第${lines}行`),
            told,
          ).toBeLessThan(signed);
          expect(signed, told).toBeLessThan(foot);
          const said = textOf(pages);
          for (let line = 1; line <= lines; line += 1) expect(said).toContain(`第${line}行`);
        }
  });

  test('a table at the end goes on the page of signature and foot with its last rows', () => {
    for (let rows = 1; rows <= 70; rows += 1) {
      const draft = letterDraft({ attachments: [], blocks: [{ type: 'table', columns: [{ title: '项目', width: 1 }], rows: Array.from({ length: rows }, (_, index) => [`第${index + 1}项`]) }] }); // prettier-ignore
      const last = textOf(layOut(sheetOf('letter', draft), measure).slice(-1));
      for (const wanted of ['印发', `第${rows}项`, '2026年9月1日']) expect(last, `${rows} rows`).toContain(wanted);
    }
  });

  test('a draft has neither number nor code, and says what it is', () => {
    const pages = layOut(sheetOf('letter', letterDraft(), { number: null, issuedOn: null, code: null, verifyAt: null, notice: '草稿，未签发' }), measure); // prettier-ignore
    expect(textOf(pages)).toContain('（未编号）');
    expect(pages.flat().some((mark: Mark) => mark.mark === 'code')).toBe(false);
    expect(pages.every((page) => texts(page).some((mark) => mark.text === '草稿，未签发'))).toBe(true);
  });
});

describe('forms', () => {
  test('a long table says its head on each page, loses no row and stays on the page', () => {
    const pages = layOut(sheetOf('form', formDraft(200)), measure);
    expect(pages.length).toBeGreaterThan(5);
    const all = textOf(pages);
    for (let row = 1; row <= 200; row += 1) expect(all).toContain(`检验项目之第${row}项`);
    const withRows = pages.filter((page) => textOf([page]).includes('检验项目之第'));
    expect(withRows.every((page) => texts(page).some((mark) => mark.text === '标准要求'))).toBe(true);
    for (const mark of pages.flatMap(texts)) expect(millimetres(mark.y)).toBeLessThan(290);
    expect(texts(pages.at(-1) ?? []).map((mark) => mark.text)).toContain(`第 ${pages.length} 页 共 ${pages.length} 页`);
  });

  test('a cell taller than a page goes on over the next, nothing lost', () => {
    const text = Array.from({ length: 3000 }, (_, index) => String.fromCodePoint(0x4e00 + (index % 500))).join('');
    const draft = { title: '报告', blocks: [{ type: 'table' as const, columns: [{ title: '说明', width: 1 }, { title: '值', width: 1 }], rows: [[text, '1']] }] }; // prettier-ignore
    const pages = layOut(sheetOf('form', draft), measure);
    expect(pages.length).toBeGreaterThan(2);
    expect(textOf(pages).replaceAll(/第 \d+ 页 共 \d+ 页|[^\u4e00-\u4ff3]/g, '').length).toBeGreaterThanOrEqual(3000);
    for (const mark of pages.flatMap(texts)) expect(millimetres(mark.y)).toBeLessThan(290);
  });
});
