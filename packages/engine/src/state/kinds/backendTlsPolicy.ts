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
}

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
