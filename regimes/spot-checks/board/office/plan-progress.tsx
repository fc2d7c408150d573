import { Section, useApi, useSay } from '#platform/office/index.ts';
import { getPlanBoard } from '../contract.ts';
import { BoardNumbers } from './board-numbers.tsx';

/** The numbers of a plan in force on its page, and the way to its board. */
export const PlanProgress = ({ planId }: { readonly planId: number }) => {
  const say = useSay();
  const query = useApi(getPlanBoard, { params: { planId } });
  if (!query.data) return null;
  return (
    <Section
      title={say({ zh: '进度', en: 'Progress' })}
      extra={<a href={`/office/board/${planId}`}>{say({ zh: '按市和承检机构查看', en: 'By city and laboratory' })}</a>}
    >
      <BoardNumbers part={query.data.total} />
    </Section>
  );
};
