import { derive, groupBy } from '../state/derived';
import { ingresses } from '../state/kinds/ingress';

/** Ingresses by the "namespace/name" of each Service they lead to. */
export const ingressesByBackend = derive([ingresses], state =>
  groupBy(
    state.list(ingresses),
    ({ meta, rules }) =>
      new Set(rules.map(rule => `${meta.namespace}/${rule.backend.service}`)),
  ),
);
