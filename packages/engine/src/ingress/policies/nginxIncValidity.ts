// Ingresses that NGINX Ingress Controller of F5 refuses as a whole: nginx/kubernetes-ingress internal/k8s/validation.go.
import type { Ingress } from '../../state/kinds/ingress';
import { isFlagSet } from '../edges/flagOf';
import { goFalse, goTrue } from '../edges/goBool';
import type { Instance } from '../edges/instances';

// Beside rules it is for what their paths leave over.
const defaultBackend = 'spec.defaultBackend';

const partAnnotation = 'nginx.org/mergeable-ingress-type';

/** Annotations that list Services of the Ingress. */
const lists = ['ssl-services', 'grpc-services', 'websocket-services'].map(
  name => `nginx.org/${name}`,
);

/** Why the controller refuses an Ingress, as the rest of a sentence. */
export function whyRefused(
  ingress: Ingress,
  instance: Instance | undefined,
): string | undefined {
  const hosts = hostsOf(ingress);
  const mayBeEmpty = instance?.pods.some(pod =>
    isFlagSet(pod, '-allow-empty-ingress-host'),
  );
  if (hosts.length === 0) {
    return 'it has no rules, and a default backend alone is refused';
  }
  if (new Set(hosts).size < hosts.length) {
    return 'two of its rules are for one host, which is refused';
  }
  if (hosts.includes(null) && !mayBeEmpty) {
    return 'one of its rules names no host, which is refused unless -allow-empty-ingress-host is set';
  }
  return (
    whyNoPart(ingress, hosts) ??
    whyOddValue(ingress) ??
    whyOddList(ingress) ??
    whyNotEnabled(ingress, instance)
  );
}

/** The host of each rule. */
function hostsOf({
  rules,
  bareHosts = [],
}: Ingress): readonly (string | null)[] {
  const byRule = new Map(
    rules
      .filter(({ field }) => field !== defaultBackend)
      .map(({ field, host }) => [field.split('.http')[0], host]),
  );
  return [...byRule.values(), ...bareHosts];
}

/** What masters and minions have to be (validateMasterSpec, validateMinionSpec). */
function whyNoPart(
  { meta, rules, tls, bareHosts = [] }: Ingress,
  hosts: readonly unknown[],
): string | undefined {
  const part: string | undefined = meta.annotations[partAnnotation];
  if (part === undefined) return undefined;
  if (part !== 'master' && part !== 'minion') {
    return `annotation ${partAnnotation} is neither master nor minion`;
  }
  if (hosts.length > 1) return `a ${part} may have one rule alone`;
  const hasPaths = bareHosts.length === 0;
  if (part === 'master' && hasPaths) return 'a master may have no paths';
  if (part === 'minion' && !hasPaths && rules.length === 0) {
    return 'a minion needs a path';
  }
  return part === 'minion' && tls.length > 0
    ? 'a minion may have no TLS: that is for its master'
    : undefined;
}

const booleans = [
  'nginx.org/redirect-to-https',
  'ingress.kubernetes.io/ssl-redirect',
  'nginx.org/proxy-buffering',
  'nginx.org/hsts',
];

/** An annotation with a value that is none (annotationValidations). */
function whyOddValue({ meta: { annotations } }: Ingress): string | undefined {
  const odd = booleans.find(
    name =>
      name in annotations &&
      !goTrue.has(annotations[name]) &&
      !goFalse.has(annotations[name]),
  );
  return odd && `annotation ${odd} is neither true nor false`;
}

/** Annotations with NGINX configuration of its own. */
export const snippets = ['server-snippets', 'location-snippets'].map(
  name => `nginx.org/${name}`,
);
const ofPlus = [
  'health-checks',
  'health-checks-mandatory',
  'slow-start',
  'jwt-realm',
  'jwt-key',
  'jwt-token',
  'jwt-login-url',
].map(name => `nginx.com/${name}`);

/** Annotations that take a flag of the controller. */
function whyNotEnabled(
  { meta: { annotations } }: Ingress,
  instance: Instance | undefined,
): string | undefined {
  if (!instance) return undefined;
  const lacking = (names: readonly string[], flag: string) =>
    instance.pods.some(pod => isFlagSet(pod, flag))
      ? undefined
      : names
          .filter(name => name in annotations)
          .map(
            name => `annotation ${name} is refused, as flag ${flag} is not set`,
          )
          .at(0);
  return (
    lacking(snippets, '-enable-snippets') ?? lacking(ofPlus, '-nginx-plus')
  );
}

function whyOddList({ meta, rules }: Ingress): string | undefined {
  const known = new Set(rules.map(({ backend }) => backend.service));
  return lists
    .flatMap(name => {
      const list = (meta.annotations[name] as string | undefined) ?? undefined;
      const odd = list?.split(',').find(service => !known.has(service));
      return odd === undefined
        ? []
        : `annotation ${name} names Service ${odd}, to which none of its rules leads`;
    })
    .at(0);
}
