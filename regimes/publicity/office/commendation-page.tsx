import { Alert, Descriptions, Tag } from 'antd';
import { useParams } from '@tanstack/react-router';
import { datasetLabel } from '#foundation/dataset.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import {
  EventTimeline,
  formatCount,
  formatDate,
  formatInstant,
  GroundsView,
  Loaded,
  NextAct,
  Page,
  PlainTable,
  Section,
  useAct,
  useApi,
  useSay,
} from '#platform/office/index.ts';
import { checkChoice } from '#regimes/spot-checks/spot-check.ts';
import {
  type CommendationAct,
  commendationEndingLabels,
  commendationProcess,
  type CommendationState,
} from '../commendations/commendation.ts';
import { commendationRoutes, getCommendation, scheduleCommendation } from '../commendations/contract.ts';
import { ReleaseActs } from './release-acts.tsx';

const labels = Object.fromEntries(
  Object.entries(commendationProcess.acts).map(([verb, { label }]) => [verb, label]),
) as Readonly<Record<CommendationAct, TextPair>>;

const consequences: Readonly<Partial<Record<CommendationAct, TextPair>>> = {
  submit: {
    zh: '报审后依据固定，由另一人决定。',
    en: 'Its grounds are frozen, and another person decides.',
  },
  decide: {
    zh: '决定后告知企业，企业可以同意，也可以请求不公布；到期没有答复的，可以发布。',
    en: 'The firm is told; it may agree or ask to be left out. When its time is over it may be released.',
  },
  release: {
    zh: '立即在公开网站、订阅和开放数据中公布，并告知企业。',
    en: 'Shown at once on the portal, in the feed and in the open data; the firm is told.',
  },
  schedule: {
    zh: '到时由系统公布；届时不再符合条件的，不公布。',
    en: 'Released by the program at that time, unless it no longer meets the rule.',
  },
  'take-down': {
    zh: '立即从公开网站撤下，原地址留有撤下的说明，并告知企业。',
    en: 'Taken from the portal at once; its address says that it was taken down, and the firm is told.',
  },
};

const mainOf: Readonly<Partial<Record<CommendationState, CommendationAct>>> = {
  proposed: 'submit',
  submitted: 'decide',
  ready: 'release',
};

