/**
 * Runs one program under a Clinic tool, in a process of its own so that the tool sees only that program. SIGTERM ends
 * the program; its report is then written, and the path sent to the parent.
 * Arguments: node_modules with the tools, tool, folder, program, its arguments.
 */
import { join } from 'node:path';
import { sentenceOf } from '../bench-error.ts';
import { processTree } from '../process/proc-stat.ts';
import { type ClinicTool, openClinic } from './tools.ts';

const [modules = '', tool, folder = '.', ...command] = process.argv.slice(2);

function fail(error: unknown): never {
  console.error(sentenceOf(error));
  process.exit(1);
}

process.on('SIGTERM', () => {
  for (const pid of processTree(process.pid).slice(1)) process.kill(pid, 'SIGTERM');
});

const clinic = openClinic(modules, tool as ClinicTool, folder);
clinic.collect([process.execPath, ...command], (collectError, data) => {
  if (collectError) fail(collectError);
  const html = join(folder, `${tool}.html`);
  clinic.visualize(data, html, (error) => {
    if (error) fail(error);
    process.exit(0);
  });
});
