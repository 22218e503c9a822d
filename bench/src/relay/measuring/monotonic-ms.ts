/** Milliseconds of the host's monotonic clock, which is the same in every process. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
