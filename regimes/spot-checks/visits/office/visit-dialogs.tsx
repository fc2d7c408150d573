import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { narrowed, ProblemNotice, useAct, useApi, useSay } from '#platform/office/index.ts';
import { visitActs, type VisitDetail } from '../contract.ts';
import { listInspectors } from '../contract-inspectors.ts';
import { reasonWords, visitProcess } from '../visit.ts';

/** Ends a visit by one of the cases of the law, with words. */
export const LawfulDialog = ({
  visit,
  verb,
  onClose,
}: {
  readonly visit: VisitDetail;
  readonly verb: 'no-sample' | 'rightful-refusal' | undefined;
  readonly onClose: () => void;
}) => {
  const say = useSay();
  const acts = {
    'no-sample': useAct(visitActs['no-sample']),
    'rightful-refusal': useAct(visitActs['rightful-refusal']),
  };
  const [code, setCode] = useState<string>();
  const [reason, setReason] = useState('');
  const act = verb && acts[verb];
  const cases = verb === 'no-sample' ? visit.lawful.noSample : visit.lawful.refusals;
  return (
    <Modal
      open={verb !== undefined}
      title={verb && say(visitProcess.acts[verb].label)}
      okText={verb && say(visitProcess.acts[verb].label)}
      okButtonProps={{ disabled: code === undefined || reason.trim() === '', loading: act?.isPending === true }}
      onCancel={onClose}
      onOk={() =>
        act?.mutate(
          { params: { visitId: visit.id }, body: { version: visit.version, reason, reasonCode: code } },
          { onSuccess: onClose },
        )
      }
      destroyOnHidden
    >
      {act?.error && <ProblemNotice problem={act.error} />}
      <Select
        className="wide"
        aria-label={say({ zh: '法定情形', en: 'Case of the law' })}
        placeholder={say({ zh: '法定情形', en: 'Case of the law' })}
        value={code}
        onChange={setCode}
        options={cases.map((value) => ({ value, label: say(reasonWords(value)) }))}
      />
      <Input.TextArea
        rows={3}
        aria-label={say({ zh: '说明', en: 'In words' })}
        placeholder={say({ zh: '说明（必填）', en: 'In words (required)' })}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
};

/** Proposes other inspectors; another person decides. */
export const ProposeDialog = ({
  visit,
  open,
  onClose,
}: {
  readonly visit: VisitDetail;
  readonly open: boolean;
  readonly onClose: () => void;
}) => {
  const say = useSay();
  const known = useApi(
    listInspectors,
    { query: { dataset: visit.dataset, state: 'active', limit: 200 } },
    { enabled: open },
  );
  const propose = useAct(visitActs.propose);
  const [chosen, choose] = useState<number[]>(visit.inspectors.map(({ id }) => id));
  const [leader, lead] = useState<number | undefined>(visit.inspectors[0]?.id);
  const [reason, setReason] = useState('');
  const options = (known.data?.rows ?? []).map((one) => ({
    value: one.id,
    label: `${one.name}（${one.region.name}，${say({ zh: `在办${one.openVisits}项`, en: `${one.openVisits} open` })}）`,
  }));
  return (
    <Modal
      open={open}
      title={say(visitProcess.acts.propose.label)}
      okText={say(visitProcess.acts.propose.label)}
      okButtonProps={{
        disabled: chosen.length < 2 || leader === undefined || reason.trim() === '',
        loading: propose.isPending,
      }}
      onCancel={onClose}
      onOk={() =>
        propose.mutate(
          {
            params: { visitId: visit.id },
            body: { version: visit.version, inspectorIds: chosen, leaderId: leader, reason },
          },
          { onSuccess: onClose },
        )
      }
      destroyOnHidden
    >
      {propose.error && <ProblemNotice problem={propose.error} />}
      <Select
        {...narrowed}
        className="wide"
        mode="multiple"
        aria-label={say({ zh: '抽样人员', en: 'Inspectors' })}
        placeholder={say({ zh: '抽样人员（两人以上）', en: 'Inspectors, two at least' })}
        value={chosen}
        onChange={choose}
        options={options}
      />
      <Select
        className="wide"
        aria-label={say({ zh: '带队人员', en: 'Who leads' })}
        placeholder={say({ zh: '带队人员', en: 'Who leads' })}
        value={leader !== undefined && chosen.includes(leader) ? leader : undefined}
        onChange={lead}
        options={options.filter(({ value }) => chosen.includes(value))}
      />
      <Input.TextArea
        rows={3}
        aria-label={say({ zh: '理由', en: 'Reason' })}
        placeholder={say({
          zh: '理由（利害关系、请假等，必填）',
          en: 'Reason: conflict of interest, leave … (required)',
        })}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
};
