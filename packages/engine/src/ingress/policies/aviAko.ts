import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import { aviHttpRules } from '../../state/kinds/aviHttpRule';
import { pods } from '../../state/kinds/pod';
import { indexBy } from '../../state/objectIndex';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import { hasRepository } from '../edges/hasRepository';
import type { ServedRule } from '../dial/ingressDial';

const repository = 'vmware/load-balancer-and-ingress-services-for-kubernetes';

const caveats = [
  'HostRules, L7Rules and AviInfraSettings are not read: through them Avi could send another Host, or leave the route to other Service Engines.',
];

const rulesByHost = indexBy(aviHttpRules, ({ host }) => [host]);

// AKO has a sidecar only to take Istio's certificates from it (istioEnabled).
const withIstio = indexBy(pods, pod =>
  pod.containers.some(({ image }) => hasRepository(image, 'ako/ako')) &&
  [...pod.containers, ...pod.initContainers].some(
    ({ name }) => name === 'istio-proxy',
  )
    ? ['any']
    : [],
);

/** Istio's certificates, where AKO has them, else what HTTPRules say of a host and path. */
export function aviIngressPolicies(
  state: ClusterState,
  { ingress, rule }: ServedRule,
): PolicyEffect {
  // What is carried through has no Host for anything to change.
  if (ingress.meta.annotations['passthrough.ako.vmware.com/enabled'] === 'true')
    return {};
  const istio = aviMeshIdentity(state);
  if (istio.said) return istio;
  const found = state
    .lookup(rulesByHost, rule.host ?? '')
    .filter(one => one.meta.namespace === ingress.meta.namespace)
    .flatMap(object => object.paths.map(path => ({ object, path })))
    .filter(({ path }) => (rule.path ?? '/').startsWith(path.prefix))
    .sort((a, b) => b.path.prefix.length - a.path.prefix.length)
    .at(0);
  if (!found?.path.reencrypts) return { caveats };
  return {
    caveats,
    said: {
      backend: {
        effect: { protocol: 'http', tls: 'edge' },
        by: objectName(found.object),
        evidence: [
          evidenceOf(found.object, 'spec.paths[].tls.type', 'reencrypt'),
        ],
        source: `${repository} docs/crds/httprule.md`,
      },
    },
  };
}

/** With istioEnabled the Service Engines present AKO's own workload certificate to every pool. */
export function aviMeshIdentity(state: ClusterState): PolicyEffect {
  const [ako] = state.lookup(withIstio, 'any');
  if (!ako) return { caveats };
  return {
    caveats,
    said: {
      backend: {
        effect: { protocol: 'http', tls: 'edge', identity: 'mesh' },
        by: `istioEnabled of ${objectName(ako)}`,
        evidence: [evidenceOf(ako, 'spec.containers[].name', 'istio-proxy')],
        source: `${repository} docs/istio_support.md`,
      },
    },
  };
}
