/** Provinces by the first two digits of their GB/T 2260 code: short name and what follows it in the full name. */
const provinces: readonly (readonly [digits: string, short: string, ending: string])[] = [
  ['11', '北京', '市'],
  ['12', '天津', '市'],
  ['13', '河北', '省'],
  ['14', '山西', '省'],
  ['15', '内蒙古', '自治区'],
  ['21', '辽宁', '省'],
  ['22', '吉林', '省'],
  ['23', '黑龙江', '省'],
  ['31', '上海', '市'],
  ['32', '江苏', '省'],
  ['33', '浙江', '省'],
  ['34', '安徽', '省'],
  ['35', '福建', '省'],
  ['36', '江西', '省'],
  ['37', '山东', '省'],
  ['41', '河南', '省'],
  ['42', '湖北', '省'],
  ['43', '湖南', '省'],
  ['44', '广东', '省'],
  ['45', '广西', '壮族自治区'],
  ['46', '海南', '省'],
  ['50', '重庆', '市'],
  ['51', '四川', '省'],
  ['52', '贵州', '省'],
  ['53', '云南', '省'],
  ['54', '西藏', '自治区'],
  ['61', '陕西', '省'],
  ['62', '甘肃', '省'],
  ['63', '青海', '省'],
  ['64', '宁夏', '回族自治区'],
  ['65', '新疆', '维吾尔自治区'],
  ['71', '台湾', '省'],
  ['81', '香港', '特别行政区'],
  ['82', '澳门', '特别行政区'],
];

const municipalities = new Set(['11', '12', '31', '50']);

/** All provinces, in the order of their codes. */
export const allProvinces = provinces.map(([digits, shortName, ending]) => ({
  code: `${digits}0000`,
  shortName,
  name: `${shortName}${ending}`,
  municipality: municipalities.has(digits),
}));

const endings = /(自治州|自治县|自治旗|地区|林区|特区|盟|市|县|区|旗|州)$/;
const peoples =
  /(?:(?:[壮瑶满回藏苗侗彝黎白傣畲羌佤水怒京土]|各|蒙古|哈萨克|朝鲜|布依|土家|哈尼|傈僳|拉祜|景颇|纳西|达斡尔|鄂温克|仡佬|仫佬|毛南|撒拉|保安|东乡|裕固|独龙|布朗|普米)族|蒙古|哈萨克|柯尔克孜|锡伯|塔吉克)+$/;

/** A name without its ending: 佛山市 → 佛山, 乳源瑶族自治县 → 乳源; short ones stay whole (梅县, 城区). */
export const shortNameOf = (name: string): string => {
  const bare = name.replace(endings, '');
  if (bare.length < 2) return name;
  const place = name.includes('自治') ? bare.replace(peoples, '') : bare;
  return place.length < 2 ? bare : place;
};

/** The province and the city that a code lies in: 440604 → 440000 and 440600. */
export const provinceOfCode = (code: string): string => `${code.slice(0, 2)}0000`;
export const cityOfCode = (code: string): string => `${code.slice(0, 4)}00`;
