import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Ingress } from '../../state/kinds/ingress';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';
import { isTlsHost } from '../routes/isTlsHost';
import { placesOf } from '../dial/places';
import { Resolved, resolveSetting, SettingPlaces } from '../dial/setting';
import type { BackendProtocol } from '../vendorDescription';
import { isRoot } from './ingressNginxLocations';
import { ofServer, prefix } from './ingressNginxServers';

const passthrough = `${prefix}/ssl-passthrough`;

/**
 * TLS passthrough is a server's: of its oldest Ingress, to its root location's Service, by the address
 * of that (internal/ingress/controller/nginx.go, PassthroughBackends). Undefined for all else.
 */
export function passedThrough(
  state: ClusterState,
  served: ServedRule,
): PolicyEffect | undefined {
  const { rule, server } = served;
  if (rule.host === null || !isRoot(rule)) return undefined;
  const [owner] = ofServer(state, rule.host, served);
  const asked = resolveSetting(
    server.vendor.backend,
    placesFor(state, served, owner),
  );
  if (asked.effect.tls !== 'client') return undefined;
  return {
    said: {
      backend: asked,
      addressing: { ...asked, effect: 'service-vip' },
      // What is inside is the client's.
      host: { ...asked, effect: null },
    },
    ...unreachable(served),
  };
}

/** It takes a port of the Service's own, and its address (internal/ingress/controller/nginx.go, generateTemplate). */
function unreachable({
  rule,
  service,
  port,
}: ServedRule): Pick<PolicyEffect, 'unknown' | 'caveats'> {
  const { port: written } = rule.backend;
  const own = typeof written === 'number' ? port.port : port.name;
  const hasAddress = service.clusterIps.length > 0;
  if (hasAddress && (written === undefined || written === own)) return {};
  const caveat = hasAddress
    ? `ingress-nginx passes TLS on to the address of ${objectName(
        service,
      )} at port ${written}, which is its pods' and not the Service's own ${
        port.port
      }: clients may not get through.`
    : `ingress-nginx passes TLS on to the address of ${objectName(
        service,
      )}, which has none: clients may not get through.`;
  return { unknown: true, caveats: [caveat] };
}

/**
 * How a backend is spoken to where no TLS is passed through to it. AUTO_HTTP does as the client did
 * (internal/ingress/controller/template/template.go, buildProxyPass).
 */
export function spokenTo(
  state: ClusterState,
  served: ServedRule,
): Resolved<BackendProtocol> {
  const { ingress, rule, server } = served;
  const { backend } = server.vendor;
  const plain = {
    ...backend,
    switches: backend.switches.filter(one => one.key !== passthrough),
  };
  const asked = resolveSetting(plain, placesFor(state, served, ingress));
  const follows = isAuto(ingress) && isTlsHost(ingress, rule.host);
  return follows
    ? { ...asked, effect: { ...asked.effect, tls: 'edge' } }
    : asked;
}

function isAuto({ meta }: Ingress): boolean {
  const asked = meta.annotations[`${prefix}/backend-protocol`] as
    | string
    | undefined;
  return asked?.trim().toUpperCase() === 'AUTO_HTTP';
}

function placesFor(
  state: ClusterState,
  { service, port, instance }: ServedRule,
  route: Ingress,
): SettingPlaces {
  return { ...placesOf(state, route, instance), service, port };
}
