import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Ingress, IngressRule } from '../../state/kinds/ingress';
import type { ServicePort } from '../../state/kinds/service';
import type { ServedRule } from '../dial/ingressDial';
import { servicePort } from '../dial/servicePort';
import { goTrue } from '../edges/goBool';
import { ingressesAt, ingressesFor } from '../routes/ingressesByLocation';
import { ingressesByBackend } from '../routes/ingressesByBackend';
import { controllerOf } from '../routes/controllerOf';

const prefixes = ['haproxy-ingress.github.io/', 'ingress.kubernetes.io/'];

/** Keys of a backend, not of a host or a path, that change what is dialled and sent. */
const backendKeys = [
  'backend-protocol',
  'secure-backends',
  'secure-sni',
  'headers',
];

const passthrough = 'ssl-passthrough';

/**
 * One backend of HAProxy Ingress: it is made for a target port of a Service, by all the Ingresses that lead
 * there (jcmoraisjr/haproxy-ingress pkg/converters/ingress/ingress.go, addBackendWithClass).
 */
export interface HaproxyBackend {
  /** The Ingress that was there first: its servers are made as that one says. */
  readonly first: Ingress;
  /** The port of the Service that it named. */
  readonly firstPort: ServicePort;
  /** This Ingress with the annotations that count for the rule: of each key the first word of all. */
  readonly merged: Ingress;
  /** Whose word an annotation of the merged Ingress is. */
  readonly sayer: (annotation: string) => Ingress | undefined;
  /** Some of its Ingresses have it carry connections, others requests. */
  readonly isTorn: boolean;
}

export function haproxyBackend(
  state: ClusterState,
  served: ServedRule,
): HaproxyBackend {
  const { ingress, rule } = served;
  const all = leadingThere(state, served);
  const words = new Map<string, { annotation: string; by: Ingress }>();
  for (const { ingress: by } of all) {
    for (const key of backendKeys) {
      const annotation = annotationOf(by, key);
      if (annotation && !words.has(key)) words.set(key, { annotation, by });
    }
  }
  if (isRoot(rule)) {
    const by = saysOfHost(state, served, passthrough);
    const annotation = by && annotationOf(by, passthrough);
    if (annotation) words.set(passthrough, { annotation, by });
  }
  const modes = new Set(
    all.map(one =>
      carriesConnections(state, { ...one, server: served.server }),
    ),
  );
  return {
    first: all[0]?.ingress ?? ingress,
    firstPort: all[0]?.port ?? served.port,
    merged: withWords(ingress, [...words.values()]),
    sayer: annotation =>
      [...words.values()].find(word => word.annotation === annotation)?.by,
    isTorn: modes.size > 1,
  };
}

type Placed = Pick<ServedRule, 'ingress' | 'rule' | 'server'>;

/**
 * Whether a rule makes no backend: a redirect, a path of connections, a location that an older Ingress
 * has. As the rest of a sentence where nobody asked for that.
 */
export function whyLeftOut(
  state: ClusterState,
  placed: Placed,
): true | string | undefined {
  const { ingress, rule } = placed;
  // Connections are not redirected.
  if (saidOn(ingress, 'tcp-service-port')) {
    return isRoot(rule)
      ? undefined
      : 'it is for connections, by tcp-service-port, and those have no path but the root';
  }
  if (saidOn(ingress, 'redirect-to')) return true;
  const [older] = ingressesAt(state, rule).filter(
    one =>
      one !== ingress &&
      saidOn(one, 'tcp-service-port') === undefined &&
      meets(state, placed, one) &&
      firstOf(one, ingress) < 0,
  );
  return older && `${objectName(older)} has the host and path before it`;
}

/** Whether two Ingresses are for one controller. */
function meets(
  state: ClusterState,
  { ingress, server: { vendor } }: Placed,
  other: Ingress,
): boolean {
  return (
    controllerOf(state, other, vendor) === controllerOf(state, ingress, vendor)
  );
}

interface Leading {
  readonly ingress: Ingress;
  readonly rule: IngressRule;
  readonly port: ServicePort;
}

/** The rules of one class that lead to a target port of a Service, in the order in which they are taken. */
function leadingThere(
  state: ClusterState,
  served: ServedRule,
): readonly Leading[] {
  const { service, port, server } = served;
  const { namespace, name } = service.meta;
  const { portByTarget } = server.vendor;
  const portOf = ({ backend }: IngressRule) =>
    backend.service === name
      ? servicePort(service, backend.port, portByTarget)
      : undefined;
  const leading = (one: Ingress, rule: IngressRule): readonly Leading[] => {
    const found = portOf(rule);
    return found?.targetPort === port.targetPort
      ? [{ ingress: one, rule, port: found }]
      : [];
  };
  return state
    .lookup(ingressesByBackend, `${namespace}/${name}`)
    .filter(one => meets(state, served, one))
    .flatMap(one => one.rules.flatMap(rule => leading(one, rule)))
    .filter(one => !whyLeftOut(state, { ...one, server }))
    .sort((a, b) => firstOf(a.ingress, b.ingress));
}

/** The root of a host that is passed through, and TCP services, are carried as they come. */
function carriesConnections(state: ClusterState, placed: Placed): boolean {
  const { ingress, rule } = placed;
  if (saidOn(ingress, 'tcp-service-port') !== undefined) return true;
  const by = isRoot(rule) && saysOfHost(state, placed, passthrough);
  return by ? goTrue.has(saidOn(by, passthrough) ?? '') : false;
}

/** The first Ingress of a host that has a word of its key: a host is one for all of them (addHost). */
function saysOfHost(
  state: ClusterState,
  placed: Placed,
  key: string,
): Ingress | undefined {
  return ingressesFor(state, placed.rule.host)
    .filter(
      one =>
        meets(state, placed, one) &&
        saidOn(one, 'tcp-service-port') === undefined &&
        annotationOf(one, key) !== undefined,
    )
    .sort(firstOf)
    .at(0);
}

/** An Ingress that says of backends, and of passing through, these words and no others. */
function withWords(
  ingress: Ingress,
  words: readonly { readonly annotation: string; readonly by: Ingress }[],
): Ingress {
  const isReplaced = (name: string) =>
    [...backendKeys, passthrough].some(key =>
      prefixes.some(prefix => name === `${prefix}${key}`),
    );
  const own = Object.entries(ingress.meta.annotations).filter(
    ([name]) => !isReplaced(name),
  );
  const said = words.map(({ annotation, by }) => [
    annotation,
    by.meta.annotations[annotation],
  ]);
  return {
    ...ingress,
    meta: {
      ...ingress.meta,
      annotations: Object.fromEntries([...own, ...said]),
    },
  };
}

function isRoot({ path }: IngressRule): boolean {
  return path === null || path === '' || path === '/';
}

/** The name under which an Ingress carries a key; of two prefixes the first counts (readConfigKeys). */
function annotationOf({ meta }: Ingress, key: string): string | undefined {
  return prefixes
    .map(prefix => `${prefix}${key}`)
    .find(name => name in meta.annotations);
}

function saidOn(ingress: Ingress, key: string): string | undefined {
  const name = annotationOf(ingress, key);
  return name === undefined
    ? undefined
    : ingress.meta.annotations[name] || undefined;
}

/** The oldest first, of equals the first of the alphabet (sortIngress). */
function firstOf({ meta: a }: Ingress, { meta: b }: Ingress): number {
  const names = [`${a.namespace}/${a.name}`, `${b.namespace}/${b.name}`];
  return a.created - b.created || (names[0] < names[1] ? -1 : 1);
}
