import type { z } from 'zod';
import { madeUpSheet } from '../../visits/testing/visits.ts';
import type { custodyFormFields } from '../custody-form.ts';
import type { objectionDecisionFields } from '../objection-decision.ts';
import type { resultNoticeFields } from '../result-notice.ts';
import type { retestAbandonmentFields, retestOrderFields, retestResultFields } from '../retest-papers.ts';
import type { samplingSheetFields } from '../sampling-sheet.ts';
import type { SealFields } from '../seal.ts';
import type { testReportFields } from '../test-report.ts';
import type { visitNoticeFields } from '../visit-notice.ts';

/** A name as long as they come. Nothing here is real. */
export const longName =
  '虚构省虚构自治州虚构县第一家用燃气灶具及厨房卫生间成套设备制造安装维修服务有限责任公司虚构分公司';

const task = {
  plan: '2026年第三季度虚构产品质量省级监督抽查计划',
  planNumber: '粤质抽〔2026〕12号（演示）',
  task: '年度计划',
  kind: '省级监督抽查（定期抽查）',
  site: '企业成品仓库待销产品',
};
const inspectors = [
  { name: '虚构甲', certificateNo: '虚构00001', leads: true },
  { name: '虚构乙', certificateNo: '虚构00002', leads: false },
];

export const madeUpNotice = (unit = longName): z.output<typeof visitNoticeFields> => ({
  ...task,
  unit,
  category: '家用燃气灶具',
  basis: ['《中华人民共和国产品质量法》（2018年修正）第十五条', '《中华人民共和国产品质量法》（2018年修正）第十六条'],
  inspectors,
  rightfulRefusals: ['抽样人员少于两人', '未出示抽查通知书或身份证件', '要求企业支付费用'],
  objectionDays: 15,
});

export const madeUpSamplingSheet = (corrected = false): z.output<typeof samplingSheetFields> => {
  const sheet = madeUpSheet(longName, { seal: 'XG7000001' });
  return {
    ...task,
    sampleNumber: '粤质样〔2026〕3号（演示）',
    noticeNumber: '粤质抽通〔2026〕5号（演示）',
    sheet: { ...sheet, reserve: { ...sheet.reserve, seals: ['XG7000002'] }, product: { ...sheet.product, priceFen: 12_305 } }, // prettier-ignore
    inspectors,
    corrections: corrected
      ? [
          {
            revision: 1,
            changes: [
              { field: 'product.model', from: '1.8L', to: '1.5L' },
              { field: 'product.priceFen', from: null, to: 12_305 },
            ],
            reason: '型号抄写有误，补记价款',
            signedBy: '虚构厂方代表',
            by: '虚构甲',
            on: '2026-09-02',
          },
        ]
      : [],
  };
};

export const madeUpSeal: SealFields = {
  seal: 'XG7000001',
  sampleNumber: '粤质样〔2026〕3号（演示）',
  part: 'main',
  product: '虚构水壶',
  quantity: '3件',
  unit: longName,
  sealedOn: '2026-09-01',
  signedBy: '虚构厂方代表',
  inspectors: ['虚构甲', '虚构乙'],
};

const handOver = { part: 'main', courierNumber: null, seal: 'intact', note: null } as const;
export const madeUpCustody: z.output<typeof custodyFormFields> = {
  sampleNumber: '粤质样〔2026〕3号（演示）',
  product: '虚构水壶',
  model: '1.5L',
  batch: '20260801',
  quantity: '3件',
  reserveQuantity: '3件',
  seals: ['XG7000001'],
  reserveSeals: ['XG7000002'],
  laboratory: '虚构省产品质量监督检验研究院',
  steps: [
    { ...handOver, at: '2026-09-01 10:00', step: 'sealed', from: longName, to: '抽样人员', by: '虚构甲' },
    { ...handOver, at: '2026-09-01 16:20', step: 'sent', from: '抽样人员', to: '虚构省产品质量监督检验研究院', courierNumber: 'SF1234567890123', by: '虚构甲' },
    { ...handOver, at: '2026-09-03 09:05', step: 'received', from: '抽样人员', to: '虚构省产品质量监督检验研究院', note: '外包装有压痕', by: '收样丙' },
  ],
}; // prettier-ignore

