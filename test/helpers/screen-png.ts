import sharp from 'sharp';

/** An SVG of a screen as a PNG at twice its size. Its letters are those that the machine has fonts for. */
export function screenPng(svg: string): Promise<Buffer> {
  return sharp(Buffer.from(svg), { density: 144 }).png().toBuffer();
}
