const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Resolves the entities of XML and the escapes _x000D_ of spreadsheets; control characters that no table needs are dropped, and
 * half a surrogate pair, which has no UTF-8, is shown as the sign for what can't be shown. */
export const unescapeXml = (text: string): string => {
  let plain = text;
  if (plain.includes('&'))
    plain = plain.replace(
      /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi,
      (whole, hex?: string, decimal?: string, name?: string) => {
        if (name !== undefined) return entities[name] ?? whole;
        const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
      },
    );
  if (plain.includes('_x'))
    plain = plain.replace(/_x([0-9a-f]{4})_/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  // oxlint-disable-next-line no-control-regex -- they are what is dropped
  return plain.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').toWellFormed();
};

/** The attributes of the tags with a local name, in their order. Prefixes of tags and attributes are left away (r:id is id). */
export const attributesOf = (xml: string, tag: string): ReadonlyMap<string, string>[] => {
  const found: ReadonlyMap<string, string>[] = [];
  for (const match of xml.matchAll(new RegExp(`<(?:\\w+:)?${tag}(\\s[^>]*)?/?>`, 'g'))) {
    const attributes = new Map<string, string>();
    for (const [, name, double, single] of (match[1] ?? '').matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
      attributes.set(name!.replace(/^\w+:/, ''), unescapeXml(double ?? single ?? ''));
    found.push(attributes);
  }
  return found;
};
