/** The most bytes of a photo that the server takes; phones make them smaller before they keep them. */
export const mostPhotoBytes = 8 * 1024 * 1024;

/** Media type of a picture by its first bytes; nothing for what is none. Names and announced types prove nothing. */
export const imageTypeOf = (head: Uint8Array): 'image/jpeg' | 'image/png' | 'image/webp' | undefined => {
  const starts = (bytes: readonly number[], at = 0): boolean => bytes.every((byte, index) => head[at + index] === byte);
  if (starts([0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (starts([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (starts([0x52, 0x49, 0x46, 0x46]) && starts([0x57, 0x45, 0x42, 0x50], 8)) return 'image/webp';
  return undefined;
};
