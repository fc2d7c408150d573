import { Descriptions, Space, Tag } from 'antd';
import { useParams } from '@tanstack/react-router';
import { serviceWords } from '#foundation/service.ts';
import { pair } from '#foundation/text-pair.ts';
import { EventTimeline, formatDate, Loaded, NextAct, Page, PaperLinks, Section, useApi, useMay, useSpeech } from '#platform/office/index.ts'; // prettier-ignore
import { getSellerOrder, mySellerOrder, type SellerOrderDetail } from '../contract-sellers.ts';
import { sellerOrderProcess } from '../seller-order.ts';
import { SellerOrderActs } from './seller-order-acts.tsx';
import { daysWords } from './words.ts';

const Facts = ({ order }: { readonly order: SellerOrderDetail }) => {
  const { say, language } = useSpeech();
  const day = (value: string | null) => (value === null ? '—' : formatDate(value, language));
  const item = (key: string, zh: string, en: string, children: React.ReactNode) => ({
    key,
    label: say(pair(zh, en)),
    children,
  });
  const official = useMay('warning-cards.read');
  const firm = ({ id, name }: SellerOrderDetail['firm']) => (official ? <a href={`/office/enterprises/${id}`}>{name}</a> : name); // prettier-ignore
  return (
    <Descriptions
      size="small"
      bordered
      className="above"
      column={{ xs: 1, md: 2 }}
      items={[
        item('firm', '销售者', 'Seller', firm(order.firm)),
        item('city', '销售者所在地', 'Place of the seller', order.city ?? '—'),
        item('producer', '生产者', 'Producer', firm(order.producer)),
        item('category', '产品种类', 'Category', order.category),
        item('number', '文书编号', 'Number of the paper', order.number ?? '—'),
        item('ordered', '文书日期', 'Day of the paper', day(order.orderedOn)),
        item('effective', '送达生效', 'Service effective', day(order.effectiveOn)),
        item('due', '报告期限', 'Report until', day(order.dueOn)),
        ...(order.manner === null
          ? []
          : [item('manner', '送达方式和凭据', 'Service and proof', say(serviceWords(order.manner, order.proof)))]),
        ...(order.report === null
          ? []
          : [
              item(
                'report',
                `报告（${day(order.reportedOn)}）`,
                `Report of ${day(order.reportedOn)}`,
                say(
                  pair(
                    `进货来源：${order.report.source}；下架${order.report.offSale}、退货${order.report.returned}、销毁${order.report.destroyed}（${order.report.unit}）；${order.report.measures}`,
                    `Source: ${order.report.source}; off sale ${order.report.offSale}, returned ${order.report.returned}, destroyed ${order.report.destroyed} (${order.report.unit}); ${order.report.measures}`,
                  ),
                ),
              ),
            ]),
      ]}
    />
  );
};

/** One order to a seller: what comes next, its service, the report. Officials of its place and the seller itself see it. */
const SellerOrderPage = () => {
  const { say } = useSpeech();
  const official = useMay('warning-cards.read');
  const { id } = useParams({ strict: false }) as { readonly id: string };
  const query = useApi(official ? getSellerOrder : mySellerOrder, { params: { orderId: id } });
  return (
    <Loaded query={query}>
      {(order) => {
        const left = daysWords(order.daysLeft);
        return (
          <Page
            title={`${say(pair('责令停止销售、改正', 'Order to stop selling'))} ${order.firm.name}`}
            state={
              <Space wrap>
                <Tag>{say(sellerOrderProcess.states[order.state])}</Tag>
                {left !== null && <Tag color={(order.daysLeft ?? 0) < 0 ? 'red' : undefined}>{say(left)}</Tag>}
              </Space>
            }
          >
            <NextAct next={order.next} />
            <SellerOrderActs order={{ ...order, firm: order.firm.name }} />
            <Facts order={order} />
            <Section title={say(pair('文书', 'Papers'))}>
              <PaperLinks subject={`seller-order/${order.id}`} dataset={order.dataset} />
            </Section>
            <Section title={say(pair('经过', 'What happened'))}>
              <EventTimeline events={order.events} />
            </Section>
          </Page>
        );
      }}
    </Loaded>
  );
};
export default SellerOrderPage;
