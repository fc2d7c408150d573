import type { Command } from 'commander';
import { readConfig, openServices, type Config, type OpenServices } from '#apps/server/index.ts';
import { rooms } from '#apps/rooms.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import { exits, valueOf } from './answer.ts';

/** The configuration of this call: flags over the environment. */
export const configOf = (command: Command): Config => {
  const { data, port } = command.optsWithGlobals<{ data?: string; port?: string }>();
  return valueOf(readConfig(process.env, { data, port }));
};

/** Progress belongs to the error stream: standard output is the answer. */
export const sayProgress = (text: TextPair): void => {
  process.stderr.write(`${text.zh}\n`);
};

/** Opens the services for one command and closes them afterwards, whatever happens. */
export const withServices = async <T>(command: Command, work: (services: OpenServices) => Promise<T>): Promise<T> => {
  const opened = await openServices({
    config: configOf(command),
    manifests: rooms,
    purpose: 'command',
    progress: sayProgress,
  });
  const services = valueOf(opened, exits.failure);
  try {
    return await work(services);
  } finally {
    await services.close();
  }
};
