// What flags and variables of Traefik say, and what a file of its static configuration could.
import type { ClusterState } from '../../state/clusterState';
import type { TraefikMiddlewareRef } from '../../state/kinds/traefik';
import { isFlagSet, variableOf } from '../edges/flagOf';
import type { Instance } from '../edges/instances';
import { hostByMiddlewares } from './traefikMiddlewares';

/** Routes to ExternalName Services are errors unless the provider is told to allow them. */
export function isExternalNameOff(
  serviceType: string,
  provider: 'ingress' | 'crd',
  instance: Instance | undefined,
): boolean {
  if (serviceType !== 'ExternalName' || !instance) return false;
  const option = `providers.kubernetes${provider}.allowexternalnameservices`;
  return !mayBeOn(instance, option);
}

type Told = Pick<Instance, 'pods'>;

/**
 * Whether an option of yes or no is on, by itself or by a setting below it, in flags or variables; or may be, by
 * a file that is not read.
 */
export function mayBeOn(instance: Told, option: string): boolean {
  const variable = `TRAEFIK_${option.replaceAll('.', '_')}`.toUpperCase();
  return (
    !readsProvidersOfFlags(instance) ||
    instance.pods.some(
      pod =>
        isFlagSet(pod, `--${option}`) ||
        variableOf(pod, variable)?.toLowerCase() === 'true' ||
        pod.containers.some(({ env }) =>
          Object.keys(env).some(name => name.startsWith(`${variable}_`)),
        ),
    )
  );
}

/** What its static configuration could change: defaults in a file, middlewares of entry points. */
export function traefikStaticDoubts(
  state: ClusterState,
  instance: Instance | undefined,
): readonly string[] {
  return [
    ...fileDoubt(instance),
    ...(instance ? entryPointDoubts(state, instance) : []),
  ];
}

const ofEntryPoint =
  /^(?:--|traefik_)entrypoints[._]([^._=]+)[._]http[._]middlewares(?:\[\d+\])?=(.+)$/i;

/** A middleware that every route has which clients reach by an entry point. */
export interface EntryPointMiddlewares {
  readonly entryPoint: string;
  readonly refs: readonly TraefikMiddlewareRef[];
}

/** The middlewares that flags, or variables, give to entry points. */
export function entryPointMiddlewares({
  pods,
}: Instance): readonly EntryPointMiddlewares[] {
  const words = pods.flatMap(({ containers }) =>
    containers.flatMap(({ command, args, env }) => [
      ...command,
      ...args,
      ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
    ]),
  );
  return [...new Set(words)].flatMap(word => {
    const [, entryPoint, names] = ofEntryPoint.exec(word) ?? [];
    if (names === undefined) return [];
    const refs = names.split(',').map(name => ({ name: name.trim() }));
    return [{ entryPoint, refs }];
  });
}

function entryPointDoubts(
  state: ClusterState,
  instance: Instance,
): readonly string[] {
  return entryPointMiddlewares(instance).flatMap(({ entryPoint, refs }) => {
    const { namespace } = instance;
    const { host, caveats } = hostByMiddlewares(state, namespace, refs);
    const change = host && [
      `${host.by} of entry point ${entryPoint} sets the Host of whatever clients reach by it: for which routes that holds is not worked out.`,
    ];
    return [...caveats, ...(change ?? [])];
  });
}

/** Whether flags, or variables, say which providers it has; else its static configuration is in a file. */
export function readsProvidersOfFlags({ pods }: Told): boolean {
  return pods.some(({ containers }) =>
    containers.some(({ command, args, env }) =>
      [...command, ...args, ...Object.keys(env)].some(word =>
        /^(--|traefik_)providers[._]/i.test(word),
      ),
    ),
  );
}

/** Without flags its static configuration is in a file, with what it says of defaults. */
function fileDoubt(instance: Instance | undefined): readonly string[] {
  if (!instance || readsProvidersOfFlags(instance)) return [];
  return [
    `No flag of Traefik in namespace ${instance.namespace} names a provider: its static configuration is in a file that is not read, and could turn Service routing on by default (nativeLBByDefault).`,
  ];
}

const ofAddress = /^--entrypoints\.([^.=]+)\.address=.*:(\d+)(\/tcp)?$/i;

/** Whether an entry point listens at a port, for a listener of a Gateway; true where flags name none. */
export function hasEntryPoint(
  { pods }: Instance,
  port: number,
  protocol: string,
): boolean {
  const found = entryPointsOf({ pods });
  return (
    found.length === 0 ||
    found.some(
      ({ pod, name, at }) =>
        at === port &&
        // Plain HTTP asks for one without TLS.
        !(
          protocol === 'HTTP' &&
          isFlagSet(pod, `--entrypoints.${name}.http.tls`)
        ),
    )
  );
}

/** Whether a route is for an entry point that is there; true where flags name none (pkg/config/runtime/runtime_http.go). */
export function isForAnyEntryPoint(
  instance: Told,
  wanted: readonly string[],
): boolean {
  const found = entryPointsOf(instance);
  return (
    found.length === 0 ||
    wanted.length === 0 ||
    found.some(({ name }) =>
      wanted.some(one => one.toLowerCase() === name.toLowerCase()),
    )
  );
}

/** The entry points that flags name. */
function entryPointsOf({ pods }: Told) {
  return pods.flatMap(pod =>
    pod.containers
      .flatMap(({ command, args }) => [...command, ...args])
      .flatMap(word => {
        const [, name, at] = ofAddress.exec(word) ?? [];
        return name === undefined ? [] : [{ pod, name, at: Number(at) }];
      }),
  );
}
