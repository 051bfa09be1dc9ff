import { readyEndpoints } from '../../mesh';
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import type { OpenshiftRoute } from '../../state/kinds/openshiftRoute';
import type { Service, ServicePort } from '../../state/kinds/service';
import type { ServedBackend } from '../dial/settledDial';
import { byTermination } from '../vendors/openshiftRouter';

const source =
  'openshift/router images/router/haproxy/conf/haproxy-config.template';

/**
 * The ports of a Service that a Route sends to: those whose endpoints have the number or name that it
 * asks for; all of them where it asks for none (openshift/router pkg/router/template/template_helper.go,
 * endpointsForAlias).
 */
export function portsOf(
  state: ClusterState,
  { targetPort }: OpenshiftRoute,
  service: Service,
): readonly ServicePort[] {
  const tcp = service.ports.filter(port => port.protocol === 'TCP');
  if (targetPort === undefined) return tcp;
  return tcp.filter(port =>
    typeof targetPort === 'number'
      ? hasNumber(state, service, port, targetPort)
      : port.name === targetPort,
  );
}

/** A port that is named in the pods has the number that its endpoints have. */
function hasNumber(
  state: ClusterState,
  service: Service,
  { port, targetPort }: ServicePort,
  wanted: number,
): boolean {
  if (typeof targetPort === 'number') return targetPort === wanted;
  return readyEndpoints(state, service, port).some(
    endpoint => endpoint.port === wanted,
  );
}

/** Whether clients' TLS ends at whoever serves a Route. */
export function endsTls({ termination }: OpenshiftRoute): boolean {
  return (
    termination !== undefined && termination.toLowerCase() !== 'passthrough'
  );
}

/** How a Route's termination has its backends spoken to; undefined where it does not say. */
export function backendSaid(
  route: OpenshiftRoute,
): NonNullable<ServedBackend['said']>['backend'] {
  const { termination } = route;
  const effect =
    termination === undefined ? undefined : byTermination(termination);
  return (
    effect && {
      effect,
      by: 'spec.tls.termination',
      evidence: [evidenceOf(route, 'spec.tls.termination', termination)],
      source,
    }
  );
}
