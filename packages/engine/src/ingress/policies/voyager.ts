import type { ClusterState } from '../../state/clusterState';
import type { Service } from '../../state/kinds/service';
import type { KubeObject } from '../../state/meta';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';

const prefix = 'ingress.appscode.com';

/** Whether the TLS of clients goes through as it is (docs/guides/ingress/configuration/ssl-passthrough.md). */
export function passesTls({ meta }: Pick<KubeObject, 'meta'>): boolean {
  return isOn(meta.annotations[`${prefix}/ssl-passthrough`]);
}

/** HTTP for an external name is answered by a redirect, unless its Service asks otherwise (docs/guides/ingress/http/external-svc.md). */
export function onlyRedirects({ type, meta }: Service): boolean {
  return (
    type === 'ExternalName' &&
    !isOn(meta.annotations[`${prefix}/use-dns-resolver`])
  );
}

/** What Voyager makes of a rule of a plain Ingress. */
export function voyagerIngress(
  _: ClusterState,
  { service }: Pick<ServedRule, 'service'>,
): PolicyEffect {
  return onlyRedirects(service)
    ? { drops: 'it leads to an external name, to which Voyager redirects' }
    : {};
}

/** Whether an annotation of yes or no says yes. */
export function isOn(value: string | undefined): boolean {
  return value?.toLowerCase() === 'true';
}
