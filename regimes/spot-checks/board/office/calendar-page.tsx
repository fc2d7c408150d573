import { Alert, Button, Drawer, Space, Tag } from 'antd';
import type { RouteOutput } from '#foundation/contract.ts';
import { formatCount, formatDate, Loaded, Nothing, Page, useAddress, useApi, useDataset, useSpeech } from '#platform/office/index.ts'; // prettier-ignore
import { calendarRules, weeksOf } from '../calendar.ts';
import { readCalendar, readCalendarDay } from '../contract-calendar.ts';

type Month = RouteOutput<typeof readCalendar>;
type Day = Month['days'][number];

const weekdays = [
  { zh: '周一', en: 'Mon' },
  { zh: '周二', en: 'Tue' },
  { zh: '周三', en: 'Wed' },
  { zh: '周四', en: 'Thu' },
  { zh: '周五', en: 'Fri' },
  { zh: '周六', en: 'Sat' },
  { zh: '周日', en: 'Sun' },
] as const;

const monthBeside = (month: string, step: number): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + step, 1)).toISOString().slice(0, 7);
};

const isOff = ({ work }: Day): boolean => work === 'weekend' || work === 'holiday';

/** Whether people work on the day, in a word. */
const DayWord = ({ day }: { readonly day: Day }) => {
  const { say } = useSpeech();
  if (day.work === 'make-up') return <span>{say({ zh: '班（调休）', en: 'working day' })}</span>;
  if (day.holiday) return <span className="quiet">{say({ zh: `${day.holiday.zh} 休`, en: day.holiday.en })}</span>;
  return isOff(day) ? <span className="quiet">{say({ zh: '休', en: 'off' })}</span> : null;
};

/** What falls due on the day, by kind; each opens its list. */
const DueButtons = ({ day, onOpen }: { readonly day: Day; readonly onOpen: (kind: string) => void }) => {
  const { say, language } = useSpeech();
  return day.due.map(({ kind, count, late }) => (
    <button key={kind} type="button" className={late ? 'due due-late' : 'due'} onClick={() => onOpen(kind)}>
      <span>
        {late && '▲ '}
        {say(calendarRules[kind].label)}
        {late && say({ zh: '逾期', en: ' overdue' })}
      </span>
      <span className="numeric">{formatCount(count, language)}</span>
    </button>
  ));
};

