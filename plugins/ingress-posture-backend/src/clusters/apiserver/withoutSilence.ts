import type { ApiAnswer } from './ApiConnection';

/** An answer brought nothing for too long. */
export class SilenceError extends Error {
  readonly code = 'SILENCE';

  constructor(milliseconds: number) {
    super(`nothing came for ${milliseconds / 1000} s`);
    this.name = 'SilenceError';
  }
}

/**
 * The same body; fails when nothing comes for that long. A connection that died without a word would
 * otherwise be waited for for ever.
 */
export async function* withoutSilence(
  body: ApiAnswer['body'],
  milliseconds: number,
): AsyncIterable<Buffer> {
  const timer = setTimeout(
    () => body.destroy(new SilenceError(milliseconds)),
    milliseconds,
  );
  try {
    for await (const chunk of body) {
      timer.refresh();
      yield chunk;
    }
  } finally {
    clearTimeout(timer);
  }
}
