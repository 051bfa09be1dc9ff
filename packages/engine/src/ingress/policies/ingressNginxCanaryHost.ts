import type { ClusterState } from '../../state/clusterState';
import type { Ingress } from '../../state/kinds/ingress';
import { services } from '../../state/kinds/service';
import type { ServedRule } from '../dial/ingressDial';
import type { Resolved } from '../dial/setting';
import type { HostSent } from '../vendorDescription';
import { isDefault, isSameLocation } from './ingressNginxLocations';

/**
 * The Host that a canary gets: variables have the Service that the location was made for, and not the
 * canary's (internal/ingress/controller/template/template.go, getIngressInformation).
 */
export function canaryHost(
  state: ClusterState,
  { rule }: Pick<ServedRule, 'rule'>,
  { meta: { namespace }, rules }: Ingress,
  host: Resolved<HostSent>,
): Resolved<HostSent> {
  const { effect } = host;
  if (effect === null || typeof effect === 'string' || effect.of !== 'service')
    return host;
  const own =
    rules.find(one => isSameLocation(one, rule)) ?? rules.find(isDefault);
  const service = own && state.get(services, namespace, own.backend.service);
  const [port] = service?.ports ?? [];
  return service ? { ...host, effect: effect.name(service, port) } : host;
}
