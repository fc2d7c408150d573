import { expect, test } from 'vitest';
import { isPrivate } from './private-address.ts';

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '0.0.0.0',
  '::1',
  '::',
  'fd00::1',
  'fe80::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::7f00:1',
  '64:ff9b:1::7f00:1',
  '2002:7f00:1::',
  '2001:0:53aa:64c::1',
  'fec0::1',
  'localhost',
  '',
])('%s is private', (address) => expect(isPrivate(address)).toBe(true));

test.each(['8.8.8.8', '172.32.0.1', '2400:3200::1', '::ffff:8.8.8.8'])('%s is not', (address) =>
  expect(isPrivate(address)).toBe(false),
);
