export type PartyRole = 'factory' | 'principal' | 'distributor' | 'importer' | 'unknown';

/**
 * Labels before a firm's name in a producer cell, by role. `maker` is 制造商: whoever puts its name on the product. Beside a
 * named factory it is the principal; where no factory is named it makes the product itself.
 */
export const roleLabels: Readonly<Record<PartyRole | 'maker' | 'stated' | 'former', readonly string[]>> = {
  factory: [
    '生产厂', '生产厂家', '生产商', '生产企业', '生产者', '生产单位', '实际生产企业', '实际生产厂', '加工厂', '加工企业', '加工方', '制造厂',
    '受托方', '受托企业', '受托生产企业', '受委托方', '受委托企业', '被委托方', '被委托企业', '被委托生产企业', '代工厂', '代工企业',
  ],
  maker: ['制造商', '制造企业', '制造单位', '制造者'],
  principal: [
    '委托方', '委托商', '委托企业', '委托单位', '委托生产企业', '委托人', '品牌商', '品牌方', '品牌运营商', '运营商', '商标持有人', '商标所有人',
    '持证人', '授权商', '授权方', '授权企业', '监制', '监制商', '监制单位', '出品', '出品商', '出品方', '出品人', '出品单位',
  ],
  distributor: [
    '经销商', '经销单位', '经销企业', '总经销', '总经销商', '全国总经销', '中国总经销', '销售商', '销售单位', '销售企业', '分销商', '供应商', '供货商',
    '代理商', '总代理', '总代理商', '中国总代理', '国内总代理', '全国总代理',
  ],
  importer: ['进口商', '进口单位', '进口企业', '进口代理商', '进口总代理', '进口经销商'],
  stated: ['标称', '标称生产企业', '标称生产者', '标称生产单位', '标称企业', '标称名称'],
  former: ['原名称', '原名', '曾用名', '原', '原企业名称'],
  unknown: ['受检单位', '总公司', '分公司', '地址'],
}; // prettier-ignore

/** Ends of firm names: what tells a firm in brackets from a remark. */
export const firmEnd = /(公司|集团|厂|社|局|研究所|中心|商行|商店|经营部|门市部|合作社)$/;

/** A bracketed part of one and the same firm: （济南分公司）, （四厂）, （普通合伙）. */
export const partOfFirm =
  /^(.{0,6}(分公司|分厂|分店|支公司|办事处|车间|营业部)|.{0,5}厂|有限公司|有限责任公司|集团|股份|.{0,4}合伙|个体工商户|个人独资.{0,2})$/;

/** Names of those who sell rather than make. */
export const retailerName =
  /加油|加气站|油站|加能站|油气站|商场|商店|超市|百货|门市部|经营部|商行|商城|购物|专卖|专营店|旗舰店|便利店|批发部|批发商|销售部|经销部|营业部|药店|药房|眼镜店|金店|珠宝店|家具城|店$|店[（(]/;

/** A name that ends so is a works, whatever else it contains: 日用百货厂. */
export const worksName = /(厂|加工店|制造有限公司|制造有限责任公司)([（(][^（）()]*[)）])?$/;

/** Outlets that sell fuel are listed as producers in these categories though their names need not say so; refineries are not. */
export const fuelCategory = /(汽油|柴油)([（(].*[)）])?$/;
export const fuelOutlet = /站($|[（(])|销售.*(分|支)公司|石油(分|支)公司|供应部|服务区/;
