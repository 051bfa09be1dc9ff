import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { flag, text, texts } from '../read';

/** Route of Tyk: a path that it listens on, and the URL that it dials. */
export interface TykApiDefinition extends KubeObject {
  readonly kind: 'ApiDefinition';
  readonly active: boolean;
  readonly host: string | null;
  readonly path: string | null;
  /** URLs that it dials: one, or those that it balances over. */
  readonly targets: readonly string[];
  readonly preserveHost: boolean;
  /** It finds its targets elsewhere. */
  readonly discovers: boolean;
}

export const tykApiDefinitions = defineKind<TykApiDefinition>({
  group: 'tyk.tyk.io',
  kind: 'ApiDefinition',
  plural: 'apidefinitions',
  versions: ['v1alpha1'],
  namespaced: true,
  purpose: 'routes of Tyk',
  trim: (object, meta) => {
    const target = text(object, 'spec', 'proxy', 'target_url');
    const balances = flag(object, 'spec', 'proxy', 'enable_load_balancing');
    return {
      kind: 'ApiDefinition',
      meta,
      active: flag(object, 'spec', 'active') ?? true,
      host: text(object, 'spec', 'domain') ?? null,
      path: text(object, 'spec', 'proxy', 'listen_path') ?? null,
      targets: balances
        ? texts(object, 'spec', 'proxy', 'target_list')
        : [target ?? []].flat(),
      preserveHost:
        flag(object, 'spec', 'proxy', 'preserve_host_header') ?? false,
      discovers:
        flag(
          object,
          'spec',
          'proxy',
          'service_discovery',
          'use_discovery_service',
        ) ?? false,
    };
  },
});
