import { useNavigate } from '@tanstack/react-router';
import { Page, ProblemNotice, useAct, useDataset, useSay } from '#platform/office/index.ts';
import { createPlan } from '../contract.ts';
import { PlanForm } from './plan-form.tsx';

/** Drafting a plan. */
const NewPlanPage = () => {
  const say = useSay();
  const navigate = useNavigate();
  const [dataset] = useDataset();
  const create = useAct(createPlan);
  return (
    <Page title={say({ zh: '起草抽查计划', en: 'Draft a plan' })} withDataset>
      {create.error && <ProblemNotice problem={create.error} />}
      <PlanForm
        dataset={dataset}
        initial={undefined}
        saving={create.isPending}
        onSave={(plan) =>
          create.mutate({ body: { dataset, plan } }, { onSuccess: ({ id }) => void navigate({ to: `/plans/${id}` }) })
        }
      />
    </Page>
  );
};
export default NewPlanPage;
