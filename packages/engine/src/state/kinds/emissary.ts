import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, flag, text, texts } from '../read';

const group = 'getambassador.io';
const versions = ['v3alpha1', 'v2'];

/** Emissary's route: a host and a prefix to a Service. */
export interface Mapping extends KubeObject {
  readonly kind: 'Mapping';
  readonly hostname: string | null;
  readonly prefix: string | null;
  /** `[scheme://]service[.namespace][:port]`. */
  readonly service: string;
  readonly resolver?: string;
  readonly hostRewrite?: string;
  readonly autoHostRewrite: boolean;
  readonly grpc: boolean;
  /** Name of a TLSContext, or `true`. */
  readonly tls?: string;
  readonly ambassadorIds: readonly string[];
}

export const mappings = defineKind<Mapping>({
  group,
  kind: 'Mapping',
  plural: 'mappings',
  versions,
  namespaced: true,
  purpose: 'routes of Emissary-ingress',
  trim: (object, meta) => {
    const service = text(object, 'spec', 'service');
    if (service === undefined) return undefined;
    const resolver = text(object, 'spec', 'resolver');
    const hostRewrite = text(object, 'spec', 'host_rewrite');
    const tls = at(object, 'spec', 'tls');
    return {
      kind: 'Mapping',
      meta,
      hostname:
        text(object, 'spec', 'hostname') ??
        text(object, 'spec', 'host') ??
        null,
      prefix: text(object, 'spec', 'prefix') ?? null,
      service,
      ...(resolver !== undefined && { resolver }),
      ...(hostRewrite !== undefined && { hostRewrite }),
      autoHostRewrite: flag(object, 'spec', 'auto_host_rewrite') ?? false,
      grpc: flag(object, 'spec', 'grpc') ?? false,
      ...(tls !== undefined && { tls: String(tls) }),
      ambassadorIds: trimIds(object),
    };
  },
});

/** Global settings; only the one named `ambassador` counts. */
export interface AmbassadorModule extends KubeObject {
  readonly kind: 'Module';
  readonly resolver?: string;
}

export const ambassadorModules = defineKind<AmbassadorModule>({
  group,
  kind: 'Module',
  plural: 'modules',
  versions,
  namespaced: true,
  purpose: 'the default resolver of Emissary-ingress',
  trim: (object, meta) => {
    const resolver = text(object, 'spec', 'config', 'resolver');
    return {
      kind: 'Module',
      meta,
      ...(resolver !== undefined && { resolver }),
    };
  },
});

/** A resolver that makes Emissary dial pod IPs. */
export interface KubernetesEndpointResolver extends KubeObject {
  readonly kind: 'KubernetesEndpointResolver';
}

export const kubernetesEndpointResolvers =
  defineKind<KubernetesEndpointResolver>({
    group,
    kind: 'KubernetesEndpointResolver',
    plural: 'kubernetesendpointresolvers',
    versions,
    namespaced: true,
    purpose: 'Mappings of Emissary-ingress that dial pod IPs',
    trim: (_, meta) => ({ kind: 'KubernetesEndpointResolver', meta }),
  });

function trimIds(object: unknown): readonly string[] {
  const one = text(object, 'spec', 'ambassador_id');
  return one === undefined ? texts(object, 'spec', 'ambassador_id') : [one];
}
