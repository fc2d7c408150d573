import type { Command } from 'commander';
import { systemCall } from '#platform/operation/index.ts';
import type { ImportReport as TableReport } from '#foundation/import-report.ts';
import { filesOf } from '#platform/tables/index.ts';
import { importPaperCards } from '#regimes/warning-cards/index.ts';
import { importBusinessLicences, importLicences } from '#regimes/licences/index.ts';
import { importFiles, type ProgressReport } from '#regimes/spot-checks/index.ts';
import type { ImportReport } from '#regimes/spot-checks/contract.ts';
import { importStages } from '#regimes/spot-checks/import-state.ts';
import { levels } from '#regimes/spot-checks/spot-check.ts';
import { spotCheckPorts } from '#regimes/index.ts';
import { answer, exits, mustBeReadable, valueOf } from '../answer.ts';
import { withServices } from '../open.ts';

/** A line of progress in a terminal: rows, rows a second, time left; nothing where nobody watches. */
const watcher = (): ((report: ProgressReport) => void) => {
  const started = Date.now();
  return ({ stage, rowsDone, rowsTotal }) => {
    if (!process.stderr.isTTY) return;
    const seconds = (Date.now() - started) / 1000;
    const rate = rowsDone / Math.max(seconds, 0.1);
    const width = 24;
    const share = rowsTotal ? Math.min(1, rowsDone / rowsTotal) : 0;
    const bar = rowsTotal ? `[${'█'.repeat(Math.round(share * width)).padEnd(width, '░')}] ` : '';
    const left = rowsTotal ? `，约剩 ${Math.ceil((rowsTotal - rowsDone) / Math.max(rate, 1))} 秒` : '';
    process.stderr.write(
      `\r\u001B[K${bar}${importStages[stage].zh} ${rowsDone.toLocaleString()} 行，每秒 ${Math.round(rate).toLocaleString()} 行${left}`,
    );
  };
};

const reportText = (report: ImportReport): string =>
  [
    `读取 ${report.rows} 行：保存 ${report.accepted}，此前已有 ${report.duplicates}，未能读取 ${report.rejected}`,
    `合格 ${report.verdicts.pass}，不合格 ${report.verdicts.fail}，拒检 ${report.verdicts.refused}，未给结论 ${report.verdicts.none}`,
    `建议：黄牌 ${report.proposals.yellow}，移送函 ${report.proposals.transfer}，曝光 ${report.proposals.exposure}`,
    `待人工认定：企业身份 ${report.queues.roles}，所在市 ${report.queues.city}，疑似同一企业 ${report.queues.match}`,
    ...report.files.flatMap((file) =>
      file.sheets.flatMap((sheet) =>
        sheet.refusal ? [`未读取 ${file.file} ${sheet.name}：${sheet.refusal.text.zh}`] : [],
      ),
    ),
    ...report.explanations.map((words) => words.zh),
  ].join('\n');

const datasetOf = (command: Command, given: string): 'historical' | 'live' => {
  if (given !== 'historical' && given !== 'live')
    command.error('--dataset: historical | live', { exitCode: exits.wrongUse });
  return given as 'historical' | 'live';
};

/** What became of a table of licences, with the rows that were not taken. */
const tableText = (report: TableReport): string =>
  [
    `读取 ${report.rows} 行：新登记 ${report.added}，更新 ${report.changed}，此前已有 ${report.unchanged}，未接受 ${report.rejected}`,
    ...report.rejections.map(
      ({ file, sheet, row, column, reason }) =>
        `${file} ${sheet}${row === 0 ? '' : ` 第${row}行`}${column === '' ? '' : ` ${column}`}：${reason.zh}`,
    ),
  ].join('\n');

/** Tables of licences, or of what business licences say. */
const addTables = (group: Command, name: string, description: string, importTables: typeof importLicences): void => {
  group
    .command(name)
    .argument('<file...>')
    .description(description)
    .option('--dataset <name>', 'historical | live', 'live')
    .option('--json')
    .action(async (paths: string[], options: { dataset: string; json?: boolean }, command: Command) => {
      const dataset = datasetOf(command, options.dataset);
      await mustBeReadable(paths);
      const report = await withServices(command, async (services) =>
        valueOf(await importTables(systemCall(services), dataset, filesOf(paths)), exits.failure),
      );
      answer(options.json === true, report, () => tableText(report));
      if (report.rejected > 0) process.exitCode = exits.someRefused;
    });
};

/** `import`: the whole of the given files as one unit. */
export const addImports = (program: Command): void => {
  const group = program.command('import').description('导入 / import');
  addTables(
    group,
    'licences',
    '导入生产许可证和认证证书（.xls .xlsx .csv） / production licences and certificates',
    importLicences,
  );
  addTables(
    group,
    'business-licences',
    '导入营业执照登记（.xls .xlsx .csv） / business licences',
    importBusinessLicences,
  );
  addTables(
    group,
    'paper-cards',
    '补录纸质黄牌，报审后由另一人发出（.xls .xlsx .csv） / yellow cards issued on paper, submitted for another person to issue',
    importPaperCards,
  );
  group
    .command('results')
    .argument('<file...>')
    .description('导入公布的抽查结果表（.xls .xlsx .csv） / published result tables')
    .option('--authority <name>', '发布机关，表中未写明时采用 / publishing authority where the table names none')
    .option('--level <level>', levels.join(' | '))
    .option('--dataset <name>', 'historical | live', 'historical')
    .option('--json')
    .action(
      async (
        paths: string[],
        options: { authority?: string; level?: string; dataset: string; json?: boolean },
        command: Command,
      ) => {
        const level = levels.find((each) => each === options.level);
        if (options.level !== undefined && level === undefined)
          command.error(`--level: ${levels.join(' | ')}`, { exitCode: exits.wrongUse });
        const dataset = datasetOf(command, options.dataset);
        await mustBeReadable(paths);
        const report = await withServices(command, async (services) => {
          const done = await importFiles(systemCall(services), {
            dataset,
            paths,
            ports: spotCheckPorts,
            watch: watcher(),
            ...(options.authority === undefined ? {} : { authority: options.authority }),
            ...(level === undefined ? {} : { level }),
          });
          if (process.stderr.isTTY) process.stderr.write('\n');
          return valueOf(done, exits.failure).report;
        });
        answer(options.json === true, report, () => reportText(report));
        const unread = report.files.some((file) => file.sheets.some((sheet) => sheet.refusal !== null));
        if (report.rejected > 0 || unread) process.exitCode = exits.someRefused;
      },
    );
};
