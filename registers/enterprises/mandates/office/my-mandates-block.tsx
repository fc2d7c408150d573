import { Button, Checkbox, Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import type { LocalDate } from '#foundation/local-date.ts';

import { DateField, ActsBar, type AccountSlotProps, type Evidence, EvidenceField, Loaded, ProblemNotice, Section, useAct, useApi, useSay } from '#platform/office/index.ts'; // prettier-ignore
import { endMandate, fileMandate, myMandates, type MandateLine } from '../contract.ts';
import { mandateProcess, type Matter, matterLabels, matters } from '../mandate.ts';
import { MandateCard } from './mandate-card.tsx';

const Field = ({
  label,
  value,
  type = 'text',
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly type?: 'text' | 'date';
  readonly onChange: (value: string) => void;
}) => {
  const id = useId();
  return (
    <div className="above">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {type === 'date' ? (
        <DateField id={id} value={value} onChange={onChange} />
      ) : (
        <Input id={id} type={type} value={value} maxLength={100} onChange={(event) => onChange(event.target.value)} />
      )}
    </div>
  );
};

/** The form of a new power of attorney. */
const FileForm = ({ enterprises, onClose }: AccountSlotProps & { readonly onClose: () => void }) => {
  const say = useSay();
  const file = useAct(fileMandate);
  const [enterpriseId, choose] = useState(enterprises[0]?.id);
  const [words, write] = useState({ agentName: '', agentOf: '', loginName: '', validFrom: '', validTo: '' });
  const mattersId = useId();
  const [chosen, limit] = useState<Matter[]>([]);
  const [evidence, attach] = useState<readonly Evidence[]>([]);
  const set = (name: keyof typeof words) => (value: string) => write({ ...words, [name]: value });
  const ready =
    words.agentName.trim() !== '' &&
    words.loginName.trim().length >= 2 &&
    words.validFrom !== '' &&
    words.validTo !== '' &&
    chosen.length > 0 &&
    evidence.length > 0 &&
    enterpriseId !== undefined;
  return (
    <Modal
      open
      title={say({ zh: '提交授权委托书', en: 'File a power of attorney' })}
      onCancel={onClose}
      okText={say({ zh: '提交', en: 'File it' })}
      okButtonProps={{ disabled: !ready, autoInsertSpace: false }}
      cancelText={say({ zh: '返回', en: 'Back' })}
      confirmLoading={file.isPending}
      onOk={() => {
        if (enterpriseId !== undefined)
          file.mutate(
            {
              body: {
                ...words,
                enterpriseId,
                matters: chosen,
                validFrom: words.validFrom as LocalDate,
                validTo: words.validTo as LocalDate,
                evidence: evidence.map(({ id }) => id),
              },
            },
            { onSuccess: onClose },
          );
      }}
    >
      {file.error && <ProblemNotice problem={file.error} />}
      {enterprises.length > 1 && (
        <Select
          className="wide"
          aria-label={say({ zh: '委托企业', en: 'Enterprise' })}
          value={enterpriseId}
          onChange={choose}
          options={enterprises.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <Field
        label={say({ zh: '代理人姓名', en: 'Name of the agent' })}
        value={words.agentName}
        onChange={set('agentName')}
      />
      <Field
        label={say({ zh: '代理人所在单位（可不填）', en: 'Firm of the agent (optional)' })}
        value={words.agentOf}
        onChange={set('agentOf')}
      />
      <Field
        label={say({
          zh: '代理人登录名（已有账号的填原登录名）',
          en: 'Login name of the agent (of the account, where there is one)',
        })}
        value={words.loginName}
        onChange={set('loginName')}
      />
      <div className="above" role="group" aria-labelledby={mattersId}>
        <div className="field-label" id={mattersId}>
          {say({ zh: '委托事项（与委托书一致）', en: 'Matters, as in the document' })}
        </div>
        <Checkbox.Group
          value={chosen}
          onChange={limit}
          options={matters.map((value) => ({ value, label: say(matterLabels[value]) }))}
        />
      </div>
      <Field
        label={say({ zh: '委托起始日期', en: 'First day' })}
        type="date"
        value={words.validFrom}
        onChange={set('validFrom')}
      />
      <Field
        label={say({ zh: '委托截止日期', en: 'Last day' })}
        type="date"
        value={words.validTo}
        onChange={set('validTo')}
      />
      <EvidenceField
        label={say({ zh: '签字盖章的授权委托书', en: 'The power of attorney, signed and sealed' })}
        value={evidence}
        most={5}
        onChange={attach}
      />
    </Modal>
  );
};

const Own = ({ mandate }: { readonly mandate: MandateLine }) => {
  const end = useAct(endMandate);
  const labels = { end: mandateProcess.acts.end.label } as Record<'end', { zh: string; en: string }>;
  const acts = mandate.acts.flatMap((offer) => (offer.act === 'end' ? [{ ...offer, act: 'end' as const }] : []));
  return (
    <MandateCard mandate={mandate}>
      <ActsBar
        acts={acts}
        labels={labels}
        main={null}
        consequence={() => ({
          zh: '代理人立即不能再代表本企业办理。',
          en: 'The agent can no longer act for you, from this moment.',
        })}
        pending={end.isPending}
        onAct={(_verb, reason) =>
          end.mutateAsync({
            params: { mandateId: mandate.id },
            body: { version: mandate.version, ...(reason === '' ? {} : { reason }) },
          })
        }
      />
    </MandateCard>
  );
};

/** Who acts for the enterprise, on its own page. */
const MyMandatesBlock = ({ enterprises }: AccountSlotProps) => {
  const say = useSay();
  const query = useApi(myMandates);
  const [filing, open] = useState(false);
  return (
    <Section
      title={say({ zh: '代理人', en: 'Agents' })}
      extra={
        <Button autoInsertSpace={false} onClick={() => open(true)}>
          {say({ zh: '委托代理人', en: 'Name an agent' })}
        </Button>
      }
    >
      <Loaded query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="quiet">
              {say({
                zh: '没有委托代理人。需要由律师、咨询机构等代为办理的，可提交授权委托书，经主管部门核对后生效。',
                en: 'Nobody acts for you. To let a lawyer or consultant act, file a power of attorney; it counts once the authority has checked it.',
              })}
            </p>
          ) : (
            rows.map((mandate) => <Own key={mandate.id} mandate={mandate} />)
          )
        }
      </Loaded>
      {filing && <FileForm enterprises={enterprises} onClose={() => open(false)} />}
    </Section>
  );
};
export default MyMandatesBlock;
