/** Options of a command on the command line, understood strictly. */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { ServicesError } from './services-error.ts';

/** @param usage what is told to who got it wrong. @throws ServicesError one sentence, and the usage */
export function readOptions<const O extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: O,
  usage: string,
) {
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (cause) {
    throw new ServicesError('command-line', `These arguments are not understood. ${usage}`, { cause });
  }
}
