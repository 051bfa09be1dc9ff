// Routes of a virtual host of a gateway in Envoy's order: istio pilot/pkg/networking/core/route/route.go
// BuildHTTPRoutesForVirtualService, SortVHostRoutes.
import type { RouteMatch } from '../../state/kinds/virtualService';
import type { ProxyClient } from '../client';
import type { BoundServer } from './gatewayServers';
import { Asker, httpMatchApplies } from '../routes/routeMatch';
import { ruleApplies } from '../routes/routeWrapper';
import type { MeshRule, MeshVirtualService } from '../routes/virtualService';

/** One rule of a virtual host, and whose it is. */
export interface GatewayRule {
  readonly rule: MeshRule;
  readonly from: MeshVirtualService;
  readonly asker: Asker;
}

/** What of a proxy its routes are made for. */
export type Proxy = Pick<ProxyClient, 'namespace' | 'labels'>;

/** Rules of a route that hold on a server. */
export function rulesOf(
  { namespace, labels }: Proxy,
  { gateway, server }: BoundServer,
  from: MeshVirtualService,
): readonly GatewayRule[] {
  const asker: Asker = {
    namespace,
    labels,
    port: server.port,
    gateways: new Set([gateway.key]),
  };
  return from.http
    .filter(rule => ruleApplies(rule, asker))
    .map(rule => ({ rule, from, asker }));
}

/** The rules of one route with a match each, up to the first that takes everything: Envoy gets no more of them. */
export function singleMatches(
  rules: readonly GatewayRule[],
): readonly GatewayRule[] {
  const all = rules.flatMap(one => {
    const matches = one.rule.matches.filter(match =>
      httpMatchApplies(match, one.asker),
    );
    return matches.length === 0
      ? [one]
      : matches.map(match => ({
          ...one,
          rule: { ...one.rule, matches: [match] },
        }));
  });
  const last = all.findIndex(takesEverything);
  return last < 0 ? all : all.slice(0, last + 1);
}

/** Where several routes share a host, what takes everything comes after all the rest. */
export function catchAllsLast(rules: readonly GatewayRule[]): GatewayRule[] {
  return [
    ...rules.filter(one => !takesEverything(one)),
    ...rules.filter(takesEverything),
  ];
}

function takesEverything({ rule }: GatewayRule): boolean {
  return rule.matches.length === 0 || rule.matches.some(isCatchAll);
}

function isCatchAll({ uri, authority, asksMore }: RouteMatch): boolean {
  if (asksMore || authority) return false;
  if (!uri) return true;
  return (
    (uri.type === 'prefix' && uri.value === '/') ||
    (uri.type === 'regex' && uri.value === '.*')
  );
}
