import { Alert } from 'antd';
import { inspectionLevels } from '#foundation/acceptance-sampling/code-letter.ts';
import { aqls, severities } from '#foundation/acceptance-sampling/master-tables.ts';
import { levelWords, severityLabels } from '#foundation/acceptance-sampling/plan-words.ts';
import { Loaded, Page, Section, useAddress, useApi, useSay } from '#platform/office/index.ts';
import { getSamplingPlan } from '../contract.ts';
import { ChoiceField } from './choice-field.tsx';
import { DeclaredQuality } from './declared-quality.tsx';
import { PlanFigures } from './plan-figures.tsx';
import { PlanCurve } from './plan-curve.tsx';
import { SwitchingTable } from './switching-table.tsx';
import { TypedField } from './typed-field.tsx';

/** How many to take from a lot and when to accept it, with the risks of both sides. */
const SamplingPlanPage = () => {
  const say = useSay();
  const [address] = useAddress();
  const query = {
    lot: address['lot'] ?? '500',
    level: address['level'] ?? 'II',
    aql: address['aql'] ?? '1.5',
    severity: address['severity'] ?? 'normal',
  };
  const plan = useApi(getSamplingPlan, { query });
  return (
    <Page
      title={say({ zh: '抽样方案', en: 'Sampling plan' })}
      intro={say({
        zh: '按 GB/T 2828.1 检索计数抽样的一次抽样方案。只作计算，不保存。',
        en: 'Finds a single-sampling plan by attributes by GB/T 2828.1. It only calculates; nothing is kept.',
      })}
    >
      <div className="plan-form">
        <TypedField name="lot" label={say({ zh: '批量（件）', en: 'Lot (items)' })} fallback="500" />
        <ChoiceField
          name="level"
          label={say({ zh: '检验水平', en: 'Inspection level' })}
          fallback="II"
          options={inspectionLevels.map((value) => ({ value, label: say(levelWords(value)) }))}
        />
        <ChoiceField
          name="aql"
          label={say({ zh: '接收质量限（AQL）', en: 'Acceptance quality limit (AQL)' })}
          fallback="1.5"
          options={aqls.map((value) => ({ value, label: value }))}
        />
        <ChoiceField
          name="severity"
          label={say({ zh: '检验严格度', en: 'Severity' })}
          fallback="normal"
          options={severities.map((value) => ({ value, label: say(severityLabels[value]) }))}
        />
      </div>
      <Loaded query={plan} rows={10}>
        {(found) => (
          <>
            <div className="headline">
              <PlanFigures figures={{ n: found.inspected, Ac: found.ac, Re: found.re }} />
              <div>
                {found.words.slice(0, found.arrow === '' ? 2 : 3).map((sentence) => (
                  <div key={sentence.zh}>{say(sentence)}</div>
                ))}
              </div>
            </div>
            {!found.confirmed && (
              <Alert
                type="warning"
                showIcon
                title={say(found.words.at(-1) ?? { zh: '', en: '' })}
                className="plan-unconfirmed"
              />
            )}
            <Section title={say({ zh: '抽检特性曲线', en: 'Operating characteristic' })}>
              {found.curve === null ? (
                <p>
                  {say({
                    zh: '接收质量限大于 10 时，方案按每百单位产品不合格数检索，不适用超几何分布和二项分布，此处不给出曲线。',
                    en: 'Above an AQL of 10 the plan counts nonconformities per 100 items; neither distribution holds and no curve is given.',
                  })}
                </p>
              ) : (
                <PlanCurve curve={found.curve} name={`oc-${found.lot}-${found.level}-${found.aql}-${found.severity}`} />
              )}
            </Section>
          </>
        )}
      </Loaded>
      <Section title={say({ zh: '转移规则', en: 'Switching rules' })}>
        <SwitchingTable />
      </Section>
      <DeclaredQuality />
    </Page>
  );
};
export default SamplingPlanPage;
