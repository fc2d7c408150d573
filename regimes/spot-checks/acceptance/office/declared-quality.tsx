import { lqrLevels } from '#foundation/acceptance-sampling/declared-quality.ts';
import { Loaded, Section, useAddress, useApi, useSay } from '#platform/office/index.ts';
import { getDeclaredQualityPlan } from '../contract.ts';
import { ChoiceField } from './choice-field.tsx';
import { PlanFigures } from './plan-figures.tsx';
import { TypedField } from './typed-field.tsx';

/** How many to take for assessing what a producer declares. */
export const DeclaredQuality = () => {
  const say = useSay();
  const [address] = useAddress();
  const plan = useApi(getDeclaredQualityPlan, {
    query: { dql: address['dql'] ?? '2.5', lqr: address['lqr'] ?? 'I', lot: address['declared-lot'] },
  });
  return (
    <Section title={say({ zh: '声明质量水平的核查', en: 'Assessing a declared quality level' })}>
      <div className="plan-form">
        <TypedField name="dql" label={say({ zh: '声明的不合格品百分数', en: 'Declared per cent' })} fallback="2.5" />
        <ChoiceField
          name="lqr"
          label={say({ zh: '极限质量比水平', en: 'LQR level' })}
          fallback="I"
          options={Object.entries(lqrLevels).map(([value, limit]) => ({
            value,
            label: say({ zh: `${value}（限定数 ${limit}）`, en: `${value} (limit ${limit})` }),
          }))}
        />
        <TypedField
          name="declared-lot"
          label={say({ zh: '核查总体量（件，可不填）', en: 'Lot (items, optional)' })}
          fallback=""
          hint={say({ zh: '不大于 250 按小总体', en: 'up to 250: small lot' })}
        />
      </div>
      <Loaded query={plan} rows={3}>
        {(found) => (
          <div className="headline">
            <PlanFigures figures={{ n: found.n, L: found.limit }} />
            <div>
              {found.words.map((sentence) => (
                <div key={sentence.zh}>{say(sentence)}</div>
              ))}
            </div>
          </div>
        )}
      </Loaded>
    </Section>
  );
};
