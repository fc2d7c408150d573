import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { citationSources } from './citation-sources.ts';
import { cite, resolveCitation } from './citation.ts';
import { sharedDataNote, sharedDataPresent, sharedPath } from '../tests/shared-data.ts';
import { localDate } from './local-date.ts';

describe('cite', () => {
  it('prints the place of the notice and never our id', () => {
    expect(cite('notice', '4.3.1').text).toEqual({
      zh: '粤府办〔2000〕18号 四（三）1',
      en: 'Yuefuban [2000] No. 18, Part 4 (3) 1',
    });
    for (const clause of Object.keys(citationSources.notice.clauses)) {
      const { text } = cite('notice', clause as '4.2');
      if (clause) expect(`${text.zh} ${text.en}`).not.toContain(clause);
    }
  });

  it.each(['3.4', '3.6', '4.2', '4.4', '6.1', '6.4'] as const)(
    'prints an inferred place without its number: %s',
    (clause) => {
      expect(cite('notice', clause).text.zh).toMatch(/^粤府办〔2000〕18号 第[三四六]部分$/);
    },
  );

  it('refuses a clause whose text is lost', () => {
    // @ts-expect-error 4.1 may not be cited
    expect(() => cite('notice', '4.1')).toThrow(RangeError);
    expect(resolveCitation('notice', '4.1')).toMatchObject({ ok: false, refusal: { code: 'citation-text-lost' } });
  });

  it('refuses what has not been loaded', () => {
    expect(resolveCitation('notice', '9.9')).toMatchObject({ ok: false, refusal: { code: 'citation-not-loaded' } });
    expect(resolveCitation('notice', 'toString')).toMatchObject({ ok: false });
    expect(resolveCitation('__proto__', '')).toMatchObject({ ok: false });
    expect(resolveCitation('product-quality-law', '99')).toMatchObject({ ok: false });
  });

  it('names the version of the law that was in force', () => {
    expect(cite('product-quality-law', '15').text.zh).toBe('《中华人民共和国产品质量法》第十五条');
    expect(cite('product-quality-law', '56', localDate('2015-06-30')).text).toEqual({
      zh: '《中华人民共和国产品质量法》（2009年修正）第五十六条',
      en: 'Product Quality Law of the People’s Republic of China (as amended in 2009), Article 56',
    });
    expect(resolveCitation('product-quality-law', '15', localDate('2000-08-31'))).toMatchObject({
      refusal: { code: 'citation-not-loaded' },
    });
  });

  it('cites a whole standard', () => {
    expect(cite('gbt-8170', '').text.zh).toBe('GB/T 8170—2008《数值修约规则与极限数值的表示和判定》');
  });
});

describe.skipIf(!sharedDataPresent)(`the notice as it was restored: ${sharedDataNote}`, () => {
  it('has exactly the clauses of the table', () => {
    const ids = [...readFileSync(sharedPath('notice/clauses.md'), 'utf8').matchAll(/^\| (\d[\d.]*) \|/gm)].map(
      (m) => m[1],
    );
    const ours = [...Object.keys(citationSources.notice.clauses).filter((c) => c !== ''), '4.1'];
    expect(ours.toSorted()).toEqual(ids.toSorted());
  });
});
