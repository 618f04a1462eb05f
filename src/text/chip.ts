import { byteSize } from './size.ts';

/** The chip of a picture: `#1 photo.png 1323×825 91 kB`. */
export function chipText(image: {
  readonly name: string;
  readonly label: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
}): string {
  return `${image.name} ${image.label} ${image.width}×${image.height} ${byteSize(image.bytes)}`;
}
