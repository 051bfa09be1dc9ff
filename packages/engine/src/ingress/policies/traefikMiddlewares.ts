// Middlewares of Traefik that a route names, and what they make of the Host.
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  TraefikMiddleware,
  TraefikMiddlewareRef,
  traefikMiddlewares,
} from '../../state/kinds/traefik';
import type { ServedBackend } from '../dial/settledDial';

const source =
  'traefik/traefik pkg/middlewares/headers/header.go (customRequestHeaders)';

/** The Host that middlewares set, if any does, and what could be otherwise. */
export interface HostOfMiddlewares {
  readonly host?: NonNullable<ServedBackend['said']>['host'];
  readonly caveats: readonly string[];
}

// Chains of chains end somewhere.
const deepest = 8;

/** The Host that the last of some middlewares sets. */
export function hostByMiddlewares(
  state: ClusterState,
  namespace: string,
  refs: readonly TraefikMiddlewareRef[],
  depth = 0,
): HostOfMiddlewares {
  const all = refs.map(ref => hostByMiddleware(state, namespace, ref, depth));
  const host = all
    .map(one => one.host)
    .filter(one => one !== undefined)
    .at(-1);
  return {
    ...(host && { host }),
    caveats: all.flatMap(one => one.caveats),
  };
}

function hostByMiddleware(
  state: ClusterState,
  namespace: string,
  ref: TraefikMiddlewareRef,
  depth: number,
): HostOfMiddlewares {
  const found = middlewareOf(state, namespace, ref);
  if (!found) {
    return {
      caveats: [
        `Middleware ${ref.name}, which a route in namespace ${namespace} names, could not be read: it could change the Host.`,
      ],
    };
  }
  if (found.isPlugin) {
    return {
      caveats: [
        `${objectName(found)} runs a plugin, which could change anything.`,
      ],
    };
  }
  if (found.chain.length > 0 && depth < deepest) {
    const { meta } = found;
    return hostByMiddlewares(state, meta.namespace, found.chain, depth + 1);
  }
  // A header without value is taken away, and Host is none of the headers that can be.
  if (!found.host) return { caveats: [] };
  return {
    host: {
      effect: found.host,
      by: objectName(found),
      evidence: [
        evidenceOf(found, 'spec.headers.customRequestHeaders.Host', found.host),
      ],
      source,
    },
    caveats: [],
  };
}

/** Some middlewares with those of their chains, where they are there. */
export function withChained(
  state: ClusterState,
  namespace: string,
  refs: readonly TraefikMiddlewareRef[],
  depth = 0,
): readonly NamedMiddleware[] {
  return refs.flatMap(({ name, ...where }) => {
    const found = middlewareOf(state, namespace, { name, ...where });
    const chained =
      found && depth < deepest
        ? withChained(state, found.meta.namespace, found.chain, depth + 1)
        : [];
    return [{ name, found }, ...chained];
  });
}

/** A middleware by the name that a route, or a chain, has for it. */
interface NamedMiddleware {
  readonly name: string;
  readonly found: TraefikMiddleware | undefined;
}

/** The first of some middlewares, or of those in their chains, that is known not to be there. */
export function missingMiddleware(
  state: ClusterState,
  namespace: string,
  refs: readonly TraefikMiddlewareRef[],
): string | undefined {
  if (state.unreadable(traefikMiddlewares) !== undefined) return undefined;
  return withChained(state, namespace, refs).find(({ name, found }) => {
    const [, provider = 'kubernetescrd'] = name.split('@');
    return !found && provider === 'kubernetescrd';
  })?.name;
}

/** By name, or as other providers are called: `<namespace>-<name>@kubernetescrd`. */
function middlewareOf(
  state: ClusterState,
  namespace: string,
  ref: TraefikMiddlewareRef,
): TraefikMiddleware | undefined {
  const [name, provider] = ref.name.split('@');
  if (provider === undefined) {
    return state.get(traefikMiddlewares, ref.namespace ?? namespace, name);
  }
  if (provider !== 'kubernetescrd') return undefined;
  return state
    .list(traefikMiddlewares)
    .find(({ meta }) => `${meta.namespace}-${meta.name}` === name);
}
