// How Traefik reads its annotations: traefik/paerser, as pkg/provider/kubernetes/ingress/annotations.go has it.
import { goFalse, goTrue } from '../edges/goBool';

const prefix = 'traefik.ingress.kubernetes.io/';

type Check = (value: string) => boolean;
const any: Check = () => true;
const isBool: Check = value => goTrue.has(value) || goFalse.has(value);
const isWhole: Check = value => /^[+-]?\d+$/.test(value);

// Letters' case does not count in a name.
const known: Readonly<Record<'router' | 'service', Record<string, Check>>> = {
  router: {
    pathmatcher: any,
    entrypoints: any,
    middlewares: any,
    priority: isWhole,
    rulesyntax: any,
    tls: any,
    observability: any,
  },
  service: {
    serversscheme: any,
    serverstransport: any,
    passhostheader: isBool,
    middlewares: any,
    sticky: any,
    nativelb: isBool,
    nodeportlb: isBool,
  },
};

/** The annotation that Traefik cannot read; it makes nothing of an object with one. */
export function unreadAnnotation(
  annotations: Readonly<Record<string, string>>,
  of: 'router' | 'service',
): string | undefined {
  return Object.entries(annotations).find(([name, value]) => {
    const field = fieldOf(name, of);
    if (field === undefined) return false;
    const check = known[of][field.split('.')[0]] as Check | undefined;
    return check?.(value) !== true;
  })?.[0];
}

/** The value of an annotation, in whatever case its name is written. */
export function traefikAnnotation(
  annotations: Readonly<Record<string, string>>,
  of: 'router' | 'service',
  wanted: string,
): string | undefined {
  return Object.entries(annotations).find(
    ([name]) => fieldOf(name, of) === wanted,
  )?.[1];
}

function fieldOf(name: string, of: 'router' | 'service'): string | undefined {
  const start = `${prefix}${of}.`;
  return name.toLowerCase().startsWith(start)
    ? name.toLowerCase().slice(start.length)
    : undefined;
}
