import { pinyinInitials } from '#foundation/pinyin.ts';
import { bigrams, nameCore, normaliseName } from '#foundation/search-text.ts';
import { copyRows, type CopyRow, withTransaction } from '#platform/database/index.ts';
import { searchEnterprises } from '#registers/enterprises/index.ts';
import { atMost, type Benchmark, type Figure, quantile, timed } from './figure.ts';
import { asReader, sharedServices } from './province.ts';

const names = Number(process.env['BENCH_ROWS'] ?? 1_000_000);
const rounds = 20;
const characters =
  '安宝博昌诚达德东丰福光广海汉浩和恒宏华汇吉佳建江金锦京晶景康科乐利联龙隆美明南宁鹏齐启荣瑞润森盛顺泰腾通万旺祥新兴信旭亚阳益银永裕元远岳云泽正志中卓';
const trades = ['家具', '电器', '五金', '塑胶', '灯饰', '服装', '玩具', '食品', '建材', '日化', '陶瓷', '电缆', '水泥'];
const places = ['虚州', '假山', '拟江', '设海', '想县', '构城', '编湖'];

/** Place, two characters, trade, number: a common pair stands in one name of thirteen, a rare one in a few hundred. */
function* madeUpNames(): Generator<CopyRow> {
  for (let at = 0; at < names; at += 1) {
    const pick = (list: ArrayLike<string>, by: number): string => list[Math.trunc(at / by) % list.length] ?? '';
    const word = pick(characters, 1) + pick(characters, characters.length);
    const name = `${pick(places, 3)}${word}${pick(trades, 11)}${Math.trunc(at / characters.length ** 2) + 1}厂有限公司`;
    const key = normaliseName(name);
    yield ['live', name, key, nameCore(key), `bench ${at}`, bigrams(key), pinyinInitials(key)];
  }
}

/** What people type: a trade in one name of thirteen, a place in one of seven, a rare name, two characters that nobody has. */
const words = ['家具', '虚州', '宝昌', '志中', '鲲魈'];

/** Two Chinese characters among a million names, run as app: the slow end (95 %) of twenty rounds, round trip included. */
export const benchSearch: Benchmark = async () => {
  const services = await sharedServices();
  const columns = ['dataset', 'name', 'name_key', 'name_core', 'match_key', 'grams', 'initials'];
  await withTransaction(services.database, 'migrator', (tx) =>
    copyRows(tx, 'enterprises.enterprise', columns, madeUpNames()),
  );
  await services.database.migratorPool().query('vacuum analyze enterprises.enterprise');
  return asReader(services, async (tx) => {
    const figures: Figure[] = [];
    for (const word of words) {
      const times: number[] = [];
      let found = 0;
      for (let round = 0; round < rounds; round += 1) {
        const { value, ms } = await timed(() => searchEnterprises(tx, word, undefined, 20));
        found = value.items.length;
        times.push(ms);
      }
      figures.push(
        atMost(
          `search 「${word}」 in ${names.toLocaleString('en')} names, ${found} shown`,
          quantile(times, 0.95),
          20,
          'ms',
        ),
      );
    }
    return figures;
  });
};
