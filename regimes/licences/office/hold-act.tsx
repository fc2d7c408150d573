import { Button, Input, Modal, Select, Space } from 'antd';
import { useState } from 'react';
import { DateField, ProblemNotice, useAct, useSay } from '#platform/office/index.ts';
import { type LicenceDetail, recordHoldAct } from '../contracts/licences.ts';
import { holdActLabels, type IssuerAnswer, issuerAnswerLabels, issuerAnswers } from '../licence.ts';

type Hold = LicenceDetail['holds'][number];

/** Records that the issuer was told of a suspension, then what it answered. */
export const HoldAct = ({ hold }: { readonly hold: Hold }) => {
  const say = useSay();
  const record = useAct(recordHoldAct);
  const [open, show] = useState(false);
  const [on, setOn] = useState<string>();
  const [note, write] = useState('');
  const [answer, choose] = useState<IssuerAnswer>('noted');
  if (hold.ground !== 'card' || hold.issuerAnswer !== null) return null;
  const act = hold.issuerToldOn === null ? 'tell-issuer' : 'record-answer';
  return (
    <>
      <Button size="small" onClick={() => show(true)}>
        {say(holdActLabels[act])}
      </Button>
      <Modal
        open={open}
        destroyOnHidden
        title={say(holdActLabels[act])}
        okText={say(holdActLabels[act])}
        cancelText={say({ zh: '返回', en: 'Back' })}
        okButtonProps={{ disabled: on === undefined || note.trim() === '', loading: record.isPending }}
        onCancel={() => show(false)}
        afterClose={() => record.reset()}
        onOk={() => {
          if (on !== undefined)
            record.mutate(
              {
                params: { holdId: hold.id },
                body: { act, on, note, ...(act === 'record-answer' ? { answer } : {}) },
              },
              { onSuccess: () => show(false) },
            );
        }}
      >
        {record.error && <ProblemNotice problem={record.error} />}
        <Space orientation="vertical" className="wide">
          {act === 'record-answer' && (
            <Select
              className="wide-select"
              aria-label={say({ zh: '答复', en: 'Answer' })}
              value={answer}
              onChange={choose}
              options={issuerAnswers.map((value) => ({ value, label: say(issuerAnswerLabels[value]) }))}
            />
          )}
          <label htmlFor={`hold-act-on-${hold.id}`}>{say({ zh: '日期', en: 'Day' })}</label>
          <DateField id={`hold-act-on-${hold.id}`} value={on ?? ''} onChange={(text) => setOn(text || undefined)} />
          <Input.TextArea
            rows={2}
            aria-label={say({ zh: '文号和内容', en: 'Number of the letter and what it says' })}
            placeholder={say({ zh: '文号和内容（必填）', en: 'Number of the letter and what it says (required)' })}
            value={note}
            maxLength={2000}
            onChange={(event) => write(event.target.value)}
          />
        </Space>
      </Modal>
    </>
  );
};
