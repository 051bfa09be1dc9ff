// Whether a pod would be injected if it were made anew: istio manifests/charts/istio-control/istio-discovery
// templates/mutatingwebhook.yaml, pkg/kube/inject/inject.go injectRequired.
import type { ClusterState } from '../state/clusterState';
import { annotationEvidence, evidenceOf, objectName } from '../state/evidence';
import { Namespace, namespaces } from '../state/kinds/namespace';
import type { Pod } from '../state/kinds/pod';
import type { Reason } from '../posture/servicePosture';
import { because } from './because';

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
  if (optedOut(pod)) return { kind: 'not-asked' };
  const by = askedBy(pod, namespace);
  if (!by) return { kind: 'not-asked' };
  const why = blockedBy(pod, namespace);
  return why ? { kind: 'blocked', by, why } : { kind: 'asked', by };
}

function optedOut({ meta: { labels, annotations } }: Pod): boolean {
  // The label counts before the annotation.
  return (
    (labels[inject] ?? annotations[inject]) === 'false' ||
    labels[dataPlane] === 'none'
  );
}

function askedBy(
  pod: Pod,
  namespace: Namespace | undefined,
): Reason | undefined {
  const { labels, annotations } = pod.meta;
  const asks = (object: Pod | Namespace, label: string) =>
    because(`${objectName(object)} asks for it by ${label}.`, [
      evidenceOf(
        object,
        `metadata.labels[${label}]`,
        object.meta.labels[label],
      ),
    ]);
  if (labels[inject] === 'true') return asks(pod, inject);
  if (labels[dataPlane] === 'ambient') return asks(pod, dataPlane);
  if (labels[revision] !== undefined) return asks(pod, revision);
  if (annotations[inject] === 'true') {
    return because(`${objectName(pod)} asks for it by annotation.`, [
      annotationEvidence(pod, inject),
    ]);
  }
  if (!namespace) return undefined;
  const own = namespace.meta.labels;
  if (own[enabled] !== undefined && own[enabled] !== 'disabled') {
    return asks(namespace, enabled);
  }
  if (own[revision] !== undefined && own[enabled] === undefined) {
    return asks(namespace, revision);
  }
  return own[dataPlane] === undefined || own[dataPlane] === 'none'
    ? undefined
    : asks(namespace, dataPlane);
}

function blockedBy(
  pod: Pod,
  namespace: Namespace | undefined,
): Reason | undefined {
  const name = objectName(pod);
  if (pod.hostNetwork) {
    return because(`${name} uses the network of its node.`, [
      evidenceOf(pod, 'spec.hostNetwork', true),
    ]);
  }
  if (ignored.has(pod.meta.namespace)) {
    return because(`Istio leaves out the namespace ${pod.meta.namespace}.`, [
      evidenceOf(pod, 'metadata.namespace', pod.meta.namespace),
    ]);
  }
  const labels = namespace?.meta.labels ?? {};
  if (namespace && labels[enabled] === 'disabled') {
    return because(
      `The namespace says ${enabled}=disabled, which counts first.`,
      [evidenceOf(namespace, `metadata.labels[${enabled}]`, 'disabled')],
    );
  }
  if (namespace && isMisspelt(labels)) {
    const label = labels[enabled] === undefined ? dataPlane : enabled;
    return because(`${label}=${labels[label]} is no value that Istio knows.`, [
      evidenceOf(namespace, `metadata.labels[${label}]`, labels[label]),
    ]);
  }
  return onlyAnnotated(pod, labels)
    ? because(
        'The webhook chooses pods by label, and the namespace asks for nothing.',
        [annotationEvidence(pod, inject)],
      )
    : undefined;
}

function isMisspelt(labels: Readonly<Record<string, string>>): boolean {
  const mode = labels[dataPlane];
  return (
    (labels[enabled] !== undefined && labels[enabled] !== 'enabled') ||
    (labels[enabled] === undefined &&
      mode !== undefined &&
      mode !== 'ambient' &&
      mode !== 'none')
  );
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
