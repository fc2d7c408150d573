import { Select } from 'antd';
import { useAddress } from '#platform/office/index.ts';

/** A choice in the form; it takes effect at once and stays in the address. */
export const ChoiceField = ({
  name,
  label,
  fallback,
  options,
}: {
  readonly name: string;
  readonly label: string;
  readonly fallback: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}) => {
  const [address, change] = useAddress();
  return (
    <div className="plan-field">
      <span>{label}</span>
      <Select
        aria-label={label}
        value={address[name] ?? fallback}
        onChange={(value: string) => change({ [name]: value })}
        options={[...options]}
      />
    </div>
  );
};
