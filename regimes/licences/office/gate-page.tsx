import { CheckCircleOutlined, MinusCircleOutlined, PauseCircleOutlined, QuestionCircleOutlined } from '@ant-design/icons'; // prettier-ignore
import { Alert, Space } from 'antd';
import { DateField, formatDate, GroundsView, Nothing, Page, PlainTable, ProblemNotice, Section, useAddress, useApi, useDataset, useSay } from '#platform/office/index.ts'; // prettier-ignore
import { askGate } from '../contracts/gate.ts';
import { type GateAnswer, gateAnswerAdvice, gateAnswerLabels } from '../gate.ts';
import { licenceKindLabels } from '../licence.ts';
import { CategoryPicker, EnterprisePicker } from './pickers.tsx';

const looks = {
  'production-may-be-added': { type: 'success', icon: <CheckCircleOutlined aria-hidden /> },
  'not-in-catalogue': { type: 'info', icon: <MinusCircleOutlined aria-hidden /> },
  'preparation-only': { type: 'warning', icon: <MinusCircleOutlined aria-hidden /> },
  'scope-does-not-match': { type: 'warning', icon: <MinusCircleOutlined aria-hidden /> },
  suspended: { type: 'warning', icon: <PauseCircleOutlined aria-hidden /> },
  unknown: { type: 'error', icon: <QuestionCircleOutlined aria-hidden /> },
} as const satisfies Record<GateAnswer, unknown>;

/** Where the commerce authority asks before it adds production to a business licence. */
const GatePage = () => {
  const say = useSay();
  const [address, change] = useAddress();
  const [dataset] = useDataset();
  const { enterprise, category, on } = address;
  const enterpriseId = Number(enterprise);
  const ready = Number.isSafeInteger(enterpriseId) && category !== undefined;
  const asked = useApi(
    askGate,
    { query: { enterpriseId, category: category ?? '', dataset, ...(on === undefined ? {} : { on }) } },
    { enabled: ready },
  );
  const answer = ready ? asked.data : undefined;
  return (
    <Page
      title={say({ zh: '营业执照登记前查询', en: 'Before a business licence' })}
      intro={say({
        zh: '列入生产许可证、强制性认证目录的产品，先登记筹建；凭有效的许可证或证书方可增加生产范围。选择企业和产品，即时得到答复和依据。',
        en: 'Products of the catalogue are first registered for preparation; production is added on a valid licence or certificate. Choose the enterprise and the product.',
      })}
      withDataset
    >
      <Space wrap className="above">
        <EnterprisePicker value={enterprise} permission="licences.gate" onChange={(id) => change({ enterprise: id })} />
        <CategoryPicker value={category} onChange={(id) => change({ category: id })} />
        <Space>
          <span>{say({ zh: '日期（不填为今天）', en: 'Day (today if empty)' })}</span>
          <DateField
            aria-label={say({ zh: '日期（不填为今天）', en: 'Day (today if empty)' })}
            value={on ?? ''}
            onChange={(text) => change({ on: /^\d{4}-\d\d-\d\d$/.test(text) ? text : undefined })}
          />
        </Space>
      </Space>
      {!ready && <Nothing why={{ zh: '请选择企业和产品种类。', en: 'Choose an enterprise and a category.' }} />}
      {ready && asked.error && <ProblemNotice problem={asked.error} />}
      {answer && (
        <>
          <Alert
            className="above"
            showIcon
            type={looks[answer.answer].type}
            icon={looks[answer.answer].icon}
            title={<strong>{say(gateAnswerLabels[answer.answer])}</strong>}
            description={
              <>
                <div>{say(gateAnswerAdvice[answer.answer])}</div>
                <div className="quiet">
                  {say({
                    zh: `${answer.enterprise?.name ?? '未登记的企业'} · ${answer.category?.name ?? '未登记的产品'} · ${formatDate(answer.on)}`,
                    en: `${answer.enterprise?.name ?? 'unknown enterprise'} · ${answer.category?.name ?? 'unknown product'} · ${formatDate(answer.on, 'en')}`,
                  })}
                </div>
              </>
            }
          />
          {answer.kinds.length > 0 && (
            <PlainTable
              rowKey="kind"
              dataSource={answer.kinds}
              columns={[
                { title: say({ zh: '须具备', en: 'Needed' }), render: (_, row) => say(licenceKindLabels[row.kind]) },
                {
                  title: say({ zh: '编号', en: 'Number' }),
                  render: (_, row) =>
                    row.licenceId === null ? '—' : <a href={`/office/licences/${row.licenceId}`}>{row.number}</a>,
                },
                { title: say({ zh: '答复', en: 'Answer' }), render: (_, row) => say(gateAnswerLabels[row.answer]) },
              ]}
            />
          )}
          <Section title={say({ zh: '依据', en: 'Grounds' })}>
            <GroundsView grounds={answer.grounds} />
          </Section>
        </>
      )}
    </Page>
  );
};
export default GatePage;
