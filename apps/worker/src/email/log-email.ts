import type { Logger } from 'pino';

import type { EmailPort } from './email-port.ts';
import { maskAddress } from './mask-address.ts';

/** Sends nothing and says in the log what it would have sent. For development and the demo. */
export function createLogEmail(options: {
  readonly domain: string;
  readonly log: Logger;
}): EmailPort {
  const { domain, log } = options;
  return {
    domain,
    async send({ messageId, to }) {
      log.info({ message_id: messageId, to: maskAddress(to) }, 'e-mail would be sent');
    },
  };
}
