import { Alert, Descriptions, Tag } from 'antd';
import { PaperEraView } from './paper-era-view.tsx';
import { useParams } from '@tanstack/react-router';
import type { z } from 'zod';
import { datasetLabel } from '#foundation/dataset.ts';
import {
  ActsBar,
  EventTimeline,
  formatDate,
  GroundsView,
  Loaded,
  NextAct,
  Page,
  PaperLinks,
  placeWords,
  PlainTable,
  Section,
  UnderReview,
  useAct,
  useApi,
  useMay,
  useSay,
} from '#platform/office/index.ts';
import { checkName } from '#regimes/spot-checks/spot-check.ts';
import {
  admitCards,
  declineCards,
  dismissCards,
  getCard,
  issueCards,
  returnCards,
  reviewCard,
  submitCards,
} from '../contract.ts';
import { rectificationOfCard } from '../rectification/contract.ts';
import { daysWords } from '../rectification/office/words.ts';
import { rectificationProcess, stepLabels } from '../rectification/rectification.ts';
import { cardKindLabels, cardStateLabels, heldReasonLabels, verbLabels, type CardAct } from '../warning-card.ts';

/** What follows the card, where something does. */
const Rectification = ({ cardId }: { readonly cardId: string }) => {
  const say = useSay();
  const { data } = useApi(rectificationOfCard, { params: { cardId } });
  const found = data?.rectification;
  if (!found) return null;
  const left = daysWords(found.daysLeft);
  return (
    <Section title={say({ zh: '整改', en: 'Rectification' })}>
      <NextAct next={data.next} />
      <div>
        <a href={`/office/rectifications/${found.id}`}>
          {say(stepLabels[found.step])} · {say(rectificationProcess.states[found.state])}
        </a>
      </div>
      <div>
        <span className="quiet">{found.number}</span> {left !== null && <Tag>{say(left)}</Tag>}
      </div>
    </Section>
  );
};

