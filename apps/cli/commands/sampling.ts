import type { Command } from 'commander';
import { declarationWords } from '#foundation/acceptance-sampling/declaration-words.ts';
import { assessDeclaration } from '#foundation/acceptance-sampling/declared-quality.ts';
import {
  operatingCharacteristic,
  type OperatingCharacteristic,
} from '#foundation/acceptance-sampling/operating-characteristic.ts';
import { planWords } from '#foundation/acceptance-sampling/plan-words.ts';
import { samplingPlan } from '#foundation/acceptance-sampling/sampling-plan.ts';
import { answer, exits, valueOf } from '../answer.ts';

interface PlanOptions {
  readonly lot?: string;
  readonly level: string;
  readonly aql?: string;
  readonly severity: string;
  readonly oc?: boolean;
  readonly json?: boolean;
}

const curveText = (curve: OperatingCharacteristic | null): string =>
  curve === null
    ? '接收质量限大于 10 时按每百单位产品不合格数检索，不给出抽检特性曲线。'
    : [
        '不合格品数\t不合格品率\t本批接收概率\t过程接收概率',
        ...curve.points.map((point) =>
          [point.nonconforming, point.p, point.accepted, point.acceptedProcess].join('\t'),
        ),
        `生产方风险 ${curve.producer.risk}（批中不合格品 ${curve.producer.nonconforming} 件，不劣于 AQL）`,
        `使用方风险 ${curve.consumer.risk}（批中不合格品 ${curve.consumer.nonconforming} 件，不合格品率 ${curve.consumer.p}）`,
        `平均检出质量上限 ${curve.aoql.share}`,
      ].join('\n');

/** Commands that calculate samples and need no database. */
export const addSampling = (program: Command): void => {
  program
    .command('sampling-plan')
    .description('按 GB/T 2828.1 检索一次抽样方案 / find a single-sampling plan by GB/T 2828.1')
    .option('--lot <n>', '批量 / size of the lot')
    .option('--level <level>', '检验水平 / inspection level: S-1 … S-4, I, II, III', 'II')
    .option('--aql <aql>', '接收质量限 / acceptance quality limit')
    .option('--severity <severity>', 'normal, tightened, reduced', 'normal')
    .option('--oc', '附抽检特性曲线 / with the operating characteristic')
    .option('--json')
    .action((options: PlanOptions, command: Command) => {
      const { lot, level, aql, severity } = options;
      if (lot === undefined || aql === undefined)
        command.error('请给出 --lot 批量 和 --aql 接收质量限 / give --lot and --aql', { exitCode: exits.wrongUse });
      const plan = valueOf(samplingPlan({ lot, level, aql, severity }));
      const { code, n, ac, re, arrow, confirmed, all, ...rest } = plan;
      const curve = options.oc === true ? (operatingCharacteristic(plan) ?? null) : undefined;
      answer(
        options.json === true,
        { code, n, ac, re, arrow, confirmed, all, ...rest, ...(curve === undefined ? {} : { oc: curve }) },
        () => [...planWords(plan).map(({ zh }) => zh), ...(curve === undefined ? [] : [curveText(curve)])].join('\n'),
      );
    });

  program
    .command('declared-quality')
    .description('声明质量水平的核查样本 / sample for assessing a declared quality level (GB/T 2828.4, GB/T 2828.11)')
    .option('--dql <percent>', '声明质量水平（不合格品百分数）/ declared quality level, per cent nonconforming')
    .option('--lqr <level>', '极限质量比水平 / LQR level: 0, I, II, III', 'I')
    .option('--lot <n>', '批量，不大于 250 的按 GB/T 2828.11 / size of the lot; up to 250 by GB/T 2828.11')
    .option('--json')
    .action((options: { dql?: string; lqr: string; lot?: string; json?: boolean }, command: Command) => {
      const { dql, lqr, lot } = options;
      if (dql === undefined) command.error('请给出 --dql 声明质量水平 / give --dql', { exitCode: exits.wrongUse });
      const assessment = valueOf(assessDeclaration({ dql, lqr, lot }));
      answer(options.json === true, assessment, () =>
        declarationWords(assessment)
          .map(({ zh }) => zh)
          .join('\n'),
      );
    });
};
