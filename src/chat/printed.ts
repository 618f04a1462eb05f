/** What is told to the person once and then stays in the scrollback, as data; a face decides how it looks. */
import type { Notice } from '../text/catalogue.ts';
import type { ImageRef } from './image-ref.ts';
import type { Tone } from './record.ts';
import type { Block } from './reply-blocks.ts';

export type ImageRow = {
  readonly image: ImageRef;
  /** How many questions of the conversation hold it. */
  readonly turns: number;
  readonly pending: boolean;
};

export type Printed =
  /** `isPast`: shown again, not just asked. */
  | {
      readonly kind: 'question';
      readonly text: string;
      readonly images: readonly ImageRef[];
      readonly isPast: boolean;
    }
  /** A finished block of a reply. `isPast`: of one that is shown again. `isCut`: the reply broke off in it. */
  | {
      readonly kind: 'block';
      readonly block: Block;
      readonly first: boolean;
      readonly isPast: boolean;
      readonly isCut: boolean;
    }
  | { readonly kind: 'chip'; readonly image: ImageRef }
  | { readonly kind: 'notice'; readonly tone: Tone; readonly notice: Notice }
  | { readonly kind: 'images'; readonly rows: readonly ImageRow[] }
  | { readonly kind: 'help' };
