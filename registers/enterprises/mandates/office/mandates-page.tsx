import { Alert } from 'antd';
import { useState } from 'react';
import { ActsBar, Loaded, Nothing, Page, StateTabs, useAct, useApi, useDataset, useSay, useStateFilter } from '#platform/office/index.ts'; // prettier-ignore
import { confirmMandate, listMandates, refuseMandate, stopMandate, type MandateLine } from '../contract.ts';
import { mandateProcess, mandateStates, type MandateVerb } from '../mandate.ts';
import { MandateCard } from './mandate-card.tsx';

const labels = Object.fromEntries(
  Object.entries(mandateProcess.acts).map(([verb, { label }]) => [verb, label]),
) as Record<MandateVerb, (typeof mandateProcess.acts)[MandateVerb]['label']>;

const consequences: Partial<Record<MandateVerb, { zh: string; en: string }>> = {
  confirm: {
    zh: '请核对委托书原件或扫描件的签字、盖章、委托事项和期限。登记后，代理人可在期限内代表企业办理；没有账号的，新建账号并显示一次初始密码。',
    en: 'Check signature, seal, matter and term of the document. Afterwards the agent acts for the enterprise until the last day; without an account one is made and its first password is shown once.',
  },
  stop: {
    zh: '代理人立即不能再代表该企业办理。',
    en: 'The agent can no longer act for the enterprise, from this moment.',
  },
};

/** One power of attorney with what an official can do. */
const Line = ({
  mandate,
  onPassword,
}: {
  readonly mandate: MandateLine;
  readonly onPassword: (words: string) => void;
}) => {
  const say = useSay();
  const confirm = useAct(confirmMandate);
  const refuse = useAct(refuseMandate);
  const stop = useAct(stopMandate);
  const params = { mandateId: mandate.id };
  const act = async (verb: MandateVerb, reason: string): Promise<unknown> => {
    const body = { version: mandate.version, ...(reason === '' ? {} : { reason }) };
    if (verb === 'refuse') return refuse.mutateAsync({ params, body });
    if (verb === 'stop') return stop.mutateAsync({ params, body });
    const { password } = await confirm.mutateAsync({ params, body });
    if (password !== null)
      onPassword(
        say({
          zh: `已为“${mandate.agentName}”新建账号“${mandate.loginName}”，初始密码：${password}。只显示这一次，请当面或以可靠方式告知。`,
          en: `An account “${mandate.loginName}” was made for ${mandate.agentName}; its first password: ${password}. It is shown this once.`,
        }),
      );
    return undefined;
  };
  return (
    <MandateCard
      mandate={mandate}
      head={
        <div>
          <a href={`/office/enterprises/${mandate.enterpriseId}`}>{mandate.enterprise}</a>
        </div>
      }
    >
      <ActsBar
        acts={mandate.acts}
        labels={labels}
        main={mandate.state === 'filed' ? 'confirm' : null}
        consequence={(verb) => consequences[verb]}
        pending={confirm.isPending || refuse.isPending || stop.isPending}
        onAct={act}
      />
    </MandateCard>
  );
};

/** Powers of attorney that enterprises have filed: those to be checked first. */
const MandatesPage = () => {
  const say = useSay();
  const [dataset] = useDataset();
  const state = useStateFilter(mandateStates);
  const query = useApi(listMandates, { query: { dataset, ...(state === undefined ? {} : { state }) } });
  const [password, show] = useState<string>();
  return (
    <Page
      title={say({ zh: '企业授权委托', en: 'Powers of attorney' })}
      withDataset
      intro={say({
        zh: '企业可以委托他人在企业账号中办理。核对委托书后登记，代理人的权限到期自动终止。',
        en: 'An enterprise may let somebody act in its account. Check the document and confirm; the agent’s rights end by themselves.',
      })}
    >
      {password !== undefined && (
        <Alert className="above" type="success" title={password} closable onClose={() => show(undefined)} />
      )}
      <Loaded query={query}>
        {({ rows, counts }) => (
          <>
            <StateTabs states={mandateStates} labels={mandateProcess.states} counts={counts} />
            {rows.length === 0 ? (
              <Nothing why={{ zh: '没有授权委托书。', en: 'There is no power of attorney.' }} />
            ) : (
              rows.map((mandate) => <Line key={mandate.id} mandate={mandate} onPassword={show} />)
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
};
export default MandatesPage;
