import { Alert, Button, Checkbox, Collapse, Input, Select, Space, Tag } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { PlainTable, ProblemNotice, useAct, useSay } from '#platform/office/index.ts';
import { correctSheet, saveMapping, type sheetSchema } from '../contract.ts';
import { fieldLabels, type Field } from '../recognition/fields.ts';
import { tableKindLabels } from '../spot-check.ts';

type Sheet = z.output<typeof sheetSchema>;

/** One sheet as recognised: what it is, what each column means, its first rows. Before the start, everything can be corrected. */
export const SheetReview = ({
  importId,
  sheet,
  editable,
  authority,
}: {
  readonly importId: string;
  readonly sheet: Sheet;
  readonly editable: boolean;
  readonly authority: string | null;
}) => {
  const say = useSay();
  const correct = useAct(correctSheet);
  const save = useAct(saveMapping);
  const [keepFor, setKeepFor] = useState(authority ?? sheet.suggested.authority ?? '');
  const params = { importId, sheetId: sheet.id };
  const fieldOptions = [
    { value: '', label: say({ zh: '（不对应，原样保留）', en: '(none; kept as it stands)' }) },
    ...Object.entries(fieldLabels).map(([value, label]) => ({ value, label: say(label) })),
  ];
  const setField = (column: number, field: string) =>
    correct.mutate({
      params,
      body: {
        columns: sheet.columns.map((each) => ({
          column: each.column,
          field: each.column === column ? ((field === '' ? null : field) as Field | null) : each.field,
        })),
      },
    });
  const head = (
    <Space wrap>
      <strong>{sheet.name === '' ? sheet.fileName : `${sheet.fileName} · ${sheet.name}`}</strong>
      <Tag color={sheet.refusal ? 'red' : 'default'}>{say(tableKindLabels[sheet.kind])}</Tag>
      {sheet.refusal && <span className="quiet">{say(sheet.refusal.text)}</span>}
      {sheet.title !== '' && <span className="quiet">{sheet.title}</span>}
      {sheet.savedMapping && <Tag>{say({ zh: '采用已保存的对应', en: 'Saved mapping used' })}</Tag>}
    </Space>
  );
  return (
    <Collapse
      className="sheet"
      size="small"
      {...(editable && sheet.refusal === null ? { defaultActiveKey: 'sheet' } : {})}
      items={[
        {
          key: 'sheet',
          label: head,
          children: (
            <>
              {sheet.refusal && <Alert type="error" showIcon title={say(sheet.refusal.text)} />}
              {sheet.warnings.map((warning) => (
                <Alert key={warning.zh} type="warning" showIcon title={say(warning)} />
              ))}
              {(correct.error ?? save.error) && <ProblemNotice problem={(correct.error ?? save.error)!} />}
              <Checkbox
                checked={sheet.included}
                disabled={!editable}
                onChange={(event) => correct.mutate({ params, body: { included: event.target.checked } })}
              >
                {say({ zh: '导入这张表', en: 'Import this sheet' })}
              </Checkbox>
              <PlainTable
                rowKey="place"
                dataSource={sheet.sample}
                columns={sheet.columns.map((column) => ({
                  key: column.column,
                  title: (
                    <>
                      <div>{column.header}</div>
                      <Select
                        className="filter"
                        disabled={!editable}
                        status={column.confidence < 0.7 && column.field !== null ? 'warning' : ''}
                        aria-label={say({ zh: `“${column.header}”的含义`, en: `Meaning of “${column.header}”` })}
                        value={column.field ?? ''}
                        options={fieldOptions}
                        onChange={(field: string) => setField(column.column, field)}
                      />
                    </>
                  ),
                  render: (_: unknown, row: Sheet['sample'][number]) => row.cells[column.column],
                }))}
              />
              {editable && (
                <Space wrap className="keep">
                  <Input
                    size="small"
                    aria-label={say({ zh: '发布机关', en: 'Authority' })}
                    placeholder={say({ zh: '发布机关', en: 'Authority' })}
                    value={keepFor}
                    onChange={(event) => setKeepFor(event.target.value)}
                  />
                  <Button
                    size="small"
                    autoInsertSpace={false}
                    disabled={keepFor.trim() === ''}
                    loading={save.isPending}
                    onClick={() => save.mutate({ params, body: { authority: keepFor } })}
                  >
                    {say({ zh: '为该机关保存列对应', en: 'Keep this mapping for the authority' })}
                  </Button>
                </Space>
              )}
            </>
          ),
        },
      ]}
    />
  );
};
