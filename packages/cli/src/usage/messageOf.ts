import { isNativeError } from 'node:util/types';

/** What a caught value says. (`instanceof Error` fails for Node's own errors under Jest.) */
export function messageOf(error: unknown): string {
  return isNativeError(error) ? error.message : String(error);
}
