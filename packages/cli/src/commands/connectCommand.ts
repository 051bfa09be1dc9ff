import { connect, type Connection } from '@ingress-posture/engine';
import { deliver, forPrograms, listed, outputsOf } from '../output/outputs';
import { printArrivals } from '../output/printArrivals';
import { UsageError } from '../usage/usageError';
import type { Command } from './command';
import { endOf } from './endOf';
import { loadState } from './loadState';
import { readFlags } from './readFlags';
import { serviceKey, sourceFlags, sourceHelp, sourcesOf } from './sourceFlags';

const formats = ['table', 'json', 'yaml'] as const;
const protocols = ['http', 'http2', 'tcp'] as const;
const tlsKinds = ['tls', 'mtls'] as const;

const flags = {
  ...sourceFlags,
  from: { type: 'string' },
  address: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  path: { type: 'string' },
  protocol: { type: 'string' },
  tls: { type: 'string' },
  sni: { type: 'string' },
} as const;

/** What becomes of one connection that somebody opens. */
export const connectCommand: Command = {
  name: 'connect',
  summary:
    'Say what becomes of one connection: who gets it, on what wire, and why',
  help: `Usage: ingress-posture connect --address ADDRESS --port PORT -f FILE ... [flags]

Follows one connection through redirection, routes, rules and policies to every pod
that it can end at. Nothing is sent anywhere.

  --from NAMESPACE/POD  the pod that opens it (default: something outside the mesh)
  --address ADDRESS     a ClusterIP, pod IP, node IP or host name, such as
                        cart.shop.svc.cluster.local
  --port PORT           the port that is dialled
  --host HOST           Host header (default for HTTP: the address, where it is a name)
  --path PATH           path of the request (/)
  --protocol PROTOCOL   http (default), http2 or tcp
  --tls KIND            TLS that the client starts itself: tls, or mtls with a mesh
                        identity
  --sni NAME            server name of that TLS
  -o, --output FORMAT   table (default), json or yaml: an array of Arrival
${sourceHelp}
  -h, --help            show this help

  ingress-posture connect --address cart.nginx-strict.svc.cluster.local --port 80 \\
    -f examples/clusters/demo
`,
  options: flags,
  choices: { output: formats, protocol: protocols, tls: tlsKinds },
  run: async (args, terminal) => {
    const { values, positionals } = await readFlags(args, flags, { formats });
    const outputs = outputsOf(values.output, formats);
    const connection = connectionOf(values);
    const loaded = await loadState(sourcesOf(values, positionals), terminal);
    const arrivals = connect(loaded.state, connection);
    await deliver(
      outputs,
      {
        table: look => printArrivals(connection, arrivals, look),
        ...forPrograms(arrivals),
      },
      terminal,
    );
    return endOf(loaded);
  },
};

type Asked = Partial<
  Record<
    'from' | 'address' | 'port' | 'host' | 'path' | 'protocol' | 'tls' | 'sni',
    string
  >
>;

function connectionOf(asked: Asked): Connection {
  const { from, address, path, sni } = asked;
  if (address === undefined) throw new UsageError('connect needs --address');
  const protocol = oneOf('--protocol', asked.protocol ?? 'http', protocols);
  const tls =
    asked.tls === undefined ? undefined : oneOf('--tls', asked.tls, tlsKinds);
  const host =
    asked.host ?? (protocol !== 'tcp' && isName(address) ? address : undefined);
  return {
    from: from === undefined ? null : podKeyOf(from),
    address,
    port: portOf(asked.port),
    protocol,
    ...(host !== undefined && { host }),
    ...(tls !== undefined && { tls }),
    ...(sni !== undefined && { sni }),
    ...(path !== undefined && { path }),
  };
}

function podKeyOf(value: string): string {
  const { namespace, name } = serviceKey('--from', value);
  return `${namespace}/${name}`;
}

function oneOf<T extends string>(
  flag: string,
  value: string,
  known: readonly T[],
): T {
  const found = known.find(one => one === value);
  if (found !== undefined) return found;
  throw new UsageError(`${flag} ${value}: expected ${listed(known)}`);
}

function portOf(value: string | undefined): number {
  if (value === undefined) throw new UsageError('connect needs --port');
  const port = Number(value);
  if (/^\d+$/.test(value) && port > 0 && port < 65_536) return port;
  throw new UsageError(`--port ${value}: expected a number from 1 to 65535`);
}

function isName(address: string): boolean {
  return /[a-z]/i.test(address) && !address.includes(':');
}
