import { useNavigate } from '@tanstack/react-router';
import { pair } from '#foundation/text-pair.ts';
import { DataList, DaysLeft, Filters, formatDate, Page, StateTabs, TextFilter, useList, useSpeech, useStateFilter } from '#platform/office/index.ts'; // prettier-ignore
import { listSellerOrders } from '../contract-sellers.ts';
import { sellerOrderProcess, sellerStates } from '../seller-order.ts';

/** Orders to sellers where the seller is, by state, the nearest deadline first. */
const SellerOrdersPage = () => {
  const { say, language } = useSpeech();
  const navigate = useNavigate();
  const state = useStateFilter(sellerStates);
  const query = useList(listSellerOrders, { state });
  const counts = query.data?.counts;
  const shown = sellerStates.filter((each) => each === state || (counts?.[each] ?? 0) > 0);
  return (
    <Page title={say(pair('对销售者的责令', 'Orders to sellers'))} withDataset>
      <StateTabs states={shown} labels={sellerOrderProcess.states} counts={counts} />
      <Filters>
        <TextFilter name="q" title={pair('销售者、生产者名称或文号', 'Seller, producer or number')} />
      </Filters>
      <DataList
        name="seller-orders"
        query={query}
        onOpen={(row) => void navigate({ to: `/seller-orders/${row.id}` })}
        emptyBecause={pair(
          '没有符合条件的责令。黄牌发出后，系统同时向销售不合格产品的销售者下达停止销售、改正通知书，由销售者所在地机关送达。',
          'None matches. With each yellow card whoever sold the failing product is ordered to stop selling; the authority of the seller’s place serves the order.',
        )}
        columns={[
          { key: 'firm', title: pair('销售者', 'Seller'), width: 190, render: (row) => row.firm.name },
          { key: 'category', title: pair('产品种类', 'Category'), width: 116, render: (row) => row.category },
          { key: 'producer', title: pair('生产者', 'Producer'), width: 190, render: (row) => row.producer.name },
          {
            key: 'state',
            title: pair('状态', 'State'),
            width: 110,
            render: (row) => say(sellerOrderProcess.states[row.state]),
          },
          { key: 'city', title: pair('所在地', 'Place'), width: 80, render: (row) => row.city ?? '—' },
          {
            key: 'due',
            title: pair('期限', 'Until'),
            width: 124,
            render: (row) => (row.dueOn === null ? '—' : formatDate(row.dueOn, language)),
          },
          {
            key: 'left',
            title: pair('剩余', 'Left'),
            width: 104,
            render: (row) => <DaysLeft days={row.daysLeft} />,
          },
          { key: 'number', title: pair('文书', 'Paper'), width: 200, render: (row) => row.number },
        ]}
      />
    </Page>
  );
};
export default SellerOrdersPage;
