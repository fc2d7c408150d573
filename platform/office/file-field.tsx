import { useId } from 'react';
import { useSay } from './language.tsx';

/**
 * Chooses files in the words of the office: the browser's own button speaks the language of the browser. What was chosen goes to `onChoose`
 * at once, and the field is empty again.
 */
export const FileField = ({
  id,
  accept,
  multiple = false,
  disabled = false,
  onChoose,
  ...rest
}: {
  readonly id?: string;
  readonly accept: string;
  readonly multiple?: boolean;
  readonly disabled?: boolean;
  readonly onChoose: (files: readonly File[]) => void;
  readonly 'aria-label'?: string;
}) => {
  const say = useSay();
  const own = useId();
  return (
    <span className="file-field">
      <input
        {...rest}
        id={id ?? own}
        type="file"
        accept={accept}
        multiple={multiple}
        disabled={disabled}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          if (files.length > 0) onChoose(files);
        }}
      />
      <label htmlFor={id ?? own}>{say({ zh: '选择文件', en: 'Choose a file' })}</label>
    </span>
  );
};
