// Labels and annotations of what Istio makes for a Gateway: istio pilot/pkg/config/kube/gatewaycommon/
// deploymentcontroller.go extractInfrastructureMetadata; manifests/charts/istio-control/istio-discovery/files/
// kube-gateway.yaml.
import type { Gateway } from '../state/kinds/gateway';
import type { Labels } from '../state/read';

const ofTheApi = 'gateway.networking.k8s.io/';

// About the Gateway itself.
const omitted: ReadonlySet<string> = new Set([
  'gateway.istio.io/name-override',
  'gateway.istio.io/service-account',
  'gateway.istio.io/controller-version',
]);

/** What spec.infrastructure says, or what the Gateway itself has where that says nothing. */
export function infrastructureLabels({
  infrastructure,
  meta,
}: Gateway): Labels {
  return withoutApi(infrastructure?.labels) ?? meta.labels;
}

/** The same of annotations. */
export function infrastructureAnnotations({
  infrastructure,
  meta,
}: Gateway): Labels {
  const all = withoutApi(infrastructure?.annotations) ?? meta.annotations;
  return only(all, name => !omitted.has(name));
}

function withoutApi(asked: Labels | undefined): Labels | undefined {
  return asked && only(asked, name => !name.startsWith(ofTheApi));
}

function only(all: Labels, kept: (name: string) => boolean): Labels {
  return Object.fromEntries(Object.entries(all).filter(([name]) => kept(name)));
}