export const madeUpReport = (items = 3): z.output<typeof testReportFields> => ({
  sampleNumber: '粤质样〔2026〕3号（演示）',
  purpose: 'first',
  product: '虚构水壶',
  brand: '虚构牌',
  model: '1.5L',
  grade: '合格品',
  batch: '20260801',
  producer: longName,
  unit: longName,
  client: '虚构省质量技术监督局',
  kind: task.kind,
  sampledOn: '2026-09-01',
  inspectors: ['虚构甲', '虚构乙'],
  receivedOn: '2026-09-03',
  quantity: '3件',
  lotSize: 200,
  sealState: '封样完好',
  rules: '虚构产品监督抽查检验细则（第1版）',
  standard: '虚构标准1',
  laboratory: '虚构省产品质量监督检验研究院',
  accreditation: '虚构2026001',
  items: Array.from({ length: items }, (_, index) => ({
    item: index % 7 === 0 ? '在额定工作电压和极限温度条件下的干烟气中一氧化碳浓度（理论空气系数α=1）' : `虚构项目${index + 1}`,
    method: `虚构方法${index + 1}`,
    limit: '≤0.05%（体积分数）',
    limitStandard: 'GB 16410-2020 第5.2.1条',
    unit: '%',
    class: 'A' as const,
    measured: index === 1 ? '0.061' : '0.010',
    verdict: index === 1 ? ('fail' as const) : ('pass' as const),
  })),
  conclusion: 'fail',
  failingItems: ['虚构项目2'],
  remark: '',
  corrects: null,
  testedBy: '主检乙',
  reviewedBy: '审核丙',
  approvedBy: '批准丁',
}); // prettier-ignore

const about = {
  firm: longName,
  sampleNumber: '粤质样〔2026〕3号（演示）',
  product: '虚构水壶',
  model: '1.5L',
  batch: '20260801',
  producer: longName,
  unit: '虚构商场',
  sampledOn: '2026-09-01',
};

export const madeUpResultNotice = (asked = true): z.output<typeof resultNoticeFields> => ({
  ...about,
  party: 'producer',
  plan: task.plan,
  reportNumber: '检0017〔2026〕3号（演示）',
  laboratory: '虚构省产品质量监督检验研究院',
  conclusion: 'fail',
  failing: [{ item: '虚构项目2', limit: '≤0.05%', unit: '%', measured: '0.061' }],
  objectionDays: 15,
  authority: '虚构省质量技术监督局',
  identityDays: asked ? 15 : null,
  silenceConfirms: true,
});

export const madeUpDecision = (
  decision: 'accepted' | 'refused' | 'upheld',
): z.output<typeof objectionDecisionFields> => ({
  ...about,
  noticeNumber: '粤质告〔2026〕7号（演示）',
  filedOn: '2026-09-20',
  decision,
  reason: '虚构理由',
  formalitiesUntil: decision === 'accepted' ? '2026-09-30' : null,
});

export const madeUpOrder: z.output<typeof retestOrderFields> = {
  ...about,
  laboratory: '虚构市检验所',
  firstReport: '检0017〔2026〕3号（演示）',
  reserveQuantity: '3件',
  reserveSeals: ['XG7000002'],
  items: ['虚构项目1', '虚构项目2'],
  fee: { same: 'applicant', different: 'authority' },
};

export const madeUpAbandonment: z.output<typeof retestAbandonmentFields> = {
  ...about,
  noticeNumber: '粤质告〔2026〕7号（演示）',
  filedOn: '2026-09-20',
  formalitiesUntil: '2026-09-30',
  reportNumber: '检0017〔2026〕3号（演示）',
  conclusion: 'fail',
};

export const madeUpRetest = (again: boolean): z.output<typeof retestResultFields> => ({
  ...about,
  firstReport: '检0017〔2026〕3号（演示）',
  firstConclusion: 'fail',
  laboratory: '虚构市检验所',
  again: again ? { report: '检0018〔2026〕1号（演示）', conclusion: 'pass', feeBy: 'authority' } : null,
});
