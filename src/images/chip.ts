import type { ImageRef } from '../chat/image-ref.ts';
import { byteSize } from '../text/size.ts';

/** What stands for a picture in the prompt and the transcript: `#1 photo.png 1323×825 91 kB`, of what is sent. */
export function chipText({ name, label, width, height, bytes }: ImageRef): string {
  return `${name} ${label} ${width}×${height} ${byteSize(bytes)}`;
}
