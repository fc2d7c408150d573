import { Alert, Button, Input, Modal, Space, Timeline } from 'antd';
import { useState } from 'react';
import type { Refusal } from '#foundation/refusal.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import { ActButton } from './act-button.tsx';
import type { Problem } from './api.ts';
import { formatDate, formatInstant } from './format.ts';
import { useSay } from './language.tsx';
import { ProblemNotice } from './states.tsx';

/** An act as the server offers it to the reader; one that can't be taken carries its refusal. */
export interface OfferedAct<Act extends string> {
  readonly act: Act;
  readonly permission: string;
  readonly needsReason: boolean;
  readonly refusal: Refusal | null;
}

/** Asks for a reason (or only for a yes) and says the consequence before the act. */
export const AskReason = ({
  title,
  consequence,
  required,
  pending,
  problem,
  onDo,
  onClose,
}: {
  readonly title: string | undefined;
  readonly consequence: string | undefined;
  readonly required: boolean;
  readonly pending: boolean;
  /** Why the server said no, where the question stays open. */
  readonly problem?: Problem | null;
  readonly onDo: (reason: string) => void;
  readonly onClose: () => void;
}) => {
  const say = useSay();
  const [reason, setReason] = useState('');
  return (
    <Modal
      open={title !== undefined}
      title={title}
      destroyOnHidden
      afterClose={() => setReason('')}
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
            disabled={required && reason.trim() === ''}
            onClick={() => onDo(reason.trim())}
          >
            {title}
          </Button>
        </Space>
      }
    >
      {problem && <ProblemNotice problem={problem} />}
      {consequence !== undefined && <p>{consequence}</p>}
      <Input.TextArea
        rows={3}
        value={reason}
        maxLength={2000}
        aria-label={say({ zh: '理由', en: 'Reason' })}
        placeholder={
          required
            ? say({ zh: '理由（必填）', en: 'Reason (required)' })
            : say({ zh: '意见（可不填）', en: 'Note (optional)' })
        }
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
};

/**
 * The acts of a thing as buttons, the next one first: those that can't be taken now are greyed and say why. What the server refuses is said
 * where the reason was asked for, and what was typed is kept.
 */
export const ActsBar = <Act extends string>({
  acts,
  labels,
  main,
  consequence,
  pending,
  onAct,
  onOpen,
}: {
  readonly acts: readonly OfferedAct<Act>[];
  readonly labels: Readonly<Record<Act, TextPair>>;
  /** The one next act, shown as the main button. */
  readonly main: Act | null;
  readonly consequence: (act: Act) => TextPair | undefined;
  readonly pending: boolean;
  readonly onAct: (act: Act, reason: string) => Promise<unknown>;
  /** Whether the page asks for what the act needs itself, in place of the question for a reason. */
  readonly onOpen?: (act: Act) => boolean;
}) => {
  const say = useSay();
  const [asked, setAsked] = useState<OfferedAct<Act>>();
  const [problem, setProblem] = useState<Problem>();
  const ask = (offered?: OfferedAct<Act>) => {
    setProblem(undefined);
    setAsked(offered);
  };
  const words = asked && consequence(asked.act);
  // A question that was refused stays open, also where the thing has no act left by now.
  if (acts.length === 0 && asked === undefined) return null;
  return (
    <>
      <Space wrap className="acts-bar">
        {acts
          .toSorted((a, b) => Number(b.act === main) - Number(a.act === main))
          .map((offered) => (
            <ActButton
              key={offered.act}
              permission={offered.permission}
              because={offered.refusal ? say(offered.refusal.text) : undefined}
              type={offered.act === main ? 'primary' : 'default'}
              onClick={() => {
                if (onOpen?.(offered.act) !== true) ask(offered);
              }}
            >
              {say(labels[offered.act])}
            </ActButton>
          ))}
      </Space>
      {/* Outside: in it, the question would begin anew whenever the number of buttons changes. */}
      <AskReason
        title={asked && say(labels[asked.act])}
        consequence={words && say(words)}
        required={asked?.needsReason === true}
        pending={pending}
        {...(problem ? { problem } : {})}
        onClose={() => ask()}
        onDo={(reason) => {
          if (asked)
            void onAct(asked.act, reason).then(
              () => ask(),
              (refused: unknown) => setProblem(refused as Problem),
            );
        }}
      />
    </>
  );
};

/** What comes next, by whom and until when. */
export const NextAct = ({
  next,
}: {
  readonly next: { readonly words: TextPair; readonly by: TextPair; readonly due: string | null } | null;
}) => {
  const say = useSay();
  if (next === null) return null;
  return (
    <Alert
      className="above"
      type="info"
      title={
        <>
          <strong>{say({ zh: '下一步：', en: 'Next: ' })}</strong>
          {say(next.words)} · {say(next.by)}
          {next.due !== null && say({ zh: ` · ${formatDate(next.due)}前`, en: ` · by ${formatDate(next.due, 'en')}` })}
        </>
      }
    />
  );
};

/** What happened to a thing, in order. */
export const EventTimeline = ({
  events,
}: {
  readonly events: readonly {
    readonly at: string;
    readonly words: TextPair;
    readonly by: string | null;
    readonly reason: string | null;
  }[];
}) => {
  const say = useSay();
  return (
    <Timeline
      items={events.map((event) => ({
        key: `${event.at}${event.words.en}`,
        content: (
          <>
            <strong>{say(event.words)}</strong>{' '}
            <span className="quiet">{event.at.includes('T') ? formatInstant(event.at) : event.at}</span> {event.by}
            {event.reason && <div>{event.reason}</div>}
          </>
        ),
      }))}
    />
  );
};
