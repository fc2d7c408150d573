import { expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { syncRoles } from '#platform/identity/index.ts';
import { seedRegisters } from '#registers/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { testServices } from '../../tests/services.ts';
import { rooms } from '../rooms.ts';
import { createEvaluationProvince } from './create.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: rooms, now: '2026-11-24T02:00:00.000Z' });
const count = async (from: string): Promise<number> => {
  const [row] = await withTransaction(database, 'system', (tx) => tx.query<{ n: number }>(`select count(*)::int as n from ${from}`));
  return row?.n ?? -1;
};

test('the province is made by the real operations, and making it again changes nothing', async () => {
  await seedRegisters(database, services.province);
  await syncRoles(database);
  const said: string[] = [];
  const t = performance.now();
  await createEvaluationProvince(services, ({ zh }) => { said.push(zh); console.log(zh, performance.now() - t); });
  console.log('total', performance.now() - t);
  for (const q of ['spot_checks.result','enterprises.enterprise','enterprises.match_case','warning_cards.card','publicity.exposure','publicity.bulletin', 'spot_checks.role_case','spot_checks.result_item',"spot_checks.result where engine_disagrees","enterprises.enterprise where city_code is null"]) console.log(q, await count(q));
  await withTransaction(database,'system',async tx=>{ console.log(await tx.query('select state,kind,count(*) from warning_cards.card group by 1,2')); console.log(await tx.query('select state,ground,count(*) from publicity.exposure group by 1,2')); console.log(await tx.query('select reason,state,count(*) from enterprises.match_case group by 1,2'));console.log(await tx.query('select id,state,title from publicity.bulletin'));});
  expect(said.length).toBeGreaterThan(5);
}, 300_000);
