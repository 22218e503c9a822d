import { expect, test } from 'vitest';

import { clientAddressOf } from './client-address.ts';

const via = (forwarded: string) => new Headers({ 'X-Forwarded-For': forwarded });

test('without trusted proxies X-Forwarded-For is not read', () => {
  expect(clientAddressOf(via('203.0.113.9'), '198.51.100.1', 0)).toBe('198.51.100.1');
});

test.each([
  ['203.0.113.9', 1, '203.0.113.9'],
  ['10.9.9.9, 203.0.113.9', 1, '203.0.113.9'],
  ['10.9.9.9, 203.0.113.9, 192.0.2.7', 2, '203.0.113.9'],
  ['203.0.113.9', 3, '203.0.113.9'],
])('%s behind %d proxies is %s', (forwarded, hops, client) => {
  expect(clientAddressOf(via(forwarded), '198.51.100.1', hops)).toBe(client);
});

test('behind a proxy that adds no header the connection is what is known', () => {
  expect(clientAddressOf(new Headers(), '198.51.100.1', 1)).toBe('198.51.100.1');
});

test.each([
  ['::ffff:127.0.0.1', '127.0.0.1'],
  ['203.0.113.9:4711', '203.0.113.9'],
  ['[2001:DB8::1]:4711', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['2001:0db8:0:0:0:0:0:1', '2001:db8::1'],
  ['unknown', undefined],
  ['300.1.1.1', undefined],
  ['1.2.3', undefined],
  ['1.2.3.4.', undefined],
  ['::1]/x[', undefined],
  ['', undefined],
])('the address %j is %s', (text, address) => {
  expect(clientAddressOf(new Headers(), text, 0)).toBe(address);
});
