import type { Labels } from '../state/read';
import type { Dial } from './dial';

/**
 * Where a vendor reads a setting: an annotation on the route object, on the Service behind it, or a
 * key of the controller's ConfigMap.
 */
export type SwitchPlace =
  | 'route-annotation'
  | 'service-annotation'
  | 'config-map';

/** A setting that changes what an edge dials. Switches are listed in order of precedence. */
export interface Switch<Effect> {
  readonly on: SwitchPlace;
  readonly key: string;
  /** Effect of a value; undefined when the value leaves the default alone. */
  readonly effect: (value: string) => Effect | undefined;
  /** Flag of the controller without which the switch is ignored. */
  readonly needsFlag?: string;
  readonly source: string;
}

export interface Setting<Effect> {
  readonly default: Effect;
  /** Of several route objects that lead to one Service port, the oldest decides for all. */
  readonly oldestDecides?: boolean;
  /** Source of the default. */
  readonly source: string;
  readonly switches: readonly Switch<Effect>[];
}

export interface EndOfLife {
  /** ISO date of the last release or fix. */
  readonly date: string;
  readonly text: string;
  readonly successor: string;
  readonly source: string;
}

/** How a vendor's pods are told from others. One matching label set or image is enough. */
export interface PodRecognition {
  readonly labels: readonly Labels[];
  readonly images: readonly string[];
  /** Flags that name the classes an instance serves, with the vendor's defaults. */
  readonly classFlags?: {
    readonly controller: { readonly flag: string; readonly default: string };
    readonly name: { readonly flag: string; readonly default: string };
  };
  /** Flag that names the ConfigMap, "namespace/name". */
  readonly configMapFlag?: string;
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
  readonly pods?: PodRecognition;
  readonly addressing: Setting<Dial['addressing']>;
  /** Effect: the Host that it sends instead of the client's. */
  readonly host: Setting<string | null>;
  /** Effect: how it speaks to the backend. */
  readonly backend: Setting<BackendProtocol>;
  readonly doubts?: readonly Doubt[];
  /** What clients get when the backend refuses the connection; 503 of whatever is Envoy inside. */
  readonly statusWhenRefused: 502 | 503;
  readonly endOfLife?: EndOfLife;
}

export interface BackendProtocol {
  readonly protocol: Dial['protocol'];
  /** Who starts TLS towards the backend; `client` where the edge carries it through. */
  readonly tls: 'none' | 'edge' | 'client';
}

/** An annotation of a route that can change anything: what it says is not analysed. */
export interface Doubt {
  readonly annotation: string;
  readonly text: string;
}

/** A vendor as the subject of a sentence: a cloud's product has an article, a controller is a name. */
export function vendorAsSubject({
  placement,
  title,
}: Pick<VendorDescription, 'placement' | 'title'>): string {
  return placement === 'cloud' ? `The ${title}` : title;
}
