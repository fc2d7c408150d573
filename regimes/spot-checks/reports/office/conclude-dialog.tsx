import { Alert, Button, Input, Modal, Radio, Space } from 'antd';
import { useState } from 'react';
import { useSay } from '#platform/office/index.ts';
import type { ReportDetail } from '../contract.ts';
import { conclusionLabels, type Stated } from '../report.ts';

/** Asks the tester for the laboratory's conclusion; where it differs from the program's finding, says what follows. */
export const ConcludeDialog = ({
  report,
  pending,
  onConclude,
  onClose,
}: {
  readonly report: ReportDetail;
  readonly pending: boolean;
  readonly onConclude: (conclusion: Stated, remark: string) => void;
  readonly onClose: () => void;
}) => {
  const say = useSay();
  const [conclusion, choose] = useState<Stated>();
  const [remark, write] = useState('');
  const title = say({ zh: '完成检验', en: 'Complete the test' });
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      footer={
        <Space>
          <Button autoInsertSpace={false} onClick={onClose}>
            {say({ zh: '返回', en: 'Back' })}
          </Button>
          <Button
            type="primary"
            autoInsertSpace={false}
            loading={pending}
            disabled={conclusion === undefined}
            onClick={() => conclusion && onConclude(conclusion, remark.trim())}
          >
            {title}
          </Button>
        </Space>
      }
    >
      {report.finding === 'open' && (
        <Alert
          type="info"
          showIcon
          title={say({
            zh: '还有项目未录入或系统不能判定，请先录入并填写机构判定。',
            en: 'Some items are not entered or can’t be judged; enter them and state your verdict first.',
          })}
        />
      )}
      <p>
        {say({ zh: '检验结论', en: 'Conclusion' })}{' '}
        <Radio.Group
          aria-label={say({ zh: '检验结论', en: 'Conclusion' })}
          value={conclusion}
          onChange={(event) => choose(event.target.value as Stated)}
          options={(['pass', 'fail'] as const).map((value) => ({ value, label: say(conclusionLabels[value]) }))}
        />
      </p>
      {conclusion !== undefined && report.finding !== 'open' && conclusion !== report.finding && (
        <Alert
          type="warning"
          showIcon
          title={say({
            zh: `系统按逐项判定得出“${conclusionLabels[report.finding].zh}”。结论由贵机构负责；不一致的报告批准后须书面确认或更正。`,
            en: `By the items the program finds “${conclusionLabels[report.finding].en}”. The conclusion is yours; a report that differs must be confirmed in writing or corrected after its approval.`,
          })}
        />
      )}
      <Input.TextArea
        className="above"
        rows={2}
        maxLength={2000}
        value={remark}
        aria-label={say({ zh: '备注', en: 'Remark' })}
        placeholder={say({ zh: '备注（可不填）', en: 'Remark (optional)' })}
        onChange={(event) => write(event.target.value)}
      />
    </Modal>
  );
};
