import { Table, type TableProps } from 'antd';
import type { TableHTMLAttributes } from 'react';

/** The table can be reached by keyboard, so that one wider than the window can be scrolled with the arrow keys. */
const Reachable = (attributes: TableHTMLAttributes<HTMLTableElement>) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to take the focus (WCAG 2.1.1)
  <table {...attributes} tabIndex={0} />
);

/**
 * A dense table that shows all of its rows: its words wrap, and it scrolls sideways where the window is too narrow for that. Of five
 * columns or more, each row is a block of labelled values on a phone, as in the lists.
 */
export const PlainTable = <Row extends object>({ columns = [], ...table }: TableProps<Row>) => {
  const stacks = columns.length + (table.expandable === undefined ? 0 : 1) >= 5;
  return (
    <Table<Row>
      size="small"
      className={stacks ? 'plain-table stacks' : 'plain-table'}
      pagination={false}
      scroll={{ x: true }}
      components={{ table: Reachable }}
      columns={columns.map((column) => ({
        ...column,
        onCell: (row: Row, at?: number) => ({
          ...column.onCell?.(row, at),
          ...(typeof column.title === 'string' ? { 'data-label': column.title } : {}),
        }),
      }))}
      {...table}
    />
  );
};
