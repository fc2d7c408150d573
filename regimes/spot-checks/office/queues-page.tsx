import { Button, Input, Select, Space, Tabs } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import {
  ActButton,
  formatCount,
  formatDate,
  Loaded,
  Page,
  ProblemNotice,
  useAct,
  useAddress,
  useApi,
  useDataset,
  useSay,
} from '#platform/office/index.ts';
import {
  assignCategory,
  decideNearCase,
  decideRefusal,
  decideRoleCase,
  listDisagreements,
  listNearCases,
  listOpenRefusals,
  listRoleCases,
  listUnassigned,
  queueCounts,
} from '../contract.ts';
import { partyRoleLabels, partyRoles } from '../spot-check.ts';
import { VerdictTag } from './verdict.tsx';

const nothing = { zh: '没有待处理的事项。', en: 'Nothing waits here.' };
const page = (cursor: string | undefined) => (cursor === undefined ? {} : { cursor });

const NextPage = ({ next }: { readonly next: string | null }) => {
  const say = useSay();
  const [, change] = useAddress();
  return next === null ? null : (
    <Button onClick={() => change({ cursor: next })}>{say({ zh: '下一页', en: 'Next page' })}</Button>
  );
};

type RoleCase = z.output<typeof listRoleCases.response>['rows'][number];

const RoleCaseForm = ({ one }: { readonly one: RoleCase }) => {
  const say = useSay();
  const decide = useAct(decideRoleCase);
  const [parties, setParties] = useState(one.parties);
  const change = (index: number, part: Partial<(typeof parties)[number]>) =>
    setParties(parties.map((party, at) => (at === index ? { ...party, ...part } : party)));
  return (
    <li className="case">
      <strong>{one.cell}</strong>
      <div className="quiet">
        {say(one.reason)}
        {say({
          zh: `；涉及 ${formatCount(one.results)} 批次，不合格 ${formatCount(one.failed)}。`,
          en: `; ${formatCount(one.results)} batches, ${formatCount(one.failed)} failed.`,
        })}
      </div>
      {parties.map((party, index) => (
        <Space.Compact key={one.parties[index]?.name ?? index} className="party">
          <Select
            size="small"
            aria-label={say({ zh: '身份', en: 'Role' })}
            value={party.role}
            onChange={(role) => change(index, { role })}
            options={partyRoles.map((value) => ({ value, label: say(partyRoleLabels[value]) }))}
          />
          <Input
            size="small"
            aria-label={say({ zh: '企业名称', en: 'Name' })}
            value={party.name}
            onChange={(event) => change(index, { name: event.target.value })}
          />
        </Space.Compact>
      ))}
      <Space>
        <ActButton
          size="small"
          type="primary"
          permission="spot-checks.settle"
          because={
            parties.every((party) => party.role === 'unknown')
              ? say({ zh: '请先指明至少一家企业的身份', en: 'Say first what at least one of the firms is' })
              : undefined
          }
          loading={decide.isPending}
          onClick={() => decide.mutate({ params: { caseId: one.id }, body: { parties } })}
        >
          {say({ zh: '认定', en: 'Decide' })}
        </ActButton>
      </Space>
      {decide.error && <ProblemNotice problem={decide.error} />}
    </li>
  );
};

const Roles = () => {
  const [dataset] = useDataset();
  const [address] = useAddress();
  const query = useApi(listRoleCases, { query: { dataset, ...page(address['cursor']) } });
  return (
    <Loaded query={query} empty={{ when: (data) => data.rows.length === 0, why: nothing }}>
      {(data) => (
        <>
          <ul className="cases">
            {data.rows.map((one) => (
              <RoleCaseForm key={one.id} one={one} />
            ))}
          </ul>
          <NextPage next={data.next} />
        </>
      )}
    </Loaded>
  );
};

const Near = () => {
  const say = useSay();
  const [dataset] = useDataset();
  const [address] = useAddress();
  const query = useApi(listNearCases, { query: { dataset, ...page(address['cursor']) } });
  const decide = useAct(decideNearCase);
  const settle = (caseId: number, decision: 'same' | 'different') =>
    decide.mutate({ params: { caseId }, body: { decision, reason: decision === 'same' ? '同一样品' : '不同样品' } });
  return (
    <Loaded query={query} empty={{ when: (data) => data.rows.length === 0, why: nothing }}>
      {(data) => (
        <>
          {decide.error && <ProblemNotice problem={decide.error} />}
          <ul className="cases">
            {data.rows.map((one) => (
              <li key={one.id} className="case">
                <strong>
                  {one.left?.producer?.name ?? one.left?.producerCell} · {one.left?.product}
                </strong>
                {one.ofPlan !== null && (
                  <div className="quiet">
                    {say({
                      zh: `${one.ofPlan === 'left' ? '前' : '后'}一条是本系统监督抽查形成的结果，认定为同一样品的以其为准，公布表只作来源。`,
                      en: `The ${one.ofPlan === 'left' ? 'former' : 'latter'} is a result of a plan carried out here; if they are one sample it stands, and the table is a source of it.`,
                    })}
                  </div>
                )}
                {one.differences.map((difference) => (
                  <div key={difference.label.zh}>
                    {say(difference.label)}：<del>{difference.left || '—'}</del> / <ins>{difference.right || '—'}</ins>
                  </div>
                ))}
                <Space>
                  <ActButton size="small" permission="spot-checks.settle" onClick={() => settle(one.id, 'same')}>
                    {say({ zh: '同一样品', en: 'One sample' })}
                  </ActButton>
                  <ActButton size="small" permission="spot-checks.settle" onClick={() => settle(one.id, 'different')}>
                    {say({ zh: '不同样品', en: 'Two samples' })}
                  </ActButton>
                </Space>
              </li>
            ))}
          </ul>
          <NextPage next={data.next} />
        </>
      )}
    </Loaded>
  );
};

