// Where a sidecar sends what its application opens: TestHeadlessServices, TestExternalNameServices and
// TestPassthroughTraffic of istio pilot/pkg/networking/core/sidecar_simulation_test.go, in our words.
import type { Connection } from '../connection';

export interface OutboundCall {
  readonly name: string;
  readonly given: readonly string[];
  readonly hop: Connection;
  /** The cluster that is matched. */
  readonly cluster: string;
}

type Call = Pick<Connection, 'port' | 'protocol' | 'tls' | 'host' | 'sni'>;

const overTls = 'tls' as const;
const alias = 'alias.shop.svc.cluster.local';
const cart = 'cart.shop.svc.cluster.local';
const workload = ['client-sidecar', 'backend-sidecar'];

export const outboundCalls: readonly OutboundCall[] = [
  ...callsTo('10.1.0.1', 'a headless Service', ['many-ports-headless'], cart),
  ...callsTo('10.96.0.1', 'an alias', ['many-ports', 'alias'], alias),
  ...aliasRoutes(),
  ...passThroughCalls(),
];

// Every kind of port takes what it is for; TLS ports are found by short names as well.
function callsTo(
  address: string,
  what: string,
  services: readonly string[],
  host: string,
): readonly OutboundCall[] {
  const short = host.replace('.svc.cluster.local', '');
  const calls: readonly Call[] = [
    { port: 80, protocol: 'http', host },
    { port: 81, protocol: 'http', host },
    { port: 81, protocol: 'http', tls: overTls, host },
    { port: 81, protocol: 'tcp' },
    { port: 82, protocol: 'tcp' },
    { port: 83, protocol: 'tcp', tls: overTls, sni: short },
    { port: 84, protocol: 'http', tls: overTls, host: short },
  ];
  return calls.map(call => ({
    name: `${spoken(call)} to port ${call.port} of ${what}`,
    given: [...workload, ...services],
    hop: { from: 'web/client-1', address, ...call },
    cluster: `outbound|${call.port}||${cart}`,
  }));
}

// Routes of an alias hold for that very name on HTTP ports, and for nothing else.
function aliasRoutes(): readonly OutboundCall[] {
  const rows: readonly (readonly [string, Call, number])[] = [
    ['alias-http-route', { port: 80, protocol: 'http', host: alias }, 82],
    [
      'alias-http-route',
      { port: 80, protocol: 'http', host: 'alias.shop' },
      80,
    ],
    ['alias-http-route', { port: 80, protocol: 'http', host: cart }, 80],
    ['alias-http-route', { port: 81, protocol: 'http', host: alias }, 81],
    [
      'alias-http-route',
      { port: 81, protocol: 'http', host: 'alias.shop' },
      81,
    ],
    ['alias-http-route', { port: 81, protocol: 'http', host: cart }, 81],
    ['alias-tcp-route', { port: 82, protocol: 'tcp' }, 82],
  ];
  return rows.map(([route, call, port]) => ({
    name: `${spoken(call)} to ${call.host ?? 'no Host'}, port ${
      call.port
    }, beside an ${route}`,
    given: [...workload, 'many-ports', 'alias', route],
    hop: { from: 'web/client-1', address: '10.96.0.1', ...call },
    cluster: `outbound|${port}||${cart}`,
  }));
}

// What no listener or route is for goes through, or nowhere. Without an address, TCP ports take all.
function passThroughCalls(): readonly OutboundCall[] {
  const entries = ['many-ports-outside', 'many-ports-outside-without-address'];
  const policies = [
    [[], 'PassthroughCluster'],
    [['registry-only'], 'BlackHoleCluster'],
  ] as const;
  return entries.flatMap(entry =>
    policies.flatMap(([policy, cluster]) =>
      unknownCalls()
        .filter(call => !takesAll(entry, call))
        .map(call => ({
          name: `${spoken(call)} to an unknown host on port ${
            call.port
          } beside ${entry}`,
          given: ['client-sidecar', entry, ...policy],
          hop: { from: 'web/client-1', address: '10.250.0.1', ...call },
          cluster,
        })),
    ),
  );
}

function unknownCalls(): readonly Call[] {
  const host = 'unknown.example.org';
  return [80, 81, 82, 83, 84, 85, 86].flatMap((port): Call[] => [
    { port, protocol: 'http', host },
    { port, protocol: 'http', tls: overTls, host },
    { port, protocol: 'http2', tls: overTls, host },
    { port, protocol: 'tcp' },
  ]);
}

function takesAll(entry: string, { port, protocol, tls }: Call): boolean {
  const reads = protocol !== 'tcp' && tls === undefined;
  return (
    entry.endsWith('without-address') &&
    (port === 82 || (port === 81 && !reads))
  );
}

function spoken({ protocol, tls }: Call): string {
  return `${protocol}${tls ? ' over TLS' : ''}`;
}
