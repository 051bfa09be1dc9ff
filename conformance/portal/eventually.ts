import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again until the answer is as wanted; fails with the last answer after a while that suffices on a busy machine. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T>,
  isWanted: (answer: T) => boolean,
  patience = 180_000,
): Promise<T> {
  const deadline = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    if (Date.now() > deadline)
      throw new Error(
        `${what} did not come; last seen: ${JSON.stringify(answer)}`,
      );
    await sleep(250);
  }
}
