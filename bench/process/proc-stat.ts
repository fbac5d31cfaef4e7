/** What the kernel says about one process: CPU seconds and resident memory, from /proc. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';

/** USER_HZ, which /proc/<pid>/stat counts in: 100 on every Linux since 2.6. */
const ticksPerSecond = 100;

/** User and system time of the process and its threads since it started, seconds. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is a name in brackets that may hold spaces: count from behind it. utime and stime are 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** A process and all that descend from it: websockify and Chromium fork. */
export function processTree(pid: number): number[] {
  const tree = [pid];
  for (const id of tree) {
    try {
      for (const task of readdirSync(`/proc/${id}/task`)) {
        const children = readFileSync(`/proc/${id}/task/${task}/children`, 'utf8');
        tree.push(...children.split(' ').filter(Boolean).map(Number));
      }
    } catch {
      // It ended meanwhile.
    }
  }
  return tree;
}

/** Resident memory, bytes. */
export function residentBytes(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? Number.NaN) * 1024;
}
