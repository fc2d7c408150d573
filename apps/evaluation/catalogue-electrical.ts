import type { CatalogueEntry } from './catalogue.ts';

const appliances = '家用电器';
const lighting = '照明电器';
const electronics = '电子信息产品';
const power = '电工电力产品';

const safety = [
  '输入功率和电流',
  '发热',
  '非正常工作',
  '对触及带电部件的防护',
  '接地措施',
  '电源连接和外部软线',
  '标志和说明',
  '结构',
];
const interference = ['端子骚扰电压', '辐射骚扰', '骚扰功率'];

export const electrical: readonly CatalogueEntry[] = [
  { name: '电饭锅', group: appliances, trade: '电器', products: ['电饭锅', '智能电饭煲', '自动电饭锅'], failing: 14, items: ['标志和说明', '能效等级', ...safety], models: ['CFXB{a}-{b}'], clusters: ['湛江', '佛山', '中山'], weight: 5 },
  { name: '电磁灶', group: appliances, trade: '电器', products: ['电磁灶', '多功能电磁炉'], failing: 27, items: ['能效等级', ...interference, ...safety], models: ['C{a}-{b}'], clusters: ['中山', '佛山'], weight: 3 },
  { name: '电热水壶', group: appliances, trade: '电器', products: ['电热水壶', '保温电热水壶'], failing: 10, items: safety, models: ['DSH-{a}'], clusters: ['中山', '湛江', '佛山'], weight: 4 },
  { name: '储水式电热水器', group: appliances, trade: '电器', products: ['储水式电热水器'], failing: 22, items: ['24小时固有能耗系数', '额定容量', ...safety], models: ['DSZF-{a}L'], clusters: ['中山', '佛山'], weight: 3 },
  { name: '室内加热器', group: appliances, trade: '电器', products: ['暖风机', '石英管取暖器', '对流式取暖器'], failing: 13, items: ['稳定性和机械危险', ...safety], models: ['NSB-{a}'], clusters: ['中山', '佛山', '惠州'], weight: 3 },
  { name: '电风扇', group: appliances, trade: '电器', products: ['台扇', '落地扇', '转页扇'], failing: 11, items: ['能效等级', '机械危险', ...safety], models: ['FS40-{a}'], clusters: ['中山', '佛山', '江门'], weight: 4 },
  { name: '吸油烟机', group: appliances, trade: '厨卫', products: ['吸油烟机'], failing: 8, items: ['能效等级', '风量', ...safety], models: ['CXW-{a}-{b}'], clusters: ['中山', '佛山'], weight: 3 },
  { name: '家用燃气灶', group: appliances, trade: '燃具', products: ['家用燃气灶', '嵌入式燃气灶'], failing: 16, items: ['热效率', '干烟气中一氧化碳浓度', '热负荷', '熄火保护装置', '标志'], measured: [{ item: '热效率', unit: '%', limit: '≥59', sense: 'least', bound: 59, decimals: 1 }, { item: '干烟气中一氧化碳浓度', unit: '%', limit: '≤0.05', sense: 'most', bound: 0.05, decimals: 3 }], models: ['JZT-{a}'], clusters: ['中山', '佛山'], weight: 4 },
  { name: '家用燃气快速热水器', group: appliances, trade: '燃具', products: ['家用燃气快速热水器'], failing: 19, items: ['热效率', '热水产率', '无风状态烟气中一氧化碳含量', '标志'], measured: [{ item: '热效率', unit: '%', limit: '≥86', sense: 'least', bound: 86, decimals: 1 }], models: ['JSQ{a}-{b}'], clusters: ['中山', '佛山'], weight: 3 },
  { name: '皮肤及毛发护理器具', group: appliances, trade: '电器', products: ['电吹风', '直发器', '卷发器'], failing: 19, items: ['非正常工作', ...interference, ...safety], models: ['RH-{a}'], clusters: ['揭阳', '汕头', '惠州'], weight: 3 },
  { name: '厨房机械', group: appliances, trade: '电器', products: ['食物搅拌机', '榨汁机', '绞肉机'], failing: 10, items: safety, models: ['JB-{a}'], clusters: ['中山', '佛山', '东莞'], weight: 3 },
  { name: '电压力锅', group: appliances, trade: '电器', products: ['电压力锅'], failing: 18, items: ['能效等级', '压力控制', ...safety], models: ['YBD{a}-{b}'], clusters: ['湛江', '佛山'], weight: 2 },
  { name: '自镇流LED灯', group: lighting, trade: '照明', products: ['自镇流LED灯', 'LED球泡灯'], failing: 28, items: ['骚扰电压', '输入电流谐波', '功率因数', '初始光效', '色度要求', '标志', '灯头温升'], models: ['LED-{a}W'], clusters: ['中山', '佛山', '江门', '惠州'], weight: 5 },
  { name: '可移式通用灯具', group: lighting, trade: '灯饰', products: ['LED台灯', '护眼台灯', '落地灯'], failing: 9, items: ['标记', '结构', '外部接线和内部接线', '防触电保护', '骚扰电压'], models: ['TD-{a}'], clusters: ['中山', '江门'], weight: 4 },
  { name: '固定式通用灯具', group: lighting, trade: '灯饰', products: ['LED吸顶灯', 'LED筒灯', 'LED面板灯'], failing: 13, items: ['标记', '结构', '防触电保护', '骚扰电压', '谐波电流'], models: ['XD-{a}'], clusters: ['中山', '佛山', '江门'], weight: 5 },
  { name: 'LED控制装置', group: lighting, trade: '光电', products: ['LED驱动电源', 'LED控制装置'], failing: 12, items: ['标志', '异常状态', '电气强度', '结构'], models: ['KZ-{a}'], clusters: ['深圳', '中山', '惠州'], weight: 3 },
  { name: '消防应急灯具', group: lighting, trade: '消防设备', products: ['消防应急照明灯', '消防应急标志灯'], failing: 14, items: ['应急工作时间', '基本功能', '绝缘电阻', '恒定湿热'], models: ['M-ZFZD-E{a}W'], clusters: ['中山', '江门', '佛山'], weight: 2 },
  { name: '移动电源', group: electronics, trade: '电子科技', products: ['移动电源', '便携式移动电源'], failing: 27, items: ['有效输出容量', '转换效率', '常温外部短路', '标识', '过充电保护'], models: ['PB-{a}'], clusters: ['深圳', '东莞', '惠州'], weight: 5 },
  { name: '移动电话用锂离子电池', group: electronics, trade: '新能源', products: ['移动电话用锂离子电池', '锂离子电池'], failing: 12, items: ['热滥用', '0.2ItA放电', '额定容量', '过充电', '标识'], measured: [{ item: '额定容量比', unit: '%', limit: '≥100', sense: 'least', bound: 100, decimals: 1 }], models: ['BL-{a}'], clusters: ['深圳', '东莞', '惠州'], weight: 4 },
  { name: '电源适配器', group: electronics, trade: '电源', products: ['电源适配器', 'USB充电器'], failing: 16, items: ['防火防护外壳的材料', '电气间隙和爬电距离', '端子骚扰电压', '标记和说明', '抗电强度'], models: ['AD-{a}'], clusters: ['深圳', '东莞', '惠州'], weight: 5 },
  { name: '移动电话', group: electronics, trade: '通信', products: ['TD-LTE数字移动电话机'], failing: 9, items: ['辐射骚扰', '天线功率', '比吸收率', '标识'], models: ['M{a}'], clusters: ['深圳', '东莞', '惠州'], weight: 3 },
  { name: '无线路由器', group: electronics, trade: '网络技术', products: ['无线路由器', '双频无线路由器'], failing: 18, items: ['辐射骚扰场强', '传导骚扰', '发热要求', '标记'], models: ['WR{a}'], clusters: ['深圳', '东莞'], weight: 2 },
  { name: '有源音箱', group: electronics, trade: '音响', products: ['有源音箱', '蓝牙音箱'], failing: 15, items: ['1GHz以下辐射骚扰场强', '防触电', '标记', '端子骚扰电压'], models: ['SP-{a}'], clusters: ['惠州', '广州', '深圳', '东莞'], weight: 3 },
  { name: '彩色电视机', group: electronics, trade: '视讯', products: ['液晶彩色电视机', 'LED液晶电视'], failing: 15, items: ['能效指数', '被动待机功率', '端子骚扰电压', '标记'], models: ['{a}E{b}'], clusters: ['深圳', '惠州', '广州'], weight: 2 },
  { name: '电线电缆', group: power, trade: '电缆', products: ['聚氯乙烯绝缘无护套电缆', '橡皮绝缘软电缆', '屏蔽电线'], failing: 7, items: ['导体电阻', '绝缘最薄处厚度', '绝缘平均厚度', '不延燃试验', '绝缘老化前抗张强度', '标志'], measured: [{ item: '20℃导体电阻', unit: 'Ω/km', limit: '≤7.41', sense: 'most', bound: 7.41, decimals: 2 }, { item: '绝缘最薄处厚度', unit: 'mm', limit: '≥0.62', sense: 'least', bound: 0.62, decimals: 2 }], models: ['BV {a}mm²', 'RVV 3×{a}'], clusters: ['广州', '佛山', '东莞', '揭阳', '清远'], weight: 6 },
  { name: '家用和类似用途插头插座', group: power, trade: '电工', products: ['延长线插座', '转换器', '固定式插座'], failing: 17, items: ['尺寸的检查', '防触电保护', '分断容量', '温升', '耐热', '标志', '爬电距离、电气间隙和穿通密封胶距离'], models: ['CZ-{a}'], clusters: ['佛山', '中山', '东莞', '惠州'], weight: 5 },
  { name: '器具开关', group: power, trade: '电工', products: ['家用和类似用途固定式电气装置的开关', '器具开关'], failing: 16, items: ['通断能力', '温升', '标志', '正常操作'], models: ['K{a}'], clusters: ['佛山', '中山', '东莞'], weight: 3 },
  { name: '单相电能表', group: power, trade: '仪表', products: ['单相电子式电能表'], failing: 6, items: ['基本误差', '起动试验', '功率消耗'], models: ['DDS{a}'], clusters: ['深圳', '广州', '珠海'], weight: 1 },
  { name: '剩余电流动作断路器', group: power, trade: '电气', products: ['家用剩余电流动作断路器', '小型断路器'], failing: 15, items: ['时间-（过）电流特性', '剩余电流动作特性', '限制温升', '标志'], models: ['DZ{a}LE-{b}'], clusters: ['佛山', '东莞', '广州'], weight: 2 },
  { name: '信息技术设备用不间断电源', group: power, trade: '电源', products: ['在线式不间断电源'], failing: 22, items: ['输入功率因数', '接地', '端子骚扰电压', '后备时间'], models: ['UPS-{a}K'], clusters: ['佛山', '深圳', '东莞'], weight: 2 },
]; // prettier-ignore
