import type { Meta } from '../state/meta';

type Marked = Pick<Meta, 'labels' | 'annotations'>;

/**
 * Who writes an object, when its labels or annotations show it: what is changed by hand would be
 * taken back by them. Undefined when nothing shows.
 */
export function managedBy({ labels, annotations }: Marked): string | undefined {
  return (
    argo(labels, annotations) ??
    flux(labels) ??
    helm(labels, annotations) ??
    envoyGateway(labels) ??
    gatewayController(labels) ??
    openShift(labels)
  );
}

// https://gateway-api.sigs.k8s.io/geps/gep-1762/: what a controller makes for a Gateway carries its name
function gatewayController(labels: Meta['labels']): string | undefined {
  const gateway = labels['gateway.networking.k8s.io/gateway-name'];
  return gateway === undefined
    ? undefined
    : `The controller of Gateway ${gateway} writes it: say the same where the Gateway (spec.infrastructure) or its class takes settings of pods, or its next change takes this back.`;
}

// github.com/openshift/cluster-ingress-operator pkg/operator/controller/ingress: the operator puts its Deployments right
function openShift(labels: Meta['labels']): string | undefined {
  const label =
    'ingresscontroller.operator.openshift.io/deployment-ingresscontroller';
  const controller = labels[label];
  return controller === undefined
    ? undefined
    : `OpenShift's ingress operator writes it for IngressController ${controller}, and takes back what its spec does not say.`;
}

// gateway.envoyproxy.io/docs/tasks/operations/customize-envoyproxy (envoyDeployment.pod)
function envoyGateway(labels: Meta['labels']): string | undefined {
  if (labels['app.kubernetes.io/managed-by'] !== 'envoy-gateway')
    return undefined;
  return 'Envoy Gateway writes it: say the same in spec.provider.kubernetes.envoyDeployment.pod of its EnvoyProxy, or its next change takes this back.';
}

// https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/
function argo(
  labels: Meta['labels'],
  annotations: Meta['annotations'],
): string | undefined {
  const [application] =
    annotations['argocd.argoproj.io/tracking-id']?.split(':') ?? [];
  const name = application ?? labels['argocd.argoproj.io/instance'];
  return name === undefined
    ? undefined
    : `Argo CD's application ${name} keeps it: change it in Git, or the next sync takes this back.`;
}

// https://fluxcd.io/flux/faq/: labels of the kustomize and helm controllers
function flux(labels: Meta['labels']): string | undefined {
  const kustomization = labels['kustomize.toolkit.fluxcd.io/name'];
  const release = labels['helm.toolkit.fluxcd.io/name'];
  if (kustomization !== undefined) {
    return `Flux's Kustomization ${kustomization} keeps it: change it in Git, or the next reconciliation takes this back.`;
  }
  return release === undefined
    ? undefined
    : `Flux's HelmRelease ${release} keeps it: change the values there, or the next upgrade takes this back.`;
}

// https://helm.sh/docs/chart_best_practices/labels/
function helm(
  labels: Meta['labels'],
  annotations: Meta['annotations'],
): string | undefined {
  if (labels['app.kubernetes.io/managed-by'] !== 'Helm') return undefined;
  const release =
    annotations['meta.helm.sh/release-name'] ??
    labels['app.kubernetes.io/instance'];
  const whose =
    release === undefined ? 'A Helm release' : `Helm release ${release}`;
  return `${whose} keeps it: change its values, or the next upgrade takes this back.`;
}
