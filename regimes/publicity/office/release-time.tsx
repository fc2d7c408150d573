import { Button, Form, Modal } from 'antd';
import { DateField, ProblemNotice, useSay } from '#platform/office/index.ts';
import type { Problem } from '#platform/office/index.ts';

/** Asks for the day and hour of a release, in China's time. */
export const ReleaseTime = ({
  title,
  consequence,
  problem,
  pending,
  onSet,
  onClose,
}: {
  readonly title: string;
  readonly consequence: string;
  readonly problem: Problem | null;
  readonly pending: boolean;
  /** The moment with its offset. */
  readonly onSet: (releaseAt: string) => void;
  readonly onClose: () => void;
}) => {
  const say = useSay();
  return (
    <Modal open footer={null} onCancel={onClose} title={title}>
      {problem && <ProblemNotice problem={problem} />}
      <p>{consequence}</p>
      <Form<{ at: string }> layout="vertical" onFinish={({ at }) => onSet(`${at}:00+08:00`)}>
        <Form.Item
          name="at"
          label={say({ zh: '发布时间（北京时间）', en: 'Time of release (China)' })}
          rules={[{ required: true, message: say({ zh: '请填写', en: 'Required' }) }]}
        >
          <DateField precision="minute" />
        </Form.Item>
        <Button type="primary" htmlType="submit" autoInsertSpace={false} loading={pending}>
          {title}
        </Button>
      </Form>
    </Modal>
  );
};
