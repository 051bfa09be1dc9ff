/** Why something failed. The client's own errors say only the status; what the backend said is their cause. */
export function reasonOf(error: Error): string {
  const { cause } = error;
  return hasMessage(cause) ? cause.message : error.message;
}

function hasMessage(cause: unknown): cause is { readonly message: string } {
  return (
    typeof cause === 'object' &&
    cause !== null &&
    'message' in cause &&
    typeof cause.message === 'string'
  );
}
