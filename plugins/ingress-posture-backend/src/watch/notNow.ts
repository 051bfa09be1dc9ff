/** What a question is answered with that can be asked again in a moment. */
export const NOT_READ_YET =
  'The cluster is still being read for the first time';

/** The same, when the thread that should have answered ended: another one begins. */
export const THREAD_ENDED =
  'Reading the cluster has stopped unexpectedly, and is begun anew';

/** Whether a question failed only for now; threads and replicas tell each other no more than the words. */
export function isNotNow(error: unknown): boolean {
  return (
    error instanceof Error &&
    [NOT_READ_YET, THREAD_ENDED].includes(error.message)
  );
}
