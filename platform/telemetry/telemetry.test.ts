import { expect, test } from 'vitest';
import { countImport, importRegistry } from './import-metrics.ts';
import { createLogger } from './logger.ts';

test('an import is counted once, with its rows', async () => {
  const first = countImport();
  const second = countImport();
  expect(await importRegistry.metrics()).toContain('zhijian_imports_running 2');
  first('done', { accepted: 10, rejected: 2, duplicates: 1 });
  first('failed');
  second('cancelled');
  const text = await importRegistry.metrics();
  expect(text).toContain('zhijian_imports_running 0');
  expect(text).toContain('zhijian_imports_total{outcome="done"} 1');
  expect(text).toContain('zhijian_imports_total{outcome="cancelled"} 1');
  expect(text).not.toContain('outcome="failed"');
  expect(text).toContain('zhijian_imported_rows_total{outcome="rejected"} 2');
});

test('the log says where an error was and keeps the values of rows out', () => {
  const lines: string[] = [];
  const logger = createLogger({ destination: { write: (line) => void lines.push(line) } });
  const error = Object.assign(new Error('duplicate key', { cause: new Error('deeper') }), {
    code: '23505',
    detail: 'Key (name)=(某某公司) already exists.',
  });
  logger.error({ err: error }, 'failed');
  logger.error({ err: 'thrown text' }, 'failed');
  const [line] = lines.map((each) => JSON.parse(each));
  expect(line).toMatchObject({
    level: 'error',
    msg: 'failed',
    err: { message: 'duplicate key', code: '23505', cause: { message: 'deeper' } },
  });
  expect(lines.join('')).not.toContain('某某公司');
  expect(lines.join('')).not.toContain('thrown text');
});
