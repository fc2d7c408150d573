import type { Level } from './authority.ts';

const provinceName =
  /^(?:北京|天津|上海|重庆|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|台湾|香港|澳门)(?:省|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|市)?/;
const national = /^(?:中华人民共和国|中国|全国|国家|国务院|质检总局|工商总局|市场监管总局|AQSIQ|SAMR)/i;
const generalOffice = /总局$/;

/**
 * The level of an authority by its name alone, for names that the register does not hold: 江苏省质监局 provincial, 苏州市… municipal,
 * 苏州市吴江区… county. Undefined where the name does not tell it, so that a person says.
 */
export const levelOfAuthority = (name: string): Level | undefined => {
  const plain = name.replaceAll(/\s/g, '');
  if (plain === '') return undefined;
  if (national.test(plain) || generalOffice.test(plain)) return 'national';
  const province = provinceName.exec(plain)?.[0] ?? '';
  const rest = plain.slice(province.length);
  const municipality = /^(北京|天津|上海|重庆)/.test(province);
  // 市场监督管理局 and 区域 hold a 市 or a 区 that names no place.
  const places = rest.replaceAll(/市场|区域|县域|都市|城市管理/g, '');
  if (/[县旗]/.test(places) || /区/.test(places.replaceAll(/自治区|开发区|园区/g, ''))) return 'county';
  const cities = places.match(/市/g)?.length ?? 0;
  if (cities >= 2) return 'county';
  if (/[市州盟]|地区/.test(places)) return municipality ? 'county' : 'municipal';
  return province === '' ? undefined : 'provincial';
};
