import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import { ConfigMap, configMaps } from '../../state/kinds/configMap';
import type { Pod } from '../../state/kinds/pod';
import type { Service, ServicePort } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import { carriedProtocol } from '../dial/carriedProtocol';
import type { Route } from '../edges/edge';
import { flagOf } from '../edges/flagOf';
import { Instance, instanceRef, instances } from '../edges/instances';
import type { RouteReader } from './routeReader';
import { servicePort } from '../dial/servicePort';
import { settledDial } from '../dial/settledDial';
import type { BackendProtocol, VendorDescription } from '../vendorDescription';
import { haproxyIngress } from '../vendors/haproxyIngress';
import { haproxytech } from '../vendors/haproxytech';
import { ingressNginx } from '../vendors/ingressNginx';

/** The names that charts and examples give to the ConfigMap, and that are read. */
export const tcpServiceConfigMaps = ['tcp-services', 'ingress-nginx-tcp'];

interface TcpServices {
  readonly vendor: VendorDescription;
  /** Flag that names the ConfigMap, "namespace/name". */
  readonly flag: string;
  /** Whether what stands behind the port makes clients' TLS end at the edge. */
  readonly endsTls: (more: readonly string[]) => boolean;
  readonly source: string;
}

const flag = '--tcp-services-configmap';

/** Controllers that open ports for whole connections, as a ConfigMap says. */
export const tcpServices: readonly TcpServices[] = [
  {
    vendor: ingressNginx,
    flag,
    endsTls: () => false,
    source:
      'kubernetes/ingress-nginx internal/ingress/controller/controller.go (getStreamServices)',
  },
  {
    vendor: haproxyIngress,
    flag,
    // PROXY of clients, PROXY towards the backend, then the Secret with the certificate.
    endsTls: ([, , secret]) => Boolean(secret),
    source:
      'haproxy-ingress.github.io/docs/configuration/command-line (tcp-services-configmap)',
  },
  {
    vendor: haproxytech,
    flag: '--configmap-tcp-services',
    endsTls: ([word]) => word === 'ssl',
    source:
      'haproxytech/kubernetes-ingress documentation/controller.md (configmap-tcp-services)',
  },
];

/** One port of such a ConfigMap: `9000: "namespace/name:port"`, with more behind another colon. */
interface TcpEntry {
  readonly listens: string;
  readonly key: string;
  /** Number or name of a Service port. */
  readonly port: number | string;
  /** What stands behind the port. */
  readonly more: readonly string[];
}

// Those of any name: from a cluster a few names alone are read, from manifests all that are there.
const byBackend = indexBy(configMaps, configMap =>
  entriesOf(configMap).map(({ key }) => key),
);

/** TCP services: they are always dialled by their pods, whatever is set of Service routing. */
export const tcpServiceRoutes: RouteReader = {
  routesTo: (state, service) => {
    const key = `${service.meta.namespace}/${service.meta.name}`;
    return state.lookup(byBackend, key).flatMap(configMap =>
      tcpServices.flatMap(one =>
        readersOf(state, one, configMap).flatMap(instance =>
          entriesOf(configMap)
            .filter(entry => entry.key === key)
            .flatMap(entry =>
              routeOf(one, instance, configMap, entry, service),
            ),
        ),
      ),
    );
  },
};

function entriesOf({ data }: ConfigMap): readonly TcpEntry[] {
  return Object.entries(data).flatMap(([listens, value]) => {
    const [key, port = '', ...more] = value.trim().split(':');
    if (!/^[^/]+\/[^/]+$/.test(key) || port === '') return [];
    const number = /^\d+$/.test(port) ? Number(port) : port;
    return [{ listens, key, port: number, more }];
  });
}

/** "namespace/name" of the ConfigMap that a pod is told; undefined where it is told none. */
export function tcpConfigMapOf(
  pod: Pod,
  { flag: name }: Pick<TcpServices, 'flag'>,
): string | undefined {
  return flagOf(pod, name)?.replace('$(POD_NAMESPACE)', pod.meta.namespace);
}

function readersOf(
  state: ClusterState,
  one: TcpServices,
  { meta }: ConfigMap,
): readonly Instance[] {
  return state
    .read(instances)
    .filter(
      ({ vendor, pods }) =>
        vendor === one.vendor &&
        pods.some(
          pod => tcpConfigMapOf(pod, one) === `${meta.namespace}/${meta.name}`,
        ),
    );
}

function routeOf(
  family: TcpServices,
  instance: Instance,
  configMap: ConfigMap,
  entry: TcpEntry,
  service: Service,
): readonly Route[] {
  const { vendor, endsTls } = family;
  const port = servicePort(service, entry.port);
  const dial =
    port && dialOf(family, instance, configMap, entry, service, port);
  if (!port || !dial) return [];
  const { namespace, name } = configMap.meta;
  const ends = endsTls(entry.more);
  return [
    {
      edge: {
        vendor,
        ref: instanceRef(instance),
        pods: instance.pods,
        reasons: [],
      },
      ref: { kind: 'ConfigMap', namespace, name, host: null, path: null },
      object: configMap,
      backend: {
        namespace: service.meta.namespace,
        service: service.meta.name,
        port: port.port,
      },
      clientTls: ends || carriedProtocol(service, port).tls === 'client',
      ...(ends ? { takesTlsOff: true } : { carriesConnections: true }),
      dial,
    },
  ];
}

function dialOf(
  { vendor, endsTls, source }: TcpServices,
  { pods }: Instance,
  configMap: ConfigMap,
  entry: TcpEntry,
  service: Service,
  port: ServicePort,
): Route['dial'] | undefined {
  const field = `data[${entry.listens}]`;
  const evidence = [
    evidenceOf(configMap, field, configMap.data[entry.listens]),
  ];
  const carried = carriedProtocol(service, port);
  const effect: BackendProtocol = endsTls(entry.more)
    ? { ...carried, tls: 'none' }
    : carried;
  const caveats = headerCaveats(configMap, entry, service);
  return settledDial({
    vendor,
    places: { route: configMap, service, port, pods },
    service,
    port,
    said: {
      addressing: { effect: 'pod-ip', by: field, evidence, source },
      host: { effect: null, evidence: [], source },
      backend: { effect, evidence: [], source },
    },
    reasons: [
      {
        text: `${objectName(configMap)} leads connections to port ${
          entry.listens
        } on to ${objectName(service)}.`,
        evidence,
        source,
      },
    ],
    caveats,
    unknown: caveats.length > 0,
  });
}

/** Of an entry's words for PROXY protocol the first is of clients, the second of what is sent on. */
function headerCaveats(
  configMap: ConfigMap,
  { more }: TcpEntry,
  service: Service,
): readonly string[] {
  if (!/^PROXY/i.test(more.at(1) ?? '')) return [];
  return [
    `${objectName(
      configMap,
    )} asks for a PROXY protocol header before what is sent to ${objectName(
      service,
    )}: what becomes of that is not known here.`,
  ];
}
