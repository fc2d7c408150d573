import { Input } from 'antd';
import { useState } from 'react';
import { useAddress } from '#platform/office/index.ts';

/** A number that is typed into the form; it takes effect with Enter or on leaving the field and stays in the address. */
export const TypedField = ({
  name,
  label,
  fallback,
  hint,
}: {
  readonly name: string;
  readonly label: string;
  readonly fallback: string;
  readonly hint?: string;
}) => {
  const [address, change] = useAddress();
  const [typed, setTyped] = useState(address[name] ?? fallback);
  const apply = () => {
    if (typed !== (address[name] ?? fallback)) change({ [name]: typed });
  };
  return (
    <label className="plan-field">
      <span>{label}</span>
      <Input
        inputMode="decimal"
        value={typed}
        placeholder={hint ?? ''}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={apply}
        onPressEnter={apply}
      />
    </label>
  );
};
