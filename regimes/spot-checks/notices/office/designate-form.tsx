import { Alert, Form, Input, Select } from 'antd';
import { useState } from 'react';
import type { OfferedAct } from '#foundation/process.ts';
import { ActButton, ProblemNotice, useAct, useApi, useMay, useSay } from '#platform/office/index.ts';
import { designateLaboratory, type RetestDetail, retestLaboratories } from '../contract.ts';
import { retestProcess, type RetestVerb } from '../retest.ts';

/**
 * Chooses the laboratory of a retest among those accredited for it, never the first. One that the plan does not name needs a reason.
 */
export const DesignateForm = ({
  retest,
  offer,
}: {
  readonly retest: RetestDetail;
  readonly offer: OfferedAct<RetestVerb>;
}) => {
  const say = useSay();
  const may = useMay(offer.permission);
  const choice = useApi(retestLaboratories, { params: { retestId: retest.id } }, { enabled: may });
  const designate = useAct(designateLaboratory);
  const [chosen, choose] = useState<number>();
  const [reason, setReason] = useState('');
  const rows = choice.data?.rows ?? [];
  const laboratory = rows.find(({ id }) => id === (chosen ?? rows.find(({ planned }) => planned)?.id));
  const named = reason.trim();
  const optionsOf = (planned: boolean) =>
    rows.filter((row) => row.planned === planned).map(({ id, name }) => ({ value: id, label: name }));
  const groups = [
    { label: say({ zh: '计划确定的复检机构', en: 'Named by the plan' }), options: optionsOf(true) },
    { label: say({ zh: '其他有相应检验能力的机构', en: 'Others accredited for it' }), options: optionsOf(false) },
  ];
  // Who may not designate sees the greyed button alone.
  if (!may) return <ActButton permission={offer.permission}>{say(retestProcess.acts.designate.label)}</ActButton>;
  const problem = choice.error ?? designate.error;
  return (
    <Form layout="vertical" className="above" style={{ maxWidth: 480 }}>
      {problem && <ProblemNotice problem={problem} />}
      {choice.data && rows.length === 0 && (
        <Alert
          type="warning"
          style={{ marginBottom: 16 }}
          title={say({
            zh: '没有能承担本次复检的其他机构：除初检机构外，登记的检验能力范围都不含全部复检项目。请先登记有关机构的范围。',
            en: 'No other laboratory can do this retest: no scope but that of the first covers all its items. Enter the scope of a laboratory first.',
          })}
        />
      )}
      <Form.Item label={say({ zh: '复检机构', en: 'Laboratory of the retest' })} htmlFor={`laboratory-${retest.id}`}>
        <Select
          id={`laboratory-${retest.id}`}
          showSearch={{ optionFilterProp: 'label' }}
          loading={choice.isPending}
          placeholder={say({ zh: '请选择', en: 'Choose' })}
          value={laboratory?.id}
          onChange={choose}
          options={groups.filter(({ options }) => options.length > 0)}
        />
      </Form.Item>
      {laboratory?.scopeEntered === false && (
        <Alert
          type="warning"
          style={{ marginBottom: 16 }}
          title={say({
            zh: '该机构尚未登记检验能力范围；演示数据中可以指定，正式数据中不得检验。',
            en: 'No scope was entered for this laboratory; in demonstration data it may be designated all the same.',
          })}
        />
      )}
      <Form.Item
        label={
          laboratory?.planned === false
            ? say({ zh: '为什么由计划以外的机构复检', en: 'Why a laboratory that the plan does not name' })
            : say({ zh: '说明（可不填）', en: 'Note (optional)' })
        }
        required={laboratory?.planned === false}
        htmlFor={`why-${retest.id}`}
      >
        <Input
          id={`why-${retest.id}`}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.target.value)}
        />
      </Form.Item>
      <ActButton
        permission={offer.permission}
        because={offer.refusal ? say(offer.refusal.text) : undefined}
        type="primary"
        disabled={laboratory === undefined || (!laboratory.planned && named === '')}
        loading={designate.isPending}
        onClick={() => {
          if (laboratory)
            designate.mutate({
              params: { retestId: retest.id },
              body: {
                version: retest.version,
                laboratoryId: laboratory.id,
                ...(named === '' ? {} : { reason: named }),
              },
            });
        }}
      >
        {say(retestProcess.acts.designate.label)}
      </ActButton>
    </Form>
  );
};
