/** The mail server refuses the message and would refuse it again. */
export class EmailRefusedError extends Error {
  readonly code = 'email_refused';

  /** @param answer status or code, never the server's text: that repeats addresses. */
  constructor(answer: string) {
    super(
      `The mail server refused the e-mail (${answer}). ` +
        "Check the recipient's address and the worker's mail settings, then reprocess the event that asked for it.",
    );
    this.name = 'EmailRefusedError';
  }
}

/** The mail server cannot be reached or is not able now: trying again may help. */
export class EmailUnavailableError extends Error {
  readonly code = 'email_unavailable';

  constructor(answer: string) {
    super(
      `The mail server did not take the e-mail (${answer}). The worker tries again; if this lasts, look at the mail server.`,
    );
    this.name = 'EmailUnavailableError';
  }
}
