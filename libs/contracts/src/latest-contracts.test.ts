import { expect, test } from 'vitest';

import { latestContracts } from './latest-contracts.ts';
import { contractOf } from './parse-event.ts';

const first = contractOf('user.created');
const second = { ...first, version: 2 };
const other = contractOf('organization.created');

test.each([
  ['first', [first, other, second]],
  ['last', [second, other, first]],
])('an older version is left out when it comes %s', (_, contracts) => {
  expect(latestContracts(contracts)).toEqual(contracts.filter((one) => one !== first));
});
