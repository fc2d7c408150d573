import { printDate } from '#foundation/local-date.ts';
import { pair } from '#foundation/text-pair.ts';
import type { WorkItem, WorkKey } from '#platform/work/index.ts';
import type { Row } from './storage.ts';
import { toldAs } from './told.ts';

/** Item of whoever must act. */
const workKeyOf = ({ kind, subject }: Row): WorkKey => ({ kind: kind.replace('/', '.'), subject });

const escalatedKey = ({ deadlineId }: Row, level: number): WorkKey => ({
  kind: 'deadlines.overdue',
  subject: `deadline/${deadlineId}/${level}`,
});

/** Every item that a deadline holds. */
export const keysOf = (row: Row): WorkKey[] => [
  workKeyOf(row),
  ...Array.from({ length: row.level }, (_, at) => escalatedKey(row, at + 1)),
];

/** The item of whoever must act; none for a clock on which nobody has to. */
export const workOf = (row: Row): WorkItem[] =>
  row.permission === null
    ? []
    : [
        {
          ...workKeyOf(row),
          title: pair(row.zh, row.en),
          link: row.link,
          permission: row.permission,
          region: row.place,
          dataset: row.dataset,
          notBy: row.notBy,
          dueOn: row.dueOn,
          priority: row.state === 'overdue' ? 2 : row.warned ? 1 : 0,
        },
      ];

/** The item of the authority that hears as the `level`th that a deadline is overdue; none where there is nobody above. */
export const escalatedAt = (row: Row, level: number): { readonly key: WorkKey; readonly item: WorkItem | null } => {
  const told = toldAs(level, row);
  const due = printDate(row.dueOn);
  const key = escalatedKey(row, level);
  return {
    key,
    item:
      told === null
        ? null
        : {
            ...key,
            title: pair(`逾期未办（应于${due.zh}前办理）：${row.zh}`, `Overdue since ${due.en}: ${row.en}`),
            link: row.link,
            permission: told.permission,
            region: told.place,
            dataset: row.dataset,
            dueOn: row.dueOn,
            priority: 2,
          },
  };
};

/** The item of the authority that hears now. */
export const escalatedWorkOf = (row: Row): WorkItem[] => {
  const { item } = escalatedAt(row, row.level);
  return item === null ? [] : [item];
};
