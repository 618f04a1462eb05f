import assert from 'node:assert/strict';
import test from 'node:test';
import { isPublicAddress, lookupPublic, PRIVATE_ADDRESS } from '../../src/images/addresses.ts';

const table: readonly (readonly [string, boolean])[] = [
  ['8.8.8.8', true],
  ['93.184.216.34', true],
  ['2606:4700:4700::1111', true],
  ['2001:4860:4860::8888', true],
  ['0.0.0.0', false],
  ['0.1.2.3', false],
  ['10.0.0.1', false],
  ['100.64.0.1', false],
  ['100.100.100.200', false],
  ['127.0.0.1', false],
  ['127.255.255.254', false],
  ['168.63.129.16', false],
  ['169.254.169.254', false],
  ['172.16.0.1', false],
  ['172.31.255.255', false],
  ['172.32.0.1', true],
  ['192.0.0.192', false],
  ['192.168.1.1', false],
  ['198.18.0.1', false],
  ['224.0.0.1', false],
  ['240.0.0.1', false],
  ['255.255.255.255', false],
  ['::', false],
  ['::1', false],
  ['::7f00:1', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:8.8.8.8', false],
  ['64:ff9b::7f00:1', false],
  ['64:ff9b:1::1', false],
  ['2002:7f00:1::', false],
  ['2001::1', false],
  ['2001:db8::1', false],
  ['fc00::1', false],
  ['fd00:ec2::254', false],
  ['fe80::1', false],
  ['fe80::1%eth0', false],
  ['fec0::1', false],
  ['ff02::1', false],
  ['4000::1', false],
  ['', false],
  ['localhost', false],
  ['1.2.3', false],
];
for (const [address, expected] of table)
  test(`${address || 'no address'} is ${expected ? '' : 'not '}public`, () =>
    assert.equal(isPublicAddress(address), expected));

test('a look-up hands on no private address', async () => {
  for (const all of [true, false]) {
    const error = await new Promise<NodeJS.ErrnoException | null>(resolve =>
      lookupPublic('localhost', { all }, failure => resolve(failure)),
    );
    assert.equal(error?.code, PRIVATE_ADDRESS);
  }
});

test('a look-up hands on public addresses in both forms', async () => {
  const one = await new Promise(resolve =>
    lookupPublic('8.8.8.8', {}, (_, address, family) => resolve([address, family])),
  );
  assert.deepEqual(one, ['8.8.8.8', 4]);
  const all = await new Promise(resolve =>
    lookupPublic('8.8.8.8', { all: true }, (_, addresses) => resolve(addresses)),
  );
  assert.deepEqual(all, [{ address: '8.8.8.8', family: 4 }]);
});
