import type {
  AskedFor,
  EdgeRef,
  Evidence,
  Reason,
} from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Pod } from '../../state/kinds/pod';
import type { Service, ServicePort } from '../../state/kinds/service';
import type { KubeObject } from '../../state/meta';
import { placesOf, unreadConfigMap } from '../dial/places';
import { ServedBackend, settledDial } from '../dial/settledDial';
import type { Edge, Route } from '../edges/edge';
import { Instance, instanceRef } from '../edges/instances';

/** The requests that an edge asks about: those of an object, as far as host and path say. */
export interface AskedAbout {
  readonly object: KubeObject;
  /** What it is called, where not by its own name. */
  readonly ref?: Pick<EdgeRef, 'kind' | 'namespace' | 'name'>;
  readonly host: string | null;
  readonly path: string | null;
  readonly pathIsPattern?: boolean;
  /** Clients come over TLS that ends at the edge. */
  readonly clientTls: boolean;
}

/** All requests of an installation: the pod that is told so goes by the name of what keeps it. */
export function aboutAll(told: Pod, instance: Instance): AskedAbout {
  const ref = instanceRef(instance);
  return { object: told, ref, host: null, path: null, clientTls: false };
}

/** A Service that an edge asks about requests which another one answers. */
export interface Asked {
  /** Unset where it is sent copies of requests. */
  readonly purpose: AskedFor | undefined;
  /** The edge lets requests pass while nobody answers. */
  readonly failsOpen?: boolean;
  readonly edge: Edge;
  readonly instance?: Instance | undefined;
  readonly about: AskedAbout;
  readonly service: Service;
  readonly port: ServicePort;
  /** The object that names the Service, and where in it. */
  readonly named: {
    readonly by: KubeObject;
    readonly evidence: readonly Evidence[];
  };
  readonly said?: ServedBackend['said'];
  /** The object whose annotations are settings, where it is not the one that is asked about. */
  readonly settings?: KubeObject;
  /** What the dial rests on. */
  readonly source: string;
  /** Why the object is for this edge. */
  readonly reasons?: readonly Reason[];
  readonly caveats?: readonly string[];
  /** With what the caveats say, nobody can tell what becomes of the connection. */
  readonly unknown?: boolean;
}

const asks: Readonly<Record<AskedFor, (service: string) => string>> = {
  'external authorization': service =>
    `asks ${service} of each request whether it may pass`,
  'external processing': service =>
    `shows each request to ${service}, which may change it`,
  'rate limiting': service =>
    `asks ${service} of each request whether it is one too many`,
  'error pages': service =>
    `shows clients what ${service} answers in the place of errors`,
  'token issuer': service =>
    `asks ${service}, who issues tokens, about those of requests`,
};

/** The way of an edge's questions to a Service; none where it cannot dial that. */
export function askedRoute(
  state: ClusterState,
  asked: Asked,
): readonly Route[] {
  const { purpose, edge, instance, about, service, port, said, named } = asked;
  const { object, host, path } = about;
  const { kind, namespace, name } = about.ref ?? {
    kind: object.kind,
    ...object.meta,
  };
  const dial = settledDial({
    vendor: edge.vendor,
    places: placesOf(state, asked.settings ?? object, instance),
    service,
    port,
    ...(said && { said }),
    reasons: [...(asked.reasons ?? []), ...why(asked)],
    caveats: [...unreadConfigMap(state, instance), ...(asked.caveats ?? [])],
    ...(asked.unknown && { unknown: true }),
  });
  if (!dial) return [];
  return [
    {
      edge,
      ref: {
        kind,
        namespace,
        name,
        host,
        path,
        ...(purpose && { purpose }),
        ...(asked.failsOpen && { failsOpen: true }),
      },
      ...(about.pathIsPattern && { pathIsPattern: true }),
      object: named.by,
      backend: {
        namespace: service.meta.namespace,
        service: service.meta.name,
        port: port.port,
      },
      clientTls: about.clientTls,
      dial,
    },
  ];
}

function why({
  purpose,
  about,
  service,
  named,
  source,
}: Asked): readonly Reason[] {
  const { by, evidence } = named;
  const asked = objectName(service);
  const does = purpose ? asks[purpose](asked) : `sends copies to ${asked}`;
  const sentence = `${objectName(by)} ${does}`;
  return [
    {
      text:
        by === about.object
          ? `${sentence}.`
          : `${sentence}, and ${objectName(about.object)} goes by it.`,
      evidence,
      source,
    },
  ];
}

/** An installation as an edge. */
export function edgeOfInstance(instance: Instance): Edge {
  const { vendor, pods } = instance;
  return { vendor, ref: instanceRef(instance), pods, reasons: [] };
}
