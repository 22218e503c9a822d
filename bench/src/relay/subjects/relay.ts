import { insertEvents } from './event-rows.ts';
import type { Subject } from './subject.ts';

/** Ours, with its defaults and a starter that does nothing. */
export const relay: Subject = {
  name: 'relay',
  product: 'relay',
  settings: { writeBack: 'together', options: {} },
  processFile: 'relay-process.ts',
  template: 'template_relay',
  install: async () => {},
  insert: insertEvents,
  countWaiting: 'SELECT count(*)::integer AS count FROM workflow_dispatch',
  isSlow: false,
};
