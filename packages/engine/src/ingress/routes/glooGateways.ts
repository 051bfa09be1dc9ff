// Which VirtualServices Gloo's proxies serve: solo-io/gloo projects/gateway/pkg/translator/http_translator.go.
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import {
  GlooGateway,
  glooGateways,
  GlooListener,
  GlooRef,
  GlooVirtualService,
} from '../../state/kinds/gloo';
import { selects } from '../../state/labelSelector';
import type { Instance } from '../edges/instances';

/** Whether a VirtualService is served, and what that leans on. */
export interface GlooService {
  readonly served: boolean;
  readonly caveats: readonly string[];
}

/** Whether any Gateway of an installation's proxies selects a VirtualService. */
export function servedByGloo(
  state: ClusterState,
  virtualService: GlooVirtualService,
  instance: Instance,
): GlooService {
  const all = state.list(glooGateways);
  const own = all.filter(gateway => isOf(gateway, instance));
  if (own.some(gateway => contains(gateway, virtualService))) {
    return { served: true, caveats: [] };
  }
  if (all.length === 0) {
    const caveat = `No Gateway of Gloo's is seen: that one serves ${objectName(
      virtualService,
    )} is taken for granted.`;
    return { served: true, caveats: [caveat] };
  }
  const delegating = own.find(({ delegates }) => delegates);
  if (!delegating) return { served: false, caveats: [] };
  const caveat = `${objectName(
    delegating,
  )} takes listeners from MatchableHttpGateways, which are not read: that one of them serves ${objectName(
    virtualService,
  )} is taken for granted.`;
  return { served: true, caveats: [caveat] };
}

/** The Gateways of an installation that serve a VirtualService. */
export function gatewaysServing(
  state: ClusterState,
  virtualService: GlooVirtualService,
  instance: Instance,
): readonly GlooGateway[] {
  return state
    .list(glooGateways)
    .filter(one => isOf(one, instance) && contains(one, virtualService));
}

const proxyLabel = 'gateway-proxy-id';

/** Whether a Gateway is for an installation's proxies: those without the label are the only ones that there are. */
export function isOf({ proxies }: GlooGateway, { pods }: Instance): boolean {
  return pods.some(({ meta }) => {
    const id = meta.labels[proxyLabel] as string | undefined;
    return id === undefined || proxies.includes(id);
  });
}

function contains(
  { listeners }: GlooGateway,
  virtualService: GlooVirtualService,
): boolean {
  return listeners.some(
    listener =>
      listener.endsTls === virtualService.endsTls &&
      serves(listener, virtualService),
  );
}

/** By labels where it asks for some, else by name; without either all, of the namespaces that it names. */
function serves(
  { virtualServices, selector }: GlooListener,
  { meta }: GlooVirtualService,
): boolean {
  const { matchLabels, requirements } = selector.labels;
  const asks = Object.keys(matchLabels).length + requirements.length > 0;
  if (!asks && virtualServices.length > 0) {
    return virtualServices.some(ref => isNamed(ref, meta));
  }
  return (
    isWithin(selector.namespaces, meta.namespace) &&
    selects(selector.labels, meta.labels)
  );
}

function isNamed(
  { namespace, name }: GlooRef,
  meta: GlooVirtualService['meta'],
): boolean {
  return namespace === meta.namespace && name === meta.name;
}

/** Whether a list of namespaces takes one in: none stands for all. */
export function isWithin(
  namespaces: readonly string[],
  namespace: string,
): boolean {
  return (
    namespaces.length === 0 ||
    namespaces.includes('*') ||
    namespaces.includes(namespace)
  );
}
