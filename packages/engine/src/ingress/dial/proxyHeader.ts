import { objectName } from '../../state/evidence';
import type { Service } from '../../state/kinds/service';
import type { KubeObject } from '../../state/meta';

/** What is said where an object has a PROXY protocol header put before what is sent to a Service. */
export function proxyHeaderCaveat(
  object: KubeObject,
  service: Service,
): string {
  return `${objectName(
    object,
  )} has a PROXY protocol header put before what is sent to ${objectName(
    service,
  )}: what becomes of that is not known here.`;
}
