import { z } from 'zod';
import { heading, list, paragraph, points, table } from './blocks.ts';

/** What the notice of a spot check 监督抽查通知书 says; shown to the firm when the visit starts, never earlier. */
export const visitNoticeFields = z.object({
  unit: z.string(),
  plan: z.string(),
  planNumber: z.string().nullable(),
  task: z.string(),
  kind: z.string(),
  category: z.string(),
  site: z.string(),
  basis: z.array(z.string()),
  inspectors: z.array(z.object({ name: z.string(), certificateNo: z.string(), leads: z.boolean() })),
  /** When the firm may refuse, in words: the law of the day. */
  rightfulRefusals: z.array(z.string()),
  objectionDays: z.number().int(),
});

export const composeVisitNotice = (fields: z.output<typeof visitNoticeFields>) => {
  const { unit, plan, planNumber, task, kind, category, site, basis, inspectors } = fields;
  const number = planNumber === null ? '' : `（${planNumber}）`;
  return {
    title: '产品质量监督抽查通知书',
    addressee: unit,
    blocks: [
      paragraph(`根据“${plan}”${number}，我局决定对你单位的下列产品进行监督抽查，请予以配合。`),
      heading('一、抽查的产品'),
      paragraph(
        `产品种类：${category}。抽查性质：${kind}。抽样地点：${site}。任务来源：${task === '' ? plan : task}。`,
      ),
      heading('二、抽样人员'),
      table(
        '',
        [
          { title: '姓名', width: 3, align: 'center' },
          { title: '证件号码', width: 6 },
          { title: '职责', width: 2, align: 'center' },
        ],
        inspectors.map(({ name, certificateNo, leads }) => [name, certificateNo, leads ? '带队' : '抽样']),
      ),
      heading('三、法律依据'),
      list(points(basis.map((text, index) => `${text}${index === basis.length - 1 ? '。' : '；'}`))),
      heading('四、你单位的权利和义务'),
      list([
        `（一）有下列情形之一的，你单位有权拒绝接受抽查：${fields.rightfulRefusals.join('；')}。`,
        '（二）抽取样品的数量不得超过检验的合理需要，不得向你单位收取检验费用。',
        `（三）对检验结果有异议的，可以自收到检验结果之日起${fields.objectionDays}日内，向我局或者我局的上级机关申请复检。`,
        '（四）抽样结束时，请在抽样单上核对、签字并盖章，抽样单一份留你单位；如有更正，须由双方签字。',
        '（五）没有上述可以拒绝的情形的，不得拒绝依法进行的监督抽查。',
      ]),
    ],
  };
};
