import { CalendarOutlined } from '@ant-design/icons';
import { Button, Input, Space } from 'antd';
import { useRef, useState } from 'react';
import { useSay } from './language.tsx';
import { momentWritten, type Precision } from './written-moment.ts';

/**
 * A day, or a moment, as everybody reads it: 2026-09-01, whatever the language of the browser is. It is typed (2026.9.1, 20260901 and
 * 2026年9月1日 too) or chosen in the calendar of the browser. Gives the form `2026-09-01` or `2026-09-01T09:30`.
 */
export const DateField = ({
  id,
  value = '',
  onChange,
  precision = 'day',
  ...rest
}: {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
  readonly precision?: Precision;
  readonly 'aria-label'?: string;
}) => {
  const say = useSay();
  const picker = useRef<HTMLInputElement>(null);
  const [typed, type] = useState<string>();
  const sample = precision === 'day' ? '2026-09-01' : '2026-09-01 09:30';
  const wrong = typed === undefined && value !== '' && momentWritten(value, precision) === undefined;
  return (
    <>
      <Space.Compact className="wide date-field">
        <Input
          {...rest}
          {...(id === undefined ? {} : { id })}
          autoComplete="off"
          placeholder={say({ zh: `例如 ${sample}`, en: `e.g. ${sample}` })}
          status={wrong ? 'error' : ''}
          value={typed ?? value.replace('T', ' ')}
          onChange={(event) => {
            type(event.target.value);
            onChange?.(momentWritten(event.target.value, precision) ?? event.target.value);
          }}
          onBlur={() => type(undefined)}
        />
        <Button
          icon={<CalendarOutlined />}
          aria-label={say({ zh: '打开日历', en: 'Open the calendar' })}
          onClick={() => picker.current?.showPicker()}
        />
        <input
          ref={picker}
          className="date-picker"
          type={precision === 'day' ? 'date' : 'datetime-local'}
          tabIndex={-1}
          aria-hidden
          value={momentWritten(value, precision) ?? ''}
          onChange={(event) => onChange?.(event.target.value)}
        />
      </Space.Compact>
      {wrong && (
        <div className="date-wrong">
          {say({ zh: `请填写存在的日期，例如 ${sample}`, en: `Give a day that exists, for example ${sample}` })}
        </div>
      )}
    </>
  );
};
