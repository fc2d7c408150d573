import { Table, type TableProps } from 'antd';
import type { TableHTMLAttributes } from 'react';

/** The table can be reached by keyboard, so that one wider than the window can be scrolled with the arrow keys. */
const Reachable = (attributes: TableHTMLAttributes<HTMLTableElement>) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to take the focus (WCAG 2.1.1)
  <table {...attributes} tabIndex={0} />
);

/** A dense table that shows all of its rows and scrolls sideways where the window is narrow. */
export const PlainTable = <Row extends object>(table: TableProps<Row>) => (
  <Table<Row>
    size="small"
    pagination={false}
    scroll={{ x: 'max-content' }}
    components={{ table: Reachable }}
    {...table}
  />
);
