import { useSignal } from '@backstage/plugin-signals-react';
import { CHANGE_CHANNEL } from '@ingress-posture/plugin-ingress-posture-common';
import { useCallback, useEffect, useRef, useState } from 'react';

/** Asks once. The client knows the ETag, so an answer that did not change is the same object. */
export type Ask<T> = (signal: AbortSignal) => Promise<T>;

/** What a page knows: the last good answer stays while a newer one fails. */
export interface Polled<T> {
  readonly value: T | undefined;
  readonly error: Error | undefined;
  /** When the backend last confirmed `value`, in milliseconds since the epoch. */
  readonly confirmedAt: number | undefined;
  /** Whether `value` is the answer to an earlier question. */
  readonly outdated: boolean;
  /** Asks now. */
  readonly retry: () => void;
}

interface Known<T> {
  readonly question: string;
  readonly value?: T;
  readonly error?: Error;
  readonly confirmedAt?: number;
}

// With signals a page hears of changes at once, and only makes sure now and then.
const everyMs = { withSignals: 15_000, withoutSignals: 5_000, costly: 60_000 };

/**
 * Asks again when a signal says that something changed, and every few seconds, while the document is
 * visible; and at once when it becomes visible. `question` names what is asked: a new one is asked at once, and the old answer stays
 * until the new one is there. A `costly` question, which a cluster is judged anew for, is asked once a
 * minute, whatever changes.
 */
export function usePolled<T>(
  question: string,
  ask: Ask<T>,
  { costly = false }: { readonly costly?: boolean } = {},
): Polled<T> {
  const [known, setKnown] = useState<Known<T>>({ question });
  const [round, setRound] = useState(0);
  const latest = useRef(ask);
  latest.current = ask;
  const askNow = useRef(() => {});
  const { lastSignal, isSignalsAvailable } = useSignal(CHANGE_CHANNEL);
  const live = isSignalsAvailable
    ? everyMs.withSignals
    : everyMs.withoutSignals;
  const pause = costly ? everyMs.costly : live;

  useEffect(() => {
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;

    const poll = async () => {
      clearTimeout(timer);
      const { learn, soon } = await askOnce(
        question,
        latest.current,
        abort.signal,
      );
      if (abort.signal.aborted) return;
      setKnown(learn);
      timer = setTimeout(() => askNow.current(), soon ? live : pause);
    };
    const wake = () => {
      if (!document.hidden) poll();
    };
    askNow.current = wake;

    poll();
    document.addEventListener('visibilitychange', wake);
    return () => {
      abort.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', wake);
    };
  }, [question, round, live, pause]);

  useEffect(() => {
    if (lastSignal && !costly) askNow.current();
  }, [lastSignal, costly]);

  return {
    value: known.value,
    error: known.error,
    confirmedAt: known.confirmedAt,
    outdated: known.question !== question,
    retry: useCallback(() => setRound(count => count + 1), []),
  };
}

/** What was learned, and whether to ask again soon, however costly: an answer of which there is none yet costs nothing. */
interface Learned<T> {
  readonly learn: (before: Known<T>) => Known<T>;
  readonly soon: boolean;
}

async function askOnce<T>(
  question: string,
  ask: Ask<T>,
  signal: AbortSignal,
): Promise<Learned<T>> {
  try {
    const value = await ask(signal);
    const answered = { question, value, confirmedAt: Date.now() };
    return { learn: () => answered, soon: false };
  } catch (thrown) {
    const error = thrown as Error;
    return {
      learn: before =>
        before.question === question
          ? { ...before, error }
          : { question, error },
      soon: 'statusCode' in error && error.statusCode === 503,
    };
  }
}
