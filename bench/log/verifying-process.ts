/** Verifies an exported log again and again, as the command does it once: `verifying-process.ts FILE KEY TIMES`. */
import { verifyLogFile } from '../../services/audit/verify-log-file.ts';

const [file = '', key = '', times = '1'] = process.argv.slice(2);
const milliseconds: number[] = [];
for (let time = 0; time < Number(times); time++) {
  const sinceMs = performance.now();
  await verifyLogFile(file, key);
  milliseconds.push(performance.now() - sinceMs);
}
process.send?.({ milliseconds });
