import { crc32, deflateSync } from 'node:zlib';
import { darkSquares } from './qr.ts';

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
};

/** A two-dimensional code as a black and white PNG of eight dots a square. */
export const codePng = (text: string): Buffer => {
  const scale = 8;
  const { size, dark } = darkSquares(text);
  const side = size * scale;
  const stride = 1 + Math.ceil(side / 8);
  const rows = Buffer.alloc(stride * side, 0xff);
  for (let y = 0; y < side; y += 1) rows[y * stride] = 0;
  // A square is eight dots wide: one byte of each of its rows.
  for (const [x, y] of dark) for (let row = 0; row < scale; row += 1) rows[(y * scale + row) * stride + 1 + x] = 0;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};
