import type { ClusterState } from '../state/clusterState';
import type { KindDefinition } from '../state/kindDefinition';
import type { NamedBackend } from '../state/kinds/envoyGateway';
import type { GatewayRoute } from '../state/kinds/gatewayRoute';
import type { Pod } from '../state/kinds/pod';
import type { Service, ServicePort } from '../state/kinds/service';
import type { KubeObject } from '../state/meta';
import type { Labels } from '../state/read';
import type { Dial } from './dial/dial';
import type { GatewayBackend, PolicyEffect } from './dial/gatewayApiDial';
import type { ServedRule } from './dial/ingressDial';

/**
 * Where a vendor reads a setting: an annotation on the route object, its namespace or its class, on
 * the Service behind it; a label of the Service; what the Service says of its port; a key of the
 * controller's ConfigMap; a flag, or an environment variable, of its pods.
 */
export type SwitchPlace =
  | 'route-annotation'
  | 'namespace-annotation'
  | 'class-annotation'
  | 'service-annotation'
  | 'service-label'
  | 'port-number'
  | 'port-name'
  | 'app-protocol'
  | 'config-map'
  | 'flag'
  | 'environment';

/** What a route leads to, for switches whose value speaks of ports or names. */
export interface SwitchSubject {
  readonly route?: KubeObject;
  readonly service?: Service;
  readonly port?: ServicePort;
}

/** A setting that changes what an edge dials. Switches are listed in order of precedence. */
export interface Switch<Effect> {
  readonly on: SwitchPlace;
  /** Name of the annotation, label, key, flag or variable; for what a port says, how to call it. */
  readonly key: string;
  /** Effect of a value; undefined when the value leaves the default alone. */
  readonly effect: (
    value: string,
    subject: SwitchSubject,
  ) => Effect | undefined;
  /** Letters' case does not count in the name of the annotation. */
  readonly anyCase?: true;
  /** Flag of the controller without which the switch is ignored. */
  readonly needsFlag?: string;
  readonly source: string;
}

export interface Setting<Effect> {
  readonly default: Effect;
  /** Of several route objects that lead to one Service port, the oldest decides for all. */
  readonly oldestDecides?: boolean;
  /** It decides for those alone that write the port in the same way, by number or by name. */
  readonly portAsWritten?: boolean;
  /** The youngest decides that has it for its default backend, where one has. */
  readonly lastDefaultBackendDecides?: boolean;
  /** Source of the default. */
  readonly source: string;
  /** The default was deduced: no source says so. */
  readonly inferred?: boolean;
  readonly switches: readonly Switch<Effect>[];
}

export interface EndOfLife {
  /** ISO date of the last release or fix. */
  readonly date: string;
  readonly text: string;
  readonly successor: string;
  readonly source: string;
}

/** How an installation is told the name of what it serves, by a flag or a variable of its pods. */
export interface ClassName {
  readonly flag?: string;
  readonly variable?: string;
  readonly default: string;
  /** What stands before the value that it is told, in the name that it goes by then. */
  readonly prefix?: string;
  /** It is a regular expression, of which a part of the name is enough. */
  readonly isPattern?: true;
}

/** A flag, or a variable, by which an installation is kept to some namespaces. */
export interface NamespaceLimit {
  readonly flag?: string;
  readonly variable?: string;
  /**
   * It holds names with commas between them, of those that are read or not, or a selector: of the
   * namespace's labels, or of the object's own. Or it keeps it to its own namespace, whatever it holds.
   */
  readonly by:
    | 'names'
    | 'names left out'
    | 'labels'
    | 'labels of the object'
    | 'own namespace';
  /** It is for these routes alone, where each kind has its own. */
  readonly of?: RouteFamily;
}

export type RouteFamily = 'Ingress' | 'Gateway API' | 'own kinds';

