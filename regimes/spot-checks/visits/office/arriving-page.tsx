import { Page, useSay } from '#platform/office/index.ts';
import { ReceiveSamples } from './receive-samples.tsx';

/** A laboratory's samples to receive. */
const ArrivingPage = () => {
  const say = useSay();
  return (
    <Page title={say({ zh: '待收样品', en: 'Samples to receive' })} withDataset>
      <ReceiveSamples />
    </Page>
  );
};
export default ArrivingPage;
