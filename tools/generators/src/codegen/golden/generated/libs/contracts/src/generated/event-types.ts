// Generated from libs/contracts by "nx sync". Do not edit.

/** `event_metadata` as it is stored. */
export interface EventMetadata {
  [custom: string]: unknown;
  activity_id?: string | undefined;
  correlation_id?: string | undefined;
  parent_workflow_id?: string | undefined;
  parent_workflow_run_id?: string | undefined;
  parent_workflow_type?: string | undefined;
  processing_error?: string | undefined;
  retry_count?: number | undefined;
  source?: string | undefined;
  tags?: string[] | undefined;
  timestamp: string;
  user_id?: string | undefined;
  workflow_id?: string | undefined;
  workflow_run_id?: string | undefined;
  workflow_type?: string | undefined;
}

export type ParityRecursionFormula = {
  op: 'value';
  value: number;
} | {
  op: 'sum';
  parts: [ParityRecursionFormula, ...ParityRecursionFormula[]];
};

export type ParityRecursionJson = string | number | boolean | null | ParityRecursionJson[] | { [key: string]: ParityRecursionJson };

export type ParityRecursionLink = {
  at: number;
  next: ParityRecursionLink;
} | null;

export type ParityRecursionOtherTree = {
  children?: ParityRecursionOtherTree[] | undefined;
  name: string;
};

/** The data of each event type, in its newest version. */
export interface EventDataByType {
  /** Something began. */
  'golden.began': {
    /** Whom to tell. */
    email: string;
    /** @deprecated */
    old_name?: string | undefined;
    tier: 'free' | 'big';
  };
  /** It ended. */
  'golden.ended': {
    how: string;
  };
  /** Someone stopped it. */
  'golden.stopped': {
    reason: string;
  };
  /** Arrays of everything. */
  'parity.arrays': {
    flags: (boolean | null)[];
    grid?: number[][] | undefined;
    names: string[];
    people: {
      email: string | null;
      roles: ('a' | 'b')[] | null;
    }[] | null;
  };
  /** Every format that a pattern says wholly. */
  'parity.formats': {
    cuid2: string;
    date: string;
    duration: string;
    guid: string;
    hex: string;
    html_mail?: string | undefined;
    ipv4: string;
    mac: string;
    mac_dashes?: string | undefined;
    nanoid: string;
    phone: string;
    time: string;
    time_to_minutes?: string | undefined;
    ulid: string;
    uuid_v7?: string | undefined;
  };
  /** Objects in objects, missing or null; it's quoted. */
  'parity.nested': {
    empty?: Record<string, never> | undefined;
    home: {
      floor?: number | undefined;
      position: {
        lat: number;
        lon: number;
      } | null;
      street: string;
    };
    nothing: Record<string, never> | null;
    other?: {
      floor?: number | undefined;
      position: {
        lat: number;
        lon: number;
      } | null;
      street: string;
    } | null | undefined;
    work?: {
      floor?: number | undefined;
      position: {
        lat: number;
        lon: number;
      } | null;
      street: string;
    } | undefined;
  };
  /** Records and tuples. */
  'parity.records': {
    counts: { [key: string]: number };
    labels?: { [key: string]: string | null } | undefined;
    maybe: [number, boolean] | null;
    maybe_more?: [string | null, ...number[]] | null | undefined;
    nested: { [key: string]: { [key: string]: number[] } } | null;
    nothing?: [] | undefined;
    numbers?: [string, ...number[][]] | undefined;
    path?: ['m', number, ...{
      x: number;
    }[]] | undefined;
    point: [number, number | null];
    ratings?: { [key: string]: boolean }[] | undefined;
    rows: [string, number[]][] | null;
  };
  /** Shapes that contain themselves. */
  'parity.recursion': {
    formula?: ParityRecursionFormula | undefined;
    json?: ParityRecursionJson | undefined;
    link: ParityRecursionLink;
    other_tree?: ParityRecursionOtherTree | null | undefined;
    tree: ParityRecursionOtherTree;
  };
  /** Every scalar with every check. */
  'parity.scalars': {
    any_id: string;
    any_number: number;
    at: string;
    cents: number;
    code: string;
    constant: 'it\'s "x"';
    fraction: number;
    huge: number | null;
    id: string;
    is_on: boolean;
    level?: 1 | 2 | 3 | undefined;
    line?: string | undefined;
    lines?: 'a b' | 'a\nb' | 'a\r\nb' | undefined;
    local_at?: string | undefined;
    mail: string;
    mixed: 'a' | 1 | true | null | 0.1;
    open: number;
    separated?: 'x y z' | undefined;
    tier: 'free' | 'big' | null;
    word?: string | null | undefined;
  };
  /** Parts that texts must have, numbers in steps. */
  'parity.texts': {
    cents: number;
    dozen: number | null;
    key: string;
    large?: number | undefined;
    lower: string;
    odd?: number | undefined;
    upper: string;
    word?: string | undefined;
  };
  /** Alternatives of all sorts. */
  'parity.unions': {
    amount?: number | {
      cents: number;
    } | null | undefined;
    answers: ({
      code: 1 | 2;
      text: string;
    } | {
      code: true;
      list: number[];
    } | {
      amount: number;
      code: null;
    })[];
    either: {
      a?: number | undefined;
    } | {
      b?: number | undefined;
    };
    exactly?: number | 'none' | undefined;
    id: number | string;
    lists: number[] | string[] | null;
    none?: null | undefined;
    old?: {
      kind: 'card' | 'gift card';
      last4: string;
    } | {
      iban: string;
      kind: 'sepa' | 'wire';
    } | null | undefined;
    payment: {
      kind: 'card' | 'gift card';
      last4: string;
    } | {
      iban: string;
      kind: 'sepa' | 'wire';
    };
  };
}

/** The event types that start each workflow. */
export interface EventTypesByWorkflow {
  goldenWorkflow: 'golden.began';
}