/** How a vendor's pods are told from others. One matching label set or image is enough. */
export interface PodRecognition {
  /** A value of `*` takes any. */
  readonly labels: readonly Labels[];
  readonly images: readonly string[];
  /** The classes that an instance serves, by controller and by name; unset: the vendor's. */
  readonly classFlags?: {
    readonly controller?: ClassName;
    readonly name?: ClassName;
  };
  /** It goes by the name of an IngressClass, and does not look at its controller. */
  readonly goesByClassName?: boolean;
  /** What an Ingress calls its class is enough: an IngressClass of that name need not be there. */
  readonly needsNoClass?: true;
  /** Of the classes of its controller it takes the one alone whose name it is told, where it is told one. */
  readonly goesByToldName?: true;
  /** Flag with which it takes an IngressClass of its name, too, whatever controller that has. */
  readonly byNameFlag?: string;
  /** When it takes Ingresses that name no class; never where this is unset. */
  readonly classless?:
    | 'always'
    | 'without-class-flag'
    | { readonly flag: string; readonly orWithoutClassFlag?: true };
  /** Whether an installation reads routes of a family at all; all of them where this is unset. */
  readonly reads?: (
    family: RouteFamily,
    instance: { readonly pods: readonly Pod[] },
  ) => boolean;
  /** What keeps it to some namespaces; it reads all where none of these is set. */
  readonly watches?: readonly NamespaceLimit[];
  /** Flag that holds what its annotations begin with, several with commas between them. */
  readonly prefixFlag?: string;
  /** Flag that names the ConfigMap, "namespace/name". */
  readonly configMapFlag?: string;
  /** Name of its ConfigMap, in the namespace of its pods, where no flag names one. */
  readonly configMapName?: string;
  /** Label by whose value installations that share a namespace are told apart. */
  readonly eachByLabel?: string;
  /** Each workload of such pods is an installation of its own, configured by its own ConfigMaps. */
  readonly eachByWorkload?: true;
  /** Labels of pods that dial nothing, whatever their image. */
  readonly never?: readonly Labels[];
  /** Label without which a pod is no such edge. */
  readonly needsLabel?: string;
  /** Flag without which a pod is no such edge. */
  readonly needsFlag?: string;
  /** Pods of the same namespace that hold the flags, where those that dial have none. */
  readonly controlPlane?: Pick<PodRecognition, 'labels' | 'images'>;
}

/** The Host that an edge sends: null for the client's own, a name, or one made of what it dials. */
export type HostSent =
  | string
  | null
  /**
   * The address that it dials, with a port that is not the scheme's own; where it dials the Service
   * by a name, that name.
   */
  | {
      readonly of: 'address';
      /** Its Host names the scheme's own port, too. */
      readonly withPort?: boolean;
      readonly serviceAs?: (service: Service) => string;
    }
  /** A name made from the Service behind the route. */
  | {
      readonly of: 'service';
      readonly name: (service: Service, port: ServicePort) => string;
    };

/** A whole object, as it is applied. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: object;
}

/** An installation that is told what it is called, and where it looks. */
export interface GatewayController {
  /** GatewayClass.spec.controllerName of the classes that it serves. */
  readonly controllerName: string;
  readonly watches: (namespace: string) => boolean;
}

