import { objectName } from '../../state/evidence';
import type { ClusterState } from '../../state/clusterState';
import type { ServicePort } from '../../state/kinds/service';
import { isFlagSet } from '../edges/flagOf';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';

const weightsAnnotation = 'zalando.org/backend-weights';

/** What Skipper's weights, and its way to dial Services, make of a rule. */
export function skipperPolicies(
  _: ClusterState,
  served: ServedRule,
): PolicyEffect {
  return isWeightedOut(served) ? { drops: true } : skipperPortDoubt(served);
}

/** Of several backends of a path those of weight 0 get nothing (dataclients/kubernetes/traffic.go). */
function isWeightedOut({ ingress, rule, service }: ServedRule): boolean {
  const rivals = ingress.rules.filter(
    ({ host, path }) => host === rule.host && path === rule.path,
  );
  const written = ingress.meta.annotations[weightsAnnotation];
  if (written === undefined || rivals.length < 2) return false;
  return weightIn(written, service.meta.name) === 0;
}

function weightIn(written: string, service: string): unknown {
  try {
    return JSON.parse(written)?.[service];
  } catch {
    // Weights that are no JSON are ignored.
    return undefined;
  }
}

/**
 * Told to dial Services, Skipper joins the Service's name and the port of its pods, which can be a port of
 * the Service, too (serviceNameBackend in zalando/skipper dataclients/kubernetes/ingressv1.go).
 */
export function skipperPort(rule: ServedRule): ServicePort {
  const { service, port } = rule;
  if (!dialsServices(rule)) return port;
  return service.ports.find(one => one.port === port.targetPort) ?? port;
}

function dialsServices({ instance }: ServedRule): boolean {
  return (
    instance?.pods.some(pod => isFlagSet(pod, '-kubernetes-force-service')) ??
    false
  );
}

function skipperPortDoubt(rule: ServedRule): PolicyEffect {
  const { service, port } = rule;
  const isOwn = service.ports.some(one => one.port === port.targetPort);
  if (!dialsServices(rule) || isOwn) return {};
  return {
    unknown: true,
    caveats: [
      `Skipper dials the address of ${objectName(service)} at port ${
        port.targetPort
      }, which is its pods' and not the Service's own ${
        port.port
      }: nothing may listen there.`,
    ],
  };
}
