import { Command, Help, type Argument } from 'commander';
import { addCalculations } from './commands/calculations.ts';
import { addDraws } from './commands/draws.ts';
import { addImports } from './commands/imports.ts';
import { addJudging } from './commands/judging.ts';
import { addLaw } from './commands/law.ts';
import { addRecords } from './commands/records.ts';
import { addSampling } from './commands/sampling.ts';
import { addServing } from './commands/serving.ts';
import { addUpkeep } from './commands/upkeep.ts';

const argumentText = ({ name, required, variadic }: { name: string; required: boolean; variadic: boolean }): string => {
  const words = `${name}${variadic ? '...' : ''}`;
  return required ? `<${words}>` : `[${words}]`;
};

const shape = (argument: Argument) => ({
  name: argument.name(),
  required: argument.required,
  variadic: argument.variadic,
});

const family = (command: Command): string[] => [
  ...(command.parent?.parent ? family(command.parent) : []),
  command.name(),
];

/** Commands within commands are listed with their whole name, so that one look at the help shows everything. */
class WholeHelp extends Help {
  override visibleCommands(command: Command): Command[] {
    return super.visibleCommands(command).flatMap((each) => (each.commands.length === 0 ? [each] : [...each.commands]));
  }
  override subcommandTerm(command: Command): string {
    const options = command.options.length > 0 ? ['[options]'] : [];
    const parameters = command.registeredArguments.map((argument) => argumentText(shape(argument)));
    return [...family(command), ...options, ...parameters].join(' ');
  }
}

/** What commander says in English alone, with its Chinese before it. */
const faults: readonly (readonly [pattern: RegExp, zh: string])[] = [
  [/missing required argument '(.+?)'/, '缺少必需的参数“$1”'],
  [/too many arguments/, '参数过多'],
  [/unknown option '(.+?)'/, '没有“$1”这个选项'],
  [/unknown command '(.+?)'/, '没有“$1”这个命令'],
  [/option '(.+?)' argument missing/, '选项“$1”后面缺少值'],
  [/required option '(.+?)' not specified/, '缺少必需的选项“$1”'],
];

/** A fault of use in both languages: the Chinese where it is known, then what commander says. */
const inBothLanguages = (text: string): string => {
  for (const [pattern, zh] of faults) {
    const match = pattern.exec(text);
    if (match) return `${zh.replace('$1', match[1] ?? '')}\n${text}`;
  }
  return text;
};

/** The program with all its commands, not run yet. */
export const makeProgram = (): Command => {
  const program = new Command('zhijian')
    .description('质监：产品质量监督 / product-quality supervision')
    .option('--data <directory>', '数据目录 / data directory (ZHIJIAN_DATA)')
    .helpOption('-h, --help', '显示帮助 / show help')
    .helpCommand('help [command]', '显示某一命令的帮助 / show the help of a command')
    .showHelpAfterError('（用 --help 查看用法 / see --help）')
    .addHelpText(
      'after',
      '\n结束代码 / exit codes：0 完成 done，1 有未接受的行 some rows refused，2 用法有误 wrong use，3 失败或核验不通过 failure, or a check that does not hold',
    )
    .configureOutput({ outputError: (text, write) => write(inBothLanguages(text)) })
    .exitOverride();
  program.createHelp = () => new WholeHelp();
  for (const add of [
    addServing,
    addImports,
    addRecords,
    addJudging,
    addCalculations,
    addDraws,
    addLaw,
    addSampling,
    addUpkeep,
  ])
    add(program);
  return program;
};
