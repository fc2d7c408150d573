import { formatCount, useSpeech } from '#platform/office/index.ts';
import { countText, OverdueMark, type Part, partColumns, ProgressBar } from './progress-cells.tsx';

/** The sums above a table of the board. */
export const BoardNumbers = ({ part, plans }: { readonly part: Part; readonly plans?: number }) => {
  const { say, language } = useSpeech();
  return (
    <dl className="board-numbers">
      {plans !== undefined && (
        <div>
          <dt>{say({ zh: '计划（份）', en: 'Plans' })}</dt>
          <dd>{formatCount(plans, language)}</dd>
        </div>
      )}
      {partColumns.map(({ key, title, unit, value }) => (
        <div key={key}>
          <dt>{say({ zh: `${title.zh}（${unit.zh}）`, en: `${title.en} (${unit.en})` })}</dt>
          <dd>{countText(value(part))}</dd>
        </div>
      ))}
      <div>
        <dt>{say({ zh: '逾期（项）', en: 'Overdue' })}</dt>
        <dd>
          <OverdueMark overdue={part.overdue} />
        </dd>
      </div>
      <div className="board-progress">
        <dt>{say({ zh: '进度', en: 'Progress' })}</dt>
        <dd>
          <ProgressBar part={part} />
        </dd>
      </div>
    </dl>
  );
};
