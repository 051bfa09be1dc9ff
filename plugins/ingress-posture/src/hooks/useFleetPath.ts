import { useRouteRef } from '@backstage/core-plugin-api';
import { rootRouteRef } from '../routes';

/** Where the fleet page is; null in an app that has only the tab or the cards. */
export function useFleetPath(): string | null {
  try {
    return useRouteRef(rootRouteRef)();
  } catch {
    return null; // It throws where no page is mounted, after its own hooks have run.
  }
}
