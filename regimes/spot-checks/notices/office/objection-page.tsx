import { useParams } from '@tanstack/react-router';
import { Loaded, useApi } from '#platform/office/index.ts';
import { getObjection } from '../contract.ts';
import { NoticeView } from './notice-view.tsx';

/** One objection, on the page of its notice. */
const ObjectionPage = () => {
  const { id } = useParams({ strict: false }) as { readonly id: string };
  return (
    <Loaded query={useApi(getObjection, { params: { objectionId: id } })}>
      {(notice) => <NoticeView notice={notice} />}
    </Loaded>
  );
};
export default ObjectionPage;
