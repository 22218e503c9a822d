import { archiveIn } from './archive-in.ts';

// A process that kills itself, as `kill -9` would, right after the so-manieth step of a kind.
const [databaseUrl = '', folder = '', fatalStep, count = '1'] = process.argv.slice(2);
let left = Number(count);
await archiveIn({
  databaseUrl,
  folder,
  onStep({ kind }) {
    if (kind !== fatalStep) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  },
});
