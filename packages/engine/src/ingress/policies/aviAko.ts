import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import { aviHttpRules } from '../../state/kinds/aviHttpRule';
import type { Ingress } from '../../state/kinds/ingress';
import { Pod, pods } from '../../state/kinds/pod';
import { indexBy } from '../../state/objectIndex';
import type { GatewayBackend, PolicyEffect } from '../dial/gatewayApiDial';
import { placesOf } from '../dial/places';
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
  served: ServedRule,
): PolicyEffect {
  const { ingress, rule } = served;
  const why = refusal(state, served);
  if (why !== undefined) return { drops: why };
  // What is carried through has no Host for anything to change.
  if (isPassthrough(ingress)) return {};
  const istio = aviMeshIdentity(state);
  if (istio.said) return istio;
  const found = state
    .lookup(rulesByHost, rule.host ?? '')
    .filter(one => one.meta.namespace === ingress.meta.namespace)
    .filter(one => !one.rejected)
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

const passthrough = 'passthrough.ako.vmware.com/enabled';

function isPassthrough({ meta }: Ingress): boolean {
  const value = meta.annotations[passthrough] as string | undefined;
  return value?.toLowerCase() === 'true';
}

/** Rules are all that is read of an Ingress (internal/nodes/validator.go, ParseHostPathForIngress). */
function refusal(
  state: ClusterState,
  { ingress, rule, instance }: ServedRule,
): string | undefined {
  if (rule.field === 'spec.defaultBackend') {
    return 'it is a default backend, of which AKO takes none';
  }
  const { configMap, namespace } = placesOf(state, ingress, instance);
  const setting = (key: string) => configMap?.data[key] ?? '';
  const [key, value] = [setting('nsSyncLabelKey'), setting('nsSyncLabelValue')];
  if (key !== '' && namespace && namespace.meta.labels[key] !== value) {
    return `its namespace has no label ${key}: ${value}, by which AKO is told to choose`;
  }
  return blocked(setting('blockedNamespaceList')).includes(
    ingress.meta.namespace,
  )
    ? 'its namespace is among those that AKO is told to leave'
    : undefined;
}

/** The setting holds a list in JSON. */
function blocked(json: string): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(json === '' ? '[]' : json);
    return Array.isArray(parsed) ? parsed.filter(isText) : [];
  } catch {
    return [];
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** What becomes of a backend at a Gateway (docs/gateway-api/gateway-api-v1.md, Conditions and Caveats). */
export function aviGateway(
  state: ClusterState,
  one: GatewayBackend,
): PolicyEffect {
  const why = gatewayRefusal(one);
  if (why !== undefined) return { drops: why };
  const listener = listenerRefusal(one);
  // An update to a Gateway that it does not take is passed over (ako-gateway-api/k8s/ako_init.go, UpdateFunc).
  if (listener !== undefined) return { drops: listener, keepsFormer: true };
  const identity = aviMeshIdentity(state);
  const doubts = gatewayDoubts(one);
  return doubts.length === 0
    ? identity
    : {
        ...identity,
        caveats: [...(identity.caveats ?? []), ...doubts],
        unknown: true,
      };
}

function gatewayRefusal({
  route,
  rule,
  backend,
  instance,
}: GatewayBackend): string | undefined {
  const running = instance?.pods ?? [];
  if (running.length > 0 && !running.some(servesGateways)) {
    return 'AKO runs without its container for the Gateway API';
  }
  if (route.hostnames.length === 0 || route.hostnames.includes('*')) {
    return 'it names no host, and AKO takes no such route';
  }
  if (rule.mirrors.includes(backend)) {
    return 'it is for copies of requests, which AKO does not have sent';
  }
  return undefined;
}

/** With such a listener AKO takes no Gateway. */
function listenerRefusal({
  parent: {
    listener: { name, protocol, tls, allowedFrom },
  },
}: GatewayBackend): string | undefined {
  if (protocol !== 'HTTP' && protocol !== 'HTTPS') {
    return `listener ${name} is of protocol ${protocol}, and AKO takes HTTP and HTTPS alone`;
  }
  if (tls && tls.mode !== 'Terminate') {
    return `listener ${name} does not end TLS, and AKO takes no such one`;
  }
  return allowedFrom === 'Selector'
    ? `listener ${name} chooses namespaces by a selector, which AKO does not read`
    : undefined;
}

function servesGateways({ containers }: Pod): boolean {
  return containers.some(({ image }) =>
    hasRepository(image, 'ako/ako-gateway-api'),
  );
}

function gatewayDoubts({ route, rule, backend }: GatewayBackend): string[] {
  const rewritten = rule.hostRewrite ?? backend.hostRewrite;
  return [
    ...rule.extensions
      .filter(name => name.startsWith('RouteBackendExtension/'))
      .map(
        name =>
          `${name}, which ${objectName(
            route,
          )} uses, is not read: whether Avi starts TLS towards the pods is not known.`,
      ),
    ...(rewritten === undefined
      ? []
      : [
          `${objectName(
            route,
          )} has a URLRewrite, and whether AKO gives Host ${rewritten} is not known.`,
        ]),
  ];
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
