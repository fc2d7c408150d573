import { Select, Tag } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import {
  ActButton,
  ChoiceFilter,
  DataList,
  Filters,
  formatInstant,
  Page,
  ProblemNotice,
  useAct,
  useAddress,
  useApi,
  useDataset,
  useSay,
} from '#platform/office/index.ts';
import { listSpotChecks } from '#regimes/spot-checks/contract.ts';
import { checkChoice } from '#regimes/spot-checks/spot-check.ts';
import { composeBulletin, listBulletins } from '../contract.ts';
import { bulletinProcess } from '../bulletin.ts';

/** Bulletins, and a draft from a spot check. */
const BulletinsPage = () => {
  const say = useSay();
  const navigate = useNavigate();
  const [address] = useAddress();
  const [dataset] = useDataset();
  const query = useApi(listBulletins, {
    query: { ...address, dataset },
  });
  const checks = useApi(listSpotChecks, { query: { dataset, limit: 200 } });
  const compose = useAct(composeBulletin);
  const [checkId, choose] = useState<number>();
  return (
    <Page
      title={say({ zh: '抽查通报', en: 'Bulletins' })}
      withDataset
      acts={
        <>
          <Select
            className="wide-select"
            showSearch={{ optionFilterProp: 'label' }}
            value={checkId ?? null}
            onChange={(value: number | null) => choose(value ?? undefined)}
            placeholder={say({ zh: '选择一次抽查', en: 'Choose a spot check' })}
            aria-label={say({ zh: '选择一次抽查', en: 'Choose a spot check' })}
            // Notice 4.2; the server asks the law of the day.
            options={(checks.data?.rows ?? [])
              .filter(({ level }) => level === 'national' || level === 'provincial')
              .map((check) => ({ value: check.id, label: say(checkChoice(check)) }))}
          />
          <ActButton
            permission="publicity.write"
            type="primary"
            disabled={checkId === undefined}
            loading={compose.isPending}
            onClick={() => {
              if (checkId !== undefined)
                compose.mutate(
                  { body: { checkId } },
                  { onSuccess: (bulletin) => void navigate({ to: `/bulletins/${bulletin.id}` }) },
                );
            }}
          >
            {say({ zh: '起草通报', en: 'Draft a bulletin' })}
          </ActButton>
        </>
      }
    >
      {compose.error && <ProblemNotice problem={compose.error} />}
      <Filters>
        <ChoiceFilter name="state" title={{ zh: '状态', en: 'State' }} labels={bulletinProcess.states} />
      </Filters>
      <DataList
        name="bulletins"
        query={query}
        onOpen={(row) => void navigate({ to: `/bulletins/${row.id}` })}
        emptyBecause={{
          zh: '还没有通报。选择一次抽查即可起草，数字由系统填入。',
          en: 'No bulletin yet. Choose a spot check to draft one; the figures are filled in.',
        }}
        columns={[
          { key: 'title', title: { zh: '标题', en: 'Title' }, width: 380, render: (row) => row.title },
          {
            key: 'state',
            title: { zh: '状态', en: 'State' },
            width: 90,
            render: (row) => <Tag>{say(bulletinProcess.states[row.state])}</Tag>,
          },
          { key: 'number', title: { zh: '文号', en: 'Number' }, width: 160, render: (row) => row.number },
          { key: 'by', title: { zh: '起草', en: 'Author' }, width: 120, render: (row) => row.writtenBy },
          {
            key: 'released',
            title: { zh: '发布', en: 'Released' },
            width: 140,
            render: (row) => formatInstant(row.releasedAt),
          },
        ]}
      />
    </Page>
  );
};
export default BulletinsPage;
