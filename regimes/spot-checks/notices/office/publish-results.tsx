import { useState } from 'react';
import { ActButton, AskReason, formatCount, ProblemNotice, useAct, useSay } from '#platform/office/index.ts';
import { publishResults } from '../contract.ts';

/** Publishes the final results of a plan, after saying what follows. */
export const PublishResults = ({ plan }: { readonly plan: { readonly id: number; readonly toPublish: number } }) => {
  const say = useSay();
  const publish = useAct(publishResults);
  const [asked, ask] = useState(false);
  const title = say({ zh: '公布结果', en: 'Publish the results' });
  return (
    <>
      {publish.error && <ProblemNotice problem={publish.error} />}
      <ActButton permission="spot-checks.approve" onClick={() => ask(true)}>
        {title}
      </ActButton>
      <AskReason
        title={asked ? title : undefined}
        consequence={say({
          zh: `将向社会公布已终局的 ${formatCount(plan.toPublish)} 批次结果；此后终局的，随即公开。公布后不能撤回。`,
          en: `${formatCount(plan.toPublish, 'en')} final results become public; those that become final later at once. This can’t be undone.`,
        })}
        required={false}
        pending={publish.isPending}
        onDo={() => publish.mutate({ params: { planId: plan.id } }, { onSettled: () => ask(false) })}
        onClose={() => ask(false)}
      />
    </>
  );
};
