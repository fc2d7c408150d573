import { expect, test } from 'vitest';
import { composeCard, composeTransfer } from './card-papers.ts';

const sample = { product: '虚构产品', model: null, batch: '20260801', items: ['甲项', '乙项'] };
const common = {
  firm: '虚构制造厂', category: '虚构种类', check: '虚构抽查', publishedOn: '2026-08-20', samples: [sample, { ...sample, items: [] }],
  authority: '虚构省局', basis: '粤府办〔2000〕18号 四（三）1',
}; // prettier-ignore

test('a card says whom it warns, why, by which clause, and until when he has to rectify', () => {
  const card = composeCard({ ...common, rectifyDays: 30 });
  expect(card).toMatchObject({ title: '黄牌警告通知书', addressee: '虚构制造厂' });
  const said = JSON.stringify(card);
  expect(said).toContain(
    '虚构抽查（2026年8月20日公布）中，你单位生产的虚构种类有2批次样品不合格。依据粤府办〔2000〕18号 四（三）1，',
  );
  expect(said).toContain('自收到之日起30日内整改完毕');
  expect(said).toContain('["虚构产品","/","20260801","甲项、乙项"],["虚构产品","/","20260801","/"]');
});

test('a letter goes to the province of the producer and asks for what became of it', () => {
  const letter = composeTransfer({ ...common, publishedOn: null, province: '浙江省' });
  expect(letter.addressee).toBe('浙江省产品质量监督主管部门');
  const said = JSON.stringify(letter);
  expect(said).toContain('虚构抽查中，标称虚构制造厂生产的虚构种类');
  expect(said).toContain('该生产者在浙江省，不在本省');
  expect(said).toContain('请将处理结果函告本机关');
});
