import type { Tx } from '#platform/database/index.ts';
import type { StatisticsFilter } from '#regimes/spot-checks/contracts/statistics.ts';
import * as statistics from '#regimes/spot-checks/storage/statistics.ts';
import { atMost, type Benchmark, type Figure, quantile, timed } from './figure.ts';
import { importOnce } from './import.ts';
import { asReader, sharedServices } from './province.ts';

const rounds = 20;
const all: StatisticsFilter = { dataset: 'historical', kind: 'regular' };

/** What a query may ask for: the deployment's province and the category with the most failing items. */
interface Asked {
  readonly province: string;
  readonly categoryId: number;
}

/** Every query of the statistics page. */
const queries: Readonly<Record<string, (tx: Tx, asked: Asked) => Promise<unknown>>> = {
  'the figure of all': (tx) => statistics.countAll(tx, all),
  'what the figures rest on': (tx) => statistics.aboutData(tx, all),
  'by city': (tx, { province }) => statistics.countByCity(tx, all, province),
  'by product': (tx) => statistics.countByCategory(tx, all),
  'by month': (tx) => statistics.countByPeriod(tx, all, 'month'),
  'by quarter': (tx) => statistics.countByPeriod(tx, all, 'quarter'),
  'by year': (tx) => statistics.countByPeriod(tx, all, 'year'),
  'by item': (tx) => statistics.countByItem(tx, all, 50),
  'by item of one product': (tx, { categoryId }) => statistics.countByItem(tx, { ...all, categoryId }, 50),
  'by laboratory': (tx) => statistics.countByLaboratory(tx, all),
};

/** Each query over the imported results, run as app: the slow end (95 %) of twenty rounds, round trip included. */
export const benchStatistics: Benchmark = async () => {
  const services = await sharedServices();
  await importOnce();
  return asReader(services, async (tx) => {
    const total = await statistics.countAll(tx, all);
    if (total.passed + total.failed === 0) throw new Error('no results are counted: nothing would be measured');
    const [largest] = await tx.query<{ id: number }>(
      'select category_id as id from spot_checks.rollup_item group by 1 order by count(*) desc limit 1',
    );
    const asked: Asked = { province: services.province, categoryId: largest!.id };
    const figures: Figure[] = [];
    for (const [name, query] of Object.entries(queries)) {
      const times: number[] = [];
      for (let round = 0; round < rounds; round += 1) times.push((await timed(() => query(tx, asked))).ms);
      figures.push(atMost(`statistics ${name}`, quantile(times, 0.95), 100, 'ms'));
    }
    return figures;
  });
};
