import { Button, Form, Modal } from 'antd';
import { useState } from 'react';
import type { TextPair } from '#foundation/text-pair.ts';
import { ActsBar, DateField, type OfferedAct, type Problem, ProblemNotice, useSay } from '#platform/office/index.ts';

/** Asks for the day and hour of a release, in China's time. */
const ReleaseTime = ({
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

/** The acts of what is released at once or at a time: the latter asks for the time in place of a reason. */
export const ReleaseActs = <Act extends string>({
  schedule,
  onAct,
  ...bar
}: {
  readonly acts: readonly OfferedAct<Act | 'schedule'>[];
  readonly labels: Readonly<Record<Act | 'schedule', TextPair>>;
  readonly main: Act | 'schedule' | null;
  readonly consequence: (act: Act | 'schedule') => TextPair | undefined;
  readonly pending: boolean;
  readonly onAct: (act: Act, reason: string) => Promise<unknown>;
  /** `set` gives the thing its time, and calls `done` when it has it. */
  readonly schedule: {
    readonly error: Problem | null;
    readonly isPending: boolean;
    readonly set: (releaseAt: string, done: { readonly onSuccess: () => void }) => void;
  };
}) => {
  const say = useSay();
  const [timing, time] = useState(false);
  return (
    <>
      <ActsBar<Act | 'schedule'>
        {...bar}
        onOpen={(act) => {
          if (act === 'schedule') time(true);
          return act === 'schedule';
        }}
        onAct={(act, reason) => (act === 'schedule' ? Promise.resolve() : onAct(act as Act, reason))}
      />
      {timing && (
        <ReleaseTime
          title={say(bar.labels.schedule)}
          consequence={say(bar.consequence('schedule') ?? bar.labels.schedule)}
          problem={schedule.error}
          pending={schedule.isPending}
          onClose={() => time(false)}
          onSet={(releaseAt) => schedule.set(releaseAt, { onSuccess: () => time(false) })}
        />
      )}
    </>
  );
};
