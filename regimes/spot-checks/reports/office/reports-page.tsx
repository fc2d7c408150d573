import { Page, useSay } from '#platform/office/index.ts';
import { listReports } from '../contract.ts';
import { ReportList } from './report-list.tsx';

/** Reports that laboratories have handed up; queried ones wait for the laboratory, officials change nothing. */
const ReportsPage = () => {
  const say = useSay();
  return (
    <Page
      title={say({ zh: '检验报告', en: 'Reports' })}
      withDataset
      intro={say({
        zh: '检验结论由承检机构负责。与系统逐项判定不一致的报告标为“结论待核”，由承检机构书面确认或更正。',
        en: 'The laboratory answers for its conclusion. A report that differs from the program’s own judgement is queried: the laboratory confirms in writing or corrects it.',
      })}
    >
      <ReportList
        contract={listReports}
        states={['queried', 'effective', 'void']}
        ofLaboratory={false}
        emptyBecause={{
          zh: '没有符合条件的检验报告。承检机构批准签发后，报告会出现在这里。',
          en: 'No report matches. Reports appear here once the laboratory has approved them.',
        }}
      />
    </Page>
  );
};
export default ReportsPage;
