import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, items, Labels, labels, text } from '../read';
import { NetscalerBackend, trimKubeBackend } from './netscalerHttpRoute';

/** NetScaler's virtual server: the HTTPRoutes of its own that it takes, and where all else goes. */
export interface NetscalerListener extends KubeObject {
  readonly kind: 'Listener';
  readonly tls: boolean;
  /** "namespace/name" of HTTPRoutes. */
  readonly routes: readonly string[];
  /** Labels of HTTPRoutes, one selector each. */
  readonly selectors: readonly Labels[];
  readonly defaultBackend?: NetscalerBackend;
}

export const netscalerListeners = defineKind<NetscalerListener>({
  group: 'citrix.com',
  kind: 'Listener',
  plural: 'listeners',
  versions: ['v1', 'v1alpha1'],
  namespaced: true,
  purpose: 'which content routing NetScaler serves, and its default backends',
  trim: (object, meta) => {
    const routes = items(object, 'spec', 'routes');
    const fallback = trimKubeBackend(at(object, 'spec', 'defaultAction'));
    return {
      kind: 'Listener',
      meta,
      tls: text(object, 'spec', 'protocol')?.toLowerCase() === 'https',
      routes: routes.flatMap(route => {
        const name = text(route, 'name');
        const namespace = text(route, 'namespace') ?? meta.namespace;
        return name === undefined ? [] : [`${namespace}/${name}`];
      }),
      selectors: routes
        .filter(route => at(route, 'labelSelector') !== undefined)
        .map(route => labels(route, 'labelSelector')),
      ...(fallback && { defaultBackend: fallback }),
    };
  },
});
