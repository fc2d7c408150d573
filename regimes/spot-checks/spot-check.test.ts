import { expect, test } from 'vitest';
import { checkChoice } from './spot-check.ts';

const check = { authority: '虚构省局', title: '2026年门窗抽查', publishedOn: '2026-09-01', withheld: false };

test('a check among many is told from the others by its day, said once, or by not being public yet', () => {
  expect(checkChoice(check).zh).toBe('虚构省局 2026年门窗抽查（2026年9月1日公布）');
  const dated = { ...check, title: '虚构省局2026年9月1日公布的定期抽查' };
  expect(checkChoice(dated).zh).toBe(dated.title);
  expect(checkChoice({ ...check, withheld: true, publishedOn: null })).toEqual({
    zh: '虚构省局 2026年门窗抽查（结果尚未公布）',
    en: '虚构省局 2026年门窗抽查 (results not published yet)',
  });
  expect(checkChoice({ ...check, publishedOn: null }).zh).toBe('虚构省局 2026年门窗抽查');
});
