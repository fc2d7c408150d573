import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { checkFonts } from '../check-fonts.ts';
import { missingCharacters, paperContentSchema, textsOf } from '../paper-content.ts';
import { fontFiles } from '../settings.ts';
import { formDraft, letterDraft, sheetOf } from '../testing.ts';
import { coverageOfMap, covers, readCoverage } from './coverage.ts';
import { renderDocx } from './docx.ts';
import { codePng } from './png.ts';
import { darkSquares } from './qr.ts';
import { drawnCharacters, drawPdf } from './renderer.ts';

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('PDF', () => {
  test('the same paper gives the same bytes, with its fonts within', async () => {
    const sheet = sheetOf('letter', letterDraft());
    const [first, second] = await Promise.all([drawPdf({}, sheet), drawPdf({}, sheet)]);
    expect(digest(first)).toBe(digest(second));
    await drawPdf({}, sheetOf('form', formDraft(30)));
    expect(digest(await drawPdf({}, sheet))).toBe(digest(first));
    const text = Buffer.from(first).toString('latin1');
    expect(text.startsWith('%PDF-1.7')).toBe(true);
    expect(text.match(/\/FontFile2/g)).toHaveLength(2);
    expect(text).not.toContain('Helvetica');
    expect(text).toContain('D:20260901000000Z');
    expect(first.length).toBeLessThan(150_000);
    expect(digest(await drawPdf({}, { ...sheet, number: '另一文号' }))).not.toBe(digest(first));
  });

  test('a long form is drawn without holding up the server', async () => {
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 5);
    const bytes = await drawPdf({}, sheetOf('form', formDraft(2000)));
    clearInterval(ticking);
    expect(
      Buffer.from(bytes)
        .toString('latin1')
        .match(/\/Type \/Page\b/g)?.length,
    ).toBeGreaterThan(50);
    expect(turns).toBeGreaterThan(5);
  });

  test('what can not be drawn is told, and the next paper is drawn nevertheless', async () => {
    const broken = { papers: { bodyFont: '/nowhere/fangsong.ttf' } };
    await expect(drawPdf(broken, sheetOf('form', formDraft()))).rejects.toThrow('fangsong');
    await expect(drawPdf({}, sheetOf('form', formDraft()))).resolves.toBeInstanceOf(Uint8Array);
  });
});

describe('.docx', () => {
  test('holds the text in well-formed parts, the same bytes each time', () => {
    const sheet = sheetOf('letter', letterDraft({ title: '关于<甲>&“乙”的通知' }));
    const bytes = renderDocx(sheet);
    expect(digest(renderDocx(sheet))).toBe(digest(bytes));
    const parts = unzipSync(bytes);
    const document = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
    expect(document).toContain('关于&lt;甲&gt;&amp;“乙”的通知'.replaceAll('“', '“'));
    for (const text of ['虚质检告〔2026〕12号', '附件：1. 不合格产品检验报告', '抄送：', 'JZY-2008'])
      expect(document).toContain(text);
    for (const name of ['w:p', 'w:tbl', 'w:tc', 'w:r', 'w:tr']) {
      const opened = document.match(new RegExp(`<${name}[ >]`, 'g'))?.length;
      expect(document.match(new RegExp(`</${name}>`, 'g'))?.length, name).toBe(opened);
    }
    expect(
      Buffer.from(parts['word/media/code.png'] ?? [])
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });
});

describe('glyphs', () => {
  test('what the font lacks is named, what it has is not', async () => {
    const has = await drawnCharacters({});
    const texts = ['张㐂生、𠮷野家（原名：李😀）', ...textsOf(paperContentSchema.parse(letterDraft()))];
    const missing = missingCharacters(texts, has);
    expect(missing).toContain('😀');
    expect(missing.every((character) => ['㐂', '𠮷', '😀'].includes(character))).toBe(true);
    expect(missingCharacters(['〔2026〕号（演示）≥±℃ μ—…'], has)).toEqual([]);
  });

  test('the map is that of the font, and formats 4 and 12 are read', async () => {
    const coverage = await readCoverage(fontFiles({}).body);
    expect(covers(coverage, 0x4e00)).toBe(true);
    expect(covers(coverage, 0x10ffff)).toBe(false);
    await expect(readCoverage(new URL(import.meta.url).pathname)).rejects.toThrow('not a TrueType');
    const four = Buffer.alloc(12 + 32);
    four.writeUInt16BE(1, 2);
    four.writeUInt32BE(12, 8);
    const table = four.subarray(12);
    [4, 32, 0, 4, 0, 0, 0, 0x43, 0xffff, 0, 0x41, 0xffff, 0xffc0, 1, 0, 0].forEach((value, index) => table.writeUInt16BE(value, index * 2)); // prettier-ignore
    expect(coverageOfMap(four)).toEqual([[0x41, 0x43]]);
  });
});

test('a font that can not be used stops the start, with its name', async () => {
  expect(await checkFonts({})).toMatchObject({ ok: true });
  const refused = await checkFonts({ papers: { titleFont: '/nowhere/song.ttc' } });
  expect(!refused.ok && refused.refusal.text.zh).toContain('/nowhere/song.ttc');
});

test('the code is drawn alike as squares and as picture', () => {
  const { size, dark } = darkSquares('https://example.cn/papers/ABCDEFGHJKMNPQRS');
  expect(dark.length).toBeGreaterThan(size * size * 0.3);
  expect(codePng('https://example.cn/papers/ABCDEFGHJKMNPQRS').readUInt32BE(16)).toBe(size * 8);
});