const Grid = ({ month, onOpen }: { readonly month: Month; readonly onOpen: (day: string, kind: string) => void }) => {
  const { say } = useSpeech();
  return (
    <table className="calendar">
      <thead>
        <tr>
          {weekdays.map((name) => (
            <th key={name.en} scope="col">
              {say(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month.days).map((week) => (
          <tr key={week.find((day) => day !== null)?.day}>
            {week.map((day, place) =>
              day === null ? (
                <td
                  key={weekdays[place]?.en}
                  className="day-off"
                  aria-label={say({ zh: '不属本月', en: 'Another month' })}
                />
              ) : (
                <td
                  key={day.day}
                  className={[isOff(day) && 'day-off', day.day === month.today && 'today'].filter(Boolean).join(' ')}
                >
                  <div className="day-head">
                    <b>
                      {Number(day.day.slice(8))}
                      {day.day === month.today && say({ zh: ' 今天', en: ' today' })}
                    </b>
                    <DayWord day={day} />
                  </div>
                  <DueButtons day={day} onOpen={(kind) => onOpen(day.day, kind)} />
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** The month on a phone: the days on which something falls due, and today. */
const List = ({ month, onOpen }: { readonly month: Month; readonly onOpen: (day: string, kind: string) => void }) => {
  const { say, language } = useSpeech();
  const days = month.days.filter(({ day, due }) => due.length > 0 || day === month.today);
  return (
    <ul className="calendar-list">
      {days.map((day) => (
        <li key={day.day}>
          <div className="day-head">
            <b>
              {formatDate(day.day, language)} {say(weekdays[day.weekday - 1] ?? weekdays[0])}
              {day.day === month.today && say({ zh: ' 今天', en: ' today' })}
            </b>
            <DayWord day={day} />
          </div>
          {day.due.length === 0 && (
            <span className="quiet">{say({ zh: '没有到期事项', en: 'Nothing falls due' })}</span>
          )}
          <DueButtons day={day} onOpen={(kind) => onOpen(day.day, kind)} />
        </li>
      ))}
      {days.length === 0 && (
        <li className="quiet">{say({ zh: '本月没有到期事项', en: 'Nothing falls due this month' })}</li>
      )}
    </ul>
  );
};

const DueList = ({ day, kind }: { readonly day: string; readonly kind: string | undefined }) => {
  const { say, language } = useSpeech();
  const [dataset] = useDataset();
  const query = useApi(readCalendarDay, {
    params: { day },
    query: { dataset, ...(kind === undefined ? {} : { kind: kind as never }) },
  });
  return (
    <Loaded query={query}>
      {({ items, total }) =>
        items.length === 0 ? (
          <Nothing why={{ zh: '这一天没有到期事项，可能刚刚办结。', en: 'Nothing falls due here any more.' }} />
        ) : (
          <>
            <ul className="due-list">
              {items.map((item) => (
                <li key={`${item.kind} ${item.id}`}>
                  <Space wrap>
                    <Tag>{say(calendarRules[item.kind].label)}</Tag>
                    {item.late && <span className="overdue">▲ {say({ zh: '逾期', en: 'Overdue' })}</span>}
                  </Space>
                  <div>
                    <a href={`/office${item.link}`}>{item.title}</a> <span className="quiet">{item.detail}</span>
                  </div>
                </li>
              ))}
            </ul>
            {total > items.length && (
              <p className="quiet">
                {say({
                  zh: `共 ${formatCount(total, language)} 项，列出前 ${items.length} 项。`,
                  en: `${formatCount(total, language)} in all; the first ${items.length} are listed.`,
                })}
              </p>
            )}
          </>
        )
      }
    </Loaded>
  );
};

/** What falls due for the reader, by day. */
const CalendarPage = () => {
  const { say, language } = useSpeech();
  const [address, change] = useAddress();
  const [dataset] = useDataset();
  const asked = address['month'];
  const query = useApi(readCalendar, { query: { dataset, ...(asked === undefined ? {} : { month: asked }) } });
  const open = (day: string, kind: string) => change({ day, kind });
  const day = address['day'];
  return (
    <Page title={say({ zh: '日历', en: 'Calendar' })} withDataset>
      <Loaded query={query}>
        {(month) => {
          const [year, number] = month.month.split('-').map(Number);
          const turn = (step: number) => change({ month: monthBeside(month.month, step) });
          return (
            <>
              <Space wrap className="above">
                <Button onClick={() => turn(-1)}>{say({ zh: '上月', en: 'Month before' })}</Button>
                <h2 style={{ margin: 0, fontSize: 16 }} aria-live="polite">
                  {say({ zh: `${year} 年 ${number} 月`, en: month.month })}
                </h2>
                <Button onClick={() => turn(1)}>{say({ zh: '下月', en: 'Month after' })}</Button>
                <Button disabled={month.month === month.today.slice(0, 7)} onClick={() => change({ month: undefined })}>
                  {say({ zh: '回到本月', en: 'This month' })}
                </Button>
                {month.lateBefore > 0 && (
                  <span className="overdue">
                    ▲{' '}
                    {say({
                      zh: `此前逾期未办 ${formatCount(month.lateBefore, language)} 项`,
                      en: `${formatCount(month.lateBefore, language)} overdue from before`,
                    })}
                  </span>
                )}
              </Space>
              {month.days.some(({ work }) => work === 'unpublished') && (
                <Alert
                  className="above"
                  type="warning"
                  showIcon
                  title={say({
                    zh: `国务院办公厅尚未公布 ${year} 年放假安排，本月不标注工作日。`,
                    en: `The holidays of ${year} are not published yet; working days are not marked.`,
                  })}
                />
              )}
              <Grid month={month} onOpen={open} />
              <List month={month} onOpen={open} />
            </>
          );
        }}
      </Loaded>
      <Drawer
        open={day !== undefined}
        size={480}
        onClose={() => change({ day: undefined, kind: undefined })}
        title={day === undefined ? '' : say({ zh: `${formatDate(day)}到期`, en: `Due on ${formatDate(day, 'en')}` })}
      >
        {day !== undefined && <DueList day={day} kind={address['kind']} />}
      </Drawer>
    </Page>
  );
};
export default CalendarPage;
