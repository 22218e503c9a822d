import { medianAndRange } from './statistics.ts';
import { invalidDocuments, validDocuments } from './ten-events/documents.ts';
import { createPrintedFolder } from './ten-events/printed-folder.ts';
import { tenEventValidators, typeOf, type Validator } from './ten-events/validators.ts';

const rounds = 41;
const blockMs = 50;
const leadInMs = 15;
const kinds = [
  { name: 'valid', documents: documentsByType(validDocuments), accepted: true },
  { name: 'invalid', documents: documentsByType(invalidDocuments), accepted: false },
] as const;
type Kind = (typeof kinds)[number];

interface Subject {
  readonly validator: Validator;
  readonly kind: Kind;
  readonly microseconds: number[];
}

/**
 * What 20 validations cost, of ten events two each: our generated validators beside zod, zod/mini
 * and ajv's standalone code, in one process; blocks take turns, in another order each time.
 */
export async function benchValidations(): Promise<void> {
  await using folder = await createPrintedFolder();
  const validators = await tenEventValidators(folder);
  const subjects: Subject[] = validators.flatMap((validator) =>
    kinds.map((kind) => ({ validator, kind, microseconds: [] })),
  );
  for (const subject of subjects) refuseOtherVerdict(subject);
  for (let round = -2; round < rounds; round += 1) {
    for (const subject of shuffled(subjects)) {
      const cost = measure(subject);
      // The first rounds are those in which the engine compiles.
      if (round >= 0) subject.microseconds.push(cost);
    }
  }
  console.log(describe(validators, subjects));
}

function documentsByType(documents: Readonly<Record<string, unknown>>) {
  return Object.entries(documents).map(([event, data]) => ({ type: typeOf(event), data }));
}

/** Whoever follows one that leaves much garbage pays for some of it: each time another does. */
function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** Who judges otherwise than the others is not comparable. */
function refuseOtherVerdict({ validator, kind }: Subject): void {
  for (const { type, data } of kind.documents) {
    if (validator.accepts(type, data) === kind.accepted) continue;
    throw new Error(
      `"${validator.name}" takes the ${kind.name} document of ${type} for the opposite. Make its schema equal to the others'.`,
    );
  }
}

/** CPU microseconds of 20 validations, with the garbage that they leave. */
function measure(subject: Subject): number {
  // The garbage of the block before is gone by then.
  validateFor(leadInMs, subject);
  const before = process.cpuUsage();
  const twenties = validateFor(blockMs, subject);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / twenties;
}

/** How often 20 documents were validated in that time. */
function validateFor(ms: number, { validator, kind }: Subject): number {
  const until = performance.now() + ms;
  let twenties = 0;
  let accepted = 0;
  while (performance.now() < until) {
    for (let repeat = 0; repeat < 100; repeat += 1) {
      for (const { type, data } of kind.documents) {
        if (validator.accepts(type, data)) accepted += 1;
        if (validator.accepts(type, data)) accepted += 1;
      }
    }
    twenties += 100;
  }
  // The verdicts are used, so that the engine cannot leave them out.
  if (accepted !== (kind.accepted ? twenties * 20 : 0)) throw new Error('A verdict has changed.');
  return twenties;
}

function describe(validators: readonly Validator[], subjects: readonly Subject[]): string {
  const cell = (validator: Validator, kind: Kind) =>
    medianAndRange(
      subjects.find((subject) => subject.validator === validator && subject.kind === kind)
        ?.microseconds ?? [],
      1,
    );
  return [
    `CPU µs for 20 validations, ten events twice; ${rounds} blocks each, taking turns; median (range):`,
    '',
    `| | ${kinds.map(({ name }) => name).join(' | ')} |`,
    `| --- | ${kinds.map(() => '---').join(' | ')} |`,
    ...validators.map(
      (validator) =>
        `| ${validator.name} | ${kinds.map((kind) => cell(validator, kind)).join(' | ')} |`,
    ),
  ].join('\n');
}
