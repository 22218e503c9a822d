import { type Disagreement, findDisagreements } from './disagreement.ts';
import { type JsonText, printJsonText } from './documents/json-text.ts';
import { simplerThan } from './documents/shrink-json.ts';
import type { Judge } from './judges/judge.ts';

/** Each round asks about all simpler documents at once; more rounds would find little more. */
const maxRounds = 200;
const maxCandidates = 2000;

/** The shortest document to be found by which the judges still disagree. */
export async function shrink(
  judges: readonly Judge[],
  disagreement: Disagreement,
): Promise<Disagreement> {
  let shortest = disagreement;
  for (let round = 0; round < maxRounds; round += 1) {
    const candidates = lighterDocuments(shortest.document);
    // oxlint-disable-next-line no-await-in-loop -- each round begins where the one before has ended
    const { found } = await findDisagreements(judges, shortest.subject, candidates);
    const [next] = found.toSorted((a, b) => weightOf(a.document) - weightOf(b.document));
    if (next === undefined) return shortest;
    shortest = next;
  }
  return shortest;
}

function lighterDocuments(document: JsonText): JsonText[] {
  const weight = weightOf(document);
  const lighter: JsonText[] = [];
  for (const simpler of simplerThan(document)) {
    if (weightOf(simpler) < weight) lighter.push(simpler);
    if (lighter.length === maxCandidates) break;
  }
  return lighter;
}

/** Its length; of two of the same length, the one with more of the letter a weighs less. */
function weightOf(document: JsonText): number {
  const text = printJsonText(document);
  return text.length - (text.split('a').length - 1) / (text.length + 1);
}
