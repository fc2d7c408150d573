import { Button, Grid, Input, Select, Space, Tag } from 'antd';
import { useEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { ActButton, PlainTable, useSay } from '#platform/office/index.ts';
import { itemClassLabels, comparisonLabels } from '../../plans/inspection-rule.ts';
import type { ReportDetail, ReportItemView } from '../contract.ts';
import { longestMeasured, type Stated, statedLabels, statedVerdicts } from '../report.ts';
import { judgeItem, readMeasured } from '../rules.ts';

interface Typed {
  readonly measured: string;
  readonly stated: Stated | null;
}
type Draft = Readonly<Record<number, Typed>>;

const draftName = (report: ReportDetail): string => `zhijian.draft.report.${report.id}`;

/** What was typed and not saved yet: it outlives a closed window, until the values are saved. */
const keptDraft = (report: ReportDetail): Draft => {
  const stored = localStorage.getItem(draftName(report));
  return stored === null ? {} : (JSON.parse(stored) as Draft);
};

/** The engine's verdict on an item in words and shape, with why. */
const ItemVerdict = ({ item }: { readonly item: Pick<ReportItemView, 'verdict' | 'reason' | 'stated'> }) => {
  const say = useSay();
  const { verdict } = item;
  if (verdict === null) return <>—</>;
  const words = verdict === 'unreadable' ? say({ zh: '系统不能判定', en: 'Can’t be judged' }) : say(statedLabels[verdict]); // prettier-ignore
  return (
    <>
      <Tag color={verdict === 'fail' ? 'red' : verdict === 'pass' ? 'green' : 'orange'} variant="outlined">
        {words}
      </Tag>
      {item.stated !== null && item.stated !== verdict && (
        <Tag>
          {say({ zh: `机构判定：${statedLabels[item.stated].zh}`, en: `laboratory: ${statedLabels[item.stated].en}` })}
        </Tag>
      )}
      {item.reason && <div className="quiet">{say(item.reason)}</div>}
    </>
  );
};

/** Items as the paper report has them; while the report is open, with a field a line: Enter goes on, a column can be pasted. */
export const ItemValues = ({
  report,
  saving,
  onUnsaved,
  onSave,
}: {
  readonly report: ReportDetail;
  readonly saving: boolean;
  /** Told whether something typed is not saved yet: nothing is signed over it. */
  readonly onUnsaved: (unsaved: boolean) => void;
  readonly onSave: (values: readonly (Typed & { readonly ordinal: number })[], saved: () => void) => void;
}) => {
  const say = useSay();
  // On a phone the limit stands below the item, so that the field beside it is in sight.
  const { md: wide = true } = Grid.useBreakpoint();
  const fields = useRef<HTMLDivElement>(null);
  const [draft, setDraft] = useState<Draft>(() => keptDraft(report));
  const { items, mayEnter: editing } = report;
  const typedOf = (item: ReportItemView): Typed =>
    draft[item.ordinal] ?? { measured: item.measured ?? '', stated: item.stated };
  const keep = (next: Draft) => {
    setDraft(next);
    localStorage.setItem(draftName(report), JSON.stringify(next));
  };
  const change = (item: ReportItemView, typed: Typed) => keep({ ...draft, [item.ordinal]: typed });
  const goTo = (index: number) =>
    fields.current?.querySelectorAll<HTMLInputElement>('input[data-value]')[index]?.select();
  const onKey = (event: KeyboardEvent, index: number) => {
    if (event.key !== 'Enter' && event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    goTo(event.key === 'ArrowUp' ? index - 1 : index + 1);
  };
  const onPaste = (event: ClipboardEvent, index: number) => {
    // A column copied from a spreadsheet: line after line, the first cell of each.
    const lines = event.clipboardData
      .getData('text/plain')
      .replace(/\r?\n$/, '')
      .split(/\r?\n/);
    if (lines.length < 2) return;
    event.preventDefault();
    const pasted = items.slice(index, index + lines.length).map((item, line) => [
      item.ordinal,
      { ...typedOf(item), measured: (lines[line]?.split('\t')[0] ?? '').slice(0, longestMeasured) },
    ] as const); // prettier-ignore
    keep({ ...draft, ...Object.fromEntries(pasted) });
  };
  const changed = items.filter((item) => {
    const typed = typedOf(item);
    return typed.measured.trim() !== (item.measured ?? '') || typed.stated !== item.stated;
  });
  const unsaved = editing && changed.length > 0;
  useEffect(() => onUnsaved(unsaved), [onUnsaved, unsaved]);
  const save = () =>
    onSave(
      changed.map((item) => ({ ordinal: item.ordinal, ...typedOf(item) })),
      () => {
        localStorage.removeItem(draftName(report));
        setDraft({});
      },
    );
  return (
    <>
      <div ref={fields}>
        <PlainTable<ReportItemView>
          rowKey="ordinal"
          dataSource={[...items]}
          columns={[
            {
              title: say({ zh: '序号', en: 'No.' }),
              align: 'right',
              responsive: ['md'],
              render: (_, item) => item.ordinal,
            },
            {
              title: say({ zh: '检验项目', en: 'Item' }),
              render: (_, item) => (
                <>
                  {item.item}
                  {!wide && <div>{`${item.limit} ${item.unit}`}</div>}
                  <div className="quiet">
                    {say(itemClassLabels[item.class])} · {say(comparisonLabels[item.comparison])}
                  </div>
                  {!item.inScope && <Tag color="red">{say({ zh: '不在检验能力范围', en: 'outside the scope' })}</Tag>}
                </>
              ),
            },
            {
              title: say({ zh: '标准值', en: 'Limit' }),
              responsive: ['md'],
              render: (_, item) => (
                <>
                  {item.limit}
                  <div className="quiet">{item.limitStandard}</div>
                </>
              ),
            },
            {
              title: say({ zh: '单位', en: 'Unit' }),
              responsive: ['md'],
              render: (_, item) => (item.unit === '' ? '—' : item.unit),
            },
            {
              title: say({ zh: '实测值', en: 'Measured' }),
              render: (_, item, index) => {
                const typed = typedOf(item);
                if (!editing) return item.measured ?? '—';
                return (
                  <Input
                    data-value
                    size="small"
                    style={{ minWidth: 110 }}
                    maxLength={longestMeasured}
                    disabled={!item.inScope}
                    aria-label={say({ zh: `${item.item}的实测值`, en: `Measured value of ${item.item}` })}
                    value={typed.measured}
                    onChange={(event) => change(item, { ...typed, measured: event.target.value })}
                    onKeyDown={(event) => onKey(event, index)}
                    onPaste={(event) => onPaste(event, index)}
                  />
                );
              },
            },
            {
              title: say({ zh: '单项判定', en: 'Verdict' }),
              render: (_, item) => {
                const typed = typedOf(item);
                const judged = editing ? judgeItem(readMeasured(typed.measured), item) : item;
                return (
                  <>
                    <ItemVerdict item={{ ...judged, stated: typed.stated }} />
                    {editing && (judged.verdict === 'unreadable' || typed.stated !== null) && (
                      <Select<Stated | null>
                        size="small"
                        allowClear
                        style={{ width: 130 }}
                        aria-label={say({ zh: `${item.item}的单项判定`, en: `Verdict on ${item.item}` })}
                        placeholder={say({ zh: '机构判定', en: 'Your verdict' })}
                        value={typed.stated}
                        onChange={(value) => change(item, { ...typed, stated: value ?? null })}
                        options={statedVerdicts.map((value) => ({ value, label: say(statedLabels[value]) }))}
                      />
                    )}
                  </>
                );
              },
            },
            {
              title: say({ zh: '检验方法', en: 'Method' }),
              responsive: ['md'],
              render: (_, item) => (item.method === '' ? '—' : item.method),
            },
          ]}
        />
      </div>
      {editing && (
        <Space wrap className="above">
          <ActButton
            permission="spot-checks.test"
            type="primary"
            loading={saving}
            because={changed.length === 0 ? say({ zh: '没有改动', en: 'Nothing was changed' }) : undefined}
            onClick={save}
          >
            {say({ zh: `保存实测值（${changed.length}）`, en: `Save values (${changed.length})` })}
          </ActButton>
          {changed.length > 0 && (
            <Button
              autoInsertSpace={false}
              onClick={() => {
                localStorage.removeItem(draftName(report));
                setDraft({});
              }}
            >
              {say({ zh: '放弃改动', en: 'Undo' })}
            </Button>
          )}
          <span className="quiet">
            {say({
              zh: '回车到下一项；可从表格中复制一列粘贴。未保存的内容留在本机。',
              en: 'Enter goes to the next; a column can be pasted. What is not saved stays on this device.',
            })}
          </span>
        </Space>
      )}
    </>
  );
};
