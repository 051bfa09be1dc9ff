import type { ClusterState } from '../../state/clusterState';
import type { Service, ServicePort } from '../../state/kinds/service';
import type { Labels } from '../../state/read';
import type { Dial } from '../dial/dial';
import type { Resolved } from '../dial/setting';
import type { Setting, VendorDescription } from '../vendorDescription';

/** What a load balancer does with the connections that reach one port of a Service. */
export type Listener =
  /** It is told to leave the port out, or answers there by itself. */
  | { readonly kind: 'closed' }
  /** L4: the client's connection goes on as it is. */
  | { readonly kind: 'carries'; readonly by: readonly string[] }
  /** The client's connection ends here, and another one leads to the Service. */
  | {
      readonly kind: 'ends';
      readonly clientTls: boolean;
      readonly backendTls: boolean;
      /** It reads HTTP; otherwise it only takes TLS off. */
      readonly http: boolean;
      /** Annotations of the Service that say so. */
      readonly by: readonly string[];
    };

/**
 * An annotation of a Service, with the values that count; any value where none are given. A key that
 * ends in an asterisk stands for all that begin so.
 */
export interface AnnotationMark {
  readonly key: string;
  readonly values?: readonly string[];
  /** Letters' case does not count in the value. */
  readonly anyCase?: true;
  /** What the value has to contain. */
  readonly holding?: string;
}

/** What the cluster around a Service adds to what a product dials. */
export interface Surroundings {
  readonly addressing?: Resolved<Dial['addressing']>;
  readonly caveats?: readonly string[];
  /** What leaves open which of its load balancers it makes: of another Service like this one, the same. */
  readonly kindCaveats?: readonly string[];
}

/** What makes load balancers for Services of type LoadBalancer, as data. */
export interface ServiceLoadBalancer {
  readonly vendor: VendorDescription;
  /** The name people use in a sentence. */
  readonly title: string;
  /** Values of spec.loadBalancerClass. */
  readonly classes: readonly string[];
  /** Annotations that pick this product, or that only its controller writes. */
  readonly chosenBy: readonly AnnotationMark[];
  /** Those of them that only its controller writes: it serves whatever class it was told to. */
  readonly writtenBy?: readonly AnnotationMark[];
  /** Its settings: a hint where nothing better tells. */
  readonly annotationPrefixes: readonly string[];
  /** Scheme of spec.providerID of the nodes that it belongs to. */
  readonly provider?: string;
  /** It serves the Services of its cloud that choose nothing. */
  readonly isDefault?: boolean;
  readonly addressing: Setting<Dial['addressing']>;
  /** What decides on the addressing before its default, and is no annotation. */
  readonly surroundings?: (
    state: ClusterState,
    service: Service,
  ) => Surroundings;
  /** Labels of the pods that serve a Service, where it has pods. */
  readonly podsOf?: (service: Service) => Labels;
  /** It serves the first port of a Service, and no other. */
  readonly firstPortAlone?: true;
  /** Undefined: it carries every connection on. */
  readonly listener?: (service: Service, port: ServicePort) => Listener;
  /** Annotations that put a PROXY protocol header before the client's bytes. */
  readonly proxyProtocol: readonly AnnotationMark[];
  /** A variable of its controller's pods that does so for all Services without one of these annotations. */
  readonly proxyProtocolByDefault?: string;
  /** Annotations that change what it does in ways that are not modelled. */
  readonly unmodelled: readonly AnnotationMark[];
  /** What keeps it from making a load balancer for a Service, a sentence each. */
  readonly refusals?: (service: Service) => readonly string[];
  /** It sends nothing to a port without the node port that it would dial. */
  readonly needsNodePorts?: boolean;
  /** It ends connections and opens its own: pods see its address, whatever nodes do. */
  readonly opensConnections?: (service: Service) => boolean;
  readonly source: string;
}

/** The marks that stand on a Service, under the names that they have there. */
export function marksOn(
  { meta }: Service,
  marks: readonly AnnotationMark[],
): readonly AnnotationMark[] {
  return marks.flatMap(mark =>
    namesOf(mark, meta.annotations)
      .filter(key => counts(meta.annotations[key], mark))
      .map(key => ({ ...mark, key })),
  );
}

function namesOf(
  { key }: AnnotationMark,
  annotations: Service['meta']['annotations'],
): readonly string[] {
  if (!key.endsWith('*')) return key in annotations ? [key] : [];
  const start = key.slice(0, -1);
  return Object.keys(annotations)
    .filter(name => name.startsWith(start))
    .sort();
}

function counts(
  value: string,
  { values, anyCase, holding }: AnnotationMark,
): boolean {
  const written = anyCase ? value.toLowerCase() : value;
  return (
    (values?.includes(written) ?? true) &&
    (holding === undefined || value.replaceAll(' ', '').includes(holding))
  );
}

/** The comma-separated items of an annotation; undefined when it is not there or empty. */
export function listOn(
  { meta }: Service,
  key: string,
): readonly string[] | undefined {
  const items = (meta.annotations[key] ?? '')
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '');
  return items.length > 0 ? items : undefined;
}

/** Whether the ports of a Service are of different transport protocols. */
export function mixesProtocols({ ports }: Service): boolean {
  return new Set(ports.map(({ protocol }) => protocol)).size > 1;
}
