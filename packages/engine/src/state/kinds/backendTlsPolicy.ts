import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { items, text } from '../read';

/** Makes gateways, and Istio's sidecars, start TLS towards Services of its namespace. */
export interface BackendTlsPolicy extends KubeObject {
  readonly kind: 'BackendTLSPolicy';
  readonly targets: readonly {
    readonly group: string;
    readonly kind: string;
    readonly name: string;
    /** Name of a port; undefined: all ports. */
    readonly sectionName?: string;
  }[];
  /** Server name that is asked for, and that the certificate has to be for. */
  readonly hostname?: string;
  /** It trusts the system's own authorities, and names none. */
  readonly wellKnown: boolean;
  /** "Kind name" of what holds the authorities' certificates, in its namespace. */
  readonly authorities: readonly string[];
  /** What each controller says of having taken it, or of the certificates that it names. */
  readonly verdicts: readonly {
    readonly controller: string;
    readonly taken: boolean;
    readonly message: string;
  }[];
}

// Conditions of its status (gateway-api apis/v1/backendtlspolicy_types.go).
const told: ReadonlySet<string> = new Set(['Accepted', 'ResolvedRefs']);

export const backendTlsPolicies = defineKind<BackendTlsPolicy>({
  group: 'gateway.networking.k8s.io',
  kind: 'BackendTLSPolicy',
  plural: 'backendtlspolicies',
  versions: ['v1', 'v1alpha3'],
  namespaced: true,
  purpose: 'TLS that gateways start towards a Service',
  trim: (object, meta) => ({
    kind: 'BackendTLSPolicy',
    meta,
    ...trimHostname(object),
    wellKnown:
      text(object, 'spec', 'validation', 'wellKnownCACertificates') !==
      undefined,
    authorities: items(object, 'spec', 'validation', 'caCertificateRefs').map(
      one => `${text(one, 'kind') ?? ''} ${text(one, 'name') ?? ''}`,
    ),
    verdicts: items(object, 'status', 'ancestors').flatMap(ancestor =>
      items(ancestor, 'conditions')
        .filter(one => told.has(text(one, 'type') ?? ''))
        .map(one => ({
          controller: text(ancestor, 'controllerName') ?? '',
          taken: text(one, 'status') === 'True',
          message: text(one, 'message') ?? '',
        })),
    ),
    targets: items(object, 'spec', 'targetRefs').map(one => {
      const sectionName = text(one, 'sectionName');
      return {
        group: text(one, 'group') ?? '',
        kind: text(one, 'kind') ?? '',
        name: text(one, 'name') ?? '',
        ...(sectionName && { sectionName }),
      };
    }),
  }),
});

function trimHostname(object: unknown): { readonly hostname?: string } {
  const hostname = text(object, 'spec', 'validation', 'hostname');
  return hostname === undefined ? {} : { hostname };
}
