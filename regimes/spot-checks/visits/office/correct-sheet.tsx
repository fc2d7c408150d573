import { Alert, Button, Drawer, Form, Input, Select, Space, Switch } from 'antd';
import { useState } from 'react';
import type { TextPair } from '#foundation/text-pair.ts';
import { ActButton, Loaded, ProblemNotice, useAct, useApi, useSay } from '#platform/office/index.ts';
import { correctSheet, getSample, type SampleDetail } from '../contract-samples.ts';
import { type Draft, draftOf, faultsOf, type FormField, sheetForm, sheetOf } from '../field/sheet-form.ts';
import type { SheetInput } from '../sheet-input.ts';

const label: TextPair = { zh: '更正抽样单', en: 'Correct the sheet' };

const Field = ({
  field,
  value,
  fault,
  onChange,
}: {
  readonly field: FormField;
  readonly value: string;
  readonly fault: TextPair | undefined;
  readonly onChange: (value: string) => void;
}) => {
  // prettier-ignore
  const say = useSay();
  const id = `sheet-${field.path}`;
  const input =
    field.type === 'choice' ? (
      <Select
        id={id}
        value={value}
        onChange={onChange}
        options={Object.entries(field.choices ?? {}).map(([code, words]) => ({ value: code, label: say(words) }))}
      />
    ) : field.type === 'yes' ? (
      <Switch id={id} checked={value === 'yes'} onChange={(yes) => onChange(yes ? 'yes' : '')} />
    ) : field.type === 'long' ? (
      <Input.TextArea id={id} autoSize value={value} onChange={(event) => onChange(event.target.value)} />
    ) : (
      <Input
        id={id}
        type={field.type === 'date' ? 'date' : 'text'}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  return (
    <Form.Item
      label={say(field.label)}
      htmlFor={id}
      required={field.needed === true}
      validateStatus={fault ? 'error' : ''}
      help={fault && say(fault)}
    >
      {input}
    </Form.Item>
  );
};

const Sheet = ({ sample, onDone }: { readonly sample: SampleDetail; readonly onDone: () => void }) => {
  const say = useSay();
  const act = useAct(correctSheet);
  const [draft, setDraft] = useState<Draft>(() => draftOf(sample.sheet as SheetInput));
  const [reason, setReason] = useState('');
  const [signedBy, setSignedBy] = useState('');
  const [tried, setTried] = useState(false);
  const faults = faultsOf(draft);
  const missing = tried ? { zh: '请填写', en: 'Required' } : undefined;
  const send = () => {
    setTried(true);
    if (Object.keys(faults).length > 0 || reason.trim() === '' || signedBy.trim() === '') return;
    act.mutate(
      {
        params: { sampleId: sample.id },
        body: { version: sample.version, sheet: sheetOf(draft), reason: reason.trim(), signedBy: signedBy.trim() },
      },
      { onSuccess: onDone },
    );
  };
  return (
    <Form layout="vertical">
      <Alert
        type="warning"
        title={say({
          zh: '更正须经受检单位签字。原值保留在更正记录中；抽样单重新出具，改动涉及封条的，封条也重新出具，原来的作废。',
          en: 'The firm signs the correction. Former values stay in the record; the sheet is issued anew, and the seals where they say what changed; the former ones are void.',
        })}
      />
      {sheetForm.map(({ title, fields }) => (
        <fieldset key={title.zh} className="above sheet-part">
          <legend>{say(title)}</legend>
          <div className="sheet-fields">
            {fields.map((field) => (
              <Field
                key={field.path}
                field={field}
                value={draft[field.path] ?? ''}
                fault={tried ? faults[field.path] : undefined}
                onChange={(value) => setDraft({ ...draft, [field.path]: value })}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <Form.Item
        label={say({ zh: '更正理由', en: 'Why it is corrected' })}
        htmlFor="correction-reason"
        required
        validateStatus={tried && reason.trim() === '' ? 'error' : ''}
        help={reason.trim() === '' && missing && say(missing)}
      >
        <Input.TextArea
          id="correction-reason"
          autoSize
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Form.Item>
      <Form.Item
        label={say({ zh: '受检单位在更正处签字的人', en: 'Who signed the correction for the firm' })}
        htmlFor="correction-signed"
        required
        validateStatus={tried && signedBy.trim() === '' ? 'error' : ''}
        help={signedBy.trim() === '' && missing && say(missing)}
      >
        <Input
          id="correction-signed"
          maxLength={60}
          value={signedBy}
          onChange={(event) => setSignedBy(event.target.value)}
        />
      </Form.Item>
      {act.error && <ProblemNotice problem={act.error} />}
      {tried && Object.keys(faults).length > 0 && (
        <p role="alert">{say({ zh: '请改正上面标红的各项', en: 'Mend the fields marked above' })}</p>
      )}
      <Space>
        <Button type="primary" autoInsertSpace={false} loading={act.isPending} onClick={send}>
          {say(label)}
        </Button>
        <Button autoInsertSpace={false} onClick={onDone}>
          {say({ zh: '取消', en: 'Cancel' })}
        </Button>
      </Space>
    </Form>
  );
};

/** The act that corrects the sheet of a sample, with the form it opens; greyed with the reason where it can't be taken. */
export const CorrectSheet = ({ sampleId, quiet = false }: { readonly sampleId: number; readonly quiet?: boolean }) => {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const query = useApi(getSample, { params: { sampleId } });
  const correction = query.data?.correction;
  if (!correction) return null;
  return (
    <>
      <ActButton
        permission={correction.permission}
        because={correction.refusal ? say(correction.refusal.text) : undefined}
        {...(quiet ? { size: 'small' } : {})}
        onClick={() => setOpen(true)}
      >
        {say(label)}
      </ActButton>
      <Drawer
        open={open}
        title={`${say(label)} ${query.data?.number ?? ''}`}
        size="min(720px, 100vw)"
        destroyOnHidden
        onClose={() => setOpen(false)}
      >
        <Loaded query={query}>{(sample) => <Sheet sample={sample} onDone={() => setOpen(false)} />}</Loaded>
      </Drawer>
    </>
  );
};
