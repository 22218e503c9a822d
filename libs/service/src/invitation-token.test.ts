import { randomUUID } from 'node:crypto';

import { expect, test } from 'vitest';

import { createInvitationTokens } from './invitation-token.ts';

const id = '6fa459ea-ee8a-4ca4-894e-db77e160355e';
const tokens = createInvitationTokens('a secret of thirty-two bytes, at least');

test('a token can be made again, and says its issue', () => {
  const token = tokens.tokenFor(id, 2);
  expect(tokens.tokenFor(id.toUpperCase(), 2)).toBe(token);
  expect(tokens.issueOf(id, token)).toBe(2);
});

test('another invitation, issue or secret makes another token', () => {
  const others = [
    tokens.tokenFor(randomUUID(), 1),
    tokens.tokenFor(id, 2).replace(/^2/, '1'),
    createInvitationTokens('another secret of thirty-two bytes').tokenFor(id, 1),
  ];
  for (const token of others) expect(tokens.issueOf(id, token)).toBeUndefined();
});

test.each(['', '1', '1.', '0.x', 'x'.repeat(45), `1.${'é'.repeat(43)}`, `1.${'A'.repeat(43)}`])(
  '"%s" is no token',
  (text) => {
    expect(tokens.issueOf(id, text)).toBeUndefined();
  },
);

test('the last character counts, though base64url does not use all of its bits', () => {
  const token = tokens.tokenFor(id, 1);
  const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
  const accepted = ascii.filter(
    (last) => tokens.issueOf(id, token.slice(0, -1) + last) !== undefined,
  );
  expect(accepted).toEqual([token.at(-1)]);
});
