const noCode =
  'A contract is data that SQL can check too, so nothing may compute or change a value.';
const noJson = 'JSON cannot hold it.';

/** Kinds of zod schemas that cannot be carried to every target, and what to write instead. */
export const refusedKinds = {
  any: 'z.any() says nothing. Describe the value.',
  bigint: `${noJson} Use z.int(), or a z.string() with .regex(/^\\d+$/).`,
  catch: `${noCode} Leave .catch() out.`,
  custom: `${noCode} Use the checks of z.string(), z.number() and z.array().`,
  date: `${noJson} Use z.iso.datetime().`,
  default: `${noCode} Leave .default() out; defaults of HTTP requests stand in http.defaults.`,
  file: `${noJson} Store a reference to the file.`,
  function: `${noJson} Leave it out.`,
  intersection:
    'Nothing satisfies two closed objects at once. Write one z.strictObject with the fields of both.',
  map: `${noJson} Use z.array(z.strictObject({ key: …, value: … })).`,
  nan: `${noJson} Use z.number().`,
  never: 'Nothing satisfies it. Leave the field out.',
  nonoptional: 'Declare the field without .optional() instead of taking it back.',
  pipe: `${noCode} Declare what is stored; leave .transform() and .pipe() out.`,
  prefault: `${noCode} Leave .prefault() out; defaults of HTTP requests stand in http.defaults.`,
  promise: `${noJson} Declare what it resolves to.`,
  readonly: 'It freezes objects and checks nothing. Leave .readonly() out.',
  set: `${noJson} Use z.array().`,
  success: `${noCode} Leave it out.`,
  symbol: `${noJson} Use z.string().`,
  template_literal: 'This compiler does not carry it to SQL. Use z.string().regex(…).',
  transform: `${noCode} Declare what is stored; leave .transform() out.`,
  undefined: `${noJson} Use .optional() on what the value may be.`,
  unknown: 'z.unknown() says nothing. Describe the value.',
  void: `${noJson} Leave the field out.`,
} as const;

export type RefusedKind = keyof typeof refusedKinds;
