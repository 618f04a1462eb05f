/** Runners that find and load pictures. */

import type { Sha256 } from '../../chat/image-ref.ts';
import type { Dispatch, Runners } from '../../chat/program.ts';
import { quoteWord, splitWords } from '../../line/words.ts';

type ImageRunners = Pick<Runners, 'load-image' | 'inspect-paste' | 'complete-path'>;

/** How many completions are offered at most. */
const COMPLETIONS = 200;

export function imageRunners(options: {
  readonly dispatch: Dispatch;
  readonly put: (bytes: Uint8Array) => Promise<Sha256>;
  readonly cwd: string;
  readonly home: string;
  readonly allowPrivateHosts: boolean;
  readonly signal: AbortSignal;
}): ImageRunners {
  const { dispatch, put, allowPrivateHosts, signal } = options;
  const places = { cwd: options.cwd, home: options.home };
  // One word after another, so that names are given in the order in which pictures were named.
  let before: Promise<void> = Promise.resolve();

  const load = async ({ request, word }: Parameters<ImageRunners['load-image']>[0]): Promise<void> => {
    const [{ findSources }, { loadImage }] = await Promise.all([
      import('../../images/sources.ts'),
      import('../../images/load.ts'),
    ]);
    const found = await findSources(word, places);
    if (!found.ok) dispatch({ type: 'image-failed', request, notice: found.notice });
    for (const source of found.ok ? found.sources : []) {
      const loaded = await loadImage(source, { put, signal, allowPrivateHosts });
      dispatch(
        loaded.ok
          ? { type: 'image-attached', request, image: loaded.image }
          : { type: 'image-failed', request, notice: loaded.notice },
      );
    }
  };

  return {
    'load-image': effect => {
      before = before
        .then(() => load(effect))
        .catch(() =>
          dispatch({
            type: 'image-failed',
            request: effect.request,
            notice: { code: 'image-loader-broken', data: {} },
          }),
        )
        .then(() => dispatch({ type: 'load-ended', request: effect.request }));
      return before;
    },
    'inspect-paste': ({ text }) =>
      import('../../images/dropped.ts')
        .then(({ droppedSources }) => droppedSources(text, { ...places, splitWords }))
        .then(sources =>
          dispatch({
            type: 'paste-inspected',
            text,
            words:
              sources?.map(source => ({
                text: source.type === 'file' ? source.path : source.url,
                quoted: true,
              })) ?? null,
          }),
        ),
    'complete-path': ({ request, prefix, start }) =>
      import('../../images/complete.ts')
        .then(({ completePath }) => completePath(prefix, { ...places, limit: COMPLETIONS }))
        .then(paths =>
          dispatch({
            type: 'paths-completed',
            request,
            start,
            items: paths.map(({ text, isFolder }) => ({
              text: quoteWord(text),
              label: text,
              description: '',
              open: isFolder,
            })),
          }),
        ),
  };
}
