import { argon2, type Argon2Parameters, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { refuse, type Refused } from '#foundation/refusal.ts';

const derive = promisify(argon2);

/** OWASP's second recommendation for argon2id: 19 MiB, two passes, one lane; about 30 ms here. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;

/** Least length of a password in characters (NIST SP 800-63B asks for 8, 15 where it is the only factor). */
export const leastPasswordLength = 12;

const base64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');

const digest = (
  password: string,
  nonce: Buffer,
  parameters: Omit<Argon2Parameters, 'message' | 'nonce'>,
): Promise<Buffer> => derive('argon2id', { ...parameters, message: password.normalize('NFKC'), nonce });

/** A PHC string: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(16);
  const hash = await digest(password, salt, cost);
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(salt)}$${base64(hash)}`;
};

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** What is compared where there is no account, so that the answer takes as long. */
const nobody = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(Buffer.alloc(16))}$${base64(Buffer.alloc(32))}`;

/** Whether the password is the one of the hash; without a hash, no, after the same work. */
export const verifyPassword = async (stored: string | undefined, password: string): Promise<boolean> => {
  const [, memory, passes, parallelism, salt = '', hash = ''] = phc.exec(stored ?? nobody) ?? phc.exec(nobody) ?? [];
  const expected = Buffer.from(hash, 'base64');
  const actual = await digest(password, Buffer.from(salt, 'base64'), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  });
  return timingSafeEqual(actual, expected) && stored !== undefined && phc.test(stored);
};

const common = [
  'password',
  'passw0rd',
  'qwerty',
  'woaini',
  'iloveyou',
  'letmein',
  'welcome',
  'zhijian',
  'admin',
  'abc123',
  'a1b2c3',
  '123456',
  '112233',
  '147258',
];

/** What is left when the common pieces and every run of one or of neighbouring characters are taken to one character. */
const substance = (password: string): string => {
  const bare = common.reduce((rest, piece) => rest.replaceAll(piece, '*'), password.toLowerCase());
  return [...bare]
    .filter((character, index, all) => {
      const before = all[index - 1];
      return before === undefined || Math.abs((character.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0)) > 1;
    })
    .join('');
};

/** The refusal of a password that is short, common, a mere run, or made of the login name; or nothing. */
export const checkStrength = (password: string, loginName: string): Refused | undefined => {
  const weak = refuse('weak-password', { length: leastPasswordLength });
  const normal = password.normalize('NFKC');
  if ([...normal].length < leastPasswordLength || normal.length > 256) return weak;
  const rest = loginName.length >= 3 ? normal.toLowerCase().replaceAll(loginName, '*') : normal;
  return new Set(substance(rest)).size < 5 || [...substance(rest)].length < 7 ? weak : undefined;
};

// No characters that look alike: a password is read from one screen and typed on another.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A random password of four groups, 79 bits. */
export const generatePassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')).join(
    '-',
  );
