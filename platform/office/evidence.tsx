import { Button, Space } from 'antd';
import { useId, useState } from 'react';
import { printBytes } from '#foundation/print-bytes.ts';
import { dropEvidence, readEvidence, uploadEvidence, type Evidence } from '#platform/evidence/contract.ts';
import { addressOf, call, type Problem } from './api.ts';
import { FileField } from './file-field.tsx';
import { useSay } from './language.tsx';
import { ProblemNotice } from './states.tsx';

export type { Evidence };

const Line = ({ file }: { readonly file: Evidence }) => (
  <>
    <a href={addressOf(readEvidence, { params: { evidenceId: file.id } })} download>
      {file.fileName}
    </a>{' '}
    <span className="quiet numeric">{printBytes(file.bytes)}</span>
  </>
);

/** Files handed in about a thing, to download. */
export const EvidenceList = ({ files }: { readonly files: readonly Evidence[] }) => {
  const say = useSay();
  if (files.length === 0) return <span className="quiet">{say({ zh: '没有附件', en: 'No files' })}</span>;
  return (
    <ul className="paper-links">
      {files.map((file) => (
        <li key={file.id}>
          <Line file={file} />
        </li>
      ))}
    </ul>
  );
};

export interface EvidenceFieldProps {
  /** What is to be handed in, as the label of the field. */
  readonly label: string;
  readonly value: readonly Evidence[];
  readonly onChange: (files: readonly Evidence[]) => void;
  readonly most?: number;
}

/** Hands files in one after another; the form sends their numbers with the act. */
export const EvidenceField = ({ label, value, onChange, most = 20 }: EvidenceFieldProps) => {
  const say = useSay();
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const send = async (chosen: readonly File[]) => {
    setBusy(true);
    setProblem(undefined);
    let files = value;
    for (const file of chosen) {
      const body = new FormData();
      body.append('file', file);
      try {
        files = [...files, await call(uploadEvidence, { body: body as never })];
        onChange(files);
      } catch (error) {
        setProblem(error as Problem);
        break;
      }
    }
    setBusy(false);
  };
  const drop = (file: Evidence) => {
    onChange(value.filter((one) => one.id !== file.id));
    void call(dropEvidence, { params: { evidenceId: file.id } }).catch(() => undefined);
  };
  return (
    <div className="above">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div>
        <FileField
          id={id}
          multiple
          disabled={busy || value.length >= most}
          accept=".pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx"
          onChoose={(files) => void send(files.slice(0, most - value.length))}
        />
      </div>
      <div className="quiet">
        {busy
          ? say({ zh: '正在上传…', en: 'Sending…' })
          : say({
              zh: `PDF、图片、Word 或 Excel，每份不超过 20 MB，最多 ${most} 份`,
              en: `PDF, pictures, Word or Excel, 20 MB each at most, up to ${most}`,
            })}
      </div>
      {problem && <ProblemNotice problem={problem} />}
      {value.length > 0 && (
        <ul className="paper-links">
          {value.map((file) => (
            <li key={file.id}>
              <Space>
                <Line file={file} />
                <Button size="small" type="link" autoInsertSpace={false} onClick={() => drop(file)}>
                  {say({ zh: '移除', en: 'Remove' })}
                </Button>
              </Space>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
