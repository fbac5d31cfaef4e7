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
    return parseArgs({ args: joined(args, options), options, strict: true }).values;
  } catch (cause) {
    throw new ServicesError('command-line', `These arguments are not understood. ${usage}`, { cause });
  }
}

/** An option's value may begin with a dash, as one public key in 64 does: only another option's name is no value. */
function joined(args: readonly string[], options: ParseArgsOptionsConfig): string[] {
  const isOption = (arg: string) => arg.startsWith('--') && Object.hasOwn(options, arg.slice(2).split('=', 1)[0] ?? '');
  const all: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const [arg = '', value] = args.slice(at, at + 2);
    const takesNext = isOption(arg) && options[arg.slice(2)]?.type === 'string';
    const isDashed = takesNext && value?.startsWith('-') === true && !isOption(value);
    all.push(isDashed ? `${arg}=${value}` : arg);
    if (isDashed) at++;
  }
  return all;
}
