/** What stands below the prompt line or in its place: the completion menu, a picker, a one-line dialog. */

/** A completion: `text` replaces the line from the menu's start to the cursor. */
export type MenuItem = {
  readonly text: string;
  /** What is shown, if not `text` itself. */
  readonly label: string;
  readonly description: string;
  /** Whether completing it asks for more of the same (a folder). */
  readonly open: boolean;
};

export type PickerItem = {
  readonly value: string;
  readonly label: string;
  readonly detail: string;
};

export type Overlay =
  | {
      readonly kind: 'menu';
      readonly items: readonly MenuItem[];
      readonly selected: number;
      readonly start: number;
    }
  | {
      readonly kind: 'picker';
      readonly purpose: 'session' | 'model';
      readonly items: readonly PickerItem[];
      readonly filter: string;
      readonly selected: number;
    }
  | { readonly kind: 'dialog'; readonly purpose: DialogPurpose; readonly value: string };

/** `setup`: a key or a server's URL. `key`: the key for the server just named. */
export type DialogPurpose = { readonly kind: 'setup' } | { readonly kind: 'key'; readonly baseUrl: string };

/** The items of a picker that hold every word of its filter, in their order. */
export function filtered(items: readonly PickerItem[], filter: string): readonly PickerItem[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  return items.filter(item => {
    const text = `${item.label} ${item.detail} ${item.value}`.toLowerCase();
    return words.every(word => text.includes(word));
  });
}
