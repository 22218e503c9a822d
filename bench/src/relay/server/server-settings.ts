/**
 * The same for everybody: enough memory to hold what a part writes, and no checkpoint in the middle
 * of a measurement, which would charge full-page images to whoever comes next. What makes commits
 * durable (fsync, synchronous_commit) is as PostgreSQL has it.
 */
export const serverSettings = {
  shared_buffers: '1GB',
  effective_cache_size: '4GB',
  max_wal_size: '32GB',
  checkpoint_timeout: '1h',
  wal_buffers: '64MB',
  random_page_cost: 1.1,
} as const;

/** For runs whose figures mean nothing: databases are made and dropped in a fraction of the time. */
export const quickServerSettings = { ...serverSettings, fsync: 'off' } as const;
