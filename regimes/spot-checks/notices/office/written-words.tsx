import { Form, Input, Modal, Tag } from 'antd';
import { useState } from 'react';
import {
  EvidenceField,
  type Evidence,
  EvidenceList,
  formatInstant,
  ProblemNotice,
  useAct,
  useSay,
} from '#platform/office/index.ts';
import { identityActs, recordWaiver, recordWithdrawal, type WrittenWord } from '../contract.ts';
import { identityProcess, noticeProcess } from '../notice.ts';
import { objectionProcess } from '../objection.ts';
import { writtenWordLabels } from '../written-word.ts';

/** What of: a notice whose party waives its objection or says whose product it is, or an objection that is withdrawn. */
type Of =
  | { readonly noticeId: number; readonly identity?: 'record-confirmation' | 'record-denial' }
  | { readonly objectionId: number };

/** Records what a firm wrote, with its scan; another person confirms it. */
export const RecordWord = ({
  of,
  version,
  onClose,
}: {
  readonly of: Of;
  readonly version: number;
  readonly onClose: () => void;
}) => {
  const say = useSay();
  const waiver = useAct(recordWaiver);
  const withdrawal = useAct(recordWithdrawal);
  const confirmation = useAct(identityActs['record-confirmation']);
  const denial = useAct(identityActs['record-denial']);
  const [files, setFiles] = useState<readonly Evidence[]>([]);
  const [reason, setReason] = useState('');
  const identity = 'noticeId' in of ? of.identity : undefined;
  const word = identity === 'record-confirmation' ? confirmation : denial;
  const act = identity !== undefined ? word : 'noticeId' in of ? waiver : withdrawal;
  const title =
    identity !== undefined
      ? identityProcess.acts[identity].label
      : 'noticeId' in of
        ? noticeProcess.acts['record-waiver'].label
        : objectionProcess.acts['record-withdrawal'].label;
  const send = () => {
    const body = { version, reason: reason.trim(), files: files.map(({ id }) => id) };
    if ('noticeId' in of && identity !== undefined)
      word.mutate({ params: { noticeId: of.noticeId }, body }, { onSuccess: onClose });
    else if ('noticeId' in of) waiver.mutate({ params: of, body }, { onSuccess: onClose });
    else withdrawal.mutate({ params: of, body }, { onSuccess: onClose });
  };
  return (
    <Modal
      open
      title={say(title)}
      okText={say(
        identity === 'record-confirmation'
          ? { zh: '登记', en: 'Record it' }
          : { zh: '登记，交另一人复核', en: 'Record for another to confirm' },
      )}
      okButtonProps={{ disabled: files.length === 0 || reason.trim() === '', loading: act.isPending }}
      onOk={send}
      onCancel={onClose}
    >
      {act.error && <ProblemNotice problem={act.error} />}
      <p className="quiet">
        {say(
          identity === 'record-confirmation'
            ? {
                zh: '请上传企业签字盖章的书面确认。登记后企业不能再否认是本企业产品。',
                en: 'Hand in the confirmation that the firm signed and sealed. It can’t deny the product afterwards.',
              }
            : identity === 'record-denial'
              ? {
                  zh: '请上传企业签字盖章的书面否认和所附材料，由另一位工作人员核实后作出决定。',
                  en: 'Hand in the denial that the firm signed and sealed, with what came along; another official checks and decides.',
                }
              : {
                  zh: '企业放弃的是自己的权利：请上传企业签字盖章的书面材料，由另一位工作人员看过材料后复核，复核后才生效；复核前异议期限照常计算。',
                  en: 'The firm gives up a right of its own: hand in what it signed and sealed. Another official reads it and confirms; until then nothing is given up and the clock runs on.',
                },
        )}
      </p>
      <EvidenceField
        label={say({ zh: '书面材料的扫描件或照片', en: 'Scan or photo of what it wrote' })}
        value={files}
        onChange={setFiles}
        most={5}
      />
      <Form layout="vertical" className="above">
        <Form.Item
          label={say({
            zh: '材料内容和来源（何人何时以何方式交来）',
            en: 'What it says, who brought it, when and how',
          })}
          htmlFor="word-reason"
          required
        >
          <Input.TextArea
            id="word-reason"
            rows={3}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};

/** What officials recorded from paper, with the scans and who confirmed it. */
export const WrittenWords = ({ words }: { readonly words: readonly WrittenWord[] }) => {
  const say = useSay();
  if (words.length === 0) return null;
  return (
    <ul className="above">
      {words.map((word) => (
        <li key={word.id}>
          {say(
            word.objectionId === null
              ? { zh: '书面放弃异议', en: 'Written waiver' }
              : { zh: '书面撤回异议', en: 'Written withdrawal' },
          )}{' '}
          <Tag>{say(writtenWordLabels[word.state])}</Tag>
          <span className="quiet">
            {word.recordedBy} {formatInstant(word.recordedAt)}
          </span>
          <div>{word.reason}</div>
          {word.decidedAt !== null && (
            <div>
              {say({ zh: '复核', en: 'Decided by' })} {word.decidedBy} {formatInstant(word.decidedAt)}
              {word.decisionReason !== null && `：${word.decisionReason}`}
            </div>
          )}
          <EvidenceList files={word.files} />
        </li>
      ))}
    </ul>
  );
};
