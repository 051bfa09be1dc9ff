// Services that AS3 declarations in ConfigMaps have for pool members: F5Networks/k8s-bigip-ctlr pkg/agent/as3/as3ConfigMap.go.
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import { ConfigMap, configMaps } from '../../state/kinds/configMap';
import type { Pod } from '../../state/kinds/pod';
import { Service, ServicePort, services } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import { carriedProtocol } from '../dial/carriedProtocol';
import { settledDial } from '../dial/settledDial';
import { f5Unseen } from '../policies/f5Unseen';
import { cloudEdge, controllerPods, controllersOf } from '../edges/cloudEdge';
import type { Route } from '../edges/edge';
import { flagOf, isFlagSet } from '../edges/flagOf';
import { watches } from '../edges/watchedNamespaces';
import { hasOpenshiftMode, readsCustomResources } from '../policies/f5Cis';
import { BackendProtocol, vendorAsSubject } from '../vendorDescription';
import { f5Cis } from '../vendors/f5Cis';
import { As3Virtual, poolsDeclared } from './f5As3Declaration';
import type { RouteReader } from './routeReader';

const label = 'cis.f5.com/as3-';
const source =
  'F5Networks/k8s-bigip-ctlr pkg/agent/as3/as3ConfigMap.go (buildAS3Declaration)';
const schema =
  'clouddocs.f5.com/products/extensions/f5-appsvcs-extension (serverTLS, clientTLS)';

/** The pool that labels bind a Service to. */
function poolOf({ meta: { labels } }: Service): string | undefined {
  const parts = ['tenant', 'app', 'pool'].map(part => labels[label + part]);
  return parts.every(part => part) ? parts.join('/') : undefined;
}

const byPool = indexBy(services, service => [poolOf(service) ?? []].flat());

const declarationsByPool = indexBy(configMaps, configMap =>
  poolsDeclared(configMap).map(({ key }) => key),
);

/** Pools of AS3 declarations, as far as the ConfigMaps may be read that hold these. */
export const f5As3Pools: RouteReader = {
  routesTo: (state, service) =>
    declarationsOf(state, service)
      .filter(one => whyNotMember(state, one, service) === undefined)
      .flatMap(one => routesOf(state, one, service)),
  leftOut: (state, service) =>
    declarationsOf(state, service).flatMap(object => {
      const why = whyNotMember(state, object, service);
      return why === undefined
        ? []
        : [{ object, edge: vendorAsSubject(f5Cis), why }];
    }),
  unclaimed: (state, service) => {
    const pool = poolOf(service);
    if (pool === undefined || declarationsOf(state, service).length > 0) {
      return [];
    }
    return [
      {
        object: service,
        why: `is a member of pool ${pool} of F5 BIG-IP by its labels, and no AS3 declaration that was read has that pool: of ConfigMaps those called f5-as3-declaration are read. What BIG-IP sends could not be worked out. kubectl get configmaps -A -l as3=true -o yaml shows it.`,
      },
    ];
  },
};

function declarationsOf(
  state: ClusterState,
  service: Service,
): readonly ConfigMap[] {
  const pool = poolOf(service);
  return pool === undefined ? [] : state.lookup(declarationsByPool, pool);
}

/** Why a declaration gives nothing to a Service that has the labels of a pool of it, as the rest of a sentence. */
function whyNotMember(
  state: ClusterState,
  declaration: ConfigMap,
  service: Service,
): string | undefined {
  const controllers = controllersOf(state, f5Cis);
  const taking = controllers.filter(
    instance =>
      instance.pods.some(managesConfigMaps) &&
      watches(state, instance, declaration, 'own kinds'),
  );
  if (controllers.length > 0 && taking.length === 0) {
    return 'its controller is told to read no ConfigMaps there';
  }
  const { namespace } = declaration.meta;
  const seesAll =
    controllers.length === 0 ||
    taking.some(({ pods }) => pods.some(pod => isFlagSet(pod, '--hubmode')));
  if (!seesAll && namespace !== service.meta.namespace) {
    return `its controller looks for members in namespace ${namespace} alone, as --hubmode is not set`;
  }
  const [oldest] = state
    .lookup(byPool, poolOf(service) ?? '')
    .filter(({ meta }) => seesAll || meta.namespace === namespace)
    .sort((a, b) => a.meta.created - b.meta.created);
  // A Service that a change takes away is asked about once more, and has no place among them then.
  return !oldest || objectName(oldest) === objectName(service)
    ? undefined
    : `${objectName(oldest)} has the labels of the same pool, and is older`;
}

