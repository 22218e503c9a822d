/** A plain-text e-mail. */
export interface Email {
  /** RFC 5322 Message-ID without angle brackets; the same whenever this e-mail is tried again. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** How e-mails leave. */
export interface EmailPort {
  /** Right side of the Message-IDs: the sender's domain. */
  readonly domain: string;
  /**
   * Resolves when the mail server has taken the e-mail. A call that fails may still have sent it:
   * the server's answer can be lost.
   *
   * @throws EmailRefusedError, EmailUnavailableError
   */
  send(email: Email): Promise<void>;
}
