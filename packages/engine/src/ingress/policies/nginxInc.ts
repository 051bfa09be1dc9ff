import type { ClusterState } from '../../state/clusterState';
import type { Ingress, IngressRule } from '../../state/kinds/ingress';
import { isFlagSet } from '../edges/flagOf';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import { goTrue } from '../edges/goBool';
import type { ServedRule } from '../dial/ingressDial';
import type { Instance } from '../edges/instances';
import { placesOf } from '../dial/places';
import { resolveSetting } from '../dial/setting';

// Beside rules it is for what their paths leave over.
const defaultBackend = 'spec.defaultBackend';

/** Annotations that list Services of the Ingress; an unknown name makes NGINX refuse the Ingress. */
const lists = ['ssl-services', 'grpc-services', 'websocket-services'].map(
  name => `nginx.org/${name}`,
);
const grpcServices = 'nginx.org/grpc-services';

/**
 * What NGINX Ingress Controller of F5 refuses, and what it leaves out (nginx/kubernetes-ingress
 * internal/k8s/validation.go, internal/configs/ingress.go).
 */
export function nginxIncPolicies(
  state: ClusterState,
  served: ServedRule,
): PolicyEffect {
  const { ingress, rule, instance } = served;
  if (isRefused(ingress, instance) || isCovered(ingress, rule)) {
    return { drops: true };
  }
  return withoutHttp2(state, served);
}

/** An Ingress has rules, a host in each, another in every one, and lists Services that it leads to. */
function isRefused(
  { meta, rules }: Ingress,
  instance: Instance | undefined,
): boolean {
  const byRule = new Map(
    rules
      .filter(({ field }) => field !== defaultBackend)
      .map(({ field, host }) => [field.split('.http')[0], host]),
  );
  const hosts = [...byRule.values()];
  const mayBeEmpty = instance?.pods.some(pod =>
    isFlagSet(pod, '-allow-empty-ingress-host'),
  );
  if (hosts.length === 0 || new Set(hosts).size < hosts.length) return true;
  if (hosts.includes(null) && !mayBeEmpty) return true;
  const known = new Set(rules.map(({ backend }) => backend.service));
  return lists
    .flatMap(name => (meta.annotations[name] as string | undefined) ?? [])
    .some(list => list.split(',').some(service => !known.has(service)));
}

/** A default backend gets what is left of each host: nothing, where all have a rule for the root. */
function isCovered({ rules }: Ingress, { field }: IngressRule): boolean {
  if (field !== defaultBackend) return false;
  const others = rules.filter(one => one.field !== defaultBackend);
  const open = new Set(others.map(({ host }) => host));
  for (const { host, path, pathType } of others) {
    // An exact root is for itself alone.
    if (path === '/' && pathType !== 'Exact') open.delete(host);
  }
  return open.size === 0;
}

/** gRPC takes HTTP/2, which the ConfigMap has to turn on. */
function withoutHttp2(
  state: ClusterState,
  { ingress, instance, server, service, port }: ServedRule,
): PolicyEffect {
  if (!(grpcServices in ingress.meta.annotations)) return {};
  const places = { ...placesOf(state, ingress, instance), service, port };
  if (goTrue.has(places.configMap?.data.http2 ?? '')) return {};
  const { backend } = server.vendor;
  const plain = {
    ...backend,
    switches: backend.switches.filter(({ key }) => key !== grpcServices),
  };
  return { said: { backend: resolveSetting(plain, places) } };
}
