import { Space } from 'antd';
import { useState } from 'react';
import { serviceInput } from '#foundation/service.ts';
import { pair } from '#foundation/text-pair.ts';
import { ActButton, ServiceForm, useSay } from '#platform/office/index.ts';
import { type RectificationDetail, sellerActs } from '../contract.ts';
import { sellerOrderProcess, type SellerVerb } from '../seller-order.ts';
import { ActForm, type Field } from './act-form.tsx';
import { useAnyAct } from './use-any-act.ts';

/** What a seller reports. */
export const sellerReportFields: readonly Field[] = [
  { name: 'source', label: pair('进货来源', 'Source of the goods'), kind: 'area' },
  { name: 'unit', label: pair('计量单位', 'Unit'), kind: 'text' },
  { name: 'offSale', label: pair('下架数量', 'Taken off sale'), kind: 'number' },
  { name: 'returned', label: pair('退货数量', 'Returned'), kind: 'number' },
  { name: 'destroyed', label: pair('销毁数量', 'Destroyed'), kind: 'number' },
  { name: 'measures', label: pair('改正情况', 'What was corrected'), kind: 'area' },
];
const reason: Field = { name: 'reason', label: pair('理由', 'Reason'), kind: 'area' };

interface Order {
  readonly id: number;
  readonly version: number;
  readonly firm: string;
  readonly acts: RectificationDetail['sellers'][number]['acts'];
}

/** The acts on an order to a seller, each with the form that it needs. */
export const SellerOrderActs = ({ order }: { readonly order: Order }) => {
  const say = useSay();
  const act = useAnyAct();
  const [asked, setAsked] = useState<Exclude<SellerVerb, 'serve'>>();
  const ask = (verb?: Exclude<SellerVerb, 'serve'>) => {
    act.reset();
    setAsked(verb);
  };
  const [serving, serve] = useState(false);
  const params = { orderId: order.id };
  const reports = asked === 'report' || asked === 'register-report';
  return (
    <>
      <Space wrap>
        {order.acts.map((offer) => (
          <ActButton
            key={offer.act}
            size="small"
            permission={offer.permission}
            because={offer.refusal ? say(offer.refusal.text) : undefined}
            onClick={() => (offer.act === 'serve' ? serve(true) : ask(offer.act))}
          >
            {say(sellerOrderProcess.acts[offer.act].label)}
          </ActButton>
        ))}
      </Space>
      {serving && (
        <ServiceForm
          consequence={pair(
            `登记后，${order.firm}的期限从送达生效日起算。`,
            `From the effective day the term of ${order.firm} runs.`,
          )}
          problem={act.error}
          pending={act.isPending}
          onServe={(service) =>
            act.mutate(
              { contract: sellerActs.serve, params, body: { version: order.version, service: serviceInput.parse(service) } },
              { onSuccess: () => serve(false) },
            )
          }
        />
      )}
      {asked && (
        <ActForm
          title={say(sellerOrderProcess.acts[asked].label)}
          consequence={undefined}
          fields={reports ? sellerReportFields : asked === 'return' ? [reason] : []}
          problem={act.error}
          pending={act.isPending}
          onClose={() => ask()}
          onDo={(values) =>
            act.mutate(
              {
                contract: sellerActs[asked],
                params,
                body: { version: order.version, ...(reports ? { report: values } : values) },
              },
              { onSuccess: () => ask() },
            )
          }
        />
      )}
    </>
  );
}; // prettier-ignore
