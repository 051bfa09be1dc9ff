/** Something that the caller has to change. Its message is the one line he gets, with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
