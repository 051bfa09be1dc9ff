import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Service } from '../../state/kinds/service';
import {
  TraefikMiddlewareRef,
  traefikServersTransports,
} from '../../state/kinds/traefik';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';
import { goFalse } from '../edges/goBool';
import { isServedBy } from '../edges/ingressClassOf';
import { ingressesAt } from '../routes/ingressesByLocation';
import { unfitMiddleware } from '../routes/traefikSoundness';
import { traefikAnnotation, unreadAnnotation } from './traefikAnnotations';
import { hostByMiddlewares } from './traefikMiddlewares';
import {
  isExternalNameOff,
  isForAnyEntryPoint,
  traefikStaticDoubts,
} from './traefikStatic';

const transport = 'traefik.ingress.kubernetes.io/service.serverstransport';

/** What annotations of an Ingress and of its Service, and the middlewares that they name, make of a rule. */
export function traefikIngressPolicies(
  state: ClusterState,
  served: ServedRule,
): PolicyEffect {
  const { ingress, service, instance } = served;
  const drops = whyNoRouter(state, served);
  if (drops !== undefined) return { drops };
  const { namespace } = ingress.meta;
  const found = hostByMiddlewares(state, namespace, namedBy(served));
  const keeps = traefikAnnotation(
    service.meta.annotations,
    'service',
    'passhostheader',
  );
  return {
    // Where the Host is not passed on, what middlewares made of it is lost.
    said: {
      ...(!goFalse.has(keeps ?? '') && found.host && { host: found.host }),
      ...serverName(state, service),
    },
    caveats: [...found.caveats, ...traefikStaticDoubts(state, instance)],
    ...anyDefault(state, served),
  };
}

const defaultBackend = 'spec.defaultBackend';
const ownPathType = 'ImplementationSpecific';
const pathMatchers = ['Path', 'PathPrefix', 'PathRegexp'];

/** Why there is no router, or none with a service (loadConfigurationFromIngresses). */
function whyNoRouter(
  state: ClusterState,
  { ingress, rule, service, instance, ...served }: ServedRule,
): string | undefined {
  if (rule.field === defaultBackend && ingress.rules.length > 1) {
    return 'a default backend counts where an Ingress has no rules alone';
  }
  const { annotations } = ingress.meta;
  const unread =
    unreadAnnotation(annotations, 'router') ??
    unreadAnnotation(service.meta.annotations, 'service');
  if (unread !== undefined) {
    return `annotation ${unread} has a name or a value that it does not know`;
  }
  const entryPoints = traefikAnnotation(annotations, 'router', 'entrypoints');
  const wanted = (entryPoints ?? '').split(',').map(one => one.trim());
  if (entryPoints && instance && !isForAnyEntryPoint(instance, wanted)) {
    return `it is for entry point ${entryPoints}, which is not there`;
  }
  const matcher = traefikAnnotation(annotations, 'router', 'pathmatcher');
  const isOwn = (rule.pathType ?? ownPathType) === ownPathType;
  if (matcher !== undefined && isOwn && !pathMatchers.includes(matcher)) {
    return `${matcher} is no path matcher`;
  }
  if (isExternalNameOff(service.type, 'ingress', instance)) {
    return `${objectName(
      service,
    )} is of type ExternalName, and allowExternalNameServices is not set`;
  }
  const unfit = unfitMiddleware(
    state,
    ingress.meta.namespace,
    namedBy({ ...served, ingress, rule, service, instance }),
    instance,
  );
  return unfit && `it names ${unfit}`;
}

/** The middlewares of the router, and those of the Service behind them. */
function namedBy({
  ingress,
  service,
}: ServedRule): readonly TraefikMiddlewareRef[] {
  return [
    traefikAnnotation(ingress.meta.annotations, 'router', 'middlewares'),
    traefikAnnotation(service.meta.annotations, 'service', 'middlewares'),
  ].flatMap(written =>
    (written ?? '')
      .split(',')
      .map(one => one.trim())
      .filter(one => one !== '')
      .map(name => ({ name })),
  );
}

/** Of several Ingresses that are a default backend alone, it takes the one that it comes upon first. */
function anyDefault(
  state: ClusterState,
  { ingress, rule, server, instance }: ServedRule,
): PolicyEffect {
  if (rule.field !== defaultBackend) return {};
  const rivals = ingressesAt(state, rule).filter(
    one =>
      one !== ingress &&
      one.rules.length === 1 &&
      isServedBy(state, one, server, instance),
  );
  if (rivals.length === 0) return {};
  return {
    unknown: true,
    caveats: [
      `${rivals
        .map(objectName)
        .join(
          ' and ',
        )} has a default backend, too: Traefik takes any one of them.`,
    ],
  };
}

/** The name that a ServersTransport asks TLS for; the Service's annotation names it. */
function serverName(
  state: ClusterState,
  { meta }: Service,
): { readonly sni?: string } {
  const named = meta.annotations[transport] as string | undefined;
  const found = state
    .list(traefikServersTransports)
    .find(
      one => `${one.meta.namespace}-${one.meta.name}@kubernetescrd` === named,
    );
  return found?.serverName === undefined ? {} : { sni: found.serverName };
}
