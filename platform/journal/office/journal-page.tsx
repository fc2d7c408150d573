import { Alert } from 'antd';
import {
  ChoiceFilter,
  DataList,
  Filters,
  formatInstant,
  Page,
  TextFilter,
  useAddress,
  useApi,
  useSay,
} from '#platform/office/index.ts';
import { listJournal, listJournalWords, readSeal } from '../contract.ts';

/** The journal: who did what, when, about which thing; and the latest seal over it. */
const JournalPage = () => {
  const say = useSay();
  const [address] = useAddress();
  const query = useApi(listJournal, { query: address });
  const seal = useApi(readSeal);
  const words = useApi(listJournalWords);
  const acts = Object.fromEntries((words.data?.acts ?? []).map((one) => [one.act, one.words]));
  const subjects = Object.fromEntries((words.data?.subjects ?? []).map((one) => [`${one.kind}/`, one.words]));
  return (
    <Page title={say({ zh: '日志', en: 'Journal' })}>
      {seal.data?.seal && (
        <Alert
          className="above"
          type="info"
          title={say({
            zh: `最近封存：${formatInstant(seal.data.seal.at)}，共 ${seal.data.seal.size} 条`,
            en: `Last seal: ${formatInstant(seal.data.seal.at)}, ${seal.data.seal.size} entries`,
          })}
          description={
            <>
              <code>{seal.data.seal.root}</code>
              <div>{say(seal.data.how)}</div>
            </>
          }
        />
      )}
      <Filters>
        <ChoiceFilter name="act" title={{ zh: '动作', en: 'Act' }} labels={acts} />
        <ChoiceFilter name="subject" title={{ zh: '对象', en: 'About' }} labels={subjects} />
        <TextFilter name="actor" title={{ zh: '操作人', en: 'Actor' }} />
      </Filters>
      <DataList
        name="journal"
        query={{ ...query, data: query.data && { rows: query.data.items, next: query.data.next } }}
        emptyBecause={{ zh: '没有符合条件的日志。', en: 'No entry matches.' }}
        columns={[
          { key: 'at', title: { zh: '时间', en: 'When' }, width: 140, render: (row) => formatInstant(row.at) },
          { key: 'actor', title: { zh: '操作人', en: 'Actor' }, width: 180, render: (row) => row.actor },
          { key: 'act', title: { zh: '动作', en: 'Act' }, width: 240, render: (row) => say(row.actWords) },
          {
            key: 'subject',
            title: { zh: '对象', en: 'About' },
            width: 200,
            render: ({ thing: { words: what, link } }) =>
              link === null ? say(what) : <a href={`/office${link}`}>{say(what)}</a>,
          },
          {
            key: 'seq',
            title: { zh: '封存序号', en: 'Sealed as' },
            width: 90,
            numeric: true,
            render: (row) => row.seq ?? say({ zh: '待封存', en: 'waiting' }),
          },
          {
            key: 'payload',
            title: { zh: '内容', en: 'Content' },
            width: 220,
            render: (row) => (
              <details>
                <summary>{say({ zh: '查看原文', en: 'Show as written' })}</summary>
                <pre>{JSON.stringify(row.payload, null, 2)}</pre>
              </details>
            ),
          },
        ]}
      />
    </Page>
  );
};
export default JournalPage;
