import { Button, Tooltip } from 'antd';
import { chaseMessageRoute } from '#platform/delivery/contract.ts';
import { useAct } from './api.ts';
import { useSay } from './language.tsx';
import { useMay } from './session.tsx';

/** Reminds the recipient of a message; a room hangs it into its list of what it has sent. */
export const RemindButton = ({ messageId }: { readonly messageId: number }) => {
  const say = useSay();
  const may = useMay('delivery.sent');
  const chase = useAct(chaseMessageRoute);
  if (!may) return null;
  return (
    <Tooltip title={chase.error?.message}>
      <Button
        size="small"
        autoInsertSpace={false}
        danger={chase.error !== null}
        loading={chase.isPending}
        onClick={() => chase.mutate({ params: { id: messageId } })}
      >
        {chase.isSuccess ? say({ zh: '已催办', en: 'Reminded' }) : say({ zh: '催办', en: 'Remind' })}
      </Button>
    </Tooltip>
  );
};
