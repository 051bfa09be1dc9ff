/** Something a user can act on: shown as one message, without a stack. */
export class Failure extends Error {}

/** Runs a script's main function and turns what it throws into a message and an exit code. */
export async function main(run) {
  try {
    process.exitCode = (await run()) ?? 0;
  } catch (error) {
    process.stderr.write(
      `${error instanceof Failure ? error.message : error.stack}\n`,
    );
    process.exitCode = 1;
  }
}
