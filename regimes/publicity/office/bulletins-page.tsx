import { Tag } from 'antd';
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
  useList,
  useSay,
} from '#platform/office/index.ts';
import { composeBulletin, listBulletins } from '../contract.ts';
import { bulletinProcess } from '../bulletin.ts';
import { CheckToActOn } from './check-select.tsx';

/** Bulletins, and a draft from a spot check. */
const BulletinsPage = () => {
  const say = useSay();
  const navigate = useNavigate();
  const query = useList(listBulletins);
  const compose = useAct(composeBulletin);
  const [checkId, choose] = useState<number>();
  return (
    <Page
      title={say({ zh: '抽查通报', en: 'Bulletins' })}
      withDataset
      acts={
        <>
          <CheckToActOn checkId={checkId} choose={choose} />
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
