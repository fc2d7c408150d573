import { useNavigate } from '@tanstack/react-router';
import { Page, ProblemNotice, useAct, useDataset, useSay } from '#platform/office/index.ts';
import { createRule } from '../contract-rules.ts';
import { RuleForm } from './rule-form.tsx';

/** Drafting the inspection rules of a category. */
const NewRulePage = () => {
  const say = useSay();
  const navigate = useNavigate();
  const [dataset] = useDataset();
  const create = useAct(createRule);
  return (
    <Page title={say({ zh: '起草检验细则', en: 'Draft inspection rules' })} withDataset>
      {create.error && <ProblemNotice problem={create.error} />}
      <RuleForm
        dataset={dataset}
        initial={undefined}
        saving={create.isPending}
        onSave={({ categoryId = 0, ...rule }) =>
          create.mutate(
            { body: { dataset, categoryId, rule } },
            { onSuccess: ({ id }) => void navigate({ to: `/rules/${id}` }) },
          )
        }
      />
    </Page>
  );
};
export default NewRulePage;
