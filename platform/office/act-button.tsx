import { Button, Tooltip, type ButtonProps } from 'antd';
import type { ReactNode } from 'react';
import { useSay } from './language.tsx';
import { useMay } from './session.tsx';

/** A button for an act; one that can't be taken is greyed and says why, never hidden. */
export const ActButton = ({
  permission,
  because,
  children,
  ...button
}: ButtonProps & { readonly permission: string; readonly because?: string; readonly children: ReactNode }) => {
  const say = useSay();
  const may = useMay(permission);
  const reason = may ? because : say({ zh: '您的岗位没有此项权限', en: 'Your role may not do this' });
  return (
    <Tooltip title={reason}>
      <span>
        <Button {...button} autoInsertSpace={false} disabled={reason !== undefined || button.disabled === true}>
          {children}
        </Button>
      </span>
    </Tooltip>
  );
};
