import { Card, Space, Tag } from 'antd';
import { useState } from 'react';
import { pair } from '#foundation/text-pair.ts';
import { ActButton, formatDate, Loaded, PaperLinks, Section, useApi, useSpeech } from '#platform/office/index.ts';
import { myRectifications, type MySellerOrder, sellerActs } from '../contract.ts';
import { rectificationProcess } from '../rectification.ts';
import { sellerOrderProcess } from '../seller-order.ts';
import { ActForm } from './act-form.tsx';
import { sellerReportFields } from './seller-order-acts.tsx';
import { useAnyAct } from './use-any-act.ts';
import { daysWords } from './words.ts';

/** An order to stop selling, with the report that it asks for. */
const SellerOrder = ({ order }: { readonly order: MySellerOrder }) => {
  const { say, language } = useSpeech();
  const act = useAnyAct();
  const [asked, ask] = useState(false);
  const left = daysWords(order.daysLeft);
  return (
    <Card size="small" className="above">
      <Space wrap>
        <strong>{say(pair(`停止销售：${order.category}`, `Stop selling: ${order.category}`))}</strong>
        <Tag>{say(sellerOrderProcess.states[order.state])}</Tag>
        {left !== null && <strong>{say(left)}</strong>}
        {(order.state === 'running' || order.state === 'overdue') && (
          <ActButton permission="warning-cards.answer" type="primary" onClick={() => ask(true)}>
            {say(sellerOrderProcess.acts.report.label)}
          </ActButton>
        )}
      </Space>
      <div className="quiet">
        {order.number} · {order.producer}
        {order.dueOn !== null && ` · ${say(pair('期限', 'until'))} ${formatDate(order.dueOn, language)}`}
      </div>
      <PaperLinks subject={`seller-order/${order.id}`} dataset={order.dataset} />
      {asked && (
        <ActForm
          title={say(sellerOrderProcess.acts.report.label)}
          consequence={undefined}
          fields={sellerReportFields}
          problem={act.error}
          pending={act.isPending}
          onClose={() => {
            act.reset();
            ask(false);
          }}
          onDo={(report) =>
            act.mutate(
              {
                contract: sellerActs.report,
                params: { orderId: order.id },
                body: { version: order.version, report },
              },
              { onSuccess: () => ask(false) },
            )
          }
        />
      )}
    </Card>
  );
};

/** Orders that a firm was served, to rectify or to stop selling, with the days that are left. */
const MyRectificationsBlock = () => {
  const { say, language } = useSpeech();
  const query = useApi(myRectifications);
  return (
    <Loaded query={query}>
      {({ rows, sellerOrders }) =>
        rows.length + sellerOrders.length === 0 ? null : (
          <Section title={say(pair('责令整改、停止销售', 'Orders to rectify and to stop selling'))}>
            <p className="quiet">
              {say(
                pair(
                  '请在期限内报告原因、措施、库存和已售产品的处理情况，并申请复查。确有困难的，可在期满前申请延期一次。',
                  'Report causes, measures, stock and sold goods in time and apply for the re-check. You may ask for one extension before the last day.',
                ),
              )}
            </p>
            {rows.map((row) => {
              // The other days are those of the authority, which the firm only waits for.
              const own = row.state === 'rectifying' || row.state === 'overdue' || row.state === 'refused';
              const left = own ? daysWords(row.daysLeft) : null;
              const until = own ? pair('期限', 'until') : pair('最迟复查', 're-check until');
              return (
                <Card key={row.id} size="small" className="above">
                  <Space wrap>
                    <a className="opens" href={`/office/rectifications/${row.id}`}>
                      <strong>{row.category}</strong>
                    </a>
                    <Tag>{say(rectificationProcess.states[row.state])}</Tag>
                    {left !== null && <strong>{say(left)}</strong>}
                  </Space>
                  <div className="quiet">
                    {row.number}
                    {row.clock !== null && ` · ${say(until)} ${formatDate(row.clock, language)}`}
                  </div>
                </Card>
              );
            })}
            {sellerOrders.map((order) => (
              <SellerOrder key={order.id} order={order} />
            ))}
          </Section>
        )
      }
    </Loaded>
  );
};
export default MyRectificationsBlock;
