import type { IngressBackend, IngressRule } from '../../../state/kinds/ingress';

/** Whether a rule is what an Ingress does with everything else. */
export function isDefault({ field }: IngressRule): boolean {
  return field === 'spec.defaultBackend';
}

/**
 * The rules of an Ingress as they are written. A merge patch replaces the list of them as a whole;
 * these are all that an Ingress has which says no more.
 */
export function writtenRules(rules: readonly IngressRule[]): readonly object[] {
  const ofHosts = rules.filter(rule => !isDefault(rule));
  const places = [...new Set(ofHosts.map(placeOf))];
  return places.map(place => {
    const paths = ofHosts.filter(rule => placeOf(rule) === place);
    const [{ host }] = paths;
    return {
      ...(host !== null && { host }),
      http: { paths: paths.map(writtenPath) },
    };
  });
}

/** The entry of `spec.rules` that a rule is of. */
function placeOf({ field }: IngressRule): string {
  return field.slice(0, field.indexOf('.http'));
}

function writtenPath({ path, pathType, backend }: IngressRule): object {
  return {
    ...(path !== null && { path }),
    ...(pathType !== undefined && { pathType }),
    backend: writtenBackend(backend),
  };
}

function writtenBackend({ service, port }: IngressBackend): object {
  const number = typeof port === 'number' ? { number: port } : { name: port };
  return {
    service: { name: service, ...(port !== undefined && { port: number }) },
  };
}
