import { Descriptions } from 'antd';
import { mannerLabels } from '#foundation/service.ts';
import { pair } from '#foundation/text-pair.ts';
import { formatDate, Section, useSay } from '#platform/office/index.ts';
import { type PaperEra, paperEraStateLabels } from '../paper-era.ts';

/** What a table tells of a card that was issued on paper: what is taken over when it is issued here. */
export const PaperEraView = ({ era }: { readonly era: PaperEra }) => {
  const say = useSay();
  const items = [
    ['number', pair('黄牌编号', 'Number of the card'), era.number],
    ['issued', pair('发出日期', 'Issued on'), formatDate(era.issuedOn)],
    ['order', pair('责令整改通知书文号', 'Number of the order'), era.orderNumber ?? '—'],
    ['state', pair('整改状态', 'State'), say(paperEraStateLabels[era.state])],
    [
      'served',
      pair('送达', 'Served'),
      era.service
        ? `${formatDate(era.service.day)}　${say(mannerLabels[era.service.manner])}　${Object.values(era.service.proof).join('，')}`
        : '—',
    ],
    ['answered', pair('报告日期', 'Reported on'), formatDate(era.answeredOn)],
    ['visited', pair('核查日期', 'Visited on'), formatDate(era.visitedOn)],
  ] as const;
  return (
    <Section title={say(pair('纸质黄牌（补录）', 'Issued on paper, taken over'))}>
      <Descriptions
        size="small"
        bordered
        column={{ xs: 1, md: 2 }}
        items={items.map(([key, label, children]) => ({ key, label: say(label), children }))}
      />
    </Section>
  );
};
