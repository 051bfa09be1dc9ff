import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

// Below those that a system gives to connections that are opened: one of these can be gone before it is listened on.
const lowest = 20_000;
const highest = 32_000;

/** A port of the loopback address that nobody uses, and that no connection is given. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = randomInt(lowest, highest);
    if (await isFree(port)) return port;
  }
  throw new Error(`No port from ${lowest} to ${highest} is free.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => {
      server.close(() => resolve(true));
    });
  });
}