/** One commendation: what it rests on, what comes next, what happened. */
const CommendationPage = () => {
  const say = useSay();
  const { id } = useParams({ strict: false }) as { readonly id: string };
  const params = { commendationId: id };
  const query = useApi(getCommendation, { params });
  const acts = {
    submit: useAct(commendationRoutes.submit),
    return: useAct(commendationRoutes.return),
    decide: useAct(commendationRoutes.decide),
    dismiss: useAct(commendationRoutes.dismiss),
    withdraw: useAct(commendationRoutes.withdraw),
    release: useAct(commendationRoutes.release),
    unschedule: useAct(commendationRoutes.unschedule),
    'take-down': useAct(commendationRoutes['take-down']),
    agree: useAct(commendationRoutes.agree),
    'leave-out': useAct(commendationRoutes['leave-out']),
  };
  const schedule = useAct(scheduleCommendation);
  return (
    <Loaded query={query}>
      {(commendation) => (
        <Page
          title={`${commendation.producer.name}：${commendation.product}`}
          state={
            <>
              <Tag>{say(commendationProcess.states[commendation.state])}</Tag>
              <Tag>{say(datasetLabel[commendation.dataset])}</Tag>
            </>
          }
          acts={
            <ReleaseActs
              acts={commendation.acts}
              labels={labels}
              main={mainOf[commendation.state] ?? null}
              consequence={(act) => consequences[act]}
              pending={Object.values(acts).some((act) => act.isPending)}
              onAct={(act, reason) =>
                acts[act].mutateAsync({
                  params,
                  body: { version: commendation.version, ...(reason === '' ? {} : { reason }) },
                })
              }
              schedule={{
                ...schedule,
                set: (releaseAt, done) =>
                  schedule.mutate({ params, body: { version: commendation.version, releaseAt } }, done),
              }}
            />
          }
        >
          <NextAct next={commendation.next} />
          {commendation.ending !== null && (
            <Alert
              className="above"
              type="info"
              title={say({
                zh: `${formatInstant(commendation.endedAt)}撤下：${commendationEndingLabels[commendation.ending].zh}`,
                en: `Taken down ${formatInstant(commendation.endedAt)}: ${commendationEndingLabels[commendation.ending].en}`,
              })}
            />
          )}
          {commendation.against !== null && (
            <Alert
              className="above"
              type="warning"
              title={say({ zh: '不再符合条件（内部）', en: 'Why it no longer meets the rule (for officials)' })}
              description={say(commendation.against.text)}
            />
          )}
          <Descriptions
            size="small"
            bordered
            column={{ xs: 1, md: 2 }}
            items={[
              {
                key: 'firm',
                label: say({ zh: '企业', en: 'Firm' }),
                children: <a href={`/office/enterprises/${commendation.producer.id}`}>{commendation.producer.name}</a>,
              },
              {
                key: 'category',
                label: say({ zh: '产品种类', en: 'Category' }),
                children: commendation.category.name,
              },
              {
                key: 'time',
                label: say({ zh: '所看的期间', en: 'Time looked at' }),
                children: `${formatDate(commendation.basis.since)} – ${formatDate(commendation.basis.until)}`,
              },
              {
                key: 'samples',
                label: say({ zh: '检验批次', en: 'Batches tested' }),
                children: say({
                  zh: `${formatCount(commendation.basis.samples)} 批次，全部合格`,
                  en: `${formatCount(commendation.basis.samples)}, all passed`,
                }),
              },
              ...(commendation.answerUntil === null
                ? []
                : [
                    {
                      key: 'answer',
                      label: say({ zh: '企业答复截止', en: 'The firm answers until' }),
                      children: formatDate(commendation.answerUntil),
                    },
                  ]),
              ...(commendation.releaseAt === null
                ? []
                : [
                    {
                      key: 'at',
                      label: say({ zh: '定于', en: 'To be released' }),
                      children: formatInstant(commendation.releaseAt),
                    },
                  ]),
              ...(commendation.shownUntil === null
                ? []
                : [
                    {
                      key: 'until',
                      label: say({ zh: '公布至', en: 'Shown until' }),
                      children: formatDate(commendation.shownUntil),
                    },
                  ]),
            ]}
          />
          <Section title={say({ zh: '根据', en: 'Grounds' })}>
            <GroundsView grounds={commendation.grounds} />
          </Section>
          <Section title={say({ zh: '所依据的抽查', en: 'Checks that it rests on' })}>
            <PlainTable
              rowKey="resultId"
              dataSource={commendation.basis.checks.flatMap(({ samples, ...check }) =>
                samples.map((sample) => ({ ...sample, check })),
              )}
              columns={[
                {
                  title: say({ zh: '抽查', en: 'Spot check' }),
                  width: 320,
                  render: (_, { check }) => say(checkChoice({ ...check, withheld: false })),
                },
                { title: say({ zh: '产品', en: 'Product' }), width: 160, dataIndex: 'product' },
                { title: say({ zh: '规格型号', en: 'Model' }), width: 140, render: (_, row) => row.model ?? '—' },
                { title: say({ zh: '批次', en: 'Batch' }), width: 140, render: (_, row) => row.batch ?? '—' },
                {
                  title: say({ zh: '标称等级或标准', en: 'Marked grade or standard' }),
                  width: 150,
                  render: (_, row) => row.mark.words,
                },
              ]}
            />
          </Section>
          <Section title={say({ zh: '经过', en: 'What happened' })}>
            <EventTimeline events={commendation.events} />
          </Section>
        </Page>
      )}
    </Loaded>
  );
};
export default CommendationPage;
