// Starts the portal with the demo cluster and prints its address once it answers: PORT=3000 npm start
import { stopAll, stopAllOnSignal } from './childProcess.mjs';
import { Failure, main } from './failure.mjs';
import { install } from './install.mjs';
import { startPortal } from './portal.mjs';
import { toolchain } from './toolchain.mjs';

await main(async () => {
  stopAllOnSignal();
  const chosen = toolchain();
  install(chosen);
  try {
    const portal = await startPortal(chosen, Number(process.env.PORT ?? 3000));
    process.stdout.write(`ingress-posture is ready: ${portal.url}\n`);
    const code = await portal.exited;
    throw new Failure(
      `The portal ended by itself (${code}). ${portal.story()}`,
    );
  } finally {
    await stopAll();
  }
});
