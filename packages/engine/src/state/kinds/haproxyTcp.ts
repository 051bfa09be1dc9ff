import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { items, text, whole } from '../read';

/** TCP route of HAProxy Kubernetes Ingress Controller. */
export interface HaproxyTcp extends KubeObject {
  readonly kind: 'TCP';
  readonly services: readonly {
    readonly name: string;
    readonly port: number;
    /** Path inside the object, for evidence. */
    readonly field: string;
  }[];
}

export const haproxyTcps = defineKind<HaproxyTcp>({
  group: 'ingress.v3.haproxy.org',
  kind: 'TCP',
  plural: 'tcps',
  versions: ['v3'],
  namespaced: true,
  purpose: 'TCP routes of HAProxy Kubernetes Ingress Controller',
  trim: (object, meta) => ({
    kind: 'TCP',
    meta,
    // The spec is a list of listeners.
    services: items(object, 'spec').flatMap((listener, index) => [
      ...trimService(listener, `spec[${index}].service`, 'service'),
      ...items(listener, 'services').flatMap((service, s) =>
        trimService(service, `spec[${index}].services[${s}]`),
      ),
    ]),
  }),
});

function trimService(
  value: unknown,
  field: string,
  ...path: string[]
): HaproxyTcp['services'] {
  const name = text(value, ...path, 'name');
  const port = whole(value, ...path, 'port');
  return name === undefined || port === undefined
    ? []
    : [{ name, port, field }];
}
