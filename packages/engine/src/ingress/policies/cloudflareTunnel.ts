import type { ClusterState } from '../../state/clusterState';
import { services } from '../../state/kinds/service';
import type { Ingress } from '../../state/kinds/ingress';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';

const verify =
  'cloudflare-tunnel-ingress-controller.strrl.dev/proxy-ssl-verify';

/**
 * What the community's controller makes of a rule: one that it cannot read spoils the whole Ingress
 * (STRRL/cloudflare-tunnel-ingress-controller pkg/controller/transform.go, FromIngressToExposure).
 */
export function cloudflareIngress(
  state: ClusterState,
  { ingress, rule }: ServedRule,
): PolicyEffect {
  if (isDefault(rule)) {
    return { drops: 'it is a default backend, of which it takes none' };
  }
  const why = refusal(state, ingress);
  return why === undefined
    ? {}
    : { drops: `${why}, and its controller leaves out the whole Ingress then` };
}

function refusal(
  state: ClusterState,
  { meta, rules }: Ingress,
): string | undefined {
  const read = rules.filter(rule => !isDefault(rule));
  const hostless = read.find(({ host }) => host === null);
  if (hostless) return `${hostless.field} is for no host`;
  const exact = read.find(({ pathType }) => pathType === 'Exact');
  if (exact) return `${exact.field} is of path type Exact`;
  const missing = read.find(
    ({ backend }) => !state.get(services, meta.namespace, backend.service),
  );
  if (missing) return `there is no Service ${missing.backend.service}`;
  const said = meta.annotations[verify] as string | undefined;
  return said === undefined || said === 'on' || said === 'off'
    ? undefined
    : `annotation ${verify} is neither on nor off`;
}

function isDefault({ field }: Ingress['rules'][number]): boolean {
  return field === 'spec.defaultBackend';
}
