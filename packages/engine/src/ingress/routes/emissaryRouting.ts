import type { Reason } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  ambassadorModules,
  kubernetesEndpointResolvers,
} from '../../state/kinds/emissary';
import type { KubeObject } from '../../state/meta';
import type { Dial } from '../dial/dial';

const source =
  'emissary-ingress/emissary python/ambassador/src/ambassador/ir/irbasemapping.py';

// Names of the resolvers that Emissary has without anybody making them.
const builtInEndpointResolvers = new Set(['endpoint', 'kubernetes-endpoint']);
const builtInServiceResolver = 'kubernetes-service';
const builtInConsulResolvers = new Set(['consul', 'consul-endpoint']);

/** What the resolver of a Mapping makes it dial. */
export interface EmissaryRouting {
  readonly addressing: Dial['addressing'];
  readonly reason: Reason;
  readonly caveats: readonly string[];
}

/**
 * The resolver of the Mapping, or of what one is made from, else that of the Module, else Services by their address; undefined
 * where it makes Emissary dial nothing of Kubernetes', or refuse the Mapping.
 */
export function emissaryRouting(
  state: ClusterState,
  mapping: Resolving,
): EmissaryRouting | undefined {
  const found = routingOf(state, mapping);
  return typeof found === 'string' ? undefined : found;
}

/** Why it is undefined, as the rest of a sentence. */
export function whyNoEmissaryRouting(
  state: ClusterState,
  mapping: Resolving,
): string | undefined {
  const found = routingOf(state, mapping);
  return typeof found === 'string' ? found : undefined;
}

type Resolving = KubeObject & { readonly resolver?: string };

function routingOf(
  state: ClusterState,
  mapping: Resolving,
): EmissaryRouting | string {
  const module = state
    .list(ambassadorModules)
    .find(one => one.meta.name === 'ambassador');
  const resolver = mapping.resolver ?? module?.resolver;
  const evidence = [
    evidenceOf(mapping, 'spec.resolver', mapping.resolver),
    ...(mapping.resolver === undefined && module
      ? [evidenceOf(module, 'spec.config.resolver', module.resolver)]
      : []),
  ];
  if (resolver !== undefined && builtInConsulResolvers.has(resolver)) {
    return `its resolver ${resolver} looks in Consul, and not in Kubernetes`;
  }
  const object = state
    .list(kubernetesEndpointResolvers)
    .find(one => one.meta.name === resolver);
  if (
    resolver !== undefined &&
    (object || builtInEndpointResolvers.has(resolver))
  ) {
    return {
      addressing: 'pod-ip',
      caveats: [],
      reason: {
        text: `Emissary-ingress dials pod IPs: resolver ${resolver} looks up endpoints, which undoes its Service routing.`,
        evidence: [
          ...evidence,
          ...(object ? [evidenceOf(object, 'metadata.name', resolver)] : []),
        ],
        source,
      },
    };
  }
  const isKnown = resolver === undefined || resolver === builtInServiceResolver;
  // Services have nothing to spread requests over: such a Mapping is refused (irserviceresolver.py).
  if (isKnown && 'loadBalancer' in mapping) {
    return 'its load_balancer needs a resolver of endpoints, and it has one of Services';
  }
  return {
    addressing: 'service-vip',
    caveats: isKnown
      ? []
      : [
          `Resolver ${resolver} of ${objectName(
            mapping,
          )} is no KubernetesEndpointResolver that could be read: it may be one of Services, one of Consul's, or nobody's, and then the Mapping is refused.`,
        ],
    reason: {
      text: isKnown
        ? "Emissary-ingress dials the Service's address: that is its default resolver."
        : `Emissary-ingress dials the Service's address, as far as resolver ${resolver} is known.`,
      evidence,
      source,
    },
  };
}
