import { Alert } from 'antd';
import { useSay } from '#platform/office/index.ts';
import type { PlanDetail } from '../contract.ts';
import { withdrawnBy } from '../rules.ts';

/** What the open amendment withdraws, and what follows from it, before anybody decides. */
export const Withdrawn = ({ plan }: { readonly plan: PlanDetail }) => {
  const say = useSay();
  const lines = plan.amendments.find(({ state }) => state === 'proposed')?.changes.lines;
  const stands = plan.lines.map(({ category, quotas }) => ({
    categoryId: category.id,
    regionCodes: quotas.map(({ region }) => region.code),
  }));
  const withdrawn = lines ? withdrawnBy(stands, lines) : [];
  if (withdrawn.length === 0) return null;
  const words = withdrawn.map(({ categoryId, regionCode }) => {
    const line = plan.lines.find(({ category }) => category.id === categoryId);
    const region = line?.quotas.find((quota) => quota.region.code === regionCode)?.region.name;
    return [line?.category.name, region].filter(Boolean).join('·');
  });
  return (
    <Alert
      className="above"
      type="warning"
      showIcon
      title={say({ zh: `撤出：${words.join('、')}`, en: `Withdrawn: ${words.join(', ')}` })}
      description={say({
        zh: '批准后，其中尚未开始的抽样任务全部取消；已经开始的继续办结。',
        en: 'Once approved, visits there that have not begun are cancelled; what has begun goes on.',
      })}
    />
  );
};
