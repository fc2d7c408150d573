import { labelsOf } from '#foundation/process-labels.ts';
import { Space } from 'antd';
import { useState } from 'react';
import { ActButton, ActsBar, EvidenceList, useAct, useSay } from '#platform/office/index.ts';
import { identityActs, type NoticeDetail, waivers } from '../contract.ts';
import { identityProcess, type IdentityVerb, noticeProcess } from '../notice.ts';
import { ObjectionForm } from './objection-form.tsx';
import { DenyForm } from './deny-form.tsx';
import { RecordWord, WrittenWords } from './written-words.tsx';

const identityLabels = labelsOf(identityProcess);

const identityConsequences: Readonly<Partial<Record<IdentityVerb, { readonly zh: string; readonly en: string }>>> = {
  confirm: { zh: '确认后不能再否认。', en: 'You can’t deny it afterwards.' },
  'prove-denial': {
    zh: '认定后，结果不记在该企业名下，同时形成假冒线索并追查销售者。',
    en: 'Nothing is entered against the firm, and the seller is pursued on a counterfeit lead.',
  },
};

/** What may be done about a notice: say whose product it is, object, waive. */
export const NoticeActs = ({ notice }: { readonly notice: NoticeDetail }) => {
  const say = useSay();
  const waive = {
    waive: useAct(waivers.waive),
    'confirm-waiver': useAct(waivers['confirm-waiver']),
    'reject-waiver': useAct(waivers['reject-waiver']),
  };
  const [recording, record] = useState<'record-waiver' | 'record-confirmation' | 'record-denial'>();
  const identity = {
    confirm: useAct(identityActs.confirm),
    'prove-denial': useAct(identityActs['prove-denial']),
    'reject-denial': useAct(identityActs['reject-denial']),
    'take-up-lead': useAct(identityActs['take-up-lead']),
  };
  const [denying, deny] = useState(false);
  const [objecting, object] = useState<'object' | 'register-objection'>();
  const all = [...Object.values(waive), ...Object.values(identity)];
  const params = { noticeId: notice.id };
  // Service has a form of its own.
  const offered = notice.identityActs.length + notice.acts.filter(({ act }) => act !== 'serve').length > 0;
  return (
    <>
      {offered && (
        <Space wrap className="above">
          <ActsBar
            key="identity"
            acts={notice.identityActs.flatMap((offer) =>
              offer.act === 'record-confirmation' || offer.act === 'record-denial'
                ? []
                : [{ ...offer, act: offer.act }],
            )}
            labels={identityLabels}
            main={null}
            consequence={(act) => identityConsequences[act]}
            pending={all.some((act) => act.isPending)}
            onOpen={(act) => {
              if (act === 'deny') deny(true);
              return act === 'deny';
            }}
            onAct={(act, reason) =>
              act === 'deny'
                ? Promise.resolve()
                : identity[act].mutateAsync({
                    params,
                    body: { version: notice.version, ...(reason === '' ? {} : { reason }) },
                  })
            }
          />
          {notice.identityActs.map(({ act, permission, refusal }) =>
            act === 'record-confirmation' || act === 'record-denial' ? (
              <ActButton
                key={act}
                permission={permission}
                because={refusal ? say(refusal.text) : undefined}
                onClick={() => record(act)}
              >
                {say(identityProcess.acts[act].label)}
              </ActButton>
            ) : null,
          )}
          {notice.acts.map(({ act, permission, refusal }) =>
            act === 'object' || act === 'register-objection' ? (
              <ActButton
                key={act}
                permission={permission}
                type="primary"
                because={refusal ? say(refusal.text) : undefined}
                onClick={() => object(act)}
              >
                {say(noticeProcess.acts[act].label)}
              </ActButton>
            ) : act === 'record-waiver' ? (
              <ActButton
                key={act}
                permission={permission}
                because={refusal ? say(refusal.text) : undefined}
                onClick={() => record('record-waiver')}
              >
                {say(noticeProcess.acts[act].label)}
              </ActButton>
            ) : null,
          )}
          <ActsBar
            key="acts"
            acts={notice.acts.flatMap((offer) =>
              offer.act === 'waive' || offer.act === 'confirm-waiver' || offer.act === 'reject-waiver'
                ? [{ ...offer, act: offer.act }]
                : [],
            )}
            labels={labelsOf(noticeProcess)}
            main={null}
            consequence={(act) =>
              act === 'reject-waiver'
                ? {
                    zh: '异议期限照常计算，企业仍可提出异议。',
                    en: 'The clock runs on, and the firm may still object.',
                  }
                : {
                    zh:
                      act === 'waive'
                        ? '放弃后不能再对本结果提出异议，结果可能随即终局。'
                        : '请先看过扫描件。复核后企业不能再对本结果提出异议，结果可能随即终局。',
                    en:
                      act === 'waive'
                        ? 'No objection can be filed afterwards, and the result may become final at once.'
                        : 'Read the scan first. Once confirmed the firm can’t object any more, and the result may become final at once.',
                  }
            }
            pending={all.some((act) => act.isPending)}
            onAct={(act, reason) =>
              waive[act].mutateAsync({
                params,
                body: { version: notice.version, ...(reason === '' ? {} : { reason }) },
              })
            }
          />
        </Space>
      )}
      <WrittenWords words={notice.writtenWords.filter(({ objectionId }) => objectionId === null)} />
      {notice.identityFiles.length > 0 && (
        <div className="above">
          {say({ zh: '产品确认的书面材料', en: 'What was handed in on whose product it is' })}
          <EvidenceList files={notice.identityFiles} />
        </div>
      )}
      {recording && (
        <RecordWord
          of={recording === 'record-waiver' ? params : { ...params, identity: recording }}
          version={notice.version}
          onClose={() => record(undefined)}
        />
      )}
      {denying && <DenyForm notice={notice} onClose={() => deny(false)} />}
      {objecting && (
        <ObjectionForm notice={notice} onPaper={objecting === 'register-objection'} onClose={() => object(undefined)} />
      )}
    </>
  );
};
