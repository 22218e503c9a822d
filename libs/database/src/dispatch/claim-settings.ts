/**
 * Settings of a session that claims and acknowledges. The plan of a claim is made once for a session,
 * perhaps while nothing waits, and must hold when a million events do: only index scans and nested
 * loops read no more than is claimed. Its commits do not wait for the disk: what a crash of the
 * database loses of them is done again under the same request ids, with the same result.
 */
export const claimSettings = `
  SET plan_cache_mode = force_generic_plan;
  SET enable_seqscan = off;
  SET enable_bitmapscan = off;
  SET enable_hashjoin = off;
  SET enable_mergejoin = off;
  SET enable_memoize = off;
  SET jit = off;
  SET synchronous_commit = off`;
