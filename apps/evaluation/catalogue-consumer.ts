import type { CatalogueEntry } from './catalogue.ts';

const clothing = '服装鞋帽与箱包';
const children = '儿童用品';
const furniture = '家具与家居';
const daily = '日用消费品';

export const consumer: readonly CatalogueEntry[] = [
  { name: '休闲服装', group: clothing, trade: '服饰', products: ['女式上衣', '男式衬衫', 'T恤衫', '休闲裤'], failing: 14, items: ['纤维含量', 'pH值', '耐摩擦色牢度', '甲醛含量', '使用说明', '可分解致癌芳香胺染料'], measured: [{ item: '甲醛含量', unit: 'mg/kg', limit: '≤75', sense: 'most', bound: 75, decimals: 0 }], models: ['{a}/84A', '175/92A'], clusters: ['广州', '东莞', '佛山', '中山', '汕头'], weight: 8 },
  { name: '女士内衣', group: clothing, trade: '针织', products: ['文胸', '女式内裤', '塑身内衣'], failing: 13, items: ['纤维含量', 'pH值', '耐皂洗色牢度', '使用说明'], models: ['75B', '{a}/90'], clusters: ['汕头', '佛山', '揭阳', '中山'], weight: 6 },
  { name: '羽绒服装', group: clothing, trade: '服装', products: ['羽绒服', '羽绒背心'], failing: 6, items: ['充绒量', '含绒量', '纤维含量', '耗氧量'], models: ['{a}/88A'], clusters: ['广州', '深圳', '东莞'], weight: 2 },
  { name: '皮鞋', group: clothing, trade: '鞋业', products: ['男式皮鞋', '女式皮鞋', '皮凉鞋'], failing: 8, items: ['帮底剥离强度', '外底耐磨性能', '勾心硬度', '标识'], measured: [{ item: '帮底剥离强度', unit: 'N/cm', limit: '≥90', sense: 'least', bound: 90, decimals: 0 }], models: ['{b}码 A{a}'], clusters: ['惠州', '广州', '东莞', '佛山', '江门'], weight: 4 },
  { name: '旅行箱包', group: clothing, trade: '箱包', products: ['拉杆箱', '旅行包', '背提包'], failing: 24, items: ['振荡冲击性能', '耐冲击性能', '跌落性能', '行走性能', '标志'], models: ['{b}寸 L{a}'], clusters: ['广州', '东莞', '佛山'], weight: 5 },
  { name: '玩具', group: children, trade: '玩具', products: ['塑胶玩具', '电动玩具', '毛绒玩具', '益智拼装玩具'], failing: 5, items: ['边缘及尖端', '小零件', '警示标识', '增塑剂', '可迁移元素的最大限量', '塑料袋或塑料薄膜'], measured: [{ item: '可迁移元素（铅）', unit: 'mg/kg', limit: '≤90', sense: 'most', bound: 90, decimals: 0 }], models: ['NO.{a}-{b}'], clusters: ['汕头', '东莞', '深圳', '揭阳', '广州'], weight: 9 },
  { name: '童车', group: children, trade: '童车', products: ['儿童三轮车', '儿童推车', '儿童自行车'], failing: 9, items: ['稳定性', '制动性能', '小零件', '使用说明', '车把部件的强度'], models: ['TC-{a}'], clusters: ['东莞', '中山', '汕头', '佛山'], weight: 3 },
  { name: '童鞋', group: children, trade: '鞋业', products: ['儿童皮鞋', '儿童运动鞋', '婴幼儿布鞋'], failing: 17, items: ['邻苯二甲酸酯总量', '重金属总量', '帮底剥离强度', '耐折性能'], models: ['{b}码'], clusters: ['汕头', '揭阳', '惠州', '东莞'], weight: 3 },
  { name: '儿童家具', group: children, trade: '家具', products: ['儿童床', '儿童学习桌', '儿童椅'], failing: 26, items: ['边缘及尖端', '警示标识', '甲醛释放量', '力学性能', '突出物'], measured: [{ item: '甲醛释放量', unit: 'mg/L', limit: '≤1.5', sense: 'most', bound: 1.5, decimals: 1 }], models: ['ET-{a}'], clusters: ['佛山', '东莞', '深圳', '中山'], weight: 4 },
  { name: '学生用品', group: children, trade: '文具', products: ['中性墨水笔', '书包', '橡皮擦', '课业簿册'], failing: 4, items: ['可迁移元素', '增塑剂', '标识', '亮度'], models: ['XS-{a}'], clusters: ['汕头', '揭阳', '东莞', '深圳'], weight: 3 },
  { name: '纸尿裤', group: children, trade: '卫生用品', products: ['婴儿纸尿裤', '成人纸尿片'], failing: 3, items: ['渗透性能', 'pH值', '条质量偏差'], models: ['L码 {a}片'], clusters: ['佛山', '江门', '东莞'], weight: 2 },
  { name: '木制家具', group: furniture, trade: '家具', products: ['衣柜', '餐桌', '床头柜', '书桌'], failing: 12, items: ['甲醛释放量', '木工要求', '力学性能', '漆膜附着力', '标识'], measured: [{ item: '甲醛释放量', unit: 'mg/L', limit: '≤1.5', sense: 'most', bound: 1.5, decimals: 1 }], models: ['MJ-{a}'], clusters: ['佛山', '东莞', '中山', '深圳', '惠州'], weight: 7 },
  { name: '沙发', group: furniture, trade: '家居', products: ['软体沙发', '布艺沙发', '皮革沙发'], failing: 7, items: ['泡沫塑料回弹性能', '座面、背面松动量', '皮革摩擦色牢度', '标识'], models: ['SF-{a}'], clusters: ['佛山', '东莞', '惠州', '河源'], weight: 4 },
  { name: '弹簧软床垫', group: furniture, trade: '家居', products: ['弹簧软床垫', '棕纤维弹性床垫'], failing: 6, items: ['面料物理性能', '铺垫料', '耐久性', '甲醛释放量'], models: ['1800×2000×{a}mm'], clusters: ['佛山', '深圳', '东莞'], weight: 3 },
  { name: '床上用品', group: furniture, trade: '家纺', products: ['床单', '被套', '枕套', '四件套'], failing: 9, items: ['纤维含量', '耐皂洗色牢度', 'pH值', '断裂强力', '使用说明'], models: ['{a}×230cm'], clusters: ['佛山', '广州', '汕头', '东莞'], weight: 4 },
  { name: '办公椅', group: furniture, trade: '办公家具', products: ['转椅', '办公椅'], failing: 19, items: ['稳定性', '椅背往复耐久性', '底座静载荷', '塑料件耐冷热循环'], models: ['BY-{a}'], clusters: ['佛山', '中山', '东莞', '深圳'], weight: 3 },
  { name: '眼镜', group: daily, trade: '光学', products: ['太阳镜', '老视成镜', '眼镜架'], failing: 21, items: ['球镜顶焦度偏差', '可见光透射比', '装配质量', '标志', '抗汗腐蚀'], models: ['TY{a}'], clusters: ['深圳', '东莞', '广州', '江门'], weight: 4 },
  { name: '牙刷', group: daily, trade: '日用品', products: ['牙刷', '儿童牙刷'], failing: 3, items: ['毛束拉力', '磨毛', '毛束强度'], models: ['YS-{a}'], clusters: ['汕头', '揭阳', '广州'], weight: 2 },
  { name: '洗涤用品', group: daily, trade: '日化', products: ['衣料用液体洗涤剂', '洗衣粉', '餐具洗涤剂'], failing: 10, items: ['总活性物', '去污力', 'pH值', '菌落总数'], measured: [{ item: '总活性物', unit: '%', limit: '≥15', sense: 'least', bound: 15, decimals: 1 }], models: ['{a}kg/瓶'], clusters: ['广州', '汕头', '东莞', '江门'], weight: 4 },
  { name: '生活用纸', group: daily, trade: '纸业', products: ['卫生纸', '面巾纸', '擦手纸'], failing: 4, items: ['横向吸液高度', '抗张指数', '细菌菌落总数', '可迁移性荧光增白剂'], models: ['{a}抽'], clusters: ['江门', '东莞', '揭阳', '惠州'], weight: 3 },
  { name: '食品用塑料制品', group: daily, trade: '包装材料', products: ['食品包装用塑料袋', '塑料一次性餐饮具', '聚碳酸酯饮用水罐'], failing: 5, items: ['蒸发残渣', '拉断力', '跌落性能', '标签标识'], measured: [{ item: '蒸发残渣（4%乙酸）', unit: 'mg/L', limit: '≤30', sense: 'most', bound: 30, decimals: 0 }], models: ['SL-{a}'], clusters: ['潮州', '汕头', '佛山', '东莞', '湛江'], weight: 5 },
  { name: '摩托车乘员头盔', group: daily, trade: '安全防护', products: ['摩托车乘员头盔', '电动自行车乘员头盔'], failing: 14, items: ['吸收碰撞能量性能', '佩戴装置强度', '视野', '标志'], models: ['TK-{a}'], clusters: ['江门', '东莞', '佛山', '肇庆'], weight: 2 },
]; // prettier-ignore
