// Which webhook of Istio's takes a new pod: istio manifests/charts/istio-control/istio-discovery/templates/
// mutatingwebhook.yaml; what it does then: pkg/kube/inject/inject.go (injectRequired, selectTemplates); ambient:
// cni/pkg/util/podutil.go.
import { parseYaml } from '../mesh/controlPlane/istioYaml';
import { meshConfigOf } from '../mesh/controlPlane/meshConfig';
import { cniConfig, isEnabled } from '../mesh/workload/cniConfig';
import { refusedByInjectors } from '../mesh/workload/injectRequired';
import {
  InjectorConfig,
  injectorConfigOf,
  injectorConfigsFor,
} from '../mesh/workload/injectorConfig';
import { injectorsAsked, injectorsIn } from '../mesh/workload/injectors';
import type { ClusterState } from '../state/clusterState';
import { objectName } from '../state/evidence';
import { namespaces } from '../state/kinds/namespace';
import { allLabels } from '../state/namespaceLabels';
import { at, flag, Labels, labels, text } from '../state/read';

export type MeshOfTemplate =
  | {
      readonly mesh: 'none';
      /** What asked for the mesh, and why that does not help. */
      readonly butAsked?: string;
      readonly why?: string;
    }
  | { readonly mesh: 'ambient'; readonly by: string }
  | {
      readonly mesh: 'sidecar';
      readonly by: string;
      readonly revision: string;
      /** Templates of the injector's that the pod is made with. */
      readonly templates: readonly string[];
      /** Whether the configuration of the injector was read: what the chart installs is taken for it else. */
      readonly isConfigRead: boolean;
      /** What the chart of the injector's revision was given for its proxies. */
      readonly proxyValues: unknown;
      /** How the sidecar is given the pod's traffic: REDIRECT, TPROXY, NONE. */
      readonly interceptionMode: string;
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

/** What a new pod becomes part of, by its own labels and those of its namespace. */
export function meshOfTemplate(
  state: ClusterState,
  pod: unknown,
  namespace: string,
  namespaceLabels: Labels,
): MeshOfTemplate {
  if (flag(pod, 'spec', 'hostNetwork')) return outside;
  const own = labels(pod, 'metadata', 'labels');
  const sidecar =
    !ignored.has(namespace) && wanted(pod, own)
      ? webhookFor(state, own, namespace, namespaceLabels)
      : undefined;
  if (!sidecar) return ambientFor(state, own, namespace, namespaceLabels);
  const annotations = labels(pod, 'metadata', 'annotations');
  const configs = injectorConfigsFor(state, namespace, own);
  const refused = refusedByInjectors(configs, { labels: own, annotations });
  if (!refused) return byInjector(state, sidecar, annotations);
  const ambient = ambientFor(state, own, namespace, namespaceLabels);
  return ambient.mesh === 'ambient'
    ? ambient
    : { mesh: 'none', butAsked: sidecar.by, why: refused.text };
}

interface Webhook {
  readonly by: string;
  readonly revision: string;
}

function byInjector(
  state: ClusterState,
  webhook: Webhook,
  annotations: Labels,
): MeshOfTemplate {
  const config = injectorConfigOf(state, webhook.revision);
  const { proxyValues, source } = config;
  const templates = templatesOf(
    config,
    annotations['inject.istio.io/templates'],
  );
  return {
    mesh: 'sidecar',
    ...webhook,
    templates,
    isConfigRead: source !== undefined,
    proxyValues,
    interceptionMode: interceptionMode(state, webhook.revision, annotations),
  };
}

// The pod's own word, that of its proxy's configuration, then that of the mesh which the injector belongs to: istio
// pkg/kube/inject/webhook.go (ApplyProxyConfig), injection-template.yaml.
function interceptionMode(
  state: ClusterState,
  ofRevision: string,
  annotations: Labels,
): string {
  const config = parseYaml(annotations['proxy.istio.io/config'] ?? '');
  return (
    annotations['sidecar.istio.io/interceptionMode'] ??
    text(config, 'interceptionMode') ??
    meshConfigOf(state, ofRevision)?.interceptionMode ??
    'REDIRECT'
  );
}

// istio pkg/kube/inject/inject.go selectTemplates, resolveAliases.
function templatesOf(
  { defaultTemplates, aliases }: InjectorConfig,
  asked: string | undefined,
): readonly string[] {
  const names = asked?.split(',').map(one => one.trim()) ?? defaultTemplates;
  return names.flatMap(one => aliases[one] ?? one);
}

// Whatever a pod says, but for "none", leaves it to its namespace (values.yaml, enablementSelectors).
function ambientFor(
  state: ClusterState,
  own: Labels,
  namespace: string,
  ofNamespace: Labels,
): MeshOfTemplate {
  const { isAmbientOn, excludedNamespaces, selectors } = state.read(cniConfig);
  const by = selectors
    ? isEnabled(selectors, own, allOf(state, namespace, ofNamespace)) &&
      "the selectors of Istio's CNI plugin"
    : askedByLabel(own[dataPlane], ofNamespace[dataPlane]);
  if (!by) return outside;
  if (excludedNamespaces.includes(namespace)) {
    const why = `Istio's CNI plugin leaves namespace ${namespace} out${
      namespace === 'kube-system' ? ' by default' : ''
    }.`;
    return { mesh: 'none', butAsked: by, why };
  }
  return isAmbientOn
    ? { mesh: 'ambient', by }
    : {
        mesh: 'none',
        butAsked: by,
        why: "Ambient mode is switched off in Istio's CNI plugin.",
      };
}

function askedByLabel(
  own: string | undefined,
  ofNamespace: string | undefined,
): string | undefined {
  if (own === 'ambient') return `its label ${dataPlane}=ambient`;
  return own !== 'none' && ofNamespace === 'ambient'
    ? `its namespace's label ${dataPlane}=ambient`
    : undefined;
}

// Selectors may name labels that no rule does, which are kept apart.
function allOf(state: ClusterState, namespace: string, named: Labels): Labels {
  const found = state.get(namespaces, '', namespace);
  return { ...(found && allLabels(found)), ...named };
}

// The label counts before the annotation; what is neither "true" nor "false" leaves it to the webhook.
function wanted(pod: unknown, own: Labels): boolean {
  const said = own[inject] ?? at(pod, 'metadata', 'annotations', inject);
  return String(said) !== 'false';
}

/** The webhook that is asked about it: one that was read, else as those of every installation choose. */
function webhookFor(
  state: ClusterState,
  own: Labels,
  namespace: string,
  ofNamespace: Labels,
): Webhook | undefined {
  const labelled = webhookByLabels(own, ofNamespace);
  if (injectorsIn(state).length === 0) return labelled;
  const [injector] = injectorsAsked(state, namespace, own);
  return (
    injector && {
      by: labelled?.by ?? `${objectName(injector)}, which chooses it`,
      revision: injector.meta.labels[revision],
    }
  );
}

function webhookByLabels(
  own: Labels,
  ofNamespace: Labels,
): Webhook | undefined {
  const asked = (by: string, name = 'default') => ({ by, revision: name });
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
