import { describe, expect, test } from 'vitest';
import { checkStrength, generatePassword, hashPassword, verifyPassword } from './password.ts';

describe('a password hash', () => {
  test('carries its parameters and its salt, and knows its password alone', async () => {
    const hash = await hashPassword('三月廿八日的通知 no. 18');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(await verifyPassword(hash, '三月廿八日的通知 no. 18')).toBe(true);
    expect(await verifyPassword(hash, '三月廿八日的通知 no. 19')).toBe(false);
    expect(await hashPassword('三月廿八日的通知 no. 18')).not.toBe(hash);
  });

  test('knows the same characters in another form', async () => {
    expect(await verifyPassword(await hashPassword('ｆｕｌｌ－ｗｉｄｔｈ１２'), 'full-width12')).toBe(true);
  });

  test('nobody and nonsense never pass', async () => {
    expect(await verifyPassword(undefined, '')).toBe(false);
    expect(await verifyPassword('none', '')).toBe(false);
  });
});

describe('the strength rule', () => {
  test.each([
    'short',
    'aaaaaaaaaaaaaaaa',
    '123456789012',
    'password1234',
    'qwertyqwerty',
    'abcdefghijklmnop',
    'lihua-lihua-1',
    'Password123456!',
  ])('refuses %s', (password) => {
    expect(checkStrength(password, 'lihua')?.refusal.code).toBe('weak-password');
  });

  test.each(['correct horse battery', '粤府办二〇〇〇年十八号文件', 'kx7m-q2vd-93ta'])('takes %s', (password) => {
    expect(checkStrength(password, 'lihua')).toBeUndefined();
  });

  test('takes what the program makes itself', () => {
    for (let round = 0; round < 200; round += 1) expect(checkStrength(generatePassword(), 'admin')).toBeUndefined();
  });
});
