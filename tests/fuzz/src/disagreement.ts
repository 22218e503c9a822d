import { type JsonText, printJsonText } from './documents/json-text.ts';
import type { Judge, Subject, Verdict } from './judges/judge.ts';
import { isAmong } from './masked-keys.ts';

/** A document that the judges do not agree on. */
export interface Disagreement {
  readonly subject: Subject;
  readonly document: JsonText;
  /** By the judge's name; the reference is the first. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

/**
 * Asks all judges about all documents. The first judge is the reference: the others must accept what
 * it accepts and name only issues that it names, all of them if they say so.
 */
export async function findDisagreements(
  judges: readonly Judge[],
  subject: Subject,
  documents: readonly JsonText[],
): Promise<{ readonly found: Disagreement[]; readonly accepted: number }> {
  const texts = documents.map((document) => printJsonText(document));
  const columns = await Promise.all(judges.map(async ({ judge }) => judge(subject, texts)));
  const short = columns.findIndex(({ length }) => length !== documents.length);
  const unfinished = judges[short];
  if (unfinished !== undefined) throw new MissingVerdictError(unfinished.name, subject.name);
  const rows = documents.map((document, row) => {
    const given = judges.flatMap((judge, column): Given[] => {
      const verdict = columns[column]?.[row];
      return verdict === undefined ? [] : [{ judge, verdict }];
    });
    return { document, given };
  });
  return {
    found: rows
      .filter(({ document, given }) => !agree(document, given))
      .map(({ document, given }) => ({
        subject,
        document,
        verdicts: new Map(given.map(({ judge, verdict }) => [judge.name, verdict])),
      })),
    accepted: rows.filter(({ given: [reference] }) => reference?.verdict.accepts).length,
  };
}

interface Given {
  readonly judge: Judge;
  readonly verdict: Verdict;
}

function agree(document: JsonText, [reference, ...others]: readonly Given[]): boolean {
  const expected = new Set(reference?.verdict.issues);
  return others.every(({ judge, verdict: { accepts, issues } }) => {
    if (accepts !== reference?.verdict.accepts) return false;
    if (issues === undefined) return true;
    if (judge.names !== 'all') return issues.every((one) => isAmong(one, expected, document));
    return issues.every((one) => expected.has(one)) && new Set(issues).size === expected.size;
  });
}

/** For people: the document and what each judge says of it. */
export function describeDisagreement({ subject, document, verdicts }: Disagreement): string {
  const lines = [...verdicts].map(([name, { accepts, issues = [] }]) => {
    const said = issues.length === 0 ? '' : ` (${issues.join('; ')})`;
    return `  ${name.padEnd(12)} ${accepts ? 'accepts' : 'refuses'}${said}`;
  });
  return [`${subject.name}: ${toAscii(printJsonText(document))}`, ...lines].join('\n');
}

/** The same JSON, in which everything can be seen and copied. */
function toAscii(json: string): string {
  return json.replaceAll(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A judge that gave fewer verdicts than it was asked for. */
class MissingVerdictError extends Error {
  readonly code = 'missing_verdict';
  override readonly name = 'MissingVerdictError';

  constructor(judge: string, subject: string) {
    super(`The judge ${judge} left out documents of ${subject}. Make it answer each one.`);
  }
}
