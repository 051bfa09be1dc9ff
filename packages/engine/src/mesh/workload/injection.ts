// Whether a pod would be injected if it were made anew: istio manifests/charts/istio-control/istio-discovery
// templates/mutatingwebhook.yaml, pkg/kube/inject/inject.go injectRequired.
import type { ClusterState } from '../../state/clusterState';
import {
  annotationEvidence,
  evidenceOf,
  objectName,
} from '../../state/evidence';
import { Namespace, namespaces } from '../../state/kinds/namespace';
import type { Pod } from '../../state/kinds/pod';
import type { WebhookConfiguration } from '../../state/kinds/webhook';
import { allLabels } from '../../state/namespaceLabels';
import type { Evidence, Reason } from '../../posture/servicePosture';
import { because } from '../because';
import { CniConfig, cniConfig, isEnabled } from './cniConfig';
import { refusedByInjectors } from './injectRequired';
import { injectorConfigsFor } from './injectorConfig';
import { injectorsAsked, injectorsIn } from './injectors';

/** What somebody asked for and what would come of it. */
export type Injection =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'asked'; readonly by: Reason }
  | { readonly kind: 'blocked'; readonly by: Reason; readonly why: Reason };

const inject = 'sidecar.istio.io/inject';
const dataPlane = 'istio.io/dataplane-mode';
const revision = 'istio.io/rev';
const enabled = 'istio-injection';

// istio pkg/kube/inject/initializer.go IgnoredNamespaces.
const ignored: ReadonlySet<string> = new Set([
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'local-path-storage',
]);

/** Whether a pod was meant to be in the mesh, and what keeps it out. */
export function injectionOf(state: ClusterState, pod: Pod): Injection {
  const namespace = state.get(namespaces, '', pod.meta.namespace);
  const sidecar = sidecarAskedBy(pod, namespace) ?? chosenBy(state, pod);
  const by = sidecar ?? ambientAskedBy(state, pod, namespace);
  if (!by) return { kind: 'not-asked' };
  const why = sidecar
    ? onItsNode(pod) ??
      (ignored.has(pod.meta.namespace) ? leftOut(pod) : undefined) ??
      sidecarBlockedBy(state, pod, namespace)
    : ambientBlockedBy(state, pod, namespace);
  return why ? { kind: 'blocked', by, why } : { kind: 'asked', by };
}

function sidecarAskedBy(
  pod: Pod,
  namespace: Namespace | undefined,
): Reason | undefined {
  const { labels, annotations } = pod.meta;
  // The label counts before the annotation.
  if ((labels[inject] ?? annotations[inject]) === 'false') return undefined;
  if (labels[inject] === 'true') return asks(pod, inject);
  if (labels[revision] !== undefined) return asks(pod, revision);
  if (annotations[inject] === 'true') {
    return because(`${objectName(pod)} asks for it by annotation.`, [
      annotationEvidence(pod, inject),
    ]);
  }
  if (!namespace) return undefined;
  const own = namespace.meta.labels;
  if (own[enabled] !== undefined) {
    return own[enabled] === 'disabled' ? undefined : asks(namespace, enabled);
  }
  return own[revision] === undefined ? undefined : asks(namespace, revision);
}

// enableNamespacesByDefault: a webhook for whom nothing is said.
function chosenBy(state: ClusterState, pod: Pod): Reason | undefined {
  const { labels, annotations, namespace } = pod.meta;
  if ((labels[inject] ?? annotations[inject]) === 'false') return undefined;
  if (pod.hostNetwork || ignored.has(namespace)) return undefined;
  if (refusedByConfig(state, pod)) return undefined;
  const [injector] = injectorsAsked(state, namespace, labels);
  return (
    injector &&
    because(`${objectName(injector)} chooses it.`, [revisionOf(injector)])
  );
}

function isChosen(state: ClusterState, { meta }: Pod): boolean {
  return injectorsAsked(state, meta.namespace, meta.labels).length > 0;
}

function chosenByNone(injectors: readonly WebhookConfiguration[]): Reason {
  const names = injectors.map(objectName).join(', ');
  return because(
    `No injector chooses it: there is ${names}, and the selectors of none fit it and its namespace.`,
    injectors.map(revisionOf),
  );
}

function revisionOf(injector: WebhookConfiguration): Evidence {
  const value = injector.meta.labels[revision];
  return evidenceOf(injector, `metadata.labels[${revision}]`, value);
}

// Who wants no sidecar may well want ambient mode, and the other way round: cni/pkg/util/podutil.go.
function ambientAskedBy(
  state: ClusterState,
  pod: Pod,
  namespace: Namespace | undefined,
): Reason | undefined {
  const cni = state.read(cniConfig);
  if (cni.source && isChosenByCni(cni, pod, namespace)) {
    return because(`${objectName(cni.source)} chooses it.`, [
      evidenceOf(
        cni.source,
        'data.AMBIENT_ENABLEMENT_SELECTOR',
        cni.source.data.AMBIENT_ENABLEMENT_SELECTOR,
      ),
    ]);
  }
  const own = pod.meta.labels[dataPlane];
  if (own === 'ambient') return asks(pod, dataPlane);
  const mode = namespace?.meta.labels[dataPlane];
  return !namespace || own === 'none' || mode === undefined || mode === 'none'
    ? undefined
    : asks(namespace, dataPlane);
}

