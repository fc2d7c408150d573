import { Button, Checkbox, Popover, Table, type TableProps } from 'antd';
import { useState, type ReactNode, type TdHTMLAttributes } from 'react';
import type { TextPair } from '#foundation/text-pair.ts';
import { useAddress } from './address.ts';
import type { Problem } from './api.ts';
import { formatCount } from './format.ts';
import { useSpeech, type Language } from './language.tsx';
import { NoPermission, Nothing, ProblemNotice } from './states.tsx';

export interface DataColumn<Row> {
  readonly key: string;
  readonly title: TextPair;
  readonly render: (row: Row) => ReactNode;
  readonly width?: number;
  readonly numeric?: boolean;
  /** Hidden until chosen. */
  readonly optional?: boolean;
}

type Total = number | { readonly count: number; readonly exact: boolean };

export interface DataListProps<Row extends { readonly id: number | string }> {
  readonly name: string;
  readonly columns: readonly DataColumn<Row>[];
  readonly query: {
    readonly data:
      | {
          readonly rows: readonly Row[];
          /** How many match; a plain number is exact. */
          readonly total?: Total;
          readonly next?: string | null;
        }
      | undefined;
    readonly error: Problem | null;
    readonly isFetching: boolean;
    readonly refetch: () => unknown;
  };
  readonly onOpen?: (row: Row) => void;
  readonly selection?: { readonly ids: readonly Row['id'][]; readonly onChange: (ids: Row['id'][]) => void };
  readonly emptyBecause: TextPair;
  readonly tools?: ReactNode;
}

const countWords = (total: Total, say: (words: TextPair) => string, language: Language): string => {
  const { count: matching, exact } = typeof total === 'number' ? { count: total, exact: true } : total;
  const count = formatCount(matching, language);
  return exact
    ? say({ zh: `共 ${count} 条`, en: `${count} in all` })
    : say({ zh: `超过 ${count} 条`, en: `more than ${count}` });
};

/** A cell knows its column: on a phone, where the head is not shown, it says it itself. */
const labelled = (label: string): TdHTMLAttributes<HTMLTableCellElement> & { readonly 'data-label': string } => ({
  'data-label': label,
});

const remembered = (name: string): string[] | undefined => {
  const stored = localStorage.getItem(`zhijian.columns.${name}`);
  return stored === null ? undefined : stored.split(',');
};

/**
 * A dense list: sticky header, columns that can be chosen, count, keyset paging in the address (`after`), selection, rows that
 * open with Enter and are walked with the arrow keys. On a phone each row is a block of labelled values.
 */
export const DataList = <Row extends { readonly id: number | string }>(props: DataListProps<Row>) => {
  const { say, language } = useSpeech();
  const [address, change] = useAddress();
  const [shown, show] = useState<string[]>(
    () =>
      remembered(props.name) ?? props.columns.filter((column) => column.optional !== true).map((column) => column.key),
  );
  const { data, error, isFetching, refetch } = props.query;
  if (error?.code === 'forbidden' && data === undefined) return <NoPermission />;
  if (error && data === undefined) return <ProblemNotice problem={error} retry={() => void refetch()} />;
  const columns: TableProps<Row>['columns'] = props.columns
    .filter((column) => shown.includes(column.key))
    .map((column) => ({
      key: column.key,
      title: say(column.title),
      render: (_: unknown, row: Row) => column.render(row),
      width: column.width,
      align: column.numeric === true ? 'right' : 'left',
      className: column.numeric === true ? 'numeric' : undefined,
      onCell: () => labelled(say(column.title)),
    }));
  const chooser = (
    <Checkbox.Group
      className="column-chooser"
      value={shown}
      options={props.columns.map((column) => ({ value: column.key, label: say(column.title) }))}
      onChange={(keys) => {
        localStorage.setItem(`zhijian.columns.${props.name}`, keys.join(','));
        show(keys);
      }}
    />
  );
  return (
    <div className="data-list">
      <div className="data-list-tools">
        <span className="quiet" aria-live="polite">
          {data?.total !== undefined && countWords(data.total, say, language)}
        </span>
        {props.tools}
        <Popover content={chooser} trigger="click" placement="bottomRight">
          <Button size="small">{say({ zh: '选择列', en: 'Columns' })}</Button>
        </Popover>
      </div>
      {data?.rows.length === 0 ? (
        <Nothing why={props.emptyBecause} />
      ) : (
        <Table<Row>
          size="small"
          rowKey="id"
          // Below the head of the office, which stays in sight too.
          sticky={{ offsetHeader: 48 }}
          loading={isFetching && data === undefined}
          dataSource={data?.rows}
          columns={columns}
          pagination={false}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: ' ' }}
          rowSelection={
            props.selection && {
              selectedRowKeys: props.selection.ids as (string | number)[],
              onChange: (keys) => props.selection?.onChange(keys as Row['id'][]),
            }
          }
          onRow={(row, at) => ({
            // A list whose rows do not open takes the focus with its first row, so that it can be scrolled by keyboard.
            tabIndex: props.onOpen || at === 0 ? 0 : undefined,
            className: props.onOpen ? 'opens' : undefined,
            onClick: (event) => {
              if (!(event.target as HTMLElement).closest('a,button,input,label')) props.onOpen?.(row);
            },
            onKeyDown: (event) => {
              if (event.key === 'Enter' && event.target === event.currentTarget) props.onOpen?.(row);
              const sibling =
                event.key === 'ArrowDown'
                  ? event.currentTarget.nextElementSibling
                  : event.key === 'ArrowUp'
                    ? event.currentTarget.previousElementSibling
                    : null;
              if (sibling instanceof HTMLElement) {
                event.preventDefault();
                sibling.focus();
              }
            },
          })}
        />
      )}
      <div className="data-list-pages">
        <Button size="small" disabled={address['cursor'] === undefined} onClick={() => change({ cursor: undefined })}>
          {say({ zh: '回到首页', en: 'First page' })}
        </Button>
        <Button
          size="small"
          disabled={data?.next === undefined || data.next === null}
          onClick={() => change({ cursor: data?.next ?? undefined })}
        >
          {say({ zh: '下一页', en: 'Next page' })}
        </Button>
      </div>
    </div>
  );
};
