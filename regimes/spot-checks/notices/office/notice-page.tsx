import { useParams } from '@tanstack/react-router';
import { Loaded, useApi } from '#platform/office/index.ts';
import { getNotice } from '../contract.ts';
import { NoticeView } from './notice-view.tsx';

/** One result notice. */
const NoticePage = () => {
  const { id } = useParams({ strict: false }) as { readonly id: string };
  return (
    <Loaded query={useApi(getNotice, { params: { noticeId: id } })}>
      {(notice) => <NoticeView notice={notice} />}
    </Loaded>
  );
};
export default NoticePage;
