import { Tag } from 'antd';
import { formatDate, Say, type DataColumn } from '#platform/office/index.ts';
import { siteLabels } from '../../plans/plan.ts';
import type { VisitLine } from '../contract.ts';
import { visitProcess } from '../visit.ts';

/** Columns of a list of visits. */
export const visitColumns: readonly DataColumn<VisitLine>[] = [
  { key: 'enterprise', title: { zh: '受检单位', en: 'Firm' }, width: 220, render: (row) => row.enterprise.name },
  { key: 'category', title: { zh: '产品种类', en: 'Category' }, width: 110, render: (row) => row.category.name },
  { key: 'place', title: { zh: '所在地', en: 'Place' }, width: 96, render: (row) => row.place?.name ?? '—' },
  {
    key: 'state',
    title: { zh: '状态', en: 'State' },
    width: 140,
    render: (row) => (
      <>
        <Tag>
          <Say words={visitProcess.states[row.state]} />
        </Tag>
        {row.overdue && (
          <Tag color="red">
            <Say words={{ zh: '逾期', en: 'Overdue' }} />
          </Tag>
        )}
      </>
    ),
  },
  { key: 'due', title: { zh: '完成期限', en: 'Due' }, width: 124, render: (row) => formatDate(row.dueOn) },
  {
    key: 'inspectors',
    title: { zh: '抽样人员（首位带队）', en: 'Inspectors (first leads)' },
    width: 160,
    render: (row) => row.inspectors.map(({ name }) => name).join('、'),
  },
  { key: 'samples', title: { zh: '样品', en: 'Samples' }, width: 60, numeric: true, render: (row) => row.samples },
  { key: 'plan', title: { zh: '计划', en: 'Plan' }, width: 220, render: (row) => row.plan?.title ?? '—' },
  {
    key: 'site',
    title: { zh: '抽样地点', en: 'Site' },
    width: 160,
    optional: true,
    render: (row) => <Say words={siteLabels[row.site]} />,
  },
];
