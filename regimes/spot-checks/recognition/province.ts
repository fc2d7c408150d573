/** Short names of the provinces, regions and municipalities as the published tables use them. */
const provinces = [
  '北京', '天津', '河北', '山西', '内蒙古', '辽宁', '吉林', '黑龙江', '上海', '江苏', '浙江', '安徽', '福建', '江西', '山东', '河南', '湖北',
  '湖南', '广东', '广西', '海南', '重庆', '四川', '贵州', '云南', '西藏', '陕西', '甘肃', '青海', '宁夏', '新疆', '台湾', '香港', '澳门',
] as const; // prettier-ignore

const byStart: ReadonlyMap<string, string> = new Map(provinces.map((name) => [name.slice(0, 2), name]));
const startOf = (place: string): string => {
  const name = byStart.get(place.slice(0, 2));
  return name !== undefined && place.startsWith(name) ? name : '';
};

/**
 * The short name of the province that a place begins with: 广西壮族自治区 and 广西省 give 广西, 江苏南京 gives 江苏. Empty where it
 * begins with none; a city is not looked up, since a place name alone may be anywhere.
 */
export const provinceOf = (place: string): string => {
  if (place === '') return '';
  const found = startOf(place);
  return found !== '' ? found : startOf(place.replace(/\s+/g, '').replace(/^(中国|标称[:：]?)/, ''));
};
