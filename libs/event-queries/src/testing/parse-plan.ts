/** What a plan reads, in the order of the plan. */
export interface PlanUse {
  readonly indexes: readonly string[];
  /** Tables that are read whole. */
  readonly scans: readonly string[];
  /** What the indexes are asked. */
  readonly conditions: readonly string[];
}

/** Reads the answer of `EXPLAIN (FORMAT JSON)`. */
export function parsePlan(explained: unknown): PlanUse {
  const use = { indexes: new Set<string>(), scans: new Set<string>(), conditions: [] as string[] };
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null) return;
    const facts = new Map<string, unknown>(Object.entries(node));
    const text = (key: string) => {
      const fact = facts.get(key);
      return typeof fact === 'string' ? fact : '';
    };
    if (text('Index Name') !== '') use.indexes.add(text('Index Name'));
    if (text('Index Cond') !== '') use.conditions.push(text('Index Cond'));
    if (text('Node Type') === 'Seq Scan') use.scans.add(text('Relation Name'));
    visit(facts.get('Plan'));
    visit(facts.get('Plans'));
  };
  visit(explained);
  return { indexes: [...use.indexes], scans: [...use.scans], conditions: use.conditions };
}
