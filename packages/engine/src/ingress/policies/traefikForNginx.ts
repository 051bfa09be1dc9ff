import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Ingress } from '../../state/kinds/ingress';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';
import { isServedBy } from '../edges/ingressClassOf';
import type { Instance } from '../edges/instances';
import { isAtLeast } from '../edges/isAtLeast';
import { ingressesAt } from '../routes/ingressesByLocation';
import { mayBeOn, traefikStaticDoubts } from './traefikStatic';

// Everything here is of traefik/traefik pkg/provider/kubernetes/ingress-nginx, v3.7.13.
const prefix = 'nginx.ingress.kubernetes.io';
const option = 'providers.kubernetesingressnginx';

/** Values of yes or no are `true` in whatever letters, and nothing else (annotations.go, parseIngressConfig). */
export function isNginxTrue(value: string | undefined): boolean {
  return value?.toLowerCase() === 'true';
}

/** What the provider makes of a rule; before 3.7 it read few annotations, which depends on the release. */
export function traefikForNginxPolicies(
  state: ClusterState,
  served: ServedRule,
): PolicyEffect {
  const { ingress, rule, instance } = served;
  const passes = isNginxTrue(said(ingress, 'ssl-passthrough'));
  // Of a host that it passes TLS through for, it serves the root alone.
  if (passes && (rule.host === null || rule.path !== '/')) {
    return { drops: true };
  }
  if (
    served.service.headless &&
    isNginxTrue(said(ingress, 'service-upstream'))
  ) {
    return {
      drops: `${objectName(
        served.service,
      )} has no address of its own, which service-upstream asks for`,
    };
  }
  const caveats = traefikStaticDoubts(state, instance);
  const why =
    refusal(ingress, instance) ??
    (passes ? undefined : redirect(ingress)) ??
    whyNoCanary(state, served);
  if (why !== undefined) {
    return isAtLeast(instance, [3, 7])
      ? { drops: why }
      : { caveats: [...caveats, since37(ingress, why)], unknown: true };
  }
  const shaped = isCanary(ingress) ? shapedByMain(state, served) : [];
  return {
    caveats: [...caveats, ...shaped],
    ...(shaped.length > 0 && { unknown: true }),
  };
}

function said({ meta }: Ingress, name: string): string | undefined {
  return meta.annotations[`${prefix}/${name}`] as string | undefined;
}

const snippets = ['server-snippet', 'configuration-snippet', 'auth-snippet'];
const plainPath = /^\/[a-z0-9._\-/]*$/i;

/** Why it leaves out the whole Ingress (build.go, validateIngress). */
function refusal(
  ingress: Ingress,
  instance: Instance | undefined,
): string | undefined {
  const snippet = snippets.find(name => said(ingress, name));
  if (
    snippet &&
    instance &&
    !mayBeOn(instance, `${option}.allowsnippetannotations`)
  ) {
    return `annotation ${prefix}/${snippet} is not allowed, as ${option}.allowSnippetAnnotations is not set`;
  }
  const strange = ingress.rules.find(
    ({ path, pathType }) =>
      path !== null &&
      path !== '' &&
      pathType !== 'ImplementationSpecific' &&
      !plainPath.test(path),
  );
  return strange && instance && isStrict(instance)
    ? `path ${strange.path} has characters that its type does not allow`
    : undefined;
}

/** It is, unless it is told not to be. */
function isStrict({ pods }: Instance): boolean {
  const off = `--${option}.strictvalidatepathtype=false`;
  return !pods.some(({ containers }) =>
    containers.some(({ command, args }) =>
      [...command, ...args].some(word => word.toLowerCase() === off),
    ),
  );
}

/** Whatever is asked for is answered with a redirect (middleware.go, buildRedirect). */
function redirect(ingress: Ingress): string | undefined {
  const by = ['temporal-redirect', 'permanent-redirect'].find(
    name => said(ingress, name) !== undefined,
  );
  return by && `annotation ${prefix}/${by} answers all requests`;
}

function isCanary(ingress: Ingress): boolean {
  return isNginxTrue(said(ingress, 'canary'));
}

/** A canary gets requests of an Ingress of its namespace with the same host and path alone. */
function whyNoCanary(
  state: ClusterState,
  served: ServedRule,
): string | undefined {
  return isCanary(served.ingress) && mainsOf(state, served).length === 0
    ? 'it is a canary, and no other Ingress of its class has the host and path'
    : undefined;
}

function mainsOf(
  state: ClusterState,
  { ingress, rule, server, instance }: ServedRule,
): readonly Ingress[] {
  return ingressesAt(state, rule).filter(
    one =>
      one.meta.namespace === ingress.meta.namespace &&
      !isCanary(one) &&
      isServedBy(state, one, server, instance),
  );
}

const shaping = ['service-upstream', 'upstream-vhost', 'backend-protocol'];

/** What is dialled for a canary is what its main Ingress says; the first canary counts (build.go, second pass). */
function shapedByMain(
  state: ClusterState,
  served: ServedRule,
): readonly string[] {
  const { ingress, rule } = served;
  const others = ingressesAt(state, rule).filter(one => one !== ingress);
  const unlike = others.find(
    one =>
      isCanary(one) ||
      shaping.some(name => said(one, name) !== said(ingress, name)),
  );
  return unlike
    ? [
        `${objectName(ingress)} is a canary, and ${objectName(
          unlike,
        )} for the same host and path says otherwise how its Service is dialled: which of them counts is not worked out.`,
      ]
    : [];
}

function since37(ingress: Ingress, why: string): string {
  return `Of ${objectName(
    ingress,
  )} Traefik makes no route from version 3.7 on, as ${why}; its version is another one, or not known.`;
}
