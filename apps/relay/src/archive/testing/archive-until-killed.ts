import { archiveIn } from './archive-in.ts';

// A process that kills itself, as `kill -9` would, right after the step that it is told.
const [databaseUrl = '', folder = '', fatalStep] = process.argv.slice(2);
await archiveIn({
  databaseUrl,
  folder,
  onStep({ kind }) {
    if (kind === fatalStep) process.kill(process.pid, 'SIGKILL');
  },
});
