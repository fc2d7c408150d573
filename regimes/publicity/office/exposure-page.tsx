import { Descriptions, Tag } from 'antd';
import { useParams } from '@tanstack/react-router';
import { datasetLabel } from '#foundation/dataset.ts';
import {
  EventTimeline,
  EvidenceList,
  formatDate,
  formatInstant,
  GroundsView,
  Loaded,
  NextAct,
  Page,
  placeWords,
  Section,
  UnderReview,
  useAct,
  useApi,
  useSay,
} from '#platform/office/index.ts';
import {
  decideExposures,
  dismissExposures,
  dropExposures,
  getExposure,
  releaseExposures,
  returnExposures,
  reviewExposure,
  scheduleExposures,
  submitExposures,
  takeDownExposures,
  unscheduleExposures,
  withdrawExposures,
} from '../contract.ts';
import {
  endingLabels,
  exposureGroundLabels,
  exposureStateLabels,
  unknownMaker,
  verbLabels,
  type ExposureAct,
} from '../exposure.ts';
import { ExposureParties } from './exposure-parties.tsx';
import { ReleaseActs } from './release-acts.tsx';

/** One exposure: its grounds, the next act and what happened. */
const ExposurePage = () => {
  const say = useSay();
  const { id } = useParams({ strict: false }) as { readonly id: string };
  const query = useApi(getExposure, { params: { exposureId: id } });
  const several = {
    submit: useAct(submitExposures),
    drop: useAct(dropExposures),
    return: useAct(returnExposures),
    decide: useAct(decideExposures),
    withdraw: useAct(withdrawExposures),
    unschedule: useAct(unscheduleExposures),
    release: useAct(releaseExposures),
    dismiss: useAct(dismissExposures),
    'take-down': useAct(takeDownExposures),
  };
  const review = useAct(reviewExposure);
  const schedule = useAct(scheduleExposures);
  const pending = review.isPending || Object.values(several).some((act) => act.isPending);
  const perform = (act: Exclude<ExposureAct, 'schedule'>, version: number, reason: string): Promise<unknown> =>
    act === 'keep' || act === 'revoke'
      ? review.mutateAsync({ params: { exposureId: id }, body: { decision: act, version, reason } })
      : several[act].mutateAsync({
          body: { selection: { exposures: [{ id: Number(id), version }] }, ...(reason === '' ? {} : { reason }) },
        });
  return (
    <Loaded query={query}>
      {(exposure) => (
        <Page
          title={`${exposure.producer.id === null ? say(unknownMaker) : exposure.producer.name}：${exposure.product}`}
          state={
            <>
              <Tag>{say(exposureStateLabels[exposure.state])}</Tag>
              <Tag>{say(datasetLabel[exposure.dataset])}</Tag>
              {exposure.underReview && <UnderReview />}
              {exposure.historical && <Tag>{say({ zh: '历史', en: 'Historical' })}</Tag>}
            </>
          }
          acts={
            <ReleaseActs
              acts={exposure.acts}
              labels={verbLabels}
              main={exposure.next?.act ?? null}
              consequence={(act) => exposure.consequences[act]}
              pending={pending}
              onAct={(act, reason) => perform(act, exposure.version, reason)}
              schedule={{
                ...schedule,
                set: (releaseAt, done) =>
                  schedule.mutate(
                    { body: { selection: { exposures: [{ id: Number(id), version: exposure.version }] }, releaseAt } },
                    done,
                  ),
              }}
            />
          }
        >
          <NextAct next={exposure.next} />
          <Descriptions
            size="small"
            bordered
            column={{ xs: 1, md: 2 }}
            items={[
              {
                key: 'producer',
                label: say({ zh: '生产者', en: 'Producer' }),
                children:
                  exposure.producer.id === null ? (
                    say(unknownMaker)
                  ) : (
                    <a href={`/office/enterprises/${exposure.producer.id}`}>{exposure.producer.name}</a>
                  ),
              },
              {
                key: 'ground',
                label: say({ zh: '依据', en: 'Ground' }),
                children: say(exposureGroundLabels[exposure.ground]),
              },
              {
                key: 'category',
                label: say({ zh: '产品种类', en: 'Category' }),
                children: exposure.category?.name ?? '—',
              },
              {
                key: 'place',
                label: say({ zh: '所在地', en: 'Place' }),
                children: say(
                  exposure.producer.id === null
                    ? { zh: '生产者不明，按销售者所在地办理', en: 'Producer unknown; where the sellers are' }
                    : placeWords(exposure),
                ),
              },
              {
                key: 'last',
                label: say({ zh: '最近一次抽查', en: 'Last check' }),
                children: formatDate(exposure.lastOn),
              },
              {
                key: 'later',
                label: say({ zh: '此后合格抽查次数', en: 'Checks passed later' }),
                children: exposure.laterPasses,
              },
              {
                key: 'sellers',
                label: say({ zh: '销售者', en: 'Sellers' }),
                children: exposure.sellers.map((seller) => seller.name).join('、') || '—',
              },
              { key: 'reason', label: say({ zh: '决定理由', en: 'Reason' }), children: exposure.decisionReason ?? '—' },
              ...(exposure.releaseAt === null
                ? []
                : [
                    {
                      key: 'at',
                      label: say({ zh: '定时发布', en: 'To be released' }),
                      children: formatInstant(exposure.releaseAt),
                    },
                  ]),
              ...(exposure.releasedAt === null
                ? []
                : [
                    {
                      key: 'released',
                      label: say({ zh: '公布', en: 'Public' }),
                      children: say({
                        zh: `${formatInstant(exposure.releasedAt)}，公布至${formatDate(exposure.shownUntil)}`,
                        en: `${formatInstant(exposure.releasedAt)}, shown until ${formatDate(exposure.shownUntil, 'en')}`,
                      }),
                    },
                  ]),
              ...(exposure.ending === null
                ? []
                : [
                    {
                      key: 'ended',
                      label: say({ zh: '撤下', en: 'Taken down' }),
                      children: `${formatInstant(exposure.endedAt)} ${say(endingLabels[exposure.ending])}`,
                    },
                  ]),
            ]}
          />
          <Section title={say({ zh: '为什么', en: 'Why' })}>
            <GroundsView grounds={exposure.grounds} />
          </Section>
          {exposure.files.length > 0 && (
            <Section title={say({ zh: '证据', en: 'Evidence' })}>
              <EvidenceList files={exposure.files} />
            </Section>
          )}
          <ExposureParties parties={exposure.parties} dataset={exposure.dataset} />
          <Section title={say({ zh: '经过', en: 'What happened' })}>
            <EventTimeline events={exposure.timeline} />
          </Section>
        </Page>
      )}
    </Loaded>
  );
};
export default ExposurePage;
