import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import { goTrue } from '../edges/goBool';
import type { ServedRule } from '../dial/ingressDial';
import { placesOf } from '../dial/places';
import { resolveSetting } from '../dial/setting';
import { isMinion, masterOf, whyNotOfHost } from './nginxIncHosts';
import { changesDial } from '../vendors/nginxSnippets';
import { snippets, whyRefused } from './nginxIncValidity';

// Beside rules it is for what their paths leave over.
const defaultBackend = 'spec.defaultBackend';

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
  const why = whyRefused(ingress, instance) ?? whyNotOfHost(state, served);
  if (why !== undefined) return { drops: why };
  // A master's server has no room for what a minion leaves over.
  const isLost = isMinion(ingress) && rule.field === defaultBackend;
  if (isLost || isCovered(state, served)) return { drops: true };
  return { ...withoutHttp2(state, served), ...ofMaster(state, served) };
}

/**
 * The server's snippets are its master's, and locations of minions have those of the master, too
 * (internal/configs/annotations.go, minionInheritanceList).
 */
function ofMaster(
  state: ClusterState,
  served: ServedRule,
): Pick<PolicyEffect, 'caveats' | 'unknown'> {
  const master = masterOf(state, served);
  if (!master) return {};
  const { annotations } = master.meta;
  const found = snippets.filter(name => name in annotations);
  return {
    caveats: found.map(
      name =>
        `Annotation ${name} of ${objectName(
          master,
        )}, its master, is NGINX configuration of its own, which is not analysed.`,
    ),
    unknown: found.some(name => changesDial(annotations[name])),
  };
}

/**
 * A default backend gets what is left of each host that the Ingress has: nothing, where all have a rule
 * for the root.
 */
function isCovered(state: ClusterState, served: ServedRule): boolean {
  const { ingress, rule } = served;
  if (rule.field !== defaultBackend) return false;
  const others = ingress.rules.filter(
    one =>
      one.field !== defaultBackend &&
      whyNotOfHost(state, { ...served, rule: one }) === undefined,
  );
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
