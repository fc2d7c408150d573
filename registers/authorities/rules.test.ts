import { expect, test } from 'vitest';
import { levelOfAuthority } from './rules.ts';

test.each([
  ['质检总局', 'national'],
  ['国家市场监督管理总局', 'national'],
  ['国家质量监督检验检疫总局', 'national'],
  ['江苏省质监局', 'provincial'],
  ['江苏质监局', 'provincial'],
  ['广西壮族自治区质量技术监督局', 'provincial'],
  ['上海市市场监督管理局', 'provincial'],
  ['上海市浦东新区市场监督管理局', 'county'],
  ['广东省市场监督管理局', 'provincial'],
  ['广东省佛山市质量技术监督局', 'municipal'],
  ['苏州市市场监督管理局', 'municipal'],
  ['苏州市吴江区市场监督管理局', 'county'],
  ['佛山市顺德市质监局', 'county'],
  ['惠东县质监局', 'county'],
  ['恩施州市场监督管理局', 'municipal'],
  ['某某协会', undefined],
  ['', undefined],
])('%s is %s', (name, level) => expect(levelOfAuthority(name)).toBe(level));
