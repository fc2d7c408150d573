import { Page, useSay } from '#platform/office/index.ts';

const WorkbenchPage = () => {
  const say = useSay();
  return <Page title={say({ zh: '工作台', en: 'Workbench' })}>{null}</Page>;
};
export default WorkbenchPage;
