import type { Command } from 'commander';
import { createEvaluationProvince } from '#apps/evaluation/index.ts';
import { rooms } from '#apps/rooms.ts';
import { serve, untilStopped } from '#apps/server/index.ts';
import { describeSignInPage } from '#platform/identity/index.ts';
import { systemCall, type Services } from '#platform/operation/index.ts';
import { spotCheckPorts } from '#regimes/index.ts';
import { listDatasets, resumeImports } from '#regimes/spot-checks/index.ts';
import { answer, exits, valueOf } from '../answer.ts';
import { configOf, sayProgress } from '../open.ts';

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** What a newcomer needs: where to go, with which account, and what there is to see. */
const welcome = async (services: Services, address: string): Promise<void> => {
  print('');
  print(`公众网站 / public portal   ${address}/`);
  print(`办公页面 / office          ${address}/office/`);
  print(`接口说明 / API reference   ${address}/api`);
  const call = systemCall(services);
  const { accounts } = valueOf(await describeSignInPage(call), exits.failure);
  if (accounts.length > 0) {
    print('');
    print(`演示账号 / evaluation accounts（密码 / password：${accounts[0]?.password}）`);
    for (const account of accounts) print(`  ${account.loginName.padEnd(22)}${account.name}`);
  }
  const { rows } = valueOf(await listDatasets(call), exits.failure);
  if (rows.length > 0) print('');
  for (const { label, checks, results } of rows) {
    print(
      `${label.zh}：抽查 ${checks.toLocaleString()} 次，结果 ${results.toLocaleString()} 条，分布在全省各市县；据此提出的黄牌、移送函和曝光建议在办公页面“后处理”和“公布”栏目中等人办理。`,
    );
    print(
      `${label.en}: ${checks.toLocaleString()} spot checks with ${results.toLocaleString()} results over all cities and counties; the cards, letters and exposures that follow wait for people in the office.`,
    );
  }
  print('');
  print('按 Ctrl-C 停止 / Ctrl-C stops it');
};

/** `serve`: the web server and, unless DATABASE_URL is set, its PostgreSQL. */
export const addServing = (program: Command): void => {
  program
    .command('serve')
    .description('启动服务 / run the web server')
    .option('--port <port>', '端口 / port (PORT)')
    .option('--json')
    .action(async ({ json }: { readonly json?: boolean }, command: Command) => {
      const started = await serve({
        config: configOf(command),
        manifests: rooms,
        progress: sayProgress,
        firstStart: async (services) => {
          if (services.mode === 'evaluation') await createEvaluationProvince(services, sayProgress);
        },
      });
      const serving = valueOf(started, exits.failure);
      const stopped = untilStopped(serving);
      const { address } = serving;
      if (json === true)
        answer(true, { portal: `${address}/`, office: `${address}/office/`, api: `${address}/api` }, String);
      else await welcome(serving.services, address);
      await resumeImports(systemCall(serving.services), { ports: spotCheckPorts });
      await stopped;
    });
};