const Suggestions = ({
  options,
  onChoose,
}: {
  readonly options: readonly { readonly id: number; readonly name: string }[];
  readonly onChoose: (id: number) => void;
}) => {
  const say = useSay();
  return (
    <Space wrap>
      {options.map((option) => (
        <ActButton key={option.id} size="small" permission="spot-checks.settle" onClick={() => onChoose(option.id)}>
          {option.name}
        </ActButton>
      ))}
      {options.length === 0 && (
        <span className="quiet">{say({ zh: '没有可推荐的产品种类', en: 'No category to suggest' })}</span>
      )}
    </Space>
  );
};

const Refusals = () => {
  const say = useSay();
  const [dataset] = useDataset();
  const [address] = useAddress();
  const query = useApi(listOpenRefusals, { query: { dataset, ...page(address['cursor']) } });
  const decide = useAct(decideRefusal);
  return (
    <Loaded query={query} empty={{ when: (data) => data.rows.length === 0, why: nothing }}>
      {(data) => (
        <ul className="cases">
          {data.rows.map((one) => (
            <li key={one.id} className="case">
              <strong>
                <a href={`/office/enterprises/${one.producer.id}`}>{one.producer.name}</a> · {one.product}
              </strong>
              <div className="quiet">
                {one.authority} · {formatDate(one.publishedOn)} ·{' '}
                {say({ zh: '请认定产品种类：', en: 'Choose the category:' })}
              </div>
              <Suggestions
                options={one.suggestions}
                onChoose={(categoryId) => decide.mutate({ params: { refusalId: one.id }, body: { categoryId } })}
              />
            </li>
          ))}
          <NextPage next={data.next} />
        </ul>
      )}
    </Loaded>
  );
};

const Unassigned = () => {
  const say = useSay();
  const [dataset] = useDataset();
  const [address] = useAddress();
  const query = useApi(listUnassigned, { query: { dataset, ...page(address['cursor']) } });
  const assign = useAct(assignCategory);
  return (
    <Loaded query={query} empty={{ when: (data) => data.rows.length === 0, why: nothing }}>
      {(data) => (
        <ul className="cases">
          {data.rows.map((one) => (
            <li key={one.product} className="case">
              <strong>{one.product}</strong>
              <div className="quiet">
                {say({
                  zh: `${one.results} 批次，不合格 ${one.failed}`,
                  en: `${one.results} batches, ${one.failed} failed`,
                })}
              </div>
              <Suggestions
                options={one.suggestions}
                onChoose={(categoryId) => assign.mutate({ body: { dataset, product: one.product, categoryId } })}
              />
            </li>
          ))}
          <NextPage next={data.next} />
        </ul>
      )}
    </Loaded>
  );
};

const Disagreements = () => {
  const say = useSay();
  const [dataset] = useDataset();
  const [address] = useAddress();
  const query = useApi(listDisagreements, { query: { dataset, ...page(address['cursor']) } });
  return (
    <Loaded query={query} empty={{ when: (data) => data.rows.length === 0, why: nothing }}>
      {(data) => (
        <ul className="cases">
          {data.rows.map((one) => (
            <li key={one.id} className="case">
              <a href={`/office/results/${one.id}`}>
                <strong>
                  {one.producer?.name ?? one.producerCell} · {one.product}
                </strong>
              </a>{' '}
              <VerdictTag verdict={one.verdict} />
              <div>{say(one.explanation)}</div>
            </li>
          ))}
          <NextPage next={data.next} />
        </ul>
      )}
    </Loaded>
  );
};

/** What the program would not guess: cases that wait for a person. */
const QueuesPage = () => {
  const say = useSay();
  const [dataset] = useDataset();
  const [address, change] = useAddress();
  const counts = useApi(queueCounts, { query: { dataset } });
  const label = (zh: string, en: string, count: number | undefined) =>
    `${say({ zh, en })}${count === undefined ? '' : `（${formatCount(count)}）`}`;
  return (
    <Page
      title={say({ zh: '待核实事项', en: 'Cases to settle' })}
      withDataset
      intro={say({
        zh: '程序不猜测：拿不准的都在这里等人认定，认定后相关结果和建议随即更新。',
        en: 'The program does not guess: what is uncertain waits here, and every decision is carried through at once.',
      })}
    >
      <Tabs
        activeKey={address['queue'] ?? 'roles'}
        onChange={(queue) => change({ queue, cursor: undefined })}
        destroyOnHidden
        items={[
          { key: 'roles', label: label('企业身份', 'Roles', counts.data?.roles), children: <Roles /> },
          { key: 'near', label: label('近似记录', 'Nearly equal', counts.data?.near), children: <Near /> },
          { key: 'refusals', label: label('拒检产品', 'Refusals', counts.data?.refusals), children: <Refusals /> },
          {
            key: 'category',
            label: label('产品种类空白', 'No category', counts.data?.category),
            children: <Unassigned />,
          },
          {
            key: 'disagreements',
            label: label('判定不一致', 'Engine differs', counts.data?.disagreements),
            children: <Disagreements />,
          },
        ]}
      />
    </Page>
  );
};
export default QueuesPage;
