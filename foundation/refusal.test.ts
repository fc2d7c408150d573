import { describe, expect, it } from 'vitest';
import { cite } from './citation.ts';
import { refusalCatalogue, refusalGroups } from './refusal-catalogue.ts';
import { type RefusalCode, ok, refusal, refusalSchema, refuse, refuseFields, statusOf, unwrap } from './refusal.ts';
import { pair } from './text-pair.ts';

const places = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? '').toSorted();

describe('refusal catalogue', () => {
  it('has no code in two groups', () => {
    const all = refusalGroups.flatMap((group) => Object.keys(group));
    expect(all.length).toBe(new Set(all).size);
    expect(Object.keys(refusalCatalogue).length).toBe(all.length);
  });

  it.each(Object.entries(refusalCatalogue))('%s reads the same in both languages', (code, entry) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(places(entry.zh)).toEqual(places(entry.en));
    expect(entry.zh).toMatch(/\p{Script=Han}/u);
    expect(entry.en).not.toMatch(/\p{Script=Han}/u);
    expect(entry.status).toBeGreaterThanOrEqual(400);
    expect(entry.status).toBeLessThan(600);
  });
});

describe('refuse', () => {
  it('fills each language with its own words', () => {
    const result = refuse('not-found', { thing: pair('企业', 'The enterprise') });
    expect(result.ok).toBe(false);
    expect(result.refusal.text).toEqual({ zh: '没有找到企业', en: 'The enterprise was not found' });
    expect(statusOf(result.refusal.code)).toBe(404);
  });

  it('needs the parameters of its code at compile time', () => {
    // @ts-expect-error the place {thing} is missing
    expect(refusal('not-found', {}).text.zh).toBe('没有找到{thing}');
    expect(refusal('forbidden').text.zh).not.toContain('{');
  });

  it('never lets a parameter reach the prototype', () => {
    expect(refusal('not-found', { thing: '{constructor}' }).text.zh).toBe('没有找到{constructor}');
  });

  it('carries a citation and passes its own schema', () => {
    const value = refusal('forbidden', {}, cite('notice', '4.3.1'));
    expect(refusalSchema.parse(JSON.parse(JSON.stringify(value)))).toEqual(value);
  });

  it('tells field by field what is wrong', () => {
    const { refusal: value } = refuseFields({ name: pair('请填写名称', 'Give a name') });
    expect(value.code satisfies RefusalCode).toBe('validation-failed');
    expect(value.fields).toEqual({ name: { zh: '请填写名称', en: 'Give a name' } });
  });

  it('unwraps a value and throws for a refusal', () => {
    expect(unwrap(ok(7))).toBe(7);
    expect(() => unwrap(refuse('conflict'))).toThrow('conflict');
  });
});
