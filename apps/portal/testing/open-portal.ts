import Fastify from 'fastify';
import { bigrams } from '#foundation/search-text.ts';
import { publicReading } from '#platform/database/index.ts';
import { manifest as delivery } from '#platform/delivery/index.ts';
import { manifest as documents } from '#platform/documents/index.ts';
import { registers } from '#registers/index.ts';
import { regimes } from '#regimes/index.ts';
import { testDatabase } from '../../../tests/database.ts';
import { madeUpResults } from '../../../tests/made-up-results.ts';
import { testServices } from '../../../tests/services.ts';
import { registerPortal } from '../index.ts';

/** A public record of three firms with their batches, two of them in an uncertain match, and the portal that shows it. */
export const openPortal = async () => {
  const { database } = await testDatabase();
  const made = madeUpResults(
    database,
    testServices(database, { manifests: [...registers, documents, delivery, ...regimes] }),
  );
  const reading = publicReading(database);

  /** A portal that remembers no page yet. */
  const look = async (
    path: string,
    drawCheck?: string,
  ): Promise<{ readonly status: number; readonly text: string }> => {
    const app = Fastify();
    registerPortal(app, { database, province: '440000', latestSeal: async () => undefined, drawCheck });
    const { statusCode, body } = await app.inject({ url: encodeURI(path) });
    await app.close();
    return { status: statusCode, text: body };
  };

  const firm = { sure: 0, left: 0, right: 0 };
  firm.sure = await made.enterprise({ name: '虚构门窗甲厂' });
  firm.left = await made.enterprise({ name: '虚构门窗乙厂' });
  firm.right = await made.enterprise({ name: '虚构门窗乙厂公司', province: null, city: null });
  await made.asOwner(async (tx) => {
    for (const { id, name } of await tx.query<{ id: number; name: string }>(
      'select id, name from enterprises.enterprise',
    ))
      await tx.query('update enterprises.enterprise set grams = $2 where id = $1', [id, bigrams(name)]);
    await tx.query(
      `insert into enterprises.match_case (dataset, left_id, right_id, reason) values ('demo', $1, $2, 'same-core')`,
      [firm.left, firm.right],
    );
  });
  const check = await made.check({ publishedOn: '2015-03-15' });
  const category = await made.category('虚构塑钢窗');
  await made.store([
    { producer: firm.sure, category, check, verdict: 'pass' },
    { producer: firm.sure, category, check, items: ['气密性'] },
    { producer: firm.left, category, check, items: ['水密性'] },
    { producer: firm.left, category, check, items: ['保温性'], settled: false },
  ]);
  return { database, made, reading, look, firm };
};
