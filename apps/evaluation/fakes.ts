import { uploadEvidence } from '#platform/evidence/contract.ts';
import type { Services } from '#platform/operation/index.ts';
import { submitExposures } from '#regimes/publicity/contracts/exposures.ts';
import { proposeExposure } from '#regimes/publicity/contracts/proposals.ts';
import { listMatches, searchEnterprises } from '#registers/enterprises/contract.ts';
import { callOf, demoPage, use } from './people.ts';

/** A fake of unknown maker, proposed with evidence by an officer and submitted: it waits for the approver. */
export const proposeFake = async (services: Services, checkId: number): Promise<void> => {
  const officer = await callOf(services, 'provincial-officer');
  const editor = await callOf(services, 'press-editor');
  const { items } = await use(officer, searchEnterprises, { query: { q: '五金商店', dataset: 'demo', limit: 20 } });
  const open = await use(officer, listMatches, { query: { dataset: 'demo', limit: 200 } });
  const uncertain = new Set(open.items.flatMap(({ left, right }) => [left.id, right.id]));
  const shop = items.find(({ id }) => !uncertain.has(id));
  if (!shop) return;
  const file = await use(
    officer,
    uploadEvidence,
    {},
    { fileName: '厂家鉴别书（演示）.pdf', content: demoPage('finding that the product is a fake') },
  );
  const { id, version } = await use(officer, proposeExposure, {
    body: {
      dataset: 'demo',
      ground: 'fake',
      checkId,
      product: '“演示牌”电热水壶 YS-18',
      producerId: null,
      misusedName: '演示被冒用电器厂',
      sellerIds: [shop.id],
      facts: '在受检单位抽样的电热水壶，标称厂家到场鉴别，铭牌和合格证均非其制作，确认为假冒（演示）。',
      files: [file.id],
    },
  });
  await use(editor, submitExposures, { body: { selection: { exposures: [{ id, version }] } } });
};
