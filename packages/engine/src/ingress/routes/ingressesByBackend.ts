import type { ClusterState } from '../../state/clusterState';
import { bucket, deriveEach, deriveValue } from '../../state/derived';
import { inParts } from '../../state/inParts';
import { Ingress, ingresses } from '../../state/kinds/ingress';
import { indexBy } from '../../state/objectIndex';
import { olderIngress } from './olderIngress';

/** Ingresses by the "namespace/name" of each Service they lead to. */
export const ingressesByBackend = indexBy(ingresses, ({ meta, rules }) =>
  rules.map(rule => `${meta.namespace}/${rule.backend.service}`),
);

/** The same in parts, where thousands lead to one Service. */
export const ingressesByBackendPart = inParts(ingressesByBackend);

/** Whether so many lead to a Service that it pays to keep what is made of them in parts. */
export function leadMany(state: ClusterState, backend: string): boolean {
  return state.count(ingressesByBackend, backend) > 50;
}

const decisiveOf = deriveEach(
  backend => [bucket(ingressesByBackend, backend)],
  (state, backend): readonly Ingress[] => {
    const all = state.lookup(ingressesByBackend, backend);
    const name = backend.slice(backend.indexOf('/') + 1);
    const [oldest, lastDefault] = [
      new Map<string, Ingress>(),
      new Map<string, Ingress>(),
    ];
    for (const one of [...all].sort(olderIngress)) {
      for (const { backend: to, field } of one.rules) {
        if (to.service !== name) continue;
        const like = JSON.stringify([...classesOf(one), to.port]);
        if (!oldest.has(like)) oldest.set(like, one);
        if (field === 'spec.defaultBackend') lastDefault.set(like, one);
      }
    }
    const kept = new Set([...oldest.values(), ...lastDefault.values()]);
    return all.filter(one => kept.has(one));
  },
  deriveValue,
);

/**
 * Of the Ingresses that lead to a Service those that can decide for others, by their age: of each class
 * and port the oldest, and the youngest default backend. Where few lead to it, all of them.
 */
export function decisiveIngresses(
  state: ClusterState,
  backend: string,
): readonly Ingress[] {
  return leadMany(state, backend)
    ? state.read(decisiveOf(backend))
    : state.lookup(ingressesByBackend, backend);
}

function classesOf({ className, meta }: Ingress) {
  return [className, meta.annotations['kubernetes.io/ingress.class']];
}
