/** What an archive run has just done. Progress bars and tests follow it. */
type ArchiveStep =
  | { readonly kind: 'written'; readonly events: number }
  /** The file was read back and is complete under its name. */
  | { readonly kind: 'completed'; readonly file: string }
  /** The file stands in the manifest: from now on its events may be removed. */
  | { readonly kind: 'recorded'; readonly file: string }
  | { readonly kind: 'removed'; readonly events: number };

/** Told after each step. */
export type OnArchiveStep = (step: ArchiveStep) => void;
