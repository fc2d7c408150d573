import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { backup, restore } from '#platform/database/index.ts';
import { createFirstAdministrator } from '#platform/identity/index.ts';
import { verifyJournal } from '#platform/journal/index.ts';
import { answer, exits, mustBeReadable, valueOf } from '../answer.ts';
import { configOf, withServices } from '../open.ts';

const size = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** The password from standard input, so that it stands in no history of commands. */
const readPassword = async (): Promise<string | undefined> => {
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) return line === '' ? undefined : line;
  return undefined;
};

/** Commands for whoever runs the deployment. */
export const addUpkeep = (program: Command): void => {
  program
    .command('journal')
    .description('日志 / the journal')
    .command('verify')
    .description(
      '逐条重算并核对封存值；发现改动、删除、调换即报告 / prove that no entry was changed, removed or reordered',
    )
    .option('--size <n>', '此前抄下的记录数 / size of a seal that was noted')
    .option('--root <hex>', '此前抄下的封存值 / its root')
    .option('--json')
    .action(async (options: { size?: string; root?: string; json?: boolean }, command: Command) => {
      if ((options.size === undefined) !== (options.root === undefined))
        command.error('--size 与 --root 须同时给出 / go together', { exitCode: exits.wrongUse });
      if (options.size !== undefined && !/^\d{1,15}$/.test(options.size))
        command.error('--size 应为记录数 / must be the number of entries', { exitCode: exits.wrongUse });
      if (options.root !== undefined && !/^[0-9a-f]{64}$/i.test(options.root))
        command.error('--root 应为 64 位十六进制封存值 / must be 64 hexadecimal digits', { exitCode: exits.wrongUse });
      const witness =
        options.size === undefined || options.root === undefined
          ? undefined
          : { size: Number(options.size), root: options.root };
      const report = await withServices(command, (services) => verifyJournal(services, witness));
      answer(options.json === true, report, () =>
        [
          report.sound ? '日志完好：没有发现改动、删除或调换。' : '日志有问题：',
          ...report.faults.map(
            ({ text, seq, entry, seal }) =>
              `  ${text.zh}${seq === undefined ? '' : `，编号 ${seq}`}${entry === undefined ? '' : `，条目 ${entry}`}${seal === undefined ? '' : `，第 ${seal} 次封存`}`,
          ),
          `已封存 ${report.sealed} 条，待封存 ${report.unsealed} 条，封存 ${report.seals} 次`,
          `封存值 ${report.root}`,
        ].join('\n'),
      );
      if (!report.sound) process.exitCode = exits.failure;
    });

  program
    .command('backup')
    .argument('<file>')
    .description('在运行中备份自带数据库 / a consistent copy of the embedded server while it runs')
    .option('--json')
    .action(async (file: string, options: { json?: boolean }, command: Command) => {
      const report = await withServices(command, (services) => backup(services.database, services.dataDirectory, file));
      answer(options.json === true, report, () => `已备份到 ${file}（${size(report.bytes)}）`);
    });

  program
    .command('restore')
    .argument('<file>')
    .description('恢复到空的数据目录 / restore into an empty data directory')
    .option('--force', '先把现有数据移到一旁 / move what is there aside first')
    .option('--json')
    .action(async (file: string, options: { force?: boolean; json?: boolean }, command: Command) => {
      await mustBeReadable([file]);
      const { dataDirectory } = configOf(command);
      const report = await restore({ dataDirectory, file, force: options.force === true });
      answer(options.json === true, report, () =>
        [`已恢复（${size(report.bytes)}）`, ...report.moved.map((path) => `原有数据移至 ${path}`)].join('\n'),
      );
    });

  program
    .command('admin')
    .description('管理员 / administrators')
    .command('create')
    .argument('<account>')
    .description('建立第一个管理员 / make the first administrator')
    .option('--name <name>', '姓名 / display name')
    .option(
      '--password-stdin',
      '从标准输入读取密码；省略则生成一个，只显示一次 / read the password from standard input',
    )
    .option('--force', '已有管理员时仍然建立，日志留痕 / although there is one; the journal says so')
    .option('--json')
    .action(
      async (
        loginName: string,
        options: { name?: string; passwordStdin?: boolean; force?: boolean; json?: boolean },
        command: Command,
      ) => {
        const password = options.passwordStdin === true ? await readPassword() : undefined;
        const made = await withServices(command, async (services) =>
          valueOf(
            await createFirstAdministrator(services, {
              loginName,
              force: options.force === true,
              ...(options.name === undefined ? {} : { displayName: options.name }),
              ...(password === undefined ? {} : { password }),
            }),
            exits.failure,
          ),
        );
        answer(options.json === true, made, () =>
          made.password === undefined
            ? `已建立管理员 ${made.loginName}`
            : `已建立管理员 ${made.loginName}，初始密码（只显示这一次）：${made.password}`,
        );
      },
    );
};
