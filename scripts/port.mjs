import { createServer } from 'node:net';
import { Failure } from './failure.mjs';

/** Says so before anything is started when another program listens on the port. */
export async function assertPortFree(port) {
  const server = createServer();
  try {
    await new Promise((resolve, reject) =>
      server.once('error', reject).listen(port, '127.0.0.1', resolve),
    );
  } catch (error) {
    throw new Failure(
      error.code === 'EADDRINUSE'
        ? `Port ${port} is in use by another program. Stop it, or choose another port: PORT=${
            port + 1
          } npm start`
        : `Port ${port} cannot be used: ${error.message}. Choose another: PORT=3000 npm start`,
    );
  } finally {
    server.close();
  }
}