/** How a vendor serves the Gateway API. */
export interface GatewayApiSupport {
  /** GatewayClass.spec.controllerName values. */
  readonly controllers: readonly string[];
  /** Those that are told otherwise than by flags, as far as that can be read. */
  readonly configured?: (state: ClusterState) => readonly GatewayController[];
  /** Names of its classes, to go by where the GatewayClass cannot be read. */
  readonly classNames: readonly string[];
  /** Kinds of routes that it serves; others that name its Gateways are not. */
  readonly routes: readonly GatewayRoute['kind'][];
  /**
   * Whether it adds the listeners of ListenerSets to its Gateways: since which of its versions, or in
   * none. Unset where that is not known.
   */
  readonly listenerSets?: {
    readonly since: string | null;
    readonly source: string;
  };
  /** The labels of the pods of one Gateway; undefined where all Gateways share the vendor's pods. */
  readonly ownPods?: { readonly name: string; readonly namespace?: string };
  /** Settings that differ from those that the vendor has for its other routes. */
  readonly addressing?: Setting<Dial['addressing']>;
  readonly host?: Setting<HostSent>;
  readonly backend?: Setting<BackendProtocol>;
  /**
   * What it makes of a RequestHeaderModifier that sets the Host: it sends that, or refuses the rule.
   * Unset where that is not known.
   */
  readonly hostHeader?: 'sets' | 'refuses';
  /** Objects of its own that give backends by name, and that routes can lead to. */
  readonly namedBackends?: readonly KindDefinition<NamedBackend>[];
  /** Kinds of routes that can lead to Upstreams of Gloo's. */
  readonly upstreamRoutes?: readonly GatewayRoute['kind'][];
  /** Copies of requests have another Host: Envoy's add `-shadow` to it (source/common/router/shadow_writer_impl.cc). */
  readonly renamesCopies?: true;
  /** Its HTTPRoutes can hand requests on to others, by name or by labels that begin so. */
  readonly delegatesBy?: readonly string[];
  /** It does not know filter RequestMirror, and makes nothing of rules that have one, nor of others with their backends. */
  readonly refusesMirrors?: boolean;
  /**
   * It sends the hostname of a URLRewrite filter: HTTPRouteHostRewrite of its conformance reports
   * (gateway-api.sigs.k8s.io/implementations). Unset where that was not looked up.
   */
  readonly rewritesHost?: true;
  /** A URLRewrite of a single backend says nothing to it. */
  readonly ignoresBackendRewrite?: boolean;
  /** Whether a BackendTLSPolicy makes it start TLS: any, or one that names its authorities. */
  readonly backendTlsPolicy: boolean | 'with authorities';
  /** The kinds of routes for which it does; all where this is unset. */
  readonly backendTlsRoutes?: readonly GatewayRoute['kind'][];
  /** It does so around the TLS of clients that it passes through, too. */
  readonly tlsAroundTls?: boolean;
  /** An object of its own that makes it dial Services for one route, to be created beside that. */
  readonly serviceRoutingPolicy?: (route: KubeObject) => Manifest;
  /** Kinds of its own filters that `policies` reads; of others it is not known what they do. */
  readonly ownFilters?: readonly string[];
  /** What policies of its own add, where it has any that change what is dialled. */
  readonly policies?: (
    state: ClusterState,
    backend: GatewayBackend,
  ) => PolicyEffect;
  readonly source: string;
}

