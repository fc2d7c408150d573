import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { type Evidence, EvidenceField, ProblemNotice, useAct, useSay } from '#platform/office/index.ts';
import { identityActs, type NoticeDetail } from '../contract.ts';
import { identityProcess } from '../notice.ts';

/** The firm says why the product is not its own, and hands in what shows it. */
export const DenyForm = ({ notice, onClose }: { readonly notice: NoticeDetail; readonly onClose: () => void }) => {
  const say = useSay();
  const act = useAct(identityActs.deny);
  const [reason, setReason] = useState('');
  const [files, setFiles] = useState<readonly Evidence[]>([]);
  return (
    <Modal
      open
      title={say(identityProcess.acts.deny.label)}
      okText={say(identityProcess.acts.deny.label)}
      cancelText={say({ zh: '返回', en: 'Back' })}
      okButtonProps={{ disabled: reason.trim() === '', loading: act.isPending }}
      onCancel={onClose}
      onOk={() =>
        act.mutate(
          {
            params: { noticeId: notice.id },
            body: { version: notice.version, reason: reason.trim(), files: files.map(({ id }) => id) },
          },
          { onSuccess: onClose },
        )
      }
    >
      {act.error && <ProblemNotice problem={act.error} />}
      <p>
        {say({
          zh: '请写明为什么不是本企业产品，如台账、标识、批号的差别，并附上证明材料。另一位工作人员核实后作出决定；认定属实的，本结果不记在贵企业名下。',
          en: 'Say why it is not yours (records, labels, lot numbers) and hand in what shows it. An official decides after checking; if you are right nothing is entered against you.',
        })}
      </p>
      <Form layout="vertical">
        <Form.Item label={say({ zh: '理由', en: 'Reason' })} htmlFor="deny-reason" required>
          <Input.TextArea
            id="deny-reason"
            rows={3}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
      <EvidenceField
        label={say({
          zh: '证明材料（可不附），如出厂台账、标识照片',
          en: 'What shows it (optional): records, photos of labels',
        })}
        value={files}
        onChange={setFiles}
        most={5}
      />
    </Modal>
  );
};