function asks(object: Pod | Namespace, label: string): Reason {
  return because(`${objectName(object)} asks for it by ${label}.`, [
    evidenceOf(object, `metadata.labels[${label}]`, object.meta.labels[label]),
  ]);
}

function isChosenByCni(
  { selectors }: CniConfig,
  pod: Pod,
  namespace: Namespace | undefined,
): boolean | undefined {
  const labels = namespace ? allLabels(namespace) : {};
  return selectors && isEnabled(selectors, pod.meta.labels, labels);
}

function onItsNode(pod: Pod): Reason | undefined {
  if (!pod.hostNetwork) return undefined;
  return because(`${objectName(pod)} uses the network of its node.`, [
    evidenceOf(pod, 'spec.hostNetwork', true),
  ]);
}

function leftOut(pod: Pod, more: readonly Evidence[] = []): Reason {
  return because(`Istio leaves out the namespace ${pod.meta.namespace}.`, [
    evidenceOf(pod, 'metadata.namespace', pod.meta.namespace),
    ...more,
  ]);
}

// Where the plugin has selectors of its own, no value of the label is misspelt.
function ambientBlockedBy(
  state: ClusterState,
  pod: Pod,
  namespace: Namespace | undefined,
): Reason | undefined {
  const cni = state.read(cniConfig);
  const { source, isAmbientOn, excludedNamespaces, selectors } = cni;
  const said = (field: string) =>
    source ? [evidenceOf(source, `data.${field}`, source.data[field])] : [];
  const node = onItsNode(pod);
  if (node) return node;
  if (excludedNamespaces.includes(pod.meta.namespace)) {
    return leftOut(pod, said('EXCLUDE_NAMESPACES'));
  }
  if (!isAmbientOn) {
    return because(
      "Ambient mode is switched off in Istio's CNI plugin.",
      said('AMBIENT_ENABLED'),
    );
  }
  if (!selectors) return misspelt(dataPlane, namespace);
  return isChosenByCni(cni, pod, namespace)
    ? undefined
    : because(
        "The selectors of Istio's CNI plugin do not choose it.",
        said('AMBIENT_ENABLEMENT_SELECTOR'),
      );
}

function refusedByConfig(
  state: ClusterState,
  { meta: { namespace, labels, annotations } }: Pod,
): Reason | undefined {
  return refusedByInjectors(injectorConfigsFor(state, namespace, labels), {
    labels,
    annotations,
  });
}

function sidecarBlockedBy(
  state: ClusterState,
  pod: Pod,
  namespace: Namespace | undefined,
): Reason | undefined {
  const injectors = injectorsIn(state);
  if (injectors.length === 0) {
    return refusedByLabels(pod, namespace) ?? refusedByConfig(state, pod);
  }
  if (isChosen(state, pod)) return refusedByConfig(state, pod);
  return refusedByLabels(pod, namespace) ?? chosenByNone(injectors);
}

/** What the webhooks of every installation make of labels: who is not chosen by those. */
function refusedByLabels(
  pod: Pod,
  namespace: Namespace | undefined,
): Reason | undefined {
  const labels = namespace?.meta.labels ?? {};
  if (namespace && labels[enabled] === 'disabled') {
    return because(
      `The namespace says ${enabled}=disabled, which counts first.`,
      [evidenceOf(namespace, `metadata.labels[${enabled}]`, 'disabled')],
    );
  }
  const wrong = misspelt(enabled, namespace);
  if (wrong) return wrong;
  return onlyAnnotated(pod, labels)
    ? because(
        'The webhook chooses pods by label, and the namespace asks for nothing.',
        [annotationEvidence(pod, inject)],
      )
    : undefined;
}

const values: Readonly<Record<string, readonly string[]>> = {
  [enabled]: ['enabled', 'disabled'],
  [dataPlane]: ['ambient', 'none'],
};

function misspelt(
  label: string,
  namespace: Namespace | undefined,
): Reason | undefined {
  const value = namespace?.meta.labels[label];
  if (!namespace || value === undefined || values[label].includes(value)) {
    return undefined;
  }
  return because(`${label}=${value} is no value that Istio knows.`, [
    evidenceOf(namespace, `metadata.labels[${label}]`, value),
  ]);
}

function onlyAnnotated(
  { meta }: Pod,
  namespace: Readonly<Record<string, string>>,
): boolean {
  return (
    meta.annotations[inject] === 'true' &&
    meta.labels[inject] === undefined &&
    meta.labels[revision] === undefined &&
    namespace[enabled] === undefined &&
    namespace[revision] === undefined
  );
}