/** The licences and certificates that a card suspends, for those who see licences. */
const Suspended = ({ licences }: { readonly licences: z.output<typeof getCard.response>['suspends'] }) => {
  const say = useSay();
  if (!useMay('licences.read')) return null;
  return (
    <Section title={say({ zh: '暂停使用的许可证、认证证书', en: 'Suspended licences and certificates' })}>
      {licences.length === 0 ? (
        <p className="quiet">
          {say({
            zh: '没有登记在册、因本黄牌暂停使用的许可证或认证证书。',
            en: 'No licence or certificate on record is suspended for this card.',
          })}
        </p>
      ) : (
        <ul>
          {licences.map(({ licenceId, number, issuer }) => (
            <li key={licenceId}>
              <a href={`/office/licences/${licenceId}`}>{number}</a> <span className="quiet">{issuer}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
};

/** One card: what it is, what comes next, why, and what happened. */
const CardPage = () => {
  const say = useSay();
  const { id } = useParams({ strict: false }) as { readonly id: string };
  const query = useApi(getCard, { params: { cardId: id } });
  const several = {
    submit: useAct(submitCards),
    return: useAct(returnCards),
    issue: useAct(issueCards),
    dismiss: useAct(dismissCards),
    admit: useAct(admitCards),
    decline: useAct(declineCards),
  };
  const review = useAct(reviewCard);
  const pending = review.isPending || Object.values(several).some((act) => act.isPending);
  const perform = (act: CardAct, version: number, reason: string): Promise<unknown> =>
    act === 'keep' || act === 'revoke'
      ? review.mutateAsync({ params: { cardId: id }, body: { decision: act, version, reason } })
      : several[act].mutateAsync({
          body: { selection: { cards: [{ id: Number(id), version }] }, ...(reason === '' ? {} : { reason }) },
        });
  return (
    <Loaded query={query}>
      {(card) => (
        <Page
          title={
            <>
              <span className={`card-kind card-${card.kind}`}>{say(cardKindLabels[card.kind])}</span>{' '}
              {card.number ?? card.producer.name}
            </>
          }
          windowTitle={`${say(cardKindLabels[card.kind])} ${card.producer.name}`}
          state={
            <>
              <Tag>{say(cardStateLabels[card.state])}</Tag>
              <Tag>{say(datasetLabel[card.dataset])}</Tag>
              {card.underReview && <UnderReview />}
              {card.historical && <Tag>{say({ zh: '历史', en: 'Historical' })}</Tag>}
            </>
          }
          acts={
            <ActsBar
              acts={card.acts}
              labels={verbLabels}
              main={card.next?.act ?? null}
              consequence={(act) => (act === 'issue' ? card.consequence : undefined)}
              pending={pending}
              onAct={(act, reason) => perform(act, card.version, reason)}
            />
          }
        >
          <NextAct next={card.next} />
          {card.heldReason && <Alert type="warning" showIcon title={say(heldReasonLabels[card.heldReason])} />}
          <Descriptions
            size="small"
            bordered
            column={{ xs: 1, md: 2 }}
            items={[
              {
                key: 'producer',
                label: say({ zh: '生产者', en: 'Producer' }),
                children: <a href={`/office/enterprises/${card.producer.id}`}>{card.producer.name}</a>,
              },
              { key: 'category', label: say({ zh: '产品种类', en: 'Category' }), children: card.category.name },
              {
                key: 'place',
                label: say({ zh: '所在地', en: 'Place' }),
                children: say(placeWords(card)),
              },
              {
                key: 'check',
                label: say({ zh: '抽查', en: 'Spot check' }),
                children: checkName(card.check),
              },
              {
                key: 'published',
                label: say({ zh: '公布日期', en: 'Published' }),
                children: formatDate(card.publishedOn),
              },
              { key: 'reason', label: say({ zh: '决定理由', en: 'Reason' }), children: card.decisionReason ?? '—' },
            ]}
          />
          {card.state === 'issued' && <Rectification cardId={id} />}
          {card.state === 'issued' && card.kind === 'yellow' && !card.historical && (
            <Suspended licences={card.suspends} />
          )}
          {card.paperEra && <PaperEraView era={card.paperEra} />}
          {(card.state === 'issued' || card.state === 'revoked') && (
            <Section title={say({ zh: '文书', en: 'Papers' })}>
              <PaperLinks subject={`card/${id}`} dataset={card.dataset} />
            </Section>
          )}
          <Section title={say({ zh: '为什么', en: 'Why' })}>
            <GroundsView grounds={card.grounds} />
          </Section>
          <Section title={say({ zh: '不合格样品', en: 'Failing samples' })}>
            <PlainTable
              rowKey="resultId"
              dataSource={card.samples}
              columns={[
                {
                  title: say({ zh: '产品', en: 'Product' }),
                  render: (_, row) => <a href={`/office/results/${row.resultId}`}>{row.product}</a>,
                },
                { title: say({ zh: '商标', en: 'Brand' }), dataIndex: 'brand' },
                { title: say({ zh: '规格型号', en: 'Model' }), dataIndex: 'model' },
                { title: say({ zh: '生产日期或批号', en: 'Lot' }), dataIndex: 'batch' },
                { title: say({ zh: '不合格项目', en: 'Failing items' }), render: (_, row) => row.items.join('、') },
              ]}
            />
          </Section>
          <Section title={say({ zh: '经过', en: 'What happened' })}>
            <EventTimeline events={card.timeline} />
          </Section>
          {card.related.length > 0 && (
            <Section title={say({ zh: '同一生产者的其他黄牌', en: 'Other cards of the producer' })}>
              <ul>
                {card.related.map((other) => (
                  <li key={other.id}>
                    <a href={`/office/cards/${other.id}`}>
                      {other.category.name} · {formatDate(other.publishedOn)}
                    </a>{' '}
                    {say(cardStateLabels[other.state])}
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </Page>
      )}
    </Loaded>
  );
};
export default CardPage;
