import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { flag, items, text, whole } from '../read';

const group = 'configuration.konghq.com';

/** TCP route of Kong. UDPIngress is not read: meshes carry no UDP. */
export interface KongTcpIngress extends KubeObject {
  readonly kind: 'TCPIngress';
  readonly rules: readonly {
    readonly host: string | null;
    readonly service: string;
    readonly port: number;
    /** Path of the rule inside the object, for evidence. */
    readonly field: string;
  }[];
  readonly hasTls: boolean;
}

export const kongTcpIngresses = defineKind<KongTcpIngress>({
  group,
  kind: 'TCPIngress',
  plural: 'tcpingresses',
  versions: ['v1beta1'],
  namespaced: true,
  purpose: 'TCP routes of Kong',
  trim: (object, meta) => ({
    kind: 'TCPIngress',
    meta,
    rules: items(object, 'spec', 'rules').flatMap(trimRule),
    hasTls: items(object, 'spec', 'tls').length > 0,
  }),
});

function trimRule(rule: unknown, index: number): KongTcpIngress['rules'] {
  const service = text(rule, 'backend', 'serviceName');
  const port = whole(rule, 'backend', 'servicePort');
  if (service === undefined || port === undefined) return [];
  return [
    {
      host: text(rule, 'host') ?? null,
      service,
      port,
      field: `spec.rules[${index}]`,
    },
  ];
}

/** Settings of Kong for a whole IngressClass, which names them in spec.parameters. */
export interface KongClassParameters extends KubeObject {
  readonly kind: 'IngressClassParameters';
  readonly serviceUpstream: boolean;
}

export const kongClassParameters = defineKind<KongClassParameters>({
  group,
  kind: 'IngressClassParameters',
  plural: 'ingressclassparameterses',
  versions: ['v1alpha1'],
  namespaced: true,
  purpose: 'Service routing of Kong for a whole IngressClass',
  trim: (object, meta) => ({
    kind: 'IngressClassParameters',
    meta,
    serviceUpstream: flag(object, 'spec', 'serviceUpstream') ?? false,
  }),
});

/** Settings of Kong for a Service, which names them by annotation konghq.com/override. */
export interface KongIngress extends KubeObject {
  readonly kind: 'KongIngress';
  /** Host that is sent where the client's is not kept. */
  readonly hostHeader?: string;
}

export const kongIngresses = defineKind<KongIngress>({
  group,
  kind: 'KongIngress',
  plural: 'kongingresses',
  versions: ['v1'],
  namespaced: true,
  purpose: 'the Host that Kong sends',
  trim: (object, meta) => {
    const hostHeader = text(object, 'upstream', 'host_header');
    return {
      kind: 'KongIngress',
      meta,
      ...(hostHeader !== undefined && { hostHeader }),
    };
  },
});
