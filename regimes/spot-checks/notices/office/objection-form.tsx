import { Button, Checkbox, Form, Input, Modal } from 'antd';
import { DateField, ProblemNotice, useAct, useSay } from '#platform/office/index.ts';
import { fileObjection, type NoticeDetail, registerObjection } from '../contract.ts';

interface Values {
  readonly grounds: string;
  readonly wantsRetest: boolean;
  readonly filedOn: string;
}

/** Files an objection in the account of the enterprise, or registers one that came on paper. */
export const ObjectionForm = ({
  notice,
  onPaper,
  onClose,
}: {
  readonly notice: NoticeDetail;
  readonly onPaper: boolean;
  readonly onClose: () => void;
}) => {
  const say = useSay();
  const file = useAct(fileObjection);
  const register = useAct(registerObjection);
  const error = file.error ?? register.error;
  const required = [{ required: true, message: say({ zh: '请填写', en: 'Required' }) }];
  const send = ({ grounds, wantsRetest, filedOn }: Values) => {
    const body = { version: notice.version, grounds, wantsRetest };
    const params = { noticeId: notice.id };
    if (onPaper) register.mutate({ params, body: { ...body, filedOn } }, { onSuccess: onClose });
    else file.mutate({ params, body }, { onSuccess: onClose });
  };
  return (
    <Modal
      open
      footer={null}
      onCancel={onClose}
      title={
        onPaper
          ? say({ zh: '登记书面异议', en: 'Register a written objection' })
          : say({ zh: '提出异议', en: 'Object' })
      }
    >
      {error && <ProblemNotice problem={error} />}
      <p className="quiet">
        {say({
          zh: '说明对哪个项目、为什么有异议即可，可以用自己的话写。申请复检的，由另一家机构检验备样；复检结论为最终结论，结论相同的，复检费用由申请人承担。',
          en: 'Say which item and why, in your own words. A retest is done on the reserve by another laboratory; its result is final, and if it is the same the applicant bears the fee.',
        })}
      </p>
      <Form<Values> layout="vertical" initialValues={{ wantsRetest: true }} onFinish={send}>
        {onPaper && (
          <Form.Item
            name="filedOn"
            label={say({ zh: '提出日期（邮寄的，以邮戳为准）', en: 'Day filed (by post: the postmark)' })}
            rules={required}
          >
            <DateField />
          </Form.Item>
        )}
        <Form.Item name="grounds" label={say({ zh: '异议内容和理由', en: 'What and why' })} rules={required}>
          <Input.TextArea rows={5} maxLength={4000} />
        </Form.Item>
        <Form.Item name="wantsRetest" valuePropName="checked">
          <Checkbox>{say({ zh: '申请复检', en: 'Ask for a retest' })}</Checkbox>
        </Form.Item>
        <Button type="primary" htmlType="submit" autoInsertSpace={false} loading={file.isPending || register.isPending}>
          {onPaper ? say({ zh: '登记异议', en: 'Register' }) : say({ zh: '提交异议', en: 'File the objection' })}
        </Button>
      </Form>
    </Modal>
  );
};
