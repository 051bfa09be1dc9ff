import type { ClusterState } from '../../state/clusterState';
import { configMaps } from '../../state/kinds/configMap';
import { contourConfigurations } from '../../state/kinds/contour';
import type { Service } from '../../state/kinds/service';
import { flagOf } from '../edges/flagOf';
import type { GatewayBackend, PolicyEffect } from '../dial/gatewayApiDial';
import type { Instance } from '../edges/instances';

interface Backend {
  readonly service: Service;
  readonly instance?: Instance | undefined;
}

/** Ingresses that lead to external names are dropped unless its configuration allows them. */
export function contourIngressPolicies(
  state: ClusterState,
  backend: Backend,
): PolicyEffect {
  return dropsExternalName(state, backend) ? { drops: true } : {};
}

const knownAppProtocols = new Set([
  'kubernetes.io/h2c',
  'kubernetes.io/ws',
  'http',
  'https',
]);

/** The same for Gateways; there a protocol that it does not know is refused, too (validateAppProtocol). */
export function contourGatewayPolicies(
  state: ClusterState,
  backend: GatewayBackend,
): PolicyEffect {
  const { appProtocol } = backend.port;
  return appProtocol !== undefined && !knownAppProtocols.has(appProtocol)
    ? { drops: true }
    : contourIngressPolicies(state, backend);
}

/** Whether a Service is another's name, and those are not routed to (enableExternalNameService). */
export function dropsExternalName(
  state: ClusterState,
  { service, instance }: Backend,
): boolean {
  if (service.type !== 'ExternalName' || !instance) return false;
  const { namespace } = instance;
  const configuration = instance.controlPlane
    .map(pod => flagOf(pod, '--contour-config-name'))
    .find(name => name !== undefined);
  const inFile =
    state.get(configMaps, namespace, 'contour')?.data['contour.yaml'] ?? '';
  return configuration === undefined
    ? !/^enableExternalNameService:\s*true\b/m.test(inFile)
    : !state.get(contourConfigurations, namespace, configuration)
        ?.allowsExternalNames;
}
