import type { Proof } from './proof-schema.ts';

/** Path, from the value on, of the first member that is not as it must be (`''`: the value itself), or nothing. */
type Check = (value: unknown) => string | undefined;

const when =
  (fits: (value: unknown) => boolean): Check =>
  (value) =>
    fits(value) ? undefined : '';
const text = (pattern?: RegExp): Check =>
  when((value) => typeof value === 'string' && (pattern === undefined || pattern.test(value)));
const whole = (least: number, most = Number.MAX_SAFE_INTEGER): Check =>
  when((value) => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const list =
  (item: Check, least = 0, most = Infinity): Check =>
  (value) => {
    if (!Array.isArray(value) || value.length < least || value.length > most) return '';
    for (let index = 0; index < value.length; index += 1) {
      const wrong = item(value[index]);
      if (wrong !== undefined) return `[${index}]${wrong}`;
    }
    return undefined;
  };

/** Exactly these members; a name that ends in `?` may be missing. */
const object = (members: Readonly<Record<string, Check>>): Check => {
  const wanted = Object.entries(members).map(([name, check]) => ({
    name: name.replace('?', ''),
    check,
    free: name.endsWith('?'),
  }));
  return (value) => {
    if (!isObject(value)) return '';
    for (const { name, check, free } of wanted) {
      const held = Object.hasOwn(value, name);
      const wrong = held ? check(value[name]) : free ? undefined : '';
      if (wrong !== undefined) return `.${name}${wrong}`;
    }
    const extra = Object.keys(value).find((name) => wanted.every((one) => one.name !== name));
    return extra === undefined ? undefined : `.${extra}`;
  };
};

const texts = when((value) => isObject(value) && Object.values(value).every((each) => typeof each === 'string'));
const pair = (item: Check): Check => list(item, 2, 2);

const digest = text(/^[0-9a-f]{64}$/);
const name = text(/^[^]{1,200}$/);
const count = whole(0);
const member = { id: name, group: name, load: count };

const proof = object({
  format: text(/^zhijian-draw-proof\/1$/),
  algorithm: text(/^zhijian-draw\/1$/),
  about: texts,
  times: texts,
  ids: text(/^(plain|salted)$/),
  commitment: digest,
  seed: text(/^(?:[0-9a-f]{2}){1,64}$/),
  entropy: object({ source: text(), issue: text(), value: text() }),
  poolDigest: digest,
  frozenDigest: digest,
  resultDigest: digest,
  seal: digest,
  pool: list(text(), 1),
  quotas: list(object({ stratum: name, quota: count })),
  'assignment?': object({
    groups: list(object({ name, strata: list(name) })),
    inspectors: list(object(member)),
    laboratories: list(object({ ...member, share: whole(1, 1_000_000) })),
    conflicts: list(pair(name)),
  }),
  result: list(
    object({
      rank: whole(1),
      stratum: name,
      place: whole(1),
      id: name,
      'inspectors?': pair(name),
      'laboratory?': name,
    }),
  ),
});

/** The proof, or the path of the first member that is missing, unknown or not as it must be; `''` is the file as a whole. */
export const readProof = (value: unknown): { readonly proof: Proof } | { readonly wrong: string } => {
  const wrong = proof(value);
  return wrong === undefined ? { proof: value as Proof } : { wrong: wrong.replace(/^\./, '') };
};
