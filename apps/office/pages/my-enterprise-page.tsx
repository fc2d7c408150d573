import { Card, Spin, Tag } from 'antd';
import { lazy, Suspense } from 'react';
import { datasetLabel } from '#foundation/dataset.ts';
import {
  daysLeftWords,
  formatDate,
  Loaded,
  Nothing,
  Page,
  PaperLinks,
  Section,
  useApi,
  useDataset,
  useSession,
  useSpeech,
} from '#platform/office/index.ts';
import { listMyWork, type WorkLine } from '#platform/work/contract.ts';
import { ownEnterprises } from '#registers/enterprises/contract.ts';
import { rooms } from '../rooms.ts';

const blocks = rooms
  .flatMap((room) => room.accountBlocks ?? [])
  .toSorted((one, other) => one.order - other.order)
  .map(({ permission, load }) => ({ permission, Block: lazy(load) }));

/** One thing that the enterprise must or may do, with the days it has left. */
const Waiting = ({ item }: { readonly item: WorkLine }) => {
  const { say, language } = useSpeech();
  return (
    <Card size="small" className="above">
      <a className="opens" href={`/office${item.link}`}>
        <strong>{say(item.title)}</strong>
      </a>
      {item.dueOn !== null && item.daysLeft !== null && (
        <div>
          {say({ zh: '截止', en: 'By' })} {formatDate(item.dueOn, language)}，
          <strong>{say(daysLeftWords(item.daysLeft))}</strong>
        </div>
      )}
    </Card>
  );
};

/** What an enterprise sees of itself: what waits for it first, then everything that concerns it, each room its own block. */
const MyEnterprisePage = () => {
  const { say } = useSpeech();
  const { permissions } = useSession();
  const own = useApi(ownEnterprises);
  const work = useApi(listMyWork, { query: { limit: 200 } });
  const [dataset] = useDataset();
  return (
    <Loaded query={own}>
      {({ enterprises }) => (
        <Page
          title={enterprises.map(({ name }) => name).join('、') || say({ zh: '我的企业', en: 'My enterprise' })}
          windowTitle={say({ zh: '我的企业', en: 'My enterprise' })}
          state={enterprises.slice(0, 1).map((one) => (
            <Tag key={one.id}>{say(datasetLabel[one.dataset])}</Tag>
          ))}
          intro={enterprises
            .flatMap(({ creditCode, place }) => [creditCode, place])
            .filter((part) => part !== null)
            .join(' · ')}
        >
          <Section title={say({ zh: '需要您处理', en: 'Waiting for you' })}>
            <Loaded query={work}>
              {({ items }) =>
                items.length === 0 ? (
                  <Nothing why={{ zh: '目前没有需要您处理的事项。', en: 'Nothing waits for you now.' }} />
                ) : (
                  items.map((item) => <Waiting key={item.id} item={item} />)
                )
              }
            </Loaded>
          </Section>
          <Suspense fallback={<Spin />}>
            {blocks
              .filter(({ permission }) => permissions.includes(permission))
              .map(({ permission, Block }) => (
                <Block key={permission} enterprises={enterprises} />
              ))}
          </Suspense>
          <Section title={say({ zh: '发给本企业的文书', en: 'Papers that went to you' })}>
            <PaperLinks dataset={dataset} />
          </Section>
        </Page>
      )}
    </Loaded>
  );
};
export default MyEnterprisePage;
