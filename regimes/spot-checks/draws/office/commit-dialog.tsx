import { Button, Form, Input, Modal } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { DateField, ProblemNotice, useAct, useSay } from '#platform/office/index.ts';
import { commitDraw } from '../contract.ts';

interface Values {
  readonly entropySource: string;
  readonly entropyIssue: string;
  readonly entropyDueAt: string;
}

/** Commits to a seed and names the public number that will be mixed in. */
export const CommitDialog = ({ planId, onClose }: { readonly planId: number; readonly onClose: () => void }) => {
  const say = useSay();
  const navigate = useNavigate();
  const commit = useAct(commitDraw);
  const required = [{ required: true, message: say({ zh: '请填写', en: 'Required' }) }];
  const send = ({ entropyDueAt, ...values }: Values) =>
    commit.mutate(
      // Times are those of the deployment, not of the reader's computer.
      { params: { planId }, body: { ...values, entropyDueAt: `${entropyDueAt}:00+08:00` } },
      { onSuccess: ({ id }) => void navigate({ to: `/draws/${id}` }) },
    );
  return (
    <Modal open footer={null} title={say({ zh: '开始一次随机抽取', en: 'Begin a draw' })} onCancel={onClose}>
      {commit.error && <ProblemNotice problem={commit.error} />}
      <p>
        {say({
          zh: '系统将生成一个谁也看不到的种子，并立即公布其摘要。请指定将混入的公开随机数：它必须在名单冻结之后才公布，谁也不能事先知道。',
          en: 'The program makes a seed that nobody sees and publishes its digest at once. Name the public number to be mixed in: it must be published after the pool is frozen, so that nobody can know it before.',
        })}
      </p>
      <Form<Values> layout="vertical" onFinish={send}>
        <Form.Item
          name="entropySource"
          label={say({ zh: '公开随机数的来源', en: 'Source of the public number' })}
          rules={required}
        >
          <Input
            maxLength={120}
            placeholder={say({ zh: '例如：福利彩票双色球开奖号码', en: 'for example: a lottery' })}
          />
        </Form.Item>
        <Form.Item name="entropyIssue" label={say({ zh: '期号或日期', en: 'Issue or day' })} rules={required}>
          <Input maxLength={60} placeholder={say({ zh: '例如：2026138 期', en: 'for example: issue 2026138' })} />
        </Form.Item>
        <Form.Item
          name="entropyDueAt"
          label={say({ zh: '公布时间（北京时间）', en: 'Published at (China time)' })}
          rules={required}
        >
          <DateField precision="minute" />
        </Form.Item>
        <Button type="primary" htmlType="submit" autoInsertSpace={false} loading={commit.isPending}>
          {say({ zh: '承诺种子', en: 'Commit to the seed' })}
        </Button>
      </Form>
    </Modal>
  );
};
