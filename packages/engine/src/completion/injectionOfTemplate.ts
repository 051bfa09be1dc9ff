// Which webhook of Istio's takes a new pod: istio manifests/charts/istio-control/istio-discovery/templates/
// mutatingwebhook.yaml; what it does then: pkg/kube/inject/inject.go (injectRequired); ambient: cni/pkg/util/podutil.go.
import { at, flag, Labels, labels } from '../state/read';

export type MeshOfTemplate =
  | { readonly mesh: 'none'; readonly butAsked?: string }
  | { readonly mesh: 'ambient'; readonly by: string }
  | {
      readonly mesh: 'sidecar';
      readonly by: string;
      readonly revision: string;
    };

const inject = 'sidecar.istio.io/inject';
const injection = 'istio-injection';
const revision = 'istio.io/rev';
const dataPlane = 'istio.io/dataplane-mode';
const outside: MeshOfTemplate = { mesh: 'none' };

// istio pkg/kube/inject/initializer.go IgnoredNamespaces.
const ignored: ReadonlySet<string> = new Set([
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'local-path-storage',
]);

// istio manifests/charts/istio-cni/values.yaml excludeNamespaces, heeded by cni/pkg/plugin/plugin.go: no pod made
// there is captured, whatever its labels.
const leftOutByCni: ReadonlySet<string> = new Set(['kube-system']);

/** What a new pod becomes part of, by its own labels and those of its namespace. */
export function meshOfTemplate(
  pod: unknown,
  namespace: string,
  namespaceLabels: Labels,
): MeshOfTemplate {
  if (flag(pod, 'spec', 'hostNetwork')) return outside;
  const own = labels(pod, 'metadata', 'labels');
  if (!ignored.has(namespace) && wanted(pod, own)) {
    const found = webhookFor(own, namespaceLabels);
    if (found) return found;
  }
  return ambientFor(namespace, own[dataPlane], namespaceLabels[dataPlane]);
}

// Whatever a pod says, but for "none", leaves it to its namespace (values.yaml, enablementSelectors).
function ambientFor(
  namespace: string,
  own: string | undefined,
  ofNamespace: string | undefined,
): MeshOfTemplate {
  const isAsked =
    own === 'ambient' || (own !== 'none' && ofNamespace === 'ambient');
  if (!isAsked) return outside;
  const whose = own === 'ambient' ? 'its label' : "its namespace's label";
  const by = `${whose} ${dataPlane}=ambient`;
  return leftOutByCni.has(namespace)
    ? { mesh: 'none', butAsked: by }
    : { mesh: 'ambient', by };
}

// The label counts before the annotation; what is neither "true" nor "false" leaves it to the webhook.
function wanted(pod: unknown, own: Labels): boolean {
  const said = own[inject] ?? at(pod, 'metadata', 'annotations', inject);
  return String(said) !== 'false';
}

function webhookFor(
  own: Labels,
  ofNamespace: Labels,
): MeshOfTemplate | undefined {
  const asked = (by: string, name = 'default'): MeshOfTemplate => ({
    mesh: 'sidecar',
    by,
    revision: name,
  });
  if (own[inject] === 'false') return undefined;
  if (ofNamespace[injection] !== undefined) {
    return ofNamespace[injection] === 'enabled'
      ? asked(`its namespace's label ${injection}=enabled`)
      : undefined;
  }
  if (ofNamespace[revision] !== undefined) {
    return asked(
      `its namespace's label ${revision}=${ofNamespace[revision]}`,
      ofNamespace[revision],
    );
  }
  if (own[revision] !== undefined) {
    return asked(`its label ${revision}=${own[revision]}`, own[revision]);
  }
  return own[inject] === 'true' ? asked(`its label ${inject}=true`) : undefined;
}
