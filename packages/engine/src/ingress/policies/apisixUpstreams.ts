// What version 1 of APISIX Ingress Controller makes of ApisixUpstreams, and version 2 does not: which of the two
// runs is not read.
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import {
  ApisixSending,
  ApisixUpstream,
  apisixUpstreams,
} from '../../state/kinds/apisixRoute';
import type { Service, ServicePort } from '../../state/kinds/service';

/**
 * What a port says replaces in version 1 what the whole Service does (pkg/providers/translation/service.go,
 * translateUpstreamV2); version 2 does not look at it (internal/adc/translator/apisixupstream.go).
 */
export function portLevelCaveats(
  upstream: ApisixUpstream | undefined,
  port: ServicePort,
): readonly string[] {
  const said = upstream && settingOf(upstream, port);
  if (!upstream || !said || isSameSending(said, upstream)) return [];
  return [
    `${objectName(upstream)} says something else of port ${
      port.port
    }: version 1 of APISIX Ingress Controller goes by that, and version 2 by what it says of the whole Service.`,
  ];
}

/** Version 1 goes by it for Ingresses and HTTPRoutes, too (pkg/providers/ingress/translation, TranslateService). */
export function upstreamCaveats(
  state: ClusterState,
  service: Service,
  port: ServicePort,
): readonly string[] {
  const { namespace, name } = service.meta;
  const upstream = state.get(apisixUpstreams, namespace, name);
  const said = upstream && (settingOf(upstream, port) ?? upstream);
  if (!upstream || !said || isSameSending(said, {})) return [];
  return [
    `Version 1 of APISIX Ingress Controller goes by ${objectName(
      upstream,
    )} here, too; version 2 does so for ApisixRoutes alone.`,
  ];
}

function settingOf(
  { ports }: ApisixUpstream,
  { port }: ServicePort,
): ApisixSending | undefined {
  return ports.find(one => one.port === port);
}

/** Whether two settings come to the same requests. */
export function isSameSending(a: ApisixSending, b: ApisixSending): boolean {
  return spoken(a) === spoken(b);
}

/** Unset is plain HTTP, with the Host of the client. */
function spoken({
  scheme = 'http',
  passHost = 'pass',
  upstreamHost = '',
}: ApisixSending): string {
  return [scheme, passHost, passHost === 'rewrite' ? upstreamHost : ''].join();
}
