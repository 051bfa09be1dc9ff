import { istio, Json, ServiceShape } from './kubernetes';
import type { Choices } from './random';
import type { WorkloadPlace } from './workload';

/** What single teams have left lying about. */
export function mistakesOf(
  { name, namespace }: WorkloadPlace,
  { ports: [{ port, targetPort }] }: ServiceShape,
  choices: Choices,
): readonly Json[] {
  const found: Json[] = [];
  const selector = { matchLabels: { app: name } };
  const rule = (spec: Json) =>
    istio('DestinationRule', { namespace, name }, spec);
  const kind = choices.weighted({
    none: 120,
    'rule-off': 3,
    'rule-half-name': 3,
    'rule-subset': 3,
    'rule-simple': 2,
    'port-open': 4,
    'service-port': 3,
    'strict-workload': 3,
    'selects-nothing': 3,
    filter: 3,
    authorization: 5,
  });
  const host = `${name}.${namespace}.svc.cluster.local`;
  if (kind === 'rule-off') {
    found.push(rule({ host, trafficPolicy: { tls: { mode: 'DISABLE' } } }));
  }
  if (kind === 'rule-half-name') {
    const balanced = { loadBalancer: { simple: 'LEAST_REQUEST' } };
    found.push(rule({ host: `${name}.${namespace}`, trafficPolicy: balanced }));
  }
  if (kind === 'rule-subset') {
    found.push(
      rule({ host, subsets: [{ name: 'v1', labels: { version: 'v1' } }] }),
    );
  }
  if (kind === 'rule-simple') {
    found.push(rule({ host, trafficPolicy: { tls: { mode: 'SIMPLE' } } }));
  }
  const policies: Readonly<Record<string, Json>> = {
    'port-open': {
      selector,
      portLevelMtls: { [targetPort]: { mode: 'PERMISSIVE' } },
    },
    'service-port': {
      selector,
      portLevelMtls: { [port]: { mode: 'PERMISSIVE' } },
    },
    'strict-workload': { selector, mtls: { mode: 'STRICT' } },
    'selects-nothing': {
      selector: { matchLabels: { app: name, version: 'v0' } },
      mtls: { mode: 'STRICT' },
    },
  };
  if (kind === 'filter') {
    found.push(
      istio(
        'EnvoyFilter',
        { namespace, name },
        {
          workloadSelector: { labels: { app: name } },
          configPatches: [
            {
              applyTo: 'HTTP_FILTER',
              match: { context: 'SIDECAR_INBOUND' },
              patch: {
                operation: 'INSERT_BEFORE',
                value: { name: 'envoy.filters.http.local_ratelimit' },
              },
            },
          ],
        },
      ),
    );
  }
  if (kind === 'authorization') {
    found.push(
      istio(
        'AuthorizationPolicy',
        { namespace, name },
        { selector, action: 'ALLOW', rules: [{}] },
      ),
    );
  }
  const policy = policies[kind];
  if (policy)
    found.push(istio('PeerAuthentication', { namespace, name }, policy));
  return found;
}
