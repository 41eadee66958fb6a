// Reduces a PNG of Chromium (8 bits, RGB or RGBA, not interlaced) to a palette.
import { deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export function toPalette(png, size) {
  const { width, height, pixels } = decode(png);
  const colours = medianCut(histogram(pixels), size);
  const bits = colours.length <= 16 ? 4 : 8;
  const row = Math.ceil((width * bits) / 8);
  const data = Buffer.alloc((row + 1) * height);
  const nearest = new Map();
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      const key = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
      let index = nearest.get(key);
      if (index === undefined) {
        index = closest(colours, pixels[at], pixels[at + 1], pixels[at + 2]);
        nearest.set(key, index);
      }
      const byte = y * (row + 1) + 1 + Math.floor((x * bits) / 8);
      data[byte] |= bits === 8 ? index : x % 2 === 0 ? index << 4 : index;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bits, 3, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(colours.flat())),
    chunk('IDAT', deflateSync(data, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const out = Buffer.alloc(8 + data.length + 4);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), out.length - 4);
  return out;
}

// zlib.crc32 needs Node 22.
const CRC = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) {
    value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return value;
});

function crc32(data) {
  let value = 0xffffffff;
  for (const byte of data) {
    value = CRC[(value ^ byte) & 255] ^ (value >>> 8);
  }
  return (value ^ 0xffffffff) >>> 0;
}

function decode(png) {
  let width, height, channels;
  const parts = [];
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') {
      width = data.readUInt32BE(0);
      height = data.readUInt32BE(4);
      channels = { 2: 3, 6: 4 }[data[9]];
      if (data[8] !== 8 || !channels || data[12] !== 0) {
        throw new Error('expected a PNG of 8 bits, RGB or RGBA, not interlaced');
      }
    } else if (type === 'IDAT') {
      parts.push(data);
    }
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(parts));
  const stride = width * channels;
  const rows = Buffer.alloc(stride * height);
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const left = x >= channels ? rows[y * stride + x - channels] : 0;
      const up = y > 0 ? rows[(y - 1) * stride + x] : 0;
      const corner = x >= channels && y > 0 ? rows[(y - 1) * stride + x - channels] : 0;
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      rows[y * stride + x] = raw[y * (stride + 1) + 1 + x] + predicted;
    }
    for (let x = 0; x < width; x++) {
      rows.copy(pixels, (y * width + x) * 3, y * stride + x * channels, y * stride + x * channels + 3);
    }
  }
  return { width, height, pixels };
}

function paeth(left, up, corner) {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

function histogram(pixels) {
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += 3) {
    const key = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => ({ rgb: [key >> 16, (key >> 8) & 255, key & 255], count }));
}

/** The most frequent colours stay exact, because a background must not change. */
function medianCut(entries, size) {
  entries.sort((a, b) => b.count - a.count);
  if (entries.length <= size) {
    return entries.map((it) => it.rgb);
  }
  const exact = entries.slice(0, size / 4);
  const boxes = [entries.slice(size / 4)];
  while (boxes.length < size - exact.length) {
    boxes.sort((a, b) => spread(b).value - spread(a).value);
    const box = boxes.shift();
    const { channel, value } = spread(box);
    if (value === 0) {
      boxes.push(box);
      break;
    }
    box.sort((a, b) => a.rgb[channel] - b.rgb[channel]);
    const middle = Math.ceil(box.length / 2);
    boxes.push(box.slice(0, middle), box.slice(middle));
  }
  return [...exact.map((it) => it.rgb), ...boxes.map(average)];
}

function spread(box) {
  let [channel, value] = [0, 0];
  for (let at = 0; at < 3; at++) {
    let [low, high] = [255, 0];
    for (const { rgb } of box) {
      low = Math.min(low, rgb[at]);
      high = Math.max(high, rgb[at]);
    }
    if (high - low > value) {
      [channel, value] = [at, high - low];
    }
  }
  return { channel, value };
}

function average(box) {
  const total = box.reduce((sum, it) => sum + it.count, 0);
  return [0, 1, 2].map((at) => Math.round(box.reduce((sum, it) => sum + it.rgb[at] * it.count, 0) / total));
}

function closest(colours, r, g, b) {
  let [best, distance] = [0, Infinity];
  colours.forEach(([x, y, z], index) => {
    const next = (x - r) ** 2 + (y - g) ** 2 + (z - b) ** 2;
    if (next < distance) {
      [best, distance] = [index, next];
    }
  });
  return best;
}
