import { Alert, Descriptions, Input, Space } from 'antd';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ActButton, formatDate, Loaded, Page, PlainTable, ProblemNotice, Section, useAct, useApi, useRegionName, useSay } from '#platform/office/index.ts'; // prettier-ignore
import { getLaboratory, type LaboratoryDetail, recordScope } from '../contract.ts';
import { readPastedScope } from '../pasted-scope.ts';

/** Takes a new scope from a spreadsheet, in the place of the one that stands. */
const ScopeForm = ({ laboratory }: { readonly laboratory: LaboratoryDetail }) => {
  const say = useSay();
  const record = useAct(recordScope);
  const [pasted, paste] = useState('');
  const { lines, wrong } = readPastedScope(pasted);
  const save = () =>
    record.mutate(
      { params: { laboratoryId: laboratory.id }, body: { lines: [...lines] } },
      { onSuccess: () => paste('') },
    );
  return (
    <Section title={say({ zh: '登记新的范围', en: 'Enter a new scope' })}>
      {record.error && <ProblemNotice problem={record.error} />}
      <p className="quiet">
        {say({
          zh: '从表格中复制五列粘贴：产品种类、检验项目、方法标准、有效期起、有效期止（可空）。前三列至少填一列，空白表示不限。保存后整体替换现有范围。',
          en: 'Paste five columns from a spreadsheet: category, item, method, first day, last day (may be blank). At least one of the first three is named, blank means any. It replaces the scope that stands.',
        })}
      </p>
      <Input.TextArea
        rows={6}
        value={pasted}
        aria-label={say({ zh: '检验能力范围', en: 'Accredited scope' })}
        onChange={(event) => paste(event.target.value)}
      />
      {wrong.length > 0 && (
        <Alert
          className="above"
          type="warning"
          showIcon
          title={say({
            zh: `第${wrong.slice(0, 20).join('、')}行无法识别，请检查日期和内容`,
            en: `Lines ${wrong.slice(0, 20).join(', ')} can’t be read; check dates and contents`,
          })}
        />
      )}
      <Space className="above">
        <ActButton
          permission="laboratories.record"
          type="primary"
          loading={record.isPending}
          because={
            !laboratory.mayRecord
              ? say({ zh: '该机构不在您的管辖地区内', en: 'The laboratory is not in your region' })
              : lines.length === 0 || wrong.length > 0
                ? say({ zh: '请先粘贴可以识别的内容', en: 'Paste lines that can be read first' })
                : undefined
          }
          onClick={save}
        >
          {say({ zh: `保存范围（${lines.length}行）`, en: `Save the scope (${lines.length} lines)` })}
        </ActButton>
      </Space>
    </Section>
  );
};

/** One laboratory with what it is accredited for. */
const LaboratoryPage = () => {
  const say = useSay();
  const regionName = useRegionName();
  const { id } = useParams({ strict: false }) as { readonly id: string };
  const query = useApi(getLaboratory, { params: { laboratoryId: id } });
  const or = (text: string) => (text === '' ? say({ zh: '不限', en: 'any' }) : text);
  return (
    <Loaded query={query}>
      {(laboratory) => (
        <Page title={laboratory.name}>
          <Descriptions
            size="small"
            column={{ xs: 1, md: 3 }}
            items={[
              {
                key: 'place',
                label: say({ zh: '所在地', en: 'Place' }),
                children: laboratory.regionCode === null ? '—' : regionName(laboratory.regionCode),
              },
              {
                key: 'accreditation',
                label: say({ zh: '资质认定编号', en: 'Accreditation' }),
                children: laboratory.accreditation ?? '—',
              },
              {
                key: 'until',
                label: say({ zh: '有效期至', en: 'Valid until' }),
                children: laboratory.validTo === null ? '—' : formatDate(laboratory.validTo),
              },
            ]}
          />
          <Section title={say({ zh: '检验能力范围', en: 'Accredited scope' })}>
            {laboratory.scope.length === 0 ? (
              <Alert
                type="info"
                showIcon
                title={say({
                  zh: '尚未登记。未登记范围的机构，正式数据中不得检验（可由法律参数调整）。',
                  en: 'Not entered yet. Without a scope a laboratory may not test current data, unless the parameter says otherwise.',
                })}
              />
            ) : (
              <PlainTable
                rowKey={(line) => JSON.stringify(line)}
                dataSource={[...laboratory.scope]}
                columns={[
                  { title: say({ zh: '产品种类', en: 'Category' }), render: (_, line) => or(line.category) },
                  { title: say({ zh: '检验项目', en: 'Item' }), render: (_, line) => or(line.item) },
                  { title: say({ zh: '方法标准', en: 'Method' }), render: (_, line) => or(line.method) },
                  { title: say({ zh: '有效期起', en: 'From' }), render: (_, line) => formatDate(line.validFrom) },
                  {
                    title: say({ zh: '有效期止', en: 'Until' }),
                    render: (_, line) => (line.validTo === null ? '—' : formatDate(line.validTo)),
                  },
                ]}
              />
            )}
          </Section>
          <ScopeForm laboratory={laboratory} />
        </Page>
      )}
    </Loaded>
  );
};
export default LaboratoryPage;
