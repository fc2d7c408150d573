import { Input, Modal } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ActButton, ProblemNotice, useAct, useSay } from '#platform/office/index.ts';
import { proposeRevocation } from '../contracts/revocations.ts';

/** Proposes the revocation of a licence, with the facts that the firm is told. */
export const ProposeRevocation = ({ licenceId }: { readonly licenceId: number }) => {
  const say = useSay();
  const navigate = useNavigate();
  const propose = useAct(proposeRevocation);
  const [open, show] = useState(false);
  const [facts, write] = useState('');
  const title = say({ zh: '提出吊销', en: 'Propose the revocation' });
  return (
    <>
      <ActButton permission="licences.propose" onClick={() => show(true)}>
        {title}
      </ActButton>
      <Modal
        open={open}
        destroyOnHidden
        title={title}
        okText={title}
        cancelText={say({ zh: '返回', en: 'Back' })}
        okButtonProps={{ disabled: facts.trim() === '', loading: propose.isPending }}
        onCancel={() => show(false)}
        afterClose={() => propose.reset()}
        onOk={() =>
          propose.mutate(
            { params: { licenceId }, body: { facts } },
            { onSuccess: ({ id }) => void navigate({ to: `/revocations/${id}` }) },
          )
        }
      >
        {propose.error && <ProblemNotice problem={propose.error} />}
        <p>
          {say({
            zh: '提出后须告知企业，企业可以要求听证；由另一位签发人决定。',
            en: 'The firm is then told and may ask for a hearing; another person decides.',
          })}
        </p>
        <Input.TextArea
          rows={4}
          value={facts}
          maxLength={2000}
          aria-label={say({ zh: '事实、理由和依据', en: 'Facts, reasons and grounds' })}
          placeholder={say({ zh: '事实、理由和依据（必填）', en: 'Facts, reasons and grounds (required)' })}
          onChange={(event) => write(event.target.value)}
        />
      </Modal>
    </>
  );
};
