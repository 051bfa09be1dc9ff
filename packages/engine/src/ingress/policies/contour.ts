import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import { ingresses } from '../../state/kinds/ingress';
import type { Service } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import { flag } from '../../state/read';
import { contourConfigOf } from '../edges/contourConfig';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';
import { isServedBy } from '../edges/ingressClassOf';
import type { Instance } from '../edges/instances';
import { ingressesAt } from '../routes/ingressesByLocation';

interface Backend {
  readonly service: Service;
  readonly instance?: Instance | undefined;
}

/** What Contour makes of a rule of an Ingress (internal/dag/ingress_processor.go). */
export function contourIngressPolicies(
  state: ClusterState,
  served: ServedRule,
): PolicyEffect {
  const drops = dropsExternalName(state, served)
    ? externalNamesOff(served.service)
    : whyOnlyTls(state, served);
  return drops === undefined ? sharedLocation(state, served) : { drops };
}

const byTlsHost = indexBy(ingresses, ({ tlsHosts }) => tlsHosts);

/** Requests over plain HTTP are refused, or sent to TLS, and over that the host is not served. */
function whyOnlyTls(
  state: ClusterState,
  { ingress: { meta }, rule: { host } }: ServedRule,
): string | undefined {
  const { annotations } = meta;
  const refused = annotations['kubernetes.io/ingress.allow-http'] === 'false';
  const redirected =
    annotations['ingress.kubernetes.io/force-ssl-redirect'] === 'true';
  if (!refused && !redirected) return undefined;
  if (host !== null && state.lookup(byTlsHost, host).length > 0) {
    return undefined;
  }
  return `its annotations leave TLS alone to clients, and no Ingress has a certificate for ${
    host ?? 'requests of any host'
  }`;
}

/** Ingresses are added in no order: of two rules for one place either counts (computeIngresses). */
function sharedLocation(
  state: ClusterState,
  { ingress, rule, server, instance }: ServedRule,
): PolicyEffect {
  const rivals = ingressesAt(state, rule).filter(
    one => one !== ingress && isServedBy(state, one, server, instance),
  );
  if (rivals.length === 0) return {};
  return {
    unknown: true,
    caveats: [
      `${rivals.map(objectName).join(' and ')} ${
        rivals.length === 1 ? 'has a rule' : 'have rules'
      } for the same host and path as ${objectName(
        ingress,
      )}: Contour takes any one of them.`,
    ],
  };
}

/** Why nothing comes of a route to an external name, as the rest of a sentence. */
export function externalNamesOff(service: Service): string {
  return `${objectName(
    service,
  )} is of type ExternalName, and enableExternalNameService is not set`;
}

/** Whether a Service is another's name, and those are not routed to (enableExternalNameService). */
export function dropsExternalName(
  state: ClusterState,
  { service, instance }: Backend,
): boolean {
  if (service.type !== 'ExternalName' || !instance) return false;
  const config = contourConfigOf(state, instance);
  return config?.from === 'object'
    ? !config.holder.allowsExternalNames
    : flag(config?.file, 'enableExternalNameService') !== true;
}