/** The modes for objects of its own, and for OpenShift, read no declarations. */
function managesConfigMaps(pod: Pod): boolean {
  return (
    !readsCustomResources(pod) &&
    !hasOpenshiftMode(pod) &&
    flagOf(pod, '--manage-configmaps') !== 'false'
  );
}

function routesOf(
  state: ClusterState,
  declaration: ConfigMap,
  service: Service,
): readonly Route[] {
  const key = poolOf(service);
  // Of several ports all members get the number of the first.
  const [port] = service.ports;
  if (service.ports.length === 0) return [];
  return poolsDeclared(declaration)
    .filter(pool => pool.key === key)
    .flatMap(({ virtuals }) => virtuals)
    .filter(({ carries }) => carries !== 'datagrams')
    .flatMap(virtual => routeOf(state, declaration, virtual, service, port));
}

function routeOf(
  state: ClusterState,
  declaration: ConfigMap,
  virtual: As3Virtual,
  service: Service,
  port: ServicePort,
): readonly Route[] {
  const { carries, endsTls } = virtual;
  const dial = dialOf(state, declaration, virtual, service, port);
  if (!dial) return [];
  const { kind, meta } = declaration;
  const { namespace, name } = meta;
  const { tls } = speechOf(virtual, service, port);
  const carriesConnections = carries === 'connections' || tls === 'client';
  return [
    {
      edge: cloudEdge(f5Cis, kind, declaration),
      ref: { kind, namespace, name, host: null, path: null },
      object: declaration,
      backend: {
        namespace: service.meta.namespace,
        service: service.meta.name,
        port: port.port,
      },
      clientTls: endsTls || tls === 'client',
      ...(carriesConnections &&
        (endsTls ? { takesTlsOff: true } : { carriesConnections: true })),
      dial,
    },
  ];
}

function dialOf(
  state: ClusterState,
  declaration: ConfigMap,
  virtual: As3Virtual,
  service: Service,
  port: ServicePort,
): Route['dial'] | undefined {
  const pool = service.meta.labels[`${label}pool`];
  const field = `data[template].declaration.${virtual.field}`;
  const pods = controllerPods(state, f5Cis);
  const tls = tlsSetting(virtual);
  return settledDial({
    vendor: f5Cis,
    places: { route: declaration, service, port, pods },
    service,
    port,
    said: {
      ...f5Unseen(service, pods),
      backend: {
        effect: speechOf(virtual, service, port),
        ...(tls !== undefined && { by: tls }),
        evidence: [evidenceOf(declaration, field, tls)],
        source: schema,
      },
    },
    reasons: [
      {
        text: `${objectName(declaration)} has ${
          virtual.name
        } send to ${objectName(service)}, which has the labels of its pool.`,
        evidence: [
          evidenceOf(declaration, field, pool),
          evidenceOf(service, `metadata.labels[${label}pool]`, pool),
        ],
        source,
      },
    ],
    caveats: caveatsOf(declaration, virtual, service, pods),
  });
}

/** The property by which a virtual server says what it does with TLS. */
function tlsSetting({ startsTls, endsTls }: As3Virtual): string | undefined {
  if (startsTls) return 'clientTLS';
  return endsTls ? 'serverTLS' : undefined;
}

/** Requests go out in plain HTTP or over its own TLS; connections as clients make them, unless TLS ends there. */
function speechOf(
  { carries, endsTls, startsTls }: As3Virtual,
  service: Service,
  port: ServicePort,
): BackendProtocol {
  if (carries === 'requests') {
    return { protocol: 'http', tls: startsTls ? 'edge' : 'none' };
  }
  const carried = carriedProtocol(service, port);
  const ended = endsTls ? 'none' : carried.tls;
  return { ...carried, tls: startsTls ? 'edge' : ended };
}

function caveatsOf(
  declaration: ConfigMap,
  { scripts, name }: As3Virtual,
  service: Service,
  pods: readonly Pod[],
): readonly string[] {
  return [
    ...scripts.map(
      script =>
        `${name} of ${objectName(
          declaration,
        )} goes by ${script} on BIG-IP, which is not analysed.`,
    ),
    ...(service.ports.length > 1
      ? [
          `${objectName(
            service,
          )} has several ports, and a pool takes the first that its endpoints list: that this is ${
            service.ports[0].port
          } is taken for granted.`,
        ]
      : []),
    ...(pods.length > 0
      ? []
      : [
          'No pod of k8s-bigip-ctlr was found: its flags, which say whether it dials node ports or pods, are not known.',
        ]),
  ];
}
