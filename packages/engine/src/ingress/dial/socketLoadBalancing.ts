// Cilium in the place of kube-proxy turns a Service's address into a pod's where a pod connects, before
// a sidecar sees it: cilium Documentation/network/servicemesh/istio.rst.
import { evidenceOf } from '../../state/evidence';
import type { ClusterState } from '../../state/clusterState';
import { bucket, derive } from '../../state/derived';
import { ConfigMap, configMapsByName } from '../../state/kinds/configMap';
import { pods } from '../../state/kinds/pod';
import { indexBy } from '../../state/objectIndex';
import type { Route } from '../edges/edge';

const configName = 'cilium-config';
const replacement = 'kube-proxy-replacement';
const socketLb = 'bpf-lb-sock';
const hostsOnly = 'bpf-lb-sock-hostns-only';
const source = 'docs.cilium.io/en/stable/network/servicemesh/istio';

const agents = indexBy(pods, ({ meta }) =>
  meta.labels['k8s-app'] === 'cilium' ? ['any'] : [],
);

/** What Cilium does to addresses of Services, where it runs. */
type SocketLb =
  | { readonly kind: 'off' }
  | { readonly kind: 'on'; readonly config: ConfigMap }
  | { readonly kind: 'unknown' };

const socketLbOf = derive(
  [bucket(agents, 'any'), bucket(configMapsByName, configName)],
  (state): SocketLb => {
    const [config] = state.lookup(configMapsByName, configName);
    if (config) return isOn(config) ? { kind: 'on', config } : { kind: 'off' };
    return { kind: state.lookup(agents, 'any')[0] ? 'unknown' : 'off' };
  },
);

function isOn({ data }: ConfigMap): boolean {
  const replaces = ['true', 'strict'].includes(data[replacement]);
  return (replaces || data[socketLb] === 'true') && data[hostsOnly] !== 'true';
}

/** A route as Cilium has it: one that dials a Service from a pod network ends up dialling pods. */
export function withSocketLb(state: ClusterState, route: Route): Route {
  const { dial, edge } = route;
  const concerned =
    dial.addressing === 'service-vip' &&
    edge.vendor.placement === 'in-cluster' &&
    edge.pods.some(pod => !pod.hostNetwork);
  if (!concerned) return route;
  const found = state.read(socketLbOf);
  if (found.kind === 'off') return route;
  const certainty = dial.certainty === 'unknown' ? 'unknown' : 'inferred';
  if (found.kind === 'unknown') {
    const caveat = `Cilium runs here, and its ConfigMap ${configName} could not be read: it may turn the Service's address into a pod's before a sidecar sees it.`;
    return {
      ...route,
      dial: { ...dial, certainty, caveats: [...dial.caveats, caveat] },
    };
  }
  const { config } = found;
  const text = `Cilium turns the Service's address into a pod's before a sidecar sees it: ${hostsOnly} is not true.`;
  return {
    ...route,
    dial: {
      ...dial,
      addressing: 'pod-ip',
      certainty,
      caveats: [...dial.caveats, text],
      reasons: [
        ...dial.reasons,
        {
          text,
          evidence: [replacement, socketLb, hostsOnly].map(key =>
            evidenceOf(config, `data[${key}]`, config.data[key]),
          ),
          source,
        },
      ],
    },
  };
}
