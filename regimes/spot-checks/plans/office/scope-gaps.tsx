import { Alert } from 'antd';
import { useSay } from '#platform/office/index.ts';
import type { PlanDetail } from '../contract.ts';

/** What laboratories of a plan may not test, said as long as it can be mended. */
export const ScopeGaps = ({ plan }: { readonly plan: PlanDetail }) => {
  const say = useSay();
  const outside = plan.scopeGaps.filter(({ entered }) => entered);
  const unknown = [...new Set(plan.scopeGaps.flatMap(({ entered, laboratory }) => (entered ? [] : [laboratory])))];
  if (plan.scopeGaps.length === 0) return null;
  return (
    <Alert
      className="above"
      type={outside.length > 0 ? 'error' : 'warning'}
      showIcon
      title={
        outside.length > 0
          ? say({ zh: '有承检（复检）机构的检验能力范围不足', en: 'A laboratory’s accredited scope does not suffice' })
          : say({
              zh: '有承检（复检）机构尚未登记检验能力范围',
              en: 'The accredited scope of a laboratory was not entered',
            })
      }
      description={
        <ul>
          {outside.map(({ laboratory, category, items }) => (
            <li key={`${laboratory} ${category}`}>
              {say({
                zh: `${laboratory}：产品种类“${category}”的${items.join('、')}不在其登记范围内`,
                en: `${laboratory}: ${items.join(', ')} of “${category}” lie outside its scope`,
              })}
            </li>
          ))}
          {unknown.length > 0 && (
            <li>
              {say({
                zh: `尚未登记范围：${unknown.join('、')}${plan.dataset === 'demo' ? '（演示数据仅提示）' : ''}`,
                en: `No scope entered: ${unknown.join(', ')}${plan.dataset === 'demo' ? ' (in demonstration data only a hint)' : ''}`,
              })}
            </li>
          )}
          <li>
            {say({
              zh:
                plan.state === 'approved'
                  ? '请以变更另选机构，或者先登记其范围。'
                  : '请另选机构，或者先登记其范围，再送审。',
              en: plan.state === 'approved' ? 'Choose another by an amendment, or have its scope entered.' : 'Choose another, or have its scope entered, before submitting.', // prettier-ignore
            })}
          </li>
          <li>
            <a href="/office/laboratories">{say({ zh: '承检机构及其范围', en: 'Laboratories and scopes' })}</a>
          </li>
        </ul>
      }
    />
  );
};
