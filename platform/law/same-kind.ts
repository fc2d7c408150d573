/**
 * Whether a proposed value is of the kind of the default, so that no rule meets a text where it counts days: numbers, texts and
 * booleans alike, lists with elements alike, objects with the same members.
 */
export const sameKind = (example: unknown, value: unknown): boolean => {
  if (Array.isArray(example)) {
    if (!Array.isArray(value)) return false;
    const [first] = example as unknown[];
    return first === undefined
      ? value.every((element) => typeof element === 'string')
      : value.every((element) => sameKind(first, element));
  }
  if (example === null || value === null) return example === value;
  if (typeof example !== 'object')
    return typeof example === typeof value && (typeof value !== 'number' || Number.isFinite(value));
  if (typeof value !== 'object' || Array.isArray(value)) return false;
  const members = Object.keys(example).sort();
  return (
    members.join('\n') === Object.keys(value).sort().join('\n') &&
    members.every((name) => sameKind(Reflect.get(example, name), Reflect.get(value, name)))
  );
};