/** The product behind an edge, as data. */
export interface VendorDescription {
  readonly id: string;
  /** The name people use in a sentence. */
  readonly title: string;
  readonly placement: 'in-cluster' | 'cloud';
  /** IngressClass.spec.controller values. */
  readonly classControllers: readonly string[];
  /** Values of the annotation kubernetes.io/ingress.class. */
  readonly classNames: readonly string[];
  /** An annotation of its own that names the class, before that one. */
  readonly classAnnotation?: string;
  readonly pods?: PodRecognition;
  /** Ids of other products that its controller makes, too, by the same flags. */
  readonly alsoControls?: readonly string[];
  readonly addressing: Setting<Dial['addressing']>;
  /** Effect: the Host that it sends instead of the client's. */
  readonly host: Setting<HostSent>;
  /** Effect: how it speaks to the backend. */
  readonly backend: Setting<BackendProtocol>;
  readonly gatewayApi?: GatewayApiSupport;
  /**
   * What it makes of a route to an ExternalName Service: it drops it, or dials the name at the port
   * or the target port of that Service. Unset where that is not known.
   */
  readonly externalName?: 'dropped' | 'port' | 'targetPort';
  /** Its admission webhook takes no second Ingress for a host and path. */
  readonly oneIngressPerLocation?: true;
  /** Of an ExternalName Service without ports it dials the one that the route writes. */
  readonly dialsUnlistedPorts?: boolean;
  /** An Ingress may name a port of its Service by the target port's number or name, or by its name alone. */
  readonly portByTarget?: 'number or name' | 'name';
  /**
   * Where an Ingress has a class by annotation, and another by field: the field's counts, it has to be
   * both, or one is enough. The annotation's counts where this is unset.
   */
  readonly classPrecedence?: 'field' | 'both' | 'either';
  /**
   * The class by annotation is one of its own names, whatever IngressClass has that name; or it does
   * not read the annotation at all. It can be the name of an IngressClass where this is unset.
   */
  readonly annotatedClass?: 'own names' | 'ignored';
  /** What it makes of Service routing to a headless Service; it dials pods where this is unset. */
  readonly headless?: 'drops-route' | 'writes-none';
  /** Other hosts that the rule of an Ingress is served for. */
  readonly hostAliases?: (
    state: ClusterState,
    rule: ServedRule,
  ) => readonly string[];
  /** The port of the Service that it dials for a rule, where that can be another than the rule's. */
  readonly portDialled?: (rule: ServedRule) => ServicePort;
  /** What policies of its own add to a rule of an Ingress. */
  readonly ingressPolicies?: (
    state: ClusterState,
    rule: ServedRule,
  ) => PolicyEffect;
  /** Scheme of spec.providerID of the nodes of its cloud, where it serves no other. */
  readonly nodeProvider?: string;
  /**
   * It goes by the annotation alone, whatever spec.ingressClassName says, and on the nodes of its
   * cloud takes Ingresses that name no class.
   */
  readonly classByAnnotation?: boolean;
  /** Labels of the pods that serve one route object, where each has pods of its own. */
  readonly podsOfRoute?: (route: KubeObject) => Labels;
  /** Effect: the server that TLS of its own asks for, '' for none; that of the Host where unset. */
  readonly serverName?: Setting<HostSent>;
  /** A Host that it puts in the client's place is the server that it asks for, before `serverName`. */
  readonly serverNameFollowsHost?: boolean;
  /** Clients reach it over TLS always, or where a route object has one of these annotations. */
  readonly clientTls?: 'always' | readonly string[];
  /** Prefixes of its own annotations: another vendor's on its objects say nothing. */
  readonly annotationPrefixes?: readonly string[];
  readonly doubts?: readonly Doubt[];
  /** How it finds out whether targets live; it asks for a page where this is unset. */
  readonly healthCheck?: Setting<HealthCheck>;
  /** The port that an object of its own has it ask for that, instead of the one that it dials. */
  readonly checkedPort?: (
    state: ClusterState,
    service: Service,
    port: ServicePort,
  ) => number | undefined;
  /** What clients get when the backend refuses the connection; 503 of whatever is Envoy inside. */
  readonly statusWhenRefused: 502 | 503;
  readonly endOfLife?: EndOfLife;
}

export interface BackendProtocol {
  readonly protocol: Dial['protocol'];
  /** Who starts TLS towards the backend; `client` where the edge carries it through. */
  readonly tls: 'none' | 'edge' | 'client';
  /** It presents a certificate of the mesh. */
  readonly identity?: 'mesh';
}

/** A load balancer asks its targets for a page, or only connects; or it asks nobody but the nodes. */
export type HealthCheck = 'request' | 'connection' | 'none';

/**
 * An annotation, or a key of the ConfigMap, that can change anything: what it says is not analysed. One
 * that ends in an asterisk stands for all that begin so.
 */
export interface Doubt {
  readonly annotation: string;
  /** Where it counts; on the route object where this is unset. */
  readonly on?: 'route' | 'service' | 'config-map';
  /** The values that raise it; all where this is unset. */
  readonly when?: (value: string) => boolean;
  readonly text: string;
  /** It leaves the Host unknown, and with it what becomes of the connection. */
  readonly hidesHost?: boolean;
}

/** A vendor as the subject of a sentence: a cloud's product has an article, a controller is a name. */
export function vendorAsSubject({
  placement,
  title,
}: Pick<VendorDescription, 'placement' | 'title'>): string {
  return placement === 'cloud' ? `The ${title}` : title;
}

/** The same inside a sentence. */
export function vendorInSentence({
  placement,
  title,
}: Pick<VendorDescription, 'placement' | 'title'>): string {
  return placement === 'cloud' ? `the ${title}` : title;
}
