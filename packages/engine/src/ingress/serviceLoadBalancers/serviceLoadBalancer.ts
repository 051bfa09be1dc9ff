import type { Service, ServicePort } from '../../state/kinds/service';
import type { Labels } from '../../state/read';
import type { Dial } from '../dial/dial';
import type { Setting, VendorDescription } from '../vendorDescription';

/** What a load balancer does with the connections that reach one port of a Service. */
export type Listener =
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

/** An annotation of a Service, with the values that count; any value where none are given. */
export interface AnnotationMark {
  readonly key: string;
  readonly values?: readonly string[];
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
  /** Its settings: a hint where nothing better tells. */
  readonly annotationPrefixes: readonly string[];
  /** Scheme of spec.providerID of the nodes that it belongs to. */
  readonly provider?: string;
  /** It serves the Services of its cloud that choose nothing. */
  readonly isDefault?: boolean;
  readonly addressing: Setting<Dial['addressing']>;
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
  /** It makes none that would dial node ports where a Service has none of them. */
  readonly needsNodePorts?: boolean;
  /** What every answer about it leans on. */
  readonly caveat?: string;
  readonly source: string;
}

/** The marks that stand on a Service. */
export function marksOn(
  { meta }: Service,
  marks: readonly AnnotationMark[],
): readonly AnnotationMark[] {
  return marks.filter(({ key, values }) => {
    const value = meta.annotations[key] as string | undefined;
    return value !== undefined && (values?.includes(value) ?? true);
  });
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
